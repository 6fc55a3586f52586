import { sql } from 'kysely'
import { addDays, daysBetween } from '../../core/day/day.ts'
import type { Act, Hold } from '../../core/decide/decision.ts'
import type { Decider } from '../run/decider.ts'
import { outboxKey } from '../run/decision-rows.ts'
import { owedIn, SEVERAL, STANDING, type Standing } from '../run/standing.ts'
import { lastSweep } from '../run/sweep-since.ts'
import { inParts } from '../store/in-parts.ts'
import { loadClients } from '../store/load.ts'
import type { Store } from '../store/store.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { messagesNow } from './messages.ts'
import { type Gathering, gather, newGathering, viewOf } from './today-facts.ts'
import { MESSAGE, messageState } from './today-line.ts'
import type { TodayInput, TodayView } from './today-view.ts'

/** Lines of a list that anybody may still read. */
const LINES_MAX = 500
const TOMORROW_MAX = 200
/** Ids in one question. */

const NOBODY: ReadonlySet<string> = new Set()

type Kind = TableRow<'decision'>['kind']
type Row = Pick<TableRow<'decision'>, 'clientId' | 'kind' | 'outcome' | 'reviewOn'> & Standing

const current = ({ store, workspaceId }: Place) =>
  store.db.selectFrom('decision').where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null)

/** The rows of one kind that owe most in the firm's currency, and most in any other. */
async function largest(place: Place, kind: Kind): Promise<Row[]> {
  const rows = current(place)
    .select(['clientId', 'kind', 'outcome', 'reviewOn', ...STANDING])
    .where('kind', '=', kind)
    .orderBy('lateMinor', 'desc')
    .orderBy('openMinor', 'desc')
    .limit(LINES_MAX)
  const { currency } = place.firm
  const own = await rows.where('currency', '=', currency).execute()
  const others = [...(await rows.where('currency', '<', currency).execute()), ...(await rows.where('currency', '>', currency).execute())]
  const nothing = kind === 'none' ? [] : await rows.where('currency', 'is', null).execute()
  return [...own, ...others, ...nothing]
}

const addRow = (g: Gathering, row: Standing, times: 1 | -1): void => {
  const { open, late } = owedIn(row)
  const signed = (amounts: typeof open): typeof open => (times === 1 ? amounts : amounts.map(a => ({ ...a, minor: `-${a.minor}` })))
  g.open.add(signed(open))
  g.late.add(signed(late))
  if (open.length > 0) g.clientsOpen += times
  if (late.length > 0) g.clientsLate += times
}

const sumsIn = (place: Place) =>
  current(place)
    .select(eb => [
      'kind',
      'currency',
      eb.fn.sum<bigint | string>('openMinor').as('open'),
      eb.fn.sum<bigint | string>('lateMinor').as('late'),
      eb.fn.countAll<bigint>().as('clients'),
      sql<bigint | string>`sum(case when "lateMinor" > 0 then 1 else 0 end)`.as('lateClients'),
    ])
    .where('kind', 'in', ['act', 'hold', 'none']) // every kind, named so that the index answers alone
    .groupBy(['kind', 'currency'])
    .execute()
type SumRow = Awaited<ReturnType<typeof sumsIn>>[number]

/** While a large firm's sweep runs its sums move by the second: they are added up anew this often. */
const SUMS_MS = 5000
const keptSums = new WeakMap<Store, Map<string, { readonly at: number; readonly sums: readonly SumRow[] }>>()

/** @param many everybody waits for the sweep: what is told is as it was decided last anyhow. */
async function sumsOf(place: Place, many: boolean): Promise<readonly SumRow[]> {
  const kept = keptSums.get(place.store) ?? new Map<string, { at: number; sums: readonly SumRow[] }>()
  keptSums.set(place.store, kept)
  const known = kept.get(place.workspaceId)
  if (many && known !== undefined && performance.now() - known.at < SUMS_MS) return known.sums
  const sums = await sumsIn(place)
  kept.set(place.workspaceId, { at: performance.now(), sums })
  return sums
}

/**
 * What all clients owe, in one walk through the index alone; those that owe in several currencies one by one.
 * @returns how many rows of each kind there are to tell of.
 */
async function addAll(g: Gathering, many: boolean): Promise<ReadonlyMap<Kind, number>> {
  const counts = new Map<Kind, number>()
  const sums = await sumsOf(g.place, many)
  for (const { kind, currency, open, late, clients, lateClients } of sums) {
    if (kind !== 'none' || currency !== null) counts.set(kind, (counts.get(kind) ?? 0) + Number(clients))
    if (currency === SEVERAL || currency === null) continue
    g.open.add([{ minor: String(open), currency }])
    g.late.add([{ minor: String(late), currency }])
    g.clientsOpen += Number(clients)
    g.clientsLate += Number(lateClients)
  }
  if (sums.some(sum => sum.currency === SEVERAL))
    for (const row of await current(g.place).select(STANDING).where('currency', '=', SEVERAL).execute()) addRow(g, row, 1)
  return counts
}

async function allOf<T>(ids: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (const part of inParts(ids)) found.push(...(await read(part)))
  return found
}

async function namesOf(g: Gathering, clientIds: readonly string[]): Promise<void> {
  const { store, workspaceId } = g.place
  const clients = await allOf([...new Set(clientIds)], part =>
    store.db
      .selectFrom('client')
      .select(['id', 'name'])
      .where('workspaceId', '=', workspaceId)
      .where('supersededAt', 'is', null)
      .where('id', 'in', part)
      .execute(),
  )
  for (const { id, name } of clients) g.names.set(id, name)
}

