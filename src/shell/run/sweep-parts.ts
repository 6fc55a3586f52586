import { sql } from 'kysely'
import type { Day } from '../../core/day/day.ts'
import { newId } from '../store/ids.ts'
import { newestLink } from '../store/journal-head.ts'
import type { Stretch } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { countStanding, keepSummary, type SweepFault, type SweepReport, sweep, type Tally } from './sweep.ts'
import { rulesOf } from './sweep-since.ts'

/** One part of a day's sweep: a stretch of the firm's clients that one node decides. */
export interface Part {
  readonly workspaceId: string
  readonly id: string
}
type PartRow = TableRow<'sweepPart'>

const CLIENTS_PER_PART = 2000

const partRows = (db: Db, workspaceId: string) => db.selectFrom('sweepPart').selectAll().where('workspaceId', '=', workspaceId)

/** A firm's clients cut into stretches of so many. */
export async function stretches(db: Db, workspaceId: string, size: number): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select min("id") as "fromId", max("id") as "toId" from (
      select "id", (row_number() over (order by "id") - 1) / cast(${size} as int) as part
      from "client" where "workspaceId" = ${workspaceId} and "supersededAt" is null
    ) numbered group by part order by part`.execute(db)
  return rows
}

/**
 * Cuts the sweep of the place's day into parts, or finds those into which it was cut before: by another node, or by one that has died since.
 * `hand` puts the parts that are not done into the queue, in the same transaction.
 */
export async function cutIntoParts(
  place: Place,
  hand: (tx: Db, parts: readonly Part[]) => Promise<void>,
  size = CLIENTS_PER_PART,
): Promise<void> {
  const { store, workspaceId, by } = place
  const journalSeq = await newestLink(store.db, workspaceId)
  const rulesHash = rulesOf(await loadDecider(place))
  await store.transaction(workspaceId, async tx => {
    await sql`select pg_advisory_xact_lock(hashtext(${`sweep ${workspaceId}`}))`.execute(tx)
    const done = await tx
      .selectFrom('sweep')
      .select('id')
      .where('workspaceId', '=', workspaceId)
      .where('on', '=', by.today)
      .executeTakeFirst()
    if (done) return
    const before = await partRows(tx, workspaceId).where('on', '=', by.today).execute()
    const parts = before.length > 0 ? before : await newParts(tx, place, size, { journalSeq, rulesHash })
    const open = parts.filter(part => part.doneAt === null).map(({ id }) => ({ workspaceId, id }))
    if (parts.length > 0) await hand(tx, open)
  })
  if ((await partRows(store.db, workspaceId).where('on', '=', by.today).limit(1).execute()).length === 0)
    await sumUpNothing(place, { journalSeq, rulesHash })
}

async function newParts(tx: Db, place: Place, size: number, known: { journalSeq: number; rulesHash: string }): Promise<PartRow[]> {
  const { workspaceId, by } = place
  const sweepId = newId()
  const rows = (await stretches(tx, workspaceId, size)).map(({ fromId, toId }, n): PartRow => {
    const id = `${sweepId}/${String(n).padStart(6, '0')}`
    return { workspaceId, id, sweepId, on: by.today, startedAt: place.clock.now(), fromId, toId, ...known, doneAt: null, tally: null }
  })
  // what a day that was never finished left behind is of no use to this one
  await tx.deleteFrom('sweepPart').where('workspaceId', '=', workspaceId).execute()
  if (rows.length > 0) await tx.insertInto('sweepPart').values(rows).execute()
  return rows
}

/** A firm without clients has swept its day too. */
async function sumUpNothing(place: Place, known: { journalSeq: number; rulesHash: string }): Promise<void> {
  const done = place.store.db.selectFrom('sweep').select('id').where('workspaceId', '=', place.workspaceId).where('on', '=', place.by.today)
  if (await done.executeTakeFirst()) return
  await keepSummary(place, emptyReport(place, place.clock.now()), newId(), known)
}

const emptyReport = (place: Place, startedAt: string): SweepReport => ({
  startedAt,
  endedAt: place.clock.now(),
  on: place.by.today,
  dryRun: false,
  clients: 0,
  acts: 0,
  holds: 0,
  changed: 0,
  queued: 0,
  withdrawn: 0,
  tasks: 0,
  faults: [],
  decisions: [],
})

/**
 * Decides the clients of one part. Done twice, or by two nodes at once, it comes to the same.
 * @returns the day, where this was the last part and the sweep is summed up now.
 */
export async function sweepOnePart(place: Place, id: string): Promise<Day | undefined> {
  const { store, workspaceId } = place
  const part = await partRows(store.db, workspaceId).where('id', '=', id).executeTakeFirst()
  if (!part || part.doneAt !== null) return undefined
  const report = await sweep(place, await loadDecider(place), { among: part })
  const { clients: _all, acts: _acts, holds: _holds, decisions: _said, ...tally } = report
  const all = await store.transaction(workspaceId, async tx => {
    await sql`select pg_advisory_xact_lock(hashtext(${`sweep ${workspaceId}`}))`.execute(tx)
    const open = tx.updateTable('sweepPart').set({ doneAt: place.clock.now(), tally: JSON.stringify(tally) as never }) // JSON as its text
    await open.where('workspaceId', '=', workspaceId).where('id', '=', id).where('doneAt', 'is', null).execute()
    return partRows(tx, workspaceId).where('sweepId', '=', part.sweepId).execute()
  })
  return sumUp(place, part, all)
}

/** What the parts of a sweep came to together, but for what stands in the end. */
export function summed(place: Place, startedAt: string, parts: readonly SweepReport[]): SweepReport & Tally {
  const tally = { ...emptyReport(place, startedAt), faults: [] as SweepFault[], decisions: [] }
  for (const { changed, queued, withdrawn, tasks, faults } of parts) {
    tally.changed += changed
    tally.queued += queued
    tally.withdrawn += withdrawn
    tally.tasks += tasks
    tally.faults.push(...faults)
  }
  return tally
}

/** Sums the parts up, where all of them are done. Whoever comes second finds it written. */
async function sumUp(
  place: Place,
  { sweepId, journalSeq, rulesHash, startedAt, on }: PartRow,
  parts: readonly PartRow[],
): Promise<Day | undefined> {
  if (parts.length === 0 || parts.some(part => part.doneAt === null)) return undefined
  const tally = summed(
    place,
    startedAt,
    parts.map(part => part.tally as unknown as SweepReport),
  ) // written above
  await countStanding(place, tally)
  await keepSummary(place, { ...tally, on }, sweepId, { journalSeq, rulesHash })
  await place.store.db.deleteFrom('sweepPart').where('workspaceId', '=', place.workspaceId).where('sweepId', '=', sweepId).execute()
  return on
}
