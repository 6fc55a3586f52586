import { addDays, type Day } from '../../core/day/day.ts'
import { decideCase } from '../../core/decide/decide.ts'
import type { Act, Decision } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { among } from '../store/among.ts'
import { newId } from '../store/ids.ts'
import { insertRows, layoutOfTable } from '../store/insert.ts'
import { canonical } from '../store/journal.ts'
import { openPen } from '../store/record.ts'
import type { Db } from '../store/schema.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { type Channel, hoursBy } from './channel.ts'
import type { Decider } from './decider.ts'
import { factsHash, fingerprintHash, outboxKey, sameMessage, whyNot } from './decision-rows.ts'
import { nextAllowed, zoneOf } from './quiet-hours.ts'
import { STANDING, type Standing, sameStanding, standingOf } from './standing.ts'

/** What is decided of a client, and what it owes on that day. */
export interface Verdict {
  readonly facts: ClientFacts
  readonly decision: Decision
  readonly standing: Standing
}
/** A verdict as it is compared and kept. */
interface Told extends Verdict {
  readonly fingerprint: string
}
/** What one client's verdict asks to be written. */
export interface Change {
  readonly verdict: Told
  readonly decisionChanged: boolean
  /** The decision row that is replaced. */
  readonly oldDecision: string | undefined
  /** The row stays as it is; only the day from which it is decided anew moves. */
  readonly turned: string | undefined
  readonly outbox: { readonly how: 'insert' | 'revive' | 'replace' | 'refresh'; readonly key: string; readonly act: Act } | undefined
  /** Outbox rows that are not what is decided any more. */
  readonly withdraw: readonly string[]
  /** The task of a step that is a person's work, by its id. */
  readonly task: { readonly id: string; readonly act: Act } | undefined
  readonly endTasks: readonly string[]
}

type DecisionRow = Pick<TableRow<'decision'>, 'id' | 'clientId' | 'fingerprint' | 'turnsOn'> & Standing
type OutboxRow = Pick<TableRow<'outbox'>, 'key' | 'clientId' | 'state' | 'act'>
interface Page {
  readonly decisions: ReadonlyMap<string, DecisionRow>
  readonly byKey: ReadonlyMap<string, OutboxRow>
  readonly openByClient: ReadonlyMap<string, readonly OutboxRow[]>
}

/** States in which a message can still be taken back for certain. */
export const OPEN_STATES = ['waiting', 'queued', 'drafted'] as const
const isOpen = (state: string): boolean => (OPEN_STATES as readonly string[]).includes(state)
const STEP_TASK = 'step:'
export const stepTaskId = (key: string): string => `${STEP_TASK}${key}`

/** What the day’s decision takes back: steps of the ladder, never a letter that a person wrote. */
function chases(row: OutboxRow): boolean {
  const act = row.act as unknown as Act // the store keeps acts as they were decided
  return act.class === 'chase' && ownLetterOf(act) === undefined
}

async function pageRows(place: Place, verdicts: readonly Verdict[], keys: readonly string[]): Promise<Page> {
  const { db } = place.store
  const from = verdicts[0]?.facts.client.id ?? ''
  const to = verdicts.at(-1)?.facts.client.id ?? ''
  const decisions = await db
    .selectFrom('decision')
    .select(['id', 'clientId', 'fingerprint', 'turnsOn', ...STANDING])
    .where('workspaceId', '=', place.workspaceId)
    .where('supersededAt', 'is', null)
    .where('clientId', '>=', from)
    .where('clientId', '<=', to)
    .execute()
  const outbox = db.selectFrom('outbox').select(['key', 'clientId', 'state', 'act']).where('workspaceId', '=', place.workspaceId)
  const open = await outbox
    .where('clientId', '>=', from)
    .where('clientId', '<=', to)
    .where('state', 'in', [...OPEN_STATES])
    .execute()
  const named = keys.length === 0 ? [] : await outbox.where(among(db, 'key', keys)).execute()
  return {
    decisions: new Map(decisions.map(d => [d.clientId, d])),
    byKey: new Map(named.map(row => [row.key, row])),
    // answers and confirmations are not decided by the day: only what chases is taken back by it
    openByClient: Map.groupBy(open.filter(chases), row => row.clientId),
  }
}

/** How acts leave: a step that is a person's work, or whose channel cannot send, becomes a task. */
export interface Hands {
  readonly decider: Decider
  readonly channels: ReadonlyMap<string, Channel>
}
const isWork = (act: Act, hands: Hands): boolean => act.byPerson || hands.channels.get(act.channel)?.deliver === undefined
const messageOf = ({ outcome }: Decision, hands: Hands): Act | undefined =>
  outcome.kind === 'act' && !isWork(outcome, hands) ? outcome : undefined
