import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { CYCLE_OF_CALLS } from '../call/confirmation-mail.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'

/** An address that failed. */
export interface BounceLine {
  readonly clientId: string
  readonly client: string
  readonly address: string
  /** Permanent: nothing more goes there. */
  readonly hard: boolean
  readonly status: string | null
  readonly detail: string | null
  readonly on: Day
  /** How often. */
  readonly times: number
  /** It still stands on the client or a contact. */
  readonly inUse: boolean
}

const LINES_MAX = 1000

/** Every address that failed, newest first, each once a client. */
export async function bounceReport(place: Place): Promise<BounceLine[]> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'bounce')
    .orderBy('recordedAt', 'desc')
    .orderBy('id')
    .limit(LINES_MAX)
    .execute()) as unknown as Fact<'bounce'>[] // the columns selected are the noun’s own
  const clients = await loadClients(place.store.db, place.workspaceId, [...new Set(rows.map(r => r.clientId))])
  const byId = new Map(clients.map(c => [c.client.id, c]))
  const lines = new Map<string, BounceLine>()
  for (const { clientId, address, hard, status, detail, effectiveOn } of rows) {
    const of = byId.get(clientId)
    if (!of) continue // of a client that was taken back
    const key = `${clientId} ${address.toLowerCase()}`
    const before = lines.get(key)
    if (before) {
      lines.set(key, { ...before, hard: before.hard || hard, times: before.times + 1 })
      continue
    }
    const known = [of.client.email, ...of.contact.map(c => c.email)].map(e => e?.toLowerCase())
    const inUse = known.includes(address.toLowerCase())
    lines.set(key, { clientId, client: of.client.name, address, hard, status, detail, on: effectiveOn, times: 1, inUse })
  }
  return [...lines.values()]
}

/** Everything that proves what became of one message. */
export interface ProofSheet {
  readonly deedId: string
  readonly clientId: string
  readonly client: string
  readonly step: string
  readonly on: Day
  readonly at: string | null
  readonly outcome: string
  readonly from: string | null
  readonly recipient: string | null
  readonly subject: string | null
  readonly body: string | null
  readonly messageId: string | null
  /** What our mail server answered. */
  readonly response: string | null
  readonly invoices: readonly string[]
  /** The talk that a read-back mail puts in writing; none: it follows from none. */
  readonly talk: {
    readonly callId: string
    readonly kind: Fact<'call'>['kind']
    readonly on: Day
    readonly from: string
    readonly to: string | null
    readonly with: string | null
    /** What was read to them, and what they said to it. */
    readonly readBack: string | null
    readonly answer: Fact<'call'>['readBackAnswer']
    readonly correction: string | null
  } | null
  readonly papers: readonly { readonly name: string; readonly sha256: string; readonly sizeBytes: number }[]
  /** What became known afterwards, oldest first. */
  readonly events: readonly { readonly on: Day; readonly at: string; readonly what: string; readonly detail: string }[]
  /** The link of the journal that holds it. */
  readonly journal: { readonly seq: number; readonly link: string } | null
}

const textIn = (evidence: Fact<'deed'>['evidence'], name: string): string | null => {
  const found = evidence !== null && name in evidence ? Reflect.get(evidence, name) : undefined
  return typeof found === 'string' ? found : null
}
const names = (evidence: Fact<'arrival'>['evidence'], deed: Fact<'deed'>): boolean =>
  textIn(evidence, 'deedId') === deed.id || (deed.messageId !== null && textIn(evidence, 'messageId') === deed.messageId)

function talkOf(facts: ClientFacts, deed: Fact<'deed'>): ProofSheet['talk'] {
  const callId = deed.class === 'confirmation' && deed.cycle?.startsWith(CYCLE_OF_CALLS) ? deed.cycle.slice(CYCLE_OF_CALLS.length) : null
  const call = facts.call.find(c => c.id === callId)
  if (!call) return null
  const { id, kind, startedOn, startedAt, endedAt, contactId, readBack, readBackAnswer, correction } = call
  return {
    ...{ callId: id, kind, on: startedOn, from: startedAt, to: endedAt, readBack, answer: readBackAnswer, correction },
    with: facts.contact.find(c => c.id === contactId)?.name ?? null,
  }
}

/** The proof sheet of the read-back mail of a talk; none: it has not left. */
export async function proofOfTalk(place: Place, callId: string): Promise<ProofSheet | null> {
  const rows = (await factsOf(place.store.db, place.workspaceId, 'deed')
    .where('cycle' as 'id', '=', `${CYCLE_OF_CALLS}${callId}`) // a column of this noun
    .orderBy('recordedAt')
    .execute()) as unknown as Fact<'deed'>[] // the columns selected are the noun’s own
  const last = rows.at(-1)
  return last ? proofSheet(place, last.id) : null
}

/** The proof sheet of a message. @throws Refusal where there is none. */
export async function proofSheet(place: Place, deedId: string): Promise<ProofSheet> {
  const { db } = place.store
  const row = await factsOf(db, place.workspaceId, 'deed').where('id', '=', deedId).select('clientId').executeTakeFirst()
  const [facts] = row ? await loadClients(db, place.workspaceId, [row.clientId]) : []
  const deed = facts?.deed.find(d => d.id === deedId)
  if (!facts || !deed) return refuse('not-found', `There is no message "${deedId}".`, { field: 'deed' })
  const kept = deed.evidence !== null && 'documentIds' in deed.evidence ? deed.evidence.documentIds : null
  const ids = Array.isArray(kept) ? kept.map(String) : []
  const number = (id: string): string => facts.invoice.find(i => i.id === id)?.number ?? id
  const events = [
    ...facts.arrival
      .filter(a => names(a.evidence, deed))
      .map(a => ({ on: a.effectiveOn, at: a.recordedAt, what: a.state, detail: number(a.invoiceId) })),
    ...facts.bounce
      .filter(b => b.deedId === deed.id)
      .map(b => ({
        on: b.effectiveOn,
        at: b.recordedAt,
        what: 'bounced',
        detail: [b.address, b.status, b.detail].filter(Boolean).join(' · '),
      })),
    ...facts.reply
      .filter(r => r.deedId === deed.id)
      .map(r => ({
        on: r.receivedOn,
        at: r.recordedAt,
        what: `reply-${r.kind}`,
        detail: [r.from, r.subject, r.messageId].filter(Boolean).join(' · '),
      })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1))
  const written = await db
    .selectFrom('deed')
    .select('journalSeq')
    .where('workspaceId', '=', place.workspaceId)
    .where('factId', '=', deed.factId)
    .executeTakeFirst()
  const link = await db
    .selectFrom('journal')
    .select(['seq', 'link'])
    .where('workspaceId', '=', place.workspaceId)
    .where('seq', '=', written?.journalSeq ?? -1)
    .executeTakeFirst()
  return {
    ...{
      deedId,
      clientId: facts.client.id,
      client: facts.client.name,
      step: deed.step,
      on: deed.doneOn,
      at: deed.at,
      outcome: deed.outcome,
    },
    from: place.firm.email,
    ...{ recipient: deed.recipient, subject: deed.subject, body: deed.body, messageId: deed.messageId },
    response: textIn(deed.evidence, 'response'),
    invoices: (deed.invoiceIds ?? []).map(number),
    talk: talkOf(facts, deed),
    papers: facts.document.filter(d => ids.includes(d.id)).map(({ name, sha256, sizeBytes }) => ({ name, sha256, sizeBytes })),
    events,
    journal: link ?? null,
  }
}
