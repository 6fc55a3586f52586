import { inOrder } from '../../core/order.ts'
import { OWNER } from '../run/lease.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'

type OutboxRow = TableRow<'outbox'>
const byAge = (a: OutboxRow, b: OutboxRow): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.key < b.key ? -1 : a.key > b.key ? 1 : 0

/**
 * Messages to clients that stand in one of these states, and those that were sent or taken back on the place's day; oldest first. Each half by
 * its own index: what left in former years is not looked through.
 */
export async function messagesNow(
  { store, workspaceId, by }: Place,
  states: readonly OutboxRow['state'][],
  most = Number.MAX_SAFE_INTEGER,
): Promise<OutboxRow[]> {
  const rows = store.db
    .selectFrom('outbox')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('clientId', '!=', OWNER)
    .orderBy('createdAt')
    .orderBy('key')
    .limit(most)
  const standing = await rows.where('state', 'in', [...states]).execute()
  const ended = await rows.where('doneOn', '=', by.today).where('state', 'in', ['sent', 'withdrawn']).execute()
  return inOrder([...standing, ...ended], byAge).slice(0, most)
}