const workOf = ({ outcome }: Decision, hands: Hands): Act | undefined =>
  outcome.kind === 'act' && isWork(outcome, hands) ? outcome : undefined

const MEND_TASK = 'mend:'
/** Where a message failed, a person mends it first: this task stands open until then. */
export const mendTaskId = (key: string): string => `${MEND_TASK}${key}`

/** Reminders that failed and that nobody need mend any more: another step is asked for, or nothing is left to ask. @returns their keys. */
function overtaken({ facts, decision }: Verdict, key: string | undefined): string[] {
  if (decision.outcome.kind !== 'act' && decision.reviewOn !== null) return []
  const open = facts.task.flatMap(t => (t.doneOn === null && t.id.startsWith(MEND_TASK) ? [t.id.slice(MEND_TASK.length)] : []))
  return open.filter(failed => failed !== key && facts.deed.some(d => d.outboxKey === failed && d.class === 'chase'))
}

function outboxChange(key: string, act: Act, row: OutboxRow | undefined, tasks: ClientFacts['task']): Change['outbox'] {
  if (!row) return { how: 'insert', key, act }
  if (row.state === 'withdrawn') return { how: 'revive', key, act }
  if (row.state === 'failed')
    return tasks.some(t => t.id === mendTaskId(key) && t.doneOn === null) ? undefined : { how: 'revive', key, act }
  if (!isOpen(row.state) || canonical(row.act) === canonical(act)) return undefined
  return { how: sameMessage(row.act as unknown as Act, act) ? 'refresh' : 'replace', key, act } // the store keeps acts as they were decided
}

/** Decides one client as of the place's day. */
export function verdictOf(place: Place, decider: Decider, facts: ClientFacts): Verdict {
  const c = decider.caseOf(facts, place.by.today)
  return { facts, decision: decideCase(c), standing: standingOf(c, place.firm.currency) }
}

/** Whether a row must be marked with another day: one that is looked at every day is due already and stays so. */
const mustTurn = (today: Day, old: Day | null, turnsOn: Day | null): boolean =>
  old !== turnsOn && !(old !== null && old <= today && turnsOn === addDays(today, 1))

function changeOf(place: Place, given: Verdict, page: Page, hands: Hands): Change | undefined {
  const { facts, decision, standing } = given
  const verdict: Told = { facts, decision, fingerprint: fingerprintHash(decision), standing }
  const clientId = facts.client.id
  const old = page.decisions.get(clientId)
  // a client about whom there is nothing to decide gets no row until there is
  const decisionChanged = old
    ? old.fingerprint !== verdict.fingerprint || !sameStanding(old, standing)
    : decision.turnsOn !== null || decision.reviewOn !== null || standing.currency !== null
  const turned = old && !decisionChanged && mustTurn(place.by.today, old.turnsOn, decision.turnsOn) ? old.id : undefined
  const message = messageOf(decision, hands)
  const key = message && outboxKey(clientId, message)
  const outbox = message && key ? outboxChange(key, message, page.byKey.get(key), facts.task) : undefined
  const over = overtaken(given, key)
  const withdraw = [...(page.openByClient.get(clientId) ?? []).filter(row => row.key !== key).map(row => row.key), ...over]
  const work = workOf(decision, hands)
  const taskId = work && stepTaskId(outboxKey(clientId, work))
  const stepTasks = facts.task.filter(t => t.id.startsWith(STEP_TASK))
  const task = work && taskId && !stepTasks.some(t => t.id === taskId) ? { id: taskId, act: work } : undefined
  const endTasks = [...stepTasks.filter(t => t.doneOn === null && t.id !== taskId).map(t => t.id), ...over.map(mendTaskId)]
  if (!decisionChanged && !turned && !outbox && withdraw.length === 0 && !task && endTasks.length === 0) return undefined
  return { verdict, decisionChanged, oldDecision: decisionChanged ? old?.id : undefined, turned, outbox, withdraw, task, endTasks }
}

/** Compares a page of verdicts with what is recorded. Two or three queries, however many clients. @returns only what must be written. */
export async function readPage(place: Place, hands: Hands, verdicts: readonly Verdict[]): Promise<Change[]> {
  const keys = verdicts.flatMap(v => {
    const message = messageOf(v.decision, hands)
    return message ? [outboxKey(v.facts.client.id, message)] : []
  })
  const page = await pageRows(place, verdicts, keys)
  return verdicts.flatMap(verdict => changeOf(place, verdict, page, hands) ?? [])
}

