import { hash } from 'node:crypto'
import { vaultKey } from '../store/contents.ts'
import type { Place } from '../workspace.ts'

const AT_ONCE = 50

export interface Offloaded {
  readonly moved: number
  readonly bytes: number
}

/**
 * Moves papers from the database into the vault: written there, read back, compared, and only then taken from the database. Whenever it stops, each
 * paper lies whole in at least one place. Does nothing where there is no vault.
 */
export async function offloadPapers({ store, workspaceId }: Pick<Place, 'store' | 'workspaceId'>): Promise<Offloaded> {
  const { vault, db } = store
  let moved = 0
  let bytes = 0
  if (!vault) return { moved, bytes }
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('content')
      .select(['sha256', 'bytes'])
      .where('workspaceId', '=', workspaceId)
      .where('keptIn', 'is', null)
      .where('pieces', 'is', null) // its pieces move, each by itself
      .where('sha256', '>', after)
      .orderBy('sha256')
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return { moved, bytes }
    for (const row of rows) {
      after = row.sha256
      const key = vaultKey(workspaceId, row.sha256)
      await vault.put(key, row.bytes)
      const back = await vault.get(key)
      if (!back || hash('sha256', back, 'hex') !== row.sha256)
        throw new Error(`the paper ${row.sha256} came back from ${vault.location} otherwise than it was written`)
      await db
        .updateTable('content')
        .set({ bytes: new Uint8Array(0), keptIn: vault.location })
        .where('workspaceId', '=', workspaceId)
        .where('sha256', '=', row.sha256)
        .execute()
      moved += 1
      bytes += row.bytes.length
    }
  }
}
