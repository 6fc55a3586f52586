import type { Act } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { lintContent } from '../message/lint-message.ts'
import { contentOf, pressFor, renderMessage } from '../message/render.ts'
import { channels } from '../run/channel.ts'
import { loadClients } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'

export interface ApproveInput {
  /** One message by its key; none: every message that waits. */
  readonly key?: string | undefined
  /** Words as a person edited them. */
  readonly subject?: string | undefined
  readonly body?: string | undefined
}
export interface Approved {
  readonly approved: readonly string[]
  /** Messages that may not leave as they are, and why: they keep waiting. */
  readonly faulty: readonly { readonly key: string; readonly faults: readonly Fault[] }[]
}

/** Keys written on the command line or in a link name a row exactly. @throws Refusal where there is none. */
export async function outboxRow(place: Place, key: string): Promise<TableRow<'outbox'>> {
  const query = place.store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).where('key', '=', key)
  const row = await query.executeTakeFirst()
  return row ?? refuse('no-such-message', `There is no message "${key}".`, { field: 'key', mend: 'Run: dunwell outbox' })
}

function checkWords(input: ApproveInput): void {
  if (input.key === undefined && (input.subject !== undefined || input.body !== undefined))
    refuse('which-message', 'Edited words belong to one message.', { field: 'key', mend: 'Name the message.' })
  if (input.subject !== undefined && /[\r\n]/.test(input.subject))
    refuse('header-injection', 'A subject is one line.', { field: 'subject' })
  for (const field of ['subject', 'body'] as const)
    if (input[field] !== undefined && input[field].trim() === '') refuse('field-missing', 'This must not be empty.', { field })
}

async function waitingRows(place: Place, key: string | undefined): Promise<TableRow<'outbox'>[]> {
  if (key === undefined)
    return place.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('workspaceId', '=', place.workspaceId)
      .where('state', '=', 'waiting')
      .orderBy('createdAt')
      .orderBy('key')
      .execute()
  const row = await outboxRow(place, key)
  if (row.state !== 'waiting')
    refuse('not-waiting', `This message does not wait for approval: it is ${row.state}.`, { field: 'key', mend: 'Run: dunwell outbox' })
  return [row]
}

const PER_TRANSACTION = 100

/** Approves messages to leave, one with edited words or all that wait. They still leave only when live, in their hours and below the ceiling. */
export async function approve(place: Place, input: ApproveInput): Promise<Approved> {
  checkWords(input)
  const { subject = null, body = null } = input
  const waiting = await waitingRows(place, input.key)
  const faulty = await faultyAmong(place, waiting, body)
  const [first] = faulty
  if (first && input.key !== undefined)
    throw new Refusal(first.faults.map(fault => ({ ...fault, field: fault.code === 'roles-not-turned' ? 'card' : 'body' })))
  const rows = waiting.filter(row => !faulty.some(f => f.key === row.key))
  for (let at = 0; at < rows.length; at += PER_TRANSACTION) {
    const chunk = rows.slice(at, at + PER_TRANSACTION)
    await record(place.store, place.by, 'approved', async pen => {
      for (const { key, clientId } of chunk) {
        if (!(await queue(pen.tx, place, key))) continue
        await pen.add('approval', { clientId, outboxKey: key, approvedBy: place.by.actor, subject, body })
      }
    })
  }
  return { approved: rows.map(row => row.key), faulty }
}

/** Of messages, those whose words (or edited words) may not leave. A confirmation is no claim and is not asked. */
async function faultyAmong(place: Place, rows: readonly TableRow<'outbox'>[], body: string | null): Promise<Approved['faulty']> {
  const found: { key: string; faults: readonly Fault[] }[] = []
  for (let at = 0; at < rows.length; at += PER_TRANSACTION) {
    const chunk = rows.slice(at, at + PER_TRANSACTION)
    const clients = await loadClients(place.store.db, place.workspaceId, [...new Set(chunk.map(row => row.clientId))])
    for (const row of chunk) {
      const facts = clients.find(c => c.client.id === row.clientId)
      const faults = facts ? [...cardFaults(facts, row), ...(await wordFaults(place, facts, row, body))] : []
      if (faults.length > 0) found.push({ key: row.key, faults })
    }
  }
  return found
}

/** So late, the card comes before the approval (C12). */
function cardFaults(facts: ClientFacts, row: TableRow<'outbox'>): Fault[] {
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  const isOpen = act.reasons.some(r => r.code === 'roles-not-turned') && !facts.rolesTurned.some(t => t.cycle === act.cycle)
  if (!isOpen) return []
  const message = `${facts.client.name}: nobody has looked yet from their side at what may have gone wrong.`
  return [{ code: 'roles-not-turned', message, field: 'card', mend: 'Answer the card on the client’s page, or run: dunwell turn' }]
}

async function wordFaults(place: Place, facts: ClientFacts, row: TableRow<'outbox'>, body: string | null): Promise<readonly Fault[]> {
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  if (act.class !== 'chase' && !ownLetterOf(act)) return editedFaults(place, facts, row, act, body)
  const form = (await channels()).get(act.channel)?.form ?? 'mail'
  if (form === 'data' || (form === 'line' && body === null)) return []
  const press = await pressFor(place)
  const kept = facts.approval.findLast(a => a.outboxKey === row.key && a.body !== null)?.body
  return lintContent(
    press.words,
    contentOf(press, place, facts, act).content,
    facts,
    act,
    body ?? kept ?? null,
    form === 'line' ? 'line' : 'mail',
  )
}

/** Words of a confirmation or an answer as a person edited them; Dunwell’s own are looked at when they leave. */
async function editedFaults(
  place: Place,
  facts: ClientFacts,
  row: TableRow<'outbox'>,
  act: Act,
  body: string | null,
): Promise<readonly Fault[]> {
  const kept = facts.approval.findLast(a => a.outboxKey === row.key && a.body !== null)?.body
  const text = body ?? kept ?? null
  if (text === null) return []
  return (await renderMessage(place, facts, act)).faultsIn?.(text) ?? []
}

async function queue(tx: Place['store']['db'], place: Place, key: string): Promise<boolean> {
  const result = await tx
    .updateTable('outbox')
    .set({ state: 'queued', approvedBy: place.by.actor, why: null })
    .where('workspaceId', '=', place.workspaceId)
    .where('key', '=', key)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(result.numUpdatedRows) === 1
}

/** Keeps edited words without approving yet. @returns what keeps them from leaving as they are. */
export async function edit(
  place: Place,
  input: ApproveInput & { readonly key: string },
): Promise<{ id: string; faults: readonly Fault[] }> {
  checkWords(input)
  const [row] = await waitingRows(place, input.key)
  const { subject = null, body = null } = input
  if (subject === null && body === null) refuse('field-missing', 'Say what is to be changed.', { field: 'body' })
  const clientId = row?.clientId ?? ''
  const id = await record(place.store, place.by, 'edited', pen =>
    pen.add('approval', { clientId, outboxKey: input.key, approvedBy: '', subject, body }),
  )
  const faulty = row ? await faultyAmong(place, [row], body) : []
  return { id, faults: (faulty[0]?.faults ?? []).filter(fault => fault.code !== 'roles-not-turned') }
}
