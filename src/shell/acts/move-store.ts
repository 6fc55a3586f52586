import { hash } from 'node:crypto'
import { refuse } from '../../core/fault.ts'
import { verifyChain } from '../store/record.ts'
import { allTables, deleteRows, type Plan, readRows, textOf, writeRows } from '../store/rows.ts'
import type { Db } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Place } from '../workspace.ts'

export interface Moved {
  readonly from: string
  readonly to: string
  readonly tables: number
  readonly rows: number
}

interface Sum {
  readonly rows: number
  readonly digest: string
}

/** How many rows a workspace has in a table, and a digest over their texts. The order of keys is the same text order in every store of ours. */
async function sumOf(db: Db, plan: Plan, workspaceId: string): Promise<Sum> {
  const digests: string[] = []
  for await (const page of readRows(db, plan, workspaceId)) for (const row of page) digests.push(hash('sha256', textOf(row), 'base64url'))
  return { rows: digests.length, digest: hash('sha256', digests.sort().join('\n'), 'base64url') }
}

async function copy(place: Place, tx: Db): Promise<number> {
  const { store, workspaceId } = place
  let rows = 0
  for (const plan of allTables()) {
    for await (const page of readRows(store.db, plan, workspaceId)) await writeRows(tx, plan, page)
    const [here, there] = [await sumOf(store.db, plan, workspaceId), await sumOf(tx, plan, workspaceId)]
    if (here.rows !== there.rows || here.digest !== there.digest)
      refuse('copy-differs', `The rows of ${plan.name} are not the same over there: nothing was moved.`, { mend: 'Run: dunwell doctor' })
    rows += here.rows
  }
  return rows
}

/**
 * Carries a firm to another store, every row of it, and takes it away here once all of it stands there: no two stores ever write to the same
 * clients. Copy and comparison are one transaction over there; where anything differs nothing is moved.
 */
export async function moveStore(place: Place, to: Store): Promise<Moved> {
  const { store, workspaceId } = place
  if (to.location === store.location) refuse('same-store', 'That is the store the firm is in.', { field: '--to' })
  const there = to.within(workspaceId)
  const found = await there.db.selectFrom('workspace').select('id').where('id', '=', workspaceId).executeTakeFirst()
  if (found)
    refuse('already-there', `The firm "${place.firm.name}" is in that store already.`, {
      field: '--to',
      mend: 'Use another store, or look with "dunwell doctor" which of the two is the newer.',
    })
  const sending = await store.db
    .selectFrom('outbox')
    .select('key')
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'leased')
    .limit(1)
    .executeTakeFirst()
  if (sending) refuse('still-sending', 'A message is just leaving.', { mend: 'Stop Dunwell, run "dunwell run" once, then move.' })
  const rows = await to.transaction(workspaceId, async tx => {
    const copied = await copy(place, tx)
    const broken = await verifyChain(tx, workspaceId)
    if (broken) refuse('journal-broken', `The journal is broken at link ${broken.seq}: ${broken.why}. Nothing was moved.`)
    return copied
  })
  await store.transaction(workspaceId, async tx => {
    for (const plan of allTables().toReversed()) await deleteRows(tx, plan, workspaceId)
  })
  return { from: store.location, to: to.location, tables: allTables().length, rows }
}