async function numbersOf({ store, workspaceId }: Place, ids: readonly string[]): Promise<Map<string, string>> {
  const invoices = await allOf(ids, part =>
    store.db
      .selectFrom('invoice')
      .select(['id', 'number'])
      .where('workspaceId', '=', workspaceId)
      .where('supersededAt', 'is', null)
      .where('id', 'in', part)
      .execute(),
  )
  return new Map(invoices.map(invoice => [invoice.id, invoice.number]))
}

/** Who is left in peace: first those that are looked at again, then, where there is room, those about whom there is nothing to do. */
async function silentRows(place: Place, anew: ReadonlySet<string>): Promise<Row[]> {
  const told = (rows: readonly Row[]): Row[] => rows.filter(row => !anew.has(row.clientId))
  const holds = told(await largest(place, 'hold'))
  return [...holds, ...(holds.length < LINES_MAX ? told(await largest(place, 'none')) : [])].slice(0, LINES_MAX)
}

const actIn = (row: Row): Act => row.outcome as unknown as Act // the store keeps outcomes as they were decided

async function addContacts(g: Gathering, rows: readonly Row[]): Promise<void> {
  const { place } = g
  const numbers = await numbersOf(
    place,
    rows.flatMap(row => actIn(row).invoiceIds),
  )
  const keys = rows.map(row => outboxKey(row.clientId, actIn(row)))
  const messages = await allOf(keys, part =>
    place.store.db.selectFrom('outbox').select(MESSAGE).where('workspaceId', '=', place.workspaceId).where('key', 'in', part).execute(),
  )
  const byKey = new Map(messages.map(message => [message.key, message]))
  for (const row of rows) {
    const act = actIn(row)
    if (g.forUser !== undefined && g.whose(act.assignee) !== g.forUser) continue
    const message = byKey.get(outboxKey(row.clientId, act))
    g.contacts.push({
      ...lineOf(g, row),
      act,
      invoices: act.invoiceIds.map(id => numbers.get(id) ?? id),
      message: message ? messageState(message) : null,
      byPerson: act.byPerson || !g.sends.has(act.channel),
    })
  }
}

function lineOf(g: Gathering, row: Row) {
  const daysLate = row.lateSince === null ? null : daysBetween(row.lateSince, g.place.by.today)
  return { clientId: row.clientId, name: g.names.get(row.clientId) ?? row.clientId, ...owedIn(row), daysLate }
}

/** Whom the sweep put before us again tomorrow, and who then is written to. */
async function addTomorrow(g: Gathering, decided: ReadonlySet<string>): Promise<void> {
  const { place, decider } = g
  const tomorrow = addDays(place.by.today, 1)
  const due = await current(place)
    .select('clientId')
    .where('kind', '=', 'hold')
    .where('reviewOn', '=', tomorrow)
    .limit(TOMORROW_MAX)
    .execute()
  const ids = due.map(row => row.clientId).filter(id => !decided.has(id))
  for (const facts of await loadClients(place.store.db, place.workspaceId, ids)) {
    const { outcome } = decider.decide(facts, tomorrow)
    if (outcome.kind === 'act')
      g.tomorrow.push({ clientId: facts.client.id, name: facts.client.name, step: outcome.step, channel: outcome.channel })
  }
}

/** Today from what the sweep wrote: as fast however many clients there are. @param waits clients to decide on the spot; `many`: more than can be. */
export async function todayFromRows(
  place: Place,
  decider: Decider,
  input: TodayInput,
  waits: ReadonlySet<string> | 'many',
): Promise<Omit<TodayView, 'corrections'>> {
  const many = waits === 'many'
  const anew = many ? NOBODY : waits
  const ids = [...anew].sort()
  const rows = await messagesNow(place, ['unsure', 'failed', 'drafted'], LINES_MAX)
  const waiting = await allOf(ids, part =>
    place.store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', place.workspaceId).where('clientId', 'in', part).execute(),
  )
  const g = await newGathering(place, decider, [...rows, ...waiting], input)
  const acts = (await largest(place, 'act')).filter(row => !anew.has(row.clientId)).slice(0, LINES_MAX)
  const silent = input.forUser === undefined ? await silentRows(place, anew) : []
  await namesOf(
    g,
    [...acts, ...silent, ...rows].map(row => row.clientId),
  )
  const counts = await addAll(g, many)
  await addContacts(g, acts)
  for (const row of silent) {
    const { obstacles, step } = row.outcome as unknown as Hold // as above
    g.silent.push({ ...lineOf(g, row), obstacles, step, reviewOn: row.reviewOn })
  }
  const old = await allOf(ids, part =>
    current(place)
      .select(['kind', ...STANDING])
      .where('clientId', 'in', part)
      .execute(),
  )
  for (const row of old) addRow(g, row, -1)
  if (input.forUser === undefined) await addTomorrow(g, anew)
  const oldOf = (kind: Kind): number => old.filter(row => row.kind === kind && (kind !== 'none' || row.currency !== null)).length
  const left = (kind: Kind): number => (counts.get(kind) ?? 0) - oldOf(kind)
  const isAll = input.forUser === undefined
  const more = {
    contacts: isAll ? left('act') - acts.length : 0,
    silent: isAll ? left('hold') + left('none') - silent.length : 0,
  }
  for (const part of inParts(ids)) for (const facts of await loadClients(place.store.db, place.workspaceId, part)) gather(g, facts)
  const failed = ((await lastSweep(place.store.db, place.workspaceId))?.faults ?? []) as unknown as TodayView['faults'] // as the sweep kept them
  g.faults.push(...failed.filter(fault => !anew.has(fault.clientId)))
  return viewOf(g, rows, more)
}
