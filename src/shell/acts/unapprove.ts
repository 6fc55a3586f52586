import { refuse } from '../../core/fault.ts'
import { factsOf } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { outboxRow } from './approve.ts'

/** Takes an approval back while the message has not left: it waits again. */
export async function unapprove(place: Place, input: { readonly key: string }): Promise<{ key: string }> {
  const { store, workspaceId, by } = place
  const row = await outboxRow(place, input.key)
  if (row.state !== 'queued')
    refuse('left-already', `This message is ${row.state}: it cannot be taken back.`, {
      field: 'key',
      mend: 'Record what happened instead.',
    })
  const approvals = await factsOf(store.db, workspaceId, 'approval')
    .where('outboxKey' as 'id', '=', input.key) // factsOf is typed by the client’s frame
    .execute()
  await record(store, by, 'approval taken back', async pen => {
    const changed = await pen.tx
      .updateTable('outbox')
      .set({ state: 'waiting', approvedBy: null })
      .where('workspaceId', '=', workspaceId)
      .where('key', '=', input.key)
      .where('state', '=', 'queued')
      .executeTakeFirst()
    if (Number(changed.numUpdatedRows) !== 1) refuse('left-already', 'This message has left meanwhile.', { field: 'key' })
    for (const { id } of approvals) await pen.retract('approval', id)
  })
  return { key: input.key }
}