/** Rows that a change writes or closes. */
const rowsIn = (c: Change): number =>
  (c.decisionChanged ? 1 : 0) +
  (c.oldDecision || c.turned ? 1 : 0) +
  (c.outbox ? 1 : 0) +
  c.withdraw.length +
  (c.task ? 1 : 0) +
  2 * c.endTasks.length

/** Cuts changes into batches of as many rows as one transaction may write: then nobody waits long for it. */
export function* batchesOf(changes: readonly Change[], rowsMax: number): Generator<readonly Change[]> {
  let from = 0
  let rows = 0
  for (let at = 0; at < changes.length; at++) {
    const more = rowsIn(changes[at] as Change) // at is below the length
    if (at > from && rows + more > rowsMax) {
      yield changes.slice(from, at)
      from = at
      rows = 0
    }
    rows += more
  }
  if (from < changes.length) yield changes.slice(from)
}

/** Writes one batch of changes: all of it or nothing. */
export async function writeBatch(place: Place, hands: Hands, batch: readonly Change[]): Promise<void> {
  const { store, workspaceId } = place
  await store.transaction(workspaceId, async tx => {
    await oneWriterAClient(tx, place, batch)
    await writeDecisions(tx, place, hands.decider, batch)
    await writeTurns(tx, place, batch)
    await writeMessages(tx, place, hands, batch)
    for (const change of batch)
      if (change.withdraw.length > 0) await withdrawRows(tx, place, change.withdraw, whyNot(change.verdict.decision))
    await writeTasks(tx, place, hands, batch)
  })
}

/** Two nodes, or the sweep and an act, may decide about one client at once: their rows are written one after the other. */
async function oneWriterAClient(tx: Db, { store, workspaceId }: Place, batch: readonly Change[]): Promise<void> {
  if (store.flavour === 'sqlite') return // one writer at all
  const ids = batch.map(change => change.verdict.facts.client.id)
  const rows = tx.selectFrom('client').select('id').where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null)
  await rows
    .where(among(tx, 'id', ids))
    .orderBy('id')
    .forUpdate()
    .execute()
}

const asJson = (value: unknown): never => JSON.stringify(value) as never // the store keeps JSON as its text

const kindOf = ({ outcome, reviewOn }: Decision): TableRow<'decision'>['kind'] =>
  outcome.kind === 'act' ? 'act' : reviewOn === null ? 'none' : 'hold'

async function writeDecisions(tx: Db, place: Place, decider: Decider, batch: readonly Change[]): Promise<void> {
  const changed = batch.filter(c => c.decisionChanged)
  if (changed.length === 0) return
  const { workspaceId } = place
  const { at, today } = place.by
  // whatever stands now, also what was written since the page was read: a client has one current decision
  const clientIds = changed.map(c => c.verdict.facts.client.id)
  const current = tx.updateTable('decision').set({ supersededAt: at }).where('workspaceId', '=', workspaceId)
  await current
    .where('supersededAt', 'is', null)
    .where(among(tx, 'clientId', clientIds))
    .execute()
  const { policyHash, lawHash } = decider
  const rows = changed.map(({ verdict: { facts, decision, fingerprint, standing } }): TableRow<'decision'> => {
    const { clientId, reviewOn, turnsOn } = decision
    const decided = { clientId, decidedAt: at, on: today, kind: kindOf(decision), fingerprint, reviewOn, turnsOn }
    const by = { factsHash: factsHash(facts), policyHash, lawHash, supersededAt: null }
    return { workspaceId, id: newId(), outcome: decision.outcome as never, ...decided, ...by, ...standing } // plain data, as JSON wants it
  })
  await insertTableRows(tx, place, 'decision', rows)
}

/** Rows of a table of the store's own, in few statements. */
async function insertTableRows<T extends 'decision' | 'outbox'>(
  tx: Db,
  place: Place,
  table: T,
  rows: readonly TableRow<T>[],
): Promise<void> {
  const { names } = layoutOfTable(table)
  const values = rows.map(row => names.map(name => (row as Readonly<Record<string, unknown>>)[name])) // by the table's own columns
  // an outbox row that is there already stays: its key exists once for ever
  await insertRows(tx, place.store.flavour, table, values, table === 'outbox' ? 'stays' : 'fails')
}

