import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Kysely } from 'kysely'
import type { Vault } from './contents.ts'
import { NodeSqliteDialect, openSqliteFile } from './node-sqlite-dialect.ts'
import { type Db, type Flavour, migrate, type Schema } from './schema.ts'

export interface Store {
  readonly flavour: Flavour
  /** Where it lies, as a person would name it; never a password. */
  readonly location: string
  /** Where papers lie, if not in the database. */
  readonly vault?: Vault | undefined
  /** Writing connection(s). Writes go through `record`. */
  readonly db: Db
  /** The same store, seeing one workspace’s rows only wherever the database can hold that. */
  within(workspaceId: string): Store
  /** Runs within one transaction that sees only this workspace’s rows. */
  transaction<T>(workspaceId: string, work: (tx: Db) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens (and where needed makes) the embedded store in one file. */
export async function openFileStore(file: string): Promise<Store> {
  const path = resolve(file)
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const db: Db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(openSqliteFile(path)) })
  await db.transaction().execute(tx => migrate(tx as unknown as Kysely<unknown>, 'sqlite')) // the migrator knows tables by name only
  const store: Store = {
    flavour: 'sqlite',
    location: path,
    db,
    within: () => store,
    transaction: (_workspaceId, work) => db.transaction().execute(work),
    close: () => db.destroy(),
  }
  return store
}
