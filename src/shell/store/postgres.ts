import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { refuse } from '../../core/fault.ts'
import { type Db, migrate, plannedTables, type Schema } from './schema.ts'
import type { Store } from './store.ts'

/** Every query of the app runs as this role: it owns no table, is no superuser and passes no row policy by. */
const APP_ROLE = 'dunwell_app'
const CONNECTIONS_MAX = 10
const VERSION_LEAST = 150_000
/** Serialises migrations of several nodes that start at once. */
const MIGRATION_LOCK = 4_747_001

const BIGINT = 20
/** Values come back as the embedded store gives them: bigint as bigint. Per pool, never for the whole process. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format as 'text'), // the typings know only one format at a time
}

const setWorkspace = (connection: DatabaseConnection, workspaceId: string): Promise<unknown> =>
  connection.executeQuery(CompiledQuery.raw("select set_config('app.workspace', $1, false)", [workspaceId]))

/** Hands out connections that see one workspace only, and takes that off again before anyone else gets them. */
class WorkspaceDriver implements Driver {
  readonly #inner: Driver
  readonly #workspaceId: string
  constructor(inner: Driver, workspaceId: string) {
    this.#inner = inner
    this.#workspaceId = workspaceId
  }
  init: Driver['init'] = () => this.#inner.init()
  acquireConnection: Driver['acquireConnection'] = async () => {
    const connection = await this.#inner.acquireConnection()
    await setWorkspace(connection, this.#workspaceId)
    return connection
  }
  releaseConnection: Driver['releaseConnection'] = async connection => {
    // a connection that was cut cannot be reset; the pool sees that and throws it away
    await setWorkspace(connection, '').catch(() => undefined)
    await this.#inner.releaseConnection(connection)
  }
  beginTransaction: Driver['beginTransaction'] = (connection, settings) => this.#inner.beginTransaction(connection, settings)
  commitTransaction: Driver['commitTransaction'] = connection => this.#inner.commitTransaction(connection)
  rollbackTransaction: Driver['rollbackTransaction'] = connection => this.#inner.rollbackTransaction(connection)
  /** The pool is the store's and stays. */
  destroy: Driver['destroy'] = async () => undefined
}

class WorkspaceDialect extends PostgresDialect {
  readonly #workspaceId: string
  constructor(pool: pg.Pool, workspaceId: string) {
    super({ pool })
    this.#workspaceId = workspaceId
  }
  override createDriver(): Driver {
    return new WorkspaceDriver(super.createDriver(), this.#workspaceId)
  }
}

/** Row policies of every table: a connection sees the rows of the workspace it is in; in none it sees only which workspaces there are. */
async function protect(db: Kysely<unknown>): Promise<void> {
  const here = `nullif(current_setting('app.workspace', true), '')`
  for (const { name } of plannedTables()) {
    const rule = name === 'workspace' ? `(${here} is null or "id" = ${here})` : `"workspaceId" = ${here}`
    for (const text of [
      `alter table "${name}" enable row level security`,
      `alter table "${name}" force row level security`,
      `drop policy if exists own_workspace on "${name}"`,
      `create policy own_workspace on "${name}" using (${rule}) with check (${rule})`,
      `grant select, insert, update, delete on "${name}" to ${APP_ROLE}`,
    ])
      await sql.raw(text).execute(db)
  }
  await sql.raw(`grant usage on schema public to ${APP_ROLE}`).execute(db)
}

async function makeRole(db: Kysely<unknown>): Promise<void> {
  const found = await sql<{ super: boolean }>`select rolsuper or rolbypassrls as super from pg_roles where rolname = ${APP_ROLE}`.execute(
    db,
  )
  if (found.rows[0]?.super)
    refuse('role-too-strong', `The role ${APP_ROLE} passes row policies by.`, {
      mend: `Run: alter role ${APP_ROLE} nosuperuser nobypassrls`,
    })
  if (found.rows.length === 0) await sql.raw(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`).execute(db)
  await sql.raw(`grant ${APP_ROLE} to current_user`).execute(db)
}

/** Tables, role and policies as the owner of the database, on one connection that is closed afterwards. */
async function prepare(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, types })
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db)
    if (Number(rows[0]?.server_version_num) < VERSION_LEAST)
      refuse('database-too-old', 'This PostgreSQL is older than version 15.', { mend: 'Use PostgreSQL 15 or newer.' })
    await db.transaction().execute(async tx => {
      await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
      await makeRole(tx)
      await migrate(tx, 'postgres')
      await protect(tx)
    })
  } finally {
    await db.destroy()
  }
}

const withoutPassword = (url: string): string => {
  const parsed = new URL(url)
  parsed.password = ''
  return parsed.href
}

/** Opens (and where needed makes) the store in a PostgreSQL database. @param url its owner's address; the app itself works as a weaker role. */
export async function openPostgresStore(url: string): Promise<Store> {
  await prepare(url)
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS_MAX, types, options: `-c role=${APP_ROLE}` })
  // a connection that was cut fails its own query, which says so; the next query gets another one
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  const location = withoutPassword(url)
  const bound = new Map<string, Store>()
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const close = (): Promise<void> => db.destroy()
  const within = (workspaceId: string): Store => {
    const known = bound.get(workspaceId)
    if (known) return known
    const own: Db = new Kysely<Schema>({ dialect: new WorkspaceDialect(pool, workspaceId) })
    const store: Store = { flavour: 'postgres', location, db: own, within, transaction, close }
    bound.set(workspaceId, store)
    return store
  }
  const transaction: Store['transaction'] = (workspaceId, work) => within(workspaceId).db.transaction().execute(work)
  return { flavour: 'postgres', location, db, within, transaction, close }
}
