import type { By } from '../store/record.ts'
import type { Db } from '../store/schema.ts'

/** Messages to these clients that wait or are queued do not leave: what they say is no longer true. @returns how many. */
export async function withdrawQueued(
  tx: Db,
  workspaceId: string,
  clientIds: Iterable<string>,
  by: Pick<By, 'at' | 'today'>,
): Promise<number> {
  const ids = [...new Set(clientIds)]
  let count = 0
  for (let from = 0; from < ids.length; from += 500) {
    const done = await tx
      .updateTable('outbox')
      .set({ state: 'withdrawn', doneAt: by.at, doneOn: by.today, lastError: null })
      .where('workspaceId', '=', workspaceId)
      .where('clientId', 'in', ids.slice(from, from + 500))
      .where('state', 'in', ['waiting', 'queued'])
      .executeTakeFirst()
    count += Number(done.numUpdatedRows)
  }
  return count
}
