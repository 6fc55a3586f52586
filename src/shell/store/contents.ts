import { createHash, hash } from 'node:crypto'
import { keepContent } from './record.ts'
import type { Db } from './schema.ts'
import type { Store } from './store.ts'
import type { Vault } from './vault.ts'

export const vaultKey = (workspaceId: string, sha256: string): string => `${workspaceId}/${sha256.slice(0, 2)}/${sha256}`

/** The same store with its papers in a vault. */
export const withVault = (store: Store, vault: Vault | undefined): Store =>
  vault === undefined ? store : { ...store, vault, within: id => withVault(store.within(id), vault) }

interface Kept {
  readonly store: Pick<Store, 'vault'> & { readonly db: Db }
  readonly workspaceId: string
}

const rowOf = (db: Db, workspaceId: string, sha256: string) =>
  db
    .selectFrom('content')
    .select(['bytes', 'keptIn', 'pieces'])
    .where('workspaceId', '=', workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()

async function bytesOf({ store, workspaceId }: Kept, sha256: string, row: { readonly bytes: Uint8Array; readonly keptIn: string | null }) {
  if (row.keptIn === null) return row.bytes
  if (!store.vault) throw new Error(`papers lie in ${row.keptIn}, which this process was not told of: set DUNWELL_PAPERS`)
  return store.vault.get(vaultKey(workspaceId, sha256))
}

/** The bytes kept under a hash, wherever they lie. Undefined where they were never kept, or were forgotten when their time was over. */
export async function readContent(store: Kept['store'], workspaceId: string, sha256: string): Promise<Uint8Array | undefined> {
  const row = await rowOf(store.db, workspaceId, sha256)
  if (!row) return undefined
  if (row.pieces === null) return bytesOf({ store, workspaceId }, sha256, row)
  const pieces: Uint8Array[] = []
  for await (const piece of piecesOf({ store, workspaceId }, row.pieces)) pieces.push(piece)
  return Buffer.concat(pieces)
}

async function* piecesOf(kept: Kept, hashes: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const sha256 of hashes) {
    const row = await rowOf(kept.store.db, kept.workspaceId, sha256)
    const bytes = row && (await bytesOf(kept, sha256, row))
    if (!bytes) throw new Error(`a piece (${sha256.slice(0, 12)}…) of a large paper is gone`)
    yield bytes
  }
}

/** The same a piece at a time, for what may be large. Undefined where it is not kept. */
export async function contentPieces(
  store: Kept['store'],
  workspaceId: string,
  sha256: string,
): Promise<AsyncGenerator<Uint8Array> | undefined> {
  const row = await rowOf(store.db, workspaceId, sha256)
  if (!row) return undefined
  const kept = { store, workspaceId }
  if (row.pieces !== null) return piecesOf(kept, row.pieces)
  const bytes = await bytesOf(kept, sha256, row)
  return bytes && (async function* () { yield bytes })() // biome-ignore format: one piece
}

/** Keeps what may be large, a piece at a time: it is never in memory as a whole. @returns the hash of the whole, and its bytes. */
export async function keepPieces(
  tx: Db,
  workspaceId: string,
  pieces: AsyncIterable<Uint8Array>,
): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const whole = createHash('sha256')
  const hashes: string[] = []
  let sizeBytes = 0
  for await (const piece of pieces) {
    whole.update(piece)
    sizeBytes += piece.byteLength
    hashes.push(await keepContent(tx, workspaceId, hash('sha256', piece), piece))
  }
  const sha256 = whole.digest('hex')
  await tx
    .insertInto('content')
    .values({ workspaceId, sha256, bytes: new Uint8Array(0), keptIn: null, pieces: JSON.stringify(hashes) as never }) // as the store keeps lists
    .onConflict(c => c.columns(['workspaceId', 'sha256']).doNothing()) // in one piece: kept just now under the same hash
    .execute()
  return { sha256, sizeBytes }
}

/** Forgets bytes, with those of their pieces that nothing else is made of. @returns the hashes whose bytes a vault may hold still. */
export async function forgetContent(tx: Db, workspaceId: string, sha256: string): Promise<string[]> {
  const row = await rowOf(tx, workspaceId, sha256)
  const drop = (hashes: readonly string[]) =>
    tx.deleteFrom('content').where('workspaceId', '=', workspaceId).where('sha256', 'in', hashes).execute()
  await drop([sha256])
  if (!row || row.pieces === null) return [sha256]
  const [others, papers] = await Promise.all([
    tx.selectFrom('content').select('pieces').where('workspaceId', '=', workspaceId).where('pieces', 'is not', null).execute(),
    tx.selectFrom('document').select('sha256').where('workspaceId', '=', workspaceId).where('sha256', 'in', row.pieces).execute(),
  ])
  const needed = new Set([...others.flatMap(o => o.pieces ?? []), ...papers.map(p => p.sha256)])
  const free = [...new Set(row.pieces)].filter(piece => !needed.has(piece))
  if (free.length > 0) await drop(free)
  return free
}
