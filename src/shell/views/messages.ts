import { inOrder } from '../../core/order.ts'
import { OWNER } from '../run/lease.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'

type OutboxRow = TableRow<'outbox'>
const byAge = (a: OutboxRow, b: OutboxRow): number =>
  a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : a.key < b.key ? -1 : a.key > b.key ? 1 : 0

/**
 * Messages to clients that stand in one of these states, and those that were sent or taken back on the place's day; oldest first. Each half by
 * its own index: what left in former years is not looked through. Where more ended than may be told, what was sent goes before what was taken
 * back, and the store does not put them in order: a large firm's sweep takes thousands back while Today is asked for.
 */
export async function messagesNow(
  { store, workspaceId, by }: Place,
  states: readonly OutboxRow['state'][],
  most = Number.MAX_SAFE_INTEGER,
): Promise<OutboxRow[]> {
  const rows = store.db.selectFrom('outbox').selectAll().where('workspaceId', '=', workspaceId).where('clientId', '!=', OWNER).limit(most)
  const standing = await rows
    .where('state', 'in', [...states])
    .orderBy('createdAt')
    .orderBy('key')
    .execute()
  const ended = rows.where('doneOn', '=', by.today)
  const sent = await ended.where('state', '=', 'sent').execute()
  const back = sent.length < most ? await ended.where('state', '=', 'withdrawn').execute() : []
  return inOrder([...standing, ...[...sent, ...back].slice(0, most)], byAge).slice(0, most)
}