async function writeTurns(tx: Db, place: Place, batch: readonly Change[]): Promise<void> {
  const byDay = Map.groupBy(
    batch.filter(c => c.turned !== undefined),
    c => c.verdict.decision.turnsOn,
  )
  for (const [turnsOn, changes] of byDay) {
    const ids = changes.flatMap(c => c.turned ?? [])
    await tx
      .updateTable('decision')
      .set({ turnsOn })
      .where('workspaceId', '=', place.workspaceId)
      .where(among(tx, 'id', ids))
      .execute()
  }
}

/** Where a new message begins: with a person, or in the queue. */
const firstState = (act: Act, decider: Decider): 'waiting' | 'queued' =>
  act.needsApproval || decider.world.approveEachRun || decider.world.phase === 'rehearsal' ? 'waiting' : 'queued'

async function writeMessages(tx: Db, place: Place, { decider, channels }: Hands, batch: readonly Change[]): Promise<void> {
  const { workspaceId, by, firm } = place
  const opens = new Map<string, string>()
  const notBefore = (zone: string, hours: ReturnType<typeof hoursBy>): string => {
    const key = `${zone} ${JSON.stringify(hours)}`
    const known = opens.get(key) ?? nextAllowed(by.at, zone, hours)
    opens.set(key, known)
    return known
  }
  const inserted: TableRow<'outbox'>[] = []
  for (const { outbox, verdict } of batch) {
    if (!outbox) continue
    const { how, key, act } = outbox
    const { client } = verdict.facts
    const began = {
      state: firstState(act, decider),
      notBefore: notBefore(zoneOf(client, firm.zone), hoursBy(channels.get(act.channel), act.hours)),
    }
    const fresh = { ...began, approvedBy: null, why: null, doneAt: null, doneOn: null }
    if (how === 'insert')
      inserted.push({ workspaceId, key, clientId: client.id, act: act as never, createdAt: by.at, attempts: 0, ...fresh, ...UNTOUCHED }) // plain data
    else await rewriteMessage(tx, workspaceId, outbox, fresh)
  }
  await insertTableRows(tx, place, 'outbox', inserted)
}
const AGAIN = { attempts: 0, lastError: null, sendingSince: null }
const UNTOUCHED = { messageId: null, leaseOwner: null, leaseUntil: null, sendingSince: null, lastError: null }

async function rewriteMessage(
  tx: Db,
  workspaceId: string,
  { how, key, act }: NonNullable<Change['outbox']>,
  fresh: Partial<TableRow<'outbox'>>,
): Promise<void> {
  const row = tx.updateTable('outbox').where('workspaceId', '=', workspaceId).where('key', '=', key)
  const written = { act: asJson(act) }
  if (how === 'revive') {
    const again = row.set({ ...written, ...fresh, ...AGAIN }).where('state', 'in', ['withdrawn', 'failed'])
    await again.execute()
    return
  }
  // what a person approved was approved with its amounts: when those move, it goes back to the person
  const anew = row.set(how === 'refresh' ? written : { ...written, ...fresh }).where('state', 'in', [...OPEN_STATES])
  await anew.execute()
}

/** Takes messages back that certainly have not left. @returns how many it was in time for. */
export async function withdrawRows(tx: Db, place: Place, keys: readonly string[], why: unknown): Promise<number> {
  const result = await tx
    .updateTable('outbox')
    .set({ state: 'withdrawn', why: asJson(why), doneAt: place.by.at, doneOn: place.by.today, leaseOwner: null, leaseUntil: null })
    .where('workspaceId', '=', place.workspaceId)
    .where('key', 'in', [...keys]) // one or two, named: else SQLite walks through all that stand in these states
    .where('state', 'in', [...OPEN_STATES, 'failed'])
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

async function writeTasks(tx: Db, place: Place, hands: Hands, batch: readonly Change[]): Promise<void> {
  if (!batch.some(c => c.task || c.endTasks.length > 0)) return
  const pen = await openPen(tx, place.store.flavour, place.by)
  for (const { verdict, task, endTasks } of batch) {
    for (const id of endTasks) await pen.retract('task', id)
    if (!task) continue
    const { step, channel, assignee, cycle, occurrence, invoiceIds } = task.act
    await pen.add('task', {
      id: task.id,
      clientId: verdict.facts.client.id,
      title: step,
      kind: hands.channels.get(channel)?.task ?? 'follow-up',
      dueOn: place.by.today,
      toUser: assignee,
      detail: { step, channel, cycle, occurrence, invoiceIds },
    })
  }
  await pen.finish('tasks of the daily run')
}
