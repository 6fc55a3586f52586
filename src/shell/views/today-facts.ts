import { addDays } from '../../core/day/day.ts'
import type { Act, Decision } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { channels } from '../run/channel.ts'
import type { Decider } from '../run/decider.ts'
import { outboxKey } from '../run/decision-rows.ts'
import { leftToday, OWNER } from '../run/lease.ts'
import { phaseOn } from '../run/world.ts'
import { loadClients, streamClients } from '../store/load.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { waitingReplies } from './inbox.ts'
import { owedBy, Sums } from './money-view.ts'
import { inOrder, messageState } from './today-line.ts'
import type { ClientLine, ContactLine, MessageLine, SilentLine, TodayInput, TodayView } from './today-view.ts'
import { type Whose, whoseToday } from './whose.ts'

/** Rows that matter today: everything unfinished, and what ended today. */
async function rowsOfToday(place: Place): Promise<TableRow<'outbox'>[]> {
  return place.store.db
    .selectFrom('outbox')
    .selectAll()
    .where('workspaceId', '=', place.workspaceId)
    .where('clientId', '!=', OWNER)
    .where(eb => eb.or([eb('state', 'not in', ['sent', 'withdrawn']), eb('doneOn', '=', place.by.today)]))
    .orderBy('createdAt')
    .orderBy('key')
    .execute()
}

/** A Today page in the making. */
export interface Gathering {
  readonly place: Place
  readonly decider: Decider
  readonly rows: ReadonlyMap<string, TableRow<'outbox'>>
  readonly sends: ReadonlySet<string>
  readonly forUser: string | undefined
  readonly whose: Whose
  readonly contacts: ContactLine[]
  readonly silent: SilentLine[]
  readonly tomorrow: TodayView['tomorrow'][number][]
  readonly faults: TodayView['faults'][number][]
  readonly names: Map<string, string>
  readonly open: Sums
  readonly late: Sums
  clientsOpen: number
  clientsLate: number
}

/** Decides one client from its facts and puts it on its list. */
function put(g: Gathering, facts: ClientFacts): void {
  const { client } = facts
  const { today } = g.place.by
  g.names.set(client.id, client.name)
  const { items, open, late, daysLate } = owedBy(facts, today)
  g.open.add(open)
  g.late.add(late)
  if (open.length > 0) g.clientsOpen += 1
  if (late.length > 0) g.clientsLate += 1
  const line: ClientLine = { clientId: client.id, name: client.name, open, late, daysLate }
  const decision: Decision = g.decider.decide(facts, today)
  const { outcome } = decision
  if (outcome.kind === 'act') {
    if (g.forUser !== undefined && g.whose(outcome.assignee) !== g.forUser) return
    const row = g.rows.get(outboxKey(client.id, outcome))
    const numbers = new Map(facts.invoice.map(i => [i.id, i.number]))
    g.contacts.push({
      ...line,
      act: outcome,
      invoices: outcome.invoiceIds.map(id => numbers.get(id) ?? id),
      message: row ? messageState(row) : null,
      byPerson: outcome.byPerson || !g.sends.has(outcome.channel),
    })
    return
  }
  if (g.forUser === undefined && (items.length > 0 || decision.reviewOn !== null))
    g.silent.push({ ...line, obstacles: outcome.obstacles, step: outcome.step, reviewOn: decision.reviewOn })
  const next = g.decider.decide(facts, addDays(today, 1)).outcome
  if (g.forUser === undefined && next.kind === 'act')
    g.tomorrow.push({ clientId: client.id, name: client.name, step: next.step, channel: next.channel })
}

/** The same, where a client that cannot be decided is told of and stops nobody else. */
export function gather(g: Gathering, facts: ClientFacts): void {
  try {
    put(g, facts)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    g.faults.push({ clientId: facts.client.id, name: facts.client.name, message })
  }
}

/** An empty page of the place's day. */
export async function newGathering(
  place: Place,
  decider: Decider,
  rows: readonly TableRow<'outbox'>[],
  { forUser }: TodayInput,
): Promise<Gathering> {
  return {
    place,
    decider,
    rows: new Map(rows.map(row => [row.key, row])),
    sends: new Set([...(await channels())].filter(([, channel]) => channel.deliver).map(([name]) => name)),
    forUser,
    whose: await whoseToday(place),
    contacts: [],
    silent: [],
    tomorrow: [],
    faults: [],
    names: new Map(),
    open: new Sums(),
    late: new Sums(),
    clientsOpen: 0,
    clientsLate: 0,
  }
}

/** Today from every client's facts. */
export async function todayFromFacts(place: Place, decider: Decider, input: TodayInput): Promise<Omit<TodayView, 'corrections'>> {
  const rows = await rowsOfToday(place)
  const g = await newGathering(place, decider, rows, input)
  for await (const page of streamClients(place.store.db, place.workspaceId)) for (const facts of page) gather(g, facts)
  return viewOf(g, rows, { contacts: 0, silent: 0 })
}

/** At most so many are named; the inbox has all. */
const REPLIES_MAX = 20

async function heldReplies({ place, names }: Gathering): Promise<TodayView['replies']> {
  const waiting = (await waitingReplies(place)).filter(r => r.holds !== false).slice(0, REPLIES_MAX)
  const ids = [...new Set(waiting.map(r => r.clientId).filter(id => !names.has(id)))]
  for (const { client } of await loadClients(place.store.db, place.workspaceId, ids)) names.set(client.id, client.name)
  return waiting.map(({ clientId, receivedOn }) => ({ clientId, receivedOn, name: names.get(clientId) ?? clientId }))
}

/** @param more lines that are not shown, because there are too many. */
export async function viewOf(
  g: Gathering,
  rows: readonly TableRow<'outbox'>[],
  more: TodayView['more'],
): Promise<Omit<TodayView, 'corrections'>> {
  const { firm, store, workspaceId, by } = g.place
  const phase = await phaseOn(store.db, workspaceId, by.today)
  const left = await leftToday(store.db, g.place)
  const lines = (...states: readonly string[]): MessageLine[] =>
    rows
      .filter(row => states.includes(row.state))
      .map(row => ({
        clientId: row.clientId,
        name: g.names.get(row.clientId) ?? row.clientId,
        step: (row.act as unknown as Act).step, // the store keeps acts as they were decided
        message: messageState(row),
      }))
  const order = inOrder(firm.currency)
  return {
    on: g.place.by.today,
    firm: { name: firm.name, language: firm.language, currency: firm.currency },
    phase: phase.phase,
    approveEachRun: phase.approveEachRun,
    ceilingPerDay: phase.ceilingPerDay,
    leftToday: left,
    moneySeenUpTo: g.decider.world.moneySeenUpTo,
    sums: { open: g.open.amounts(), late: g.late.amounts(), clientsOpen: g.clientsOpen, clientsLate: g.clientsLate },
    replies: await heldReplies(g),
    contacts: g.contacts.sort(order),
    silent: g.silent.sort(order),
    unsure: lines('unsure'),
    failed: lines('failed'),
    drafted: lines('drafted'),
    done: lines('sent', 'withdrawn'),
    tomorrow: g.tomorrow,
    faults: g.faults,
    asDecided: null,
    more,
  }
}
