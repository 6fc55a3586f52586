import { createHash } from 'node:crypto'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { exponentOf } from '../../core/money/money.ts'
import { setting } from '../acts/settings.ts'
import type { Delivery } from '../mail/smtp.ts'
import { keepContent, openPen, type Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import type { Outgoing } from './channel.ts'
import { type OutboxRow, settle } from './lease.ts'
import { mendTaskId } from './sweep-page.ts'

/** Where a message stands after one try. */
export type Settled = 'sent' | 'drafted' | 'withdrawn' | 'waiting' | 'later' | 'failed' | 'unsure'
export interface Outcome {
  readonly settled: Settled
  readonly problem?: string | undefined
}

export interface Tried {
  readonly place: Place
  readonly row: OutboxRow
  /** None: the owner's own mail, which is no deed. */
  readonly act: Act | undefined
  readonly facts: ClientFacts | undefined
  /** What it is charged as by the setting `channel-costs`. */
  readonly units?: number | undefined
}

export const TRIES_MAX = 12
const BACKOFF_MS = 5 * 60_000
const BACKOFF_MS_MAX = 6 * 3_600_000

const laterBy = (now: string, attempts: number): string =>
  new Date(Date.parse(now) + Math.min(BACKOFF_MS * 2 ** attempts, BACKOFF_MS_MAX)).toISOString()

type Ending = Partial<OutboxRow> & { readonly state: OutboxRow['state'] }

function endingOf(t: Tried, delivery: Delivery): { settled: Settled; ending: Ending; problem?: string } {
  const now = t.place.clock.now()
  const done = { doneAt: now, doneOn: t.place.by.today }
  switch (delivery.kind) {
    case 'sent':
      return { settled: 'sent', ending: { state: 'sent', lastError: null, ...done } }
    case 'drafted':
      return { settled: 'drafted', ending: { state: 'drafted', sendingSince: null, lastError: null } }
    case 'unsure':
      return { settled: 'unsure', ending: { state: 'unsure', lastError: delivery.reason, ...done }, problem: delivery.reason }
    case 'refused':
      return {
        settled: 'failed',
        ending: { state: 'failed', sendingSince: null, lastError: delivery.response, ...done },
        problem: delivery.response,
      }
    case 'later':
      return t.row.attempts + 1 >= TRIES_MAX
        ? {
            settled: 'failed',
            ending: { state: 'failed', sendingSince: null, lastError: delivery.reason, ...done },
            problem: delivery.reason,
          }
        : {
            settled: 'later',
            ending: { state: 'queued', sendingSince: null, lastError: delivery.reason, notBefore: laterBy(now, t.row.attempts) },
            problem: delivery.reason,
          }
  }
}

/** Puts down what became of a try: the row's state, the deed and what a person must do, in one transaction. */
export async function settleDelivery(t: Tried, outgoing: Outgoing | undefined, delivery: Delivery): Promise<Outcome> {
  const { place, row } = t
  const { settled, ending, problem } = endingOf(t, delivery)
  const cost = settled === 'sent' || settled === 'unsure' ? await costOf(t) : {}
  await place.store.transaction(place.workspaceId, async tx => {
    await settle(tx, place, row, ending)
    if (t.facts === undefined || settled === 'later' || settled === 'drafted') return
    const pen = await openPen(tx, place.store.flavour, { ...place.by, at: place.clock.now(), actor: 'system:perform', source: 'outbox' })
    await addDeed(pen, t, outgoing, { ...delivery, ...cost }, settled)
    await addConsequences(pen, t.row, t.facts, outgoing, delivery)
    await pen.finish(`message ${settled}`)
  })
  return { settled, problem }
}

/** What one message costs by the firm’s own figures, where it has said any. */
async function costOf({ place, act, units = 1 }: Tried): Promise<{ cost?: string }> {
  const rates: Readonly<Record<string, number>> = await setting(place, 'channel-costs')
  const rate = act && Object.hasOwn(rates, act.channel) ? (rates[act.channel] ?? 0) : 0
  return rate > 0 ? { cost: `${(rate * units).toFixed(exponentOf(place.firm.currency))} ${place.firm.currency}` } : {}
}

const OUTCOMES: Partial<Record<Settled, 'sent' | 'unsure' | 'failed'>> = { sent: 'sent', unsure: 'unsure', failed: 'failed' }

async function addDeed(
  pen: Pen,
  t: Tried,
  outgoing: Outgoing | undefined,
  delivery: Delivery & { readonly cost?: string },
  settled: Settled,
): Promise<void> {
  const outcome = OUTCOMES[settled]
  if (!t.act || !t.facts || !outcome) return
  const documentIds = outgoing && outcome !== 'failed' ? await keepAttachments(pen, t.facts, outgoing) : []
  const deedId = await pen.add(
    'deed',
    deedOf(t.row, t.act, pen.by, { outcome, outgoing, documentId: documentIds[0] ?? null, evidence: { ...delivery, documentIds } }),
  )
  if (outcome === 'failed') return
  const clientId = t.facts.client.id
  for (const charge of outgoing?.charges ?? []) await pen.add('charge', { clientId, claimedOn: pen.by.today, deedId, ...charge })
}

interface DeedParts {
  readonly outcome: 'sent' | 'unsure' | 'failed'
  readonly outgoing: Outgoing | undefined
  readonly documentId: string | null
  readonly evidence: Record<string, string | readonly string[]>
}

/** The deed of a message: what left (or may have), to whom, in which words. */
export const deedOf = (row: OutboxRow, act: Act, by: Pen['by'], parts: DeedParts) => ({
  clientId: row.clientId,
  step: act.step,
  channel: act.channel,
  tone: act.tone,
  class: act.class,
  cycle: act.cycle,
  occurrence: act.occurrence,
  doneOn: by.today,
  at: by.at,
  outcome: parts.outcome,
  recipient: parts.outgoing ? [...parts.outgoing.to, ...parts.outgoing.cc].join(', ') : null,
  subject: parts.outgoing?.subject ?? null,
  body: parts.outgoing?.text ?? null,
  messageId: row.messageId,
  invoiceIds: act.invoiceIds,
  amounts: act.amounts.map(({ minor, currency }) => ({ minor, currency })),
  documentId: parts.documentId,
  evidence: parts.evidence,
  outboxKey: row.key,
  takesBack: act.takesBack ?? null,
})

/** Keeps what was enclosed, each paper once. @returns the documents' ids in order. */
async function keepAttachments(pen: Pen, facts: ClientFacts, outgoing: Outgoing): Promise<string[]> {
  const ids: string[] = []
  for (const { filename, contentType, content } of outgoing.attachments) {
    const sha256 = createHash('sha256').update(content).digest('hex')
    const known = facts.document.find(d => d.sha256 === sha256)
    if (!known) await keepContent(pen.tx, pen.by.workspaceId, sha256, content)
    const paper = {
      clientId: facts.client.id,
      sha256,
      name: filename,
      mime: contentType,
      sizeBytes: content.byteLength,
      kind: 'letter' as const,
    }
    ids.push(known?.id ?? (await pen.add('document', paper)))
  }
  return ids
}

/** Addresses that failed are remembered; what a person must look at becomes a task. */
async function addConsequences(
  pen: Pen,
  row: OutboxRow,
  facts: ClientFacts,
  outgoing: Outgoing | undefined,
  delivery: Delivery,
): Promise<void> {
  const clientId = facts.client.id
  const rejected = 'rejected' in delivery ? delivery.rejected : []
  const detail = 'response' in delivery ? delivery.response : null
  for (const address of rejected) await pen.add('bounce', { clientId, address, hard: true, detail })
  if (outgoing && delivery.kind === 'sent' && rejected.length < outgoing.to.length) await addArrivals(pen, row, facts, outgoing, delivery)
  const task = { clientId, dueOn: pen.by.today, detail: { outboxKey: row.key, messageId: row.messageId } }
  if (delivery.kind === 'unsure') await pen.add('task', { ...task, id: `unsure:${row.key}`, title: 'unsure', kind: 'verify' })
  else if (delivery.kind === 'refused' || delivery.kind === 'later')
    await pen.add('task', { ...task, id: mendTaskId(row.key), title: 'mend', kind: 'mend' })
  else if (outgoing && rejected.length > 0) await pen.add('task', { ...task, id: `address:${row.key}`, title: 'address', kind: 'mend' })
}

/** Our server took a copy of the invoice, or the question whether it came: the state of each invoice says so, until more is known. */
async function addArrivals(
  pen: Pen,
  row: OutboxRow,
  facts: ClientFacts,
  outgoing: Outgoing,
  delivery: Extract<Delivery, { kind: 'sent' }>,
): Promise<void> {
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  const enclosed = new Set(outgoing.attachments.map(a => a.filename))
  const copied = facts.document.filter(d => d.kind === 'invoice' && enclosed.has(d.name)).map(d => d.invoiceId)
  const evidence = { messageId: row.messageId, to: outgoing.to, response: delivery.response }
  for (const invoiceId of act.invoiceIds) {
    const state = act.asksArrival ? 'asked' : copied.includes(invoiceId) ? 'accepted' : undefined
    const last = facts.arrival.filter(a => a.invoiceId === invoiceId).at(-1)?.state
    if (state && last !== 'viewed' && last !== 'acknowledged')
      await pen.add('arrival', { clientId: facts.client.id, invoiceId, state, evidence })
  }
}
