import { addDays, type Day } from '../../core/day/day.ts'
import type { Act, Amount, Decision, Obstacle, Reason } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { channels } from '../channel.ts'
import { type Decider, loadDecider } from '../decider.ts'
import { outboxKey } from '../decision-rows.ts'
import { leftToday, OWNER } from '../lease.ts'
import { streamClients } from '../store/load.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { phaseOn } from '../world.ts'
import { owedBy, Sums } from './money-view.ts'

/** Where a message stands. */
export interface MessageState {
  readonly key: string
  readonly state: TableRow<'outbox'>['state']
  readonly approvedBy: string | null
  /** ISO instant. */
  readonly notBefore: string
  readonly messageId: string | null
  readonly lastError: string | null
  /** Why it went back or was taken back. */
  readonly why: readonly Reason[]
}
/** A client and what is owed, in every list of the page. Amounts by currency. */
export interface ClientLine {
  readonly clientId: string
  readonly name: string
  readonly open: readonly Amount[]
  readonly late: readonly Amount[]
  /** Days since the oldest late amount was due. */
  readonly daysLate: number | null
}
export interface ContactLine extends ClientLine {
  readonly act: Act
  /** Numbers of the invoices in it. */
  readonly invoices: readonly string[]
  /** None: nothing is in the outbox yet (no run since), or the step is a person's work. */
  readonly message: MessageState | null
  /** The step is a person's work: no message leaves. */
  readonly byPerson: boolean
}
export interface SilentLine extends ClientLine {
  readonly obstacles: readonly Obstacle[]
  /** The step that would come. */
  readonly step: string | null
  /** The day it is looked at again. */
  readonly reviewOn: Day | null
}
/** A message that waits for a person: unsure, failed or drafted. */
export interface MessageLine {
  readonly clientId: string
  readonly name: string
  readonly step: string
  readonly message: MessageState
}
export interface TodayView {
  readonly on: Day
  readonly firm: { readonly name: string; readonly language: string; readonly currency: string }
  readonly phase: 'rehearsal' | 'live'
  /** Each run is approved by hand (the first 30 live days). */
  readonly approveEachRun: boolean
  readonly ceilingPerDay: number | null
  readonly leftToday: number
  /** Every payment up to this day is recorded. */
  readonly moneySeenUpTo: Day | null
  readonly sums: {
    readonly open: readonly Amount[]
    readonly late: readonly Amount[]
    readonly clientsOpen: number
    readonly clientsLate: number
  }
  readonly contacts: readonly ContactLine[]
  readonly silent: readonly SilentLine[]
  /** Nobody knows whether they left: look in the Sent folder. */
  readonly unsure: readonly MessageLine[]
  readonly failed: readonly MessageLine[]
  readonly drafted: readonly MessageLine[]
  /** What left or was taken back today. */
  readonly done: readonly MessageLine[]
  /** Who would be contacted tomorrow, as things stand. */
  readonly tomorrow: readonly { readonly clientId: string; readonly name: string; readonly step: string; readonly channel: string }[]
  /** Clients that could not be decided, with why. */
  readonly faults: readonly { readonly clientId: string; readonly name: string; readonly message: string }[]
}
export interface TodayInput {
  /** Only what is assigned to this user id. */
  readonly forUser?: string | undefined
}

const messageState = (row: TableRow<'outbox'>): MessageState => ({
  key: row.key,
  state: row.state,
  approvedBy: row.approvedBy,
  notBefore: row.notBefore,
  messageId: row.messageId,
  lastError: row.lastError,
  why: Array.isArray(row.why) ? (row.why as unknown as Reason[]) : [], // written as reasons
})

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

interface Gathering {
  readonly place: Place
  readonly decider: Decider
  readonly rows: ReadonlyMap<string, TableRow<'outbox'>>
  readonly sends: ReadonlySet<string>
  readonly forUser: string | undefined
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

function gather(g: Gathering, facts: ClientFacts): void {
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
    if (g.forUser !== undefined && outcome.assignee !== g.forUser) return
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

/** Largest late amount first in the firm's currency, then the oldest, then by name. */
function inOrder(currency: string): (a: ClientLine, b: ClientLine) => number {
  const late = (line: ClientLine): bigint => BigInt(line.late.find(a => a.currency === currency)?.minor ?? 0)
  return (a, b) => {
    const [x, y] = [late(a), late(b)]
    if (x !== y) return x > y ? -1 : 1
    return (b.daysLate ?? -1) - (a.daysLate ?? -1) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  }
}

/** Whom to contact today, how and why, and why everybody else is left in peace. Reads everything, writes nothing. */
export async function todayView(place: Place, input: TodayInput = {}): Promise<TodayView> {
  const { store, workspaceId, firm } = place
  const rows = await rowsOfToday(place)
  const known = await channels()
  const g: Gathering = {
    place,
    decider: await loadDecider(place),
    rows: new Map(rows.map(row => [row.key, row])),
    sends: new Set([...known].filter(([, channel]) => channel.deliver).map(([name]) => name)),
    forUser: input.forUser,
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
  for await (const page of streamClients(store.db, workspaceId))
    for (const facts of page)
      try {
        gather(g, facts)
      } catch (error) {
        g.faults.push({
          clientId: facts.client.id,
          name: facts.client.name,
          message: error instanceof Error ? error.message : String(error),
        })
      }
  return viewOf(g, rows, await phaseOn(store.db, workspaceId, place.by.today), await leftToday(store.db, place), firm)
}

function viewOf(
  g: Gathering,
  rows: readonly TableRow<'outbox'>[],
  phase: Awaited<ReturnType<typeof phaseOn>>,
  left: number,
  firm: Place['firm'],
): TodayView {
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
    contacts: g.contacts.sort(order),
    silent: g.silent.sort(order),
    unsure: lines('unsure'),
    failed: lines('failed'),
    drafted: lines('drafted'),
    done: lines('sent', 'withdrawn'),
    tomorrow: g.tomorrow,
    faults: g.faults,
  }
}
