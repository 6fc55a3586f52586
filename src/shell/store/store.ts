import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Kysely, sql } from 'kysely'
import { refuse } from '../../core/fault.ts'
import { systemClock } from '../clock.ts'
import { bringUp, changesStore, isUpToDate, MIGRATIONS, type Migration, type Pending, pendingIn } from './bring-up.ts'
import { NodeSqliteDialect, openSqliteFile } from './node-sqlite-dialect.ts'
import type { Db, Flavour, Schema } from './schema.ts'
import { ThreadConnection, ThreadDialect } from './thread-dialect.ts'
import type { Vault } from './vault.ts'

export interface Store {
  readonly flavour: Flavour
  /** Where it lies, as a person would name it; never a password. */
  readonly location: string
  /** By which another thread of this process opens the same store; may hold a password. */
  address(): string
  /** Where papers lie, if not in the database. */
  readonly vault?: Vault | undefined
  /** Writing connection(s). Writes go through `record`. */
  readonly db: Db
  /** The same store, seeing one workspace’s rows only wherever the database can hold that. */
  within(workspaceId: string): Store
  /** Runs within one transaction that sees only this workspace’s rows. */
  transaction<T>(workspaceId: string, work: (tx: Db) => Promise<T>): Promise<T>
  /** Makes tables that are not the catalogue's (sign-in, queues), as whoever owns the store; the app itself may then read and write them. */
  asOwner<T>(work: (db: Kysely<unknown>, url: string) => Promise<T>): Promise<T>
  /**
   * The same store for one long transaction, its database at work in a thread of its own; to be closed after it. What was committed is moved
   * from SQLite's log to its place after that, and waited for when this store is closed. None where the database is elsewhere anyway.
   */
  beside?(): Store
  close(): Promise<void>
}

/** Copies a store that will be changed beside it, whole. @throws Refusal where that fails: then nothing is changed. */
async function copyBefore(db: Kysely<unknown>, file: string, pending: Pending): Promise<void> {
  const copy = `${file}.before-update-${systemClock.now().replaceAll(/[:.]/g, '-')}`
  try {
    await sql`vacuum into ${copy}`.execute(db)
  } catch (error) {
    refuse('backup-not-written', `The store must be brought up to date, and its copy could not be written: ${String(error)}`, {
      file: copy,
      mend: `Make room beside the store, then start again. Nothing was changed (${pending.additions.length} additions wait).`,
    })
  }
}

export interface OpenFile {
  readonly migrations?: readonly Migration[]
  /** The file is a copy already: none is made of it before it is brought up. */
  readonly isCopy?: boolean
}

/** Opens (and where needed makes or brings up) the embedded store in one file. @throws Refusal where a newer program has been here. */
export async function openFileStore(file: string, options: OpenFile = {}): Promise<Store> {
  const { migrations = MIGRATIONS, isCopy = false } = options
  const path = resolve(file)
  if (!existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const db: Db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(openSqliteFile(path)) })
  const untyped = db as unknown as Kysely<unknown> // the migrator knows tables by name only
  try {
    const pending = await pendingIn(untyped, path, migrations)
    if (pending.isForeign)
      refuse('store-foreign', 'This file is a database of something else. It was left as it is.', {
        file: path,
        mend: 'Name another file in DUNWELL_STORE; one that is not there yet is made.',
      })
    if (changesStore(pending) && pending.holdsFirms && !isCopy) await copyBefore(untyped, path, pending)
    if (!isUpToDate(pending, migrations)) await untyped.transaction().execute(tx => bringUp(tx, 'sqlite', pending, migrations))
  } catch (error) {
    await db.destroy()
    throw error
  }
  const ending = new Set<Promise<void>>()
  const beside = (): Store => {
    const thread = new ThreadConnection(path)
    const end = async (): Promise<void> => {
      const ended = thread.end().finally(() => ending.delete(ended))
      ending.add(ended)
    }
    return storeOf(new Kysely<Schema>({ dialect: new ThreadDialect(thread) }), path, { close: end })
  }
  const close = async (): Promise<void> => {
    await Promise.all(ending)
    await db.destroy()
  }
  return storeOf(db, path, { beside, close })
}

function storeOf(db: Db, path: string, own: Pick<Store, 'beside' | 'close'>): Store {
  const store: Store = {
    flavour: 'sqlite',
    location: path,
    db,
    within: () => store,
    transaction: (_workspaceId, work) => db.transaction().execute(work),
    address: () => path,
    asOwner: work => work(db as unknown as Kysely<unknown>, path), // tables that are not the catalogue's are known by name only
    ...own,
  }
  return store
}
