import { hash } from 'node:crypto'
import { refuse } from '../../core/fault.ts'
import { type Carried, carrySignIns } from '../auth/carry.ts'
import { newId } from '../store/ids.ts'
import { workspaceFacts } from '../store/load.ts'
import { record, verifyChain } from '../store/record.ts'
import { allTables, deleteRows, type Plan, type Row, readRows, textOf, writeRows } from '../store/rows.ts'
import type { Db } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { TableRow } from '../store/tables.ts'
import type { Moving, Place } from '../workspace.ts'

export interface Moved {
  readonly from: string
  readonly to: string
  readonly tables: number
  readonly rows: number
  /** People whose sign-ins were carried. */
  readonly people: number
  /** Copied and compared before, and only finished now. */
  readonly wasFinished: boolean
}

interface Sum {
  readonly rows: number
  readonly digest: string
}

/** The way itself is no part of what is carried. */
const withoutWay = (plan: Plan, row: Row): Row => (plan.name === 'workspace' ? { ...row, moving: null, cameBy: null } : row)

/** How many rows a workspace has in a table, and a digest over their texts. The order of keys is the same text order in every store of ours. */
async function sumOf(db: Db, plan: Plan, workspaceId: string): Promise<Sum> {
  const digests: string[] = []
  for await (const page of readRows(db, plan, workspaceId))
    for (const row of page) digests.push(hash('sha256', textOf(withoutWay(plan, row)), 'base64url'))
  return { rows: digests.length, digest: hash('sha256', digests.sort().join('\n'), 'base64url') }
}

const workspaceRow = (db: Db, id: string): Promise<TableRow<'workspace'> | undefined> =>
  db.selectFrom('workspace').selectAll().where('id', '=', id).executeTakeFirst()

async function copy(place: Place, tx: Db, moveId: string): Promise<number> {
  const { store, workspaceId } = place
  let rows = 0
  for (const plan of allTables()) {
    for await (const page of readRows(store.db, plan, workspaceId))
      await writeRows(
        tx,
        plan,
        page.map(row => withoutWay(plan, row)),
      )
    const [here, there] = [await sumOf(store.db, plan, workspaceId), await sumOf(tx, plan, workspaceId)]
    if (here.rows !== there.rows || here.digest !== there.digest)
      refuse('copy-differs', `The rows of ${plan.name} are not the same over there: nothing was moved.`, { mend: 'Run: dunwell doctor' })
    rows += here.rows
  }
  const broken = await verifyChain(tx, workspaceId)
  if (broken) refuse('journal-broken', `The journal is broken at link ${broken.seq}: ${broken.why}. Nothing was moved.`)
  await tx.updateTable('workspace').set({ cameBy: moveId }).where('id', '=', workspaceId).execute()
  return rows
}

async function refuseWhileSending({ store, workspaceId }: Place): Promise<void> {
  const leased = store.db.selectFrom('outbox').select('key').where('workspaceId', '=', workspaceId).where('state', '=', 'leased')
  if (await leased.limit(1).executeTakeFirst())
    refuse('still-sending', 'A message is just leaving.', { mend: 'Stop Dunwell, run "dunwell run" once, then move.' })
}

/** Nobody works in the firm here from this commit on. @returns the way it is on; the one begun before where that was cut off. */
async function setOut(place: Place, to: Store): Promise<Moving> {
  const { store, workspaceId } = place
  return store.transaction(workspaceId, async tx => {
    const before = (await workspaceRow(tx, workspaceId))?.moving as unknown as Moving | null // written below
    if (before && before.to !== to.location)
      refuse('moving-elsewhere', `The firm is on its way to ${before.to} since ${before.since}.`, {
        field: '--to',
        mend: 'Finish that first.',
      })
    if (before) return before
    const moving: Moving = { id: newId(), to: to.location, since: place.by.at }
    const text = JSON.stringify(moving) as never // the store keeps JSON as its text
    await tx.updateTable('workspace').set({ moving: text }).where('id', '=', workspaceId).execute()
    return moving
  })
}

/** Whoever was known over there under another id is the same member under that one. */
async function renameMembers(place: Place, there: Store, { known }: Carried): Promise<void> {
  if (known.size === 0) return
  const members = await workspaceFacts(there.db, place.workspaceId, 'membership')
  await record(there, { ...place.by, source: 'move' }, 'members known there', async pen => {
    for (const member of members) {
      const userId = known.get(member.userId)
      if (userId !== undefined) await pen.amend('membership', member.id, { userId })
    }
  })
}

async function takeAwayHere({ store, workspaceId }: Place): Promise<void> {
  await store.transaction(workspaceId, async tx => {
    for (const plan of allTables().toReversed()) await deleteRows(tx, plan, workspaceId)
  })
}

/**
 * Carries a firm to another store, every row of it, and takes it away here once all of it stands there. In order, each step in a transaction of its
 * own: it is marked here as on its way (nobody works in it any more); it is copied and compared there, or nothing is; it is taken away here. Cut off
 * anywhere, the same command goes on from there: at no moment is the firm live in both.
 */
export async function moveStore(place: Place, to: Store): Promise<Moved> {
  const { store, workspaceId } = place
  if (to.location === store.location) refuse('same-store', 'That is the store the firm is in.', { field: '--to' })
  await refuseWhileSending(place)
  const there = to.within(workspaceId)
  const here = await workspaceRow(store.db, workspaceId)
  const found = await workspaceRow(there.db, workspaceId)
  const begun = here?.moving as unknown as Moving | null // written by `setOut`
  if (found && (begun === null || found.cameBy !== begun.id))
    refuse('already-there', `The firm "${place.firm.name}" is in that store already.`, {
      field: '--to',
      mend: 'Use another store, or look with "dunwell doctor" which of the two is the newer.',
    })
  const moving = await setOut(place, to)
  const members = await workspaceFacts(store.db, workspaceId, 'membership')
  const carried = await carrySignIns(
    store,
    to,
    members.map(m => m.userId),
  )
  const rows = found ? 0 : await to.transaction(workspaceId, tx => copy(place, tx, moving.id))
  await takeAwayHere(place)
  await there.db.updateTable('workspace').set({ cameBy: null }).where('id', '=', workspaceId).execute()
  await renameMembers(place, there, carried)
  const { length: tables } = allTables()
  return { from: store.location, to: to.location, tables, rows, people: carried.people, wasFinished: found !== undefined }
}

/** Takes back a move that was cut off before anything arrived. @throws Refusal where the firm stands there. */
export async function cancelMove(place: Place, to: Store): Promise<{ cancelled: true }> {
  const { store, workspaceId } = place
  if (await workspaceRow(to.within(workspaceId).db, workspaceId))
    refuse('already-there', 'The firm has arrived over there: it cannot be taken back any more.', {
      mend: `Finish it: dunwell move --to ${to.location}`,
    })
  await store.db.updateTable('workspace').set({ moving: null }).where('id', '=', workspaceId).execute()
  return { cancelled: true }
}
