import type { Db } from './schema.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

export const vaultKey = (workspaceId: string, sha256: string): string => `${workspaceId}/${sha256.slice(0, 2)}/${sha256}`

/** The same store with its papers in a vault. */
export const withVault = (store: Store, vault: Vault | undefined): Store =>
  vault === undefined ? store : { ...store, vault, within: id => withVault(store.within(id), vault) }

/** The bytes kept under a hash, wherever they lie. Undefined where they were never kept, or were forgotten when their time was over. */
export async function readContent(
  store: Pick<Store, 'vault'> & { readonly db: Db },
  workspaceId: string,
  sha256: string,
): Promise<Uint8Array | undefined> {
  const row = await store.db
    .selectFrom('content')
    .select(['bytes', 'keptIn'])
    .where('workspaceId', '=', workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.keptIn === null) return row.bytes
  if (!store.vault) throw new Error(`papers lie in ${row.keptIn}, which this process was not told of: set DUNWELL_PAPERS`)
  return store.vault.get(vaultKey(workspaceId, sha256))
}
