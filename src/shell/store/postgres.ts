import { CompiledQuery, type DatabaseConnection, type Driver, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { MIGRATIONS, type Migration } from './bring-up.ts'
import { APP_ROLE, appLoginFor, asOwnerOf, grantAll, prepareDatabase, types, withoutPassword } from './postgres-owner.ts'
import type { Db, Schema } from './schema.ts'
import type { Store } from './store.ts'

const CONNECTIONS_MAX = 10

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
  /** A connection may have been cut while it lay in the pool. Nothing was asked of it yet: it is given back, which throws it away, and another taken. */
  acquireConnection: Driver['acquireConnection'] = async () => {
    for (let left = CONNECTIONS_MAX; ; left--) {
      const connection = await this.#inner.acquireConnection()
      try {
        await setWorkspace(connection, this.#workspaceId)
        return connection
      } catch (error) {
        await this.#inner.releaseConnection(connection)
        if (left === 0) throw error
      }
    }
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

/** How the app's own connections are made: signed in as its weak role, else as the owner and weak from then on. */
async function appConnection(url: string): Promise<pg.PoolConfig> {
  const login = appLoginFor(url)
  const own = new URL(url)
  own.username = login.name
  own.password = login.password
  const client = new pg.Client({ connectionString: own.href })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return { connectionString: own.href }
  } catch {
    return { connectionString: url, options: `-c role=${APP_ROLE}` } // the server lets only its own users in
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Opens (and where needed makes) the store in a PostgreSQL database. @param url its owner's address; the app itself works as a weaker role. */
export async function openPostgresStore(url: string, migrations: readonly Migration[] = MIGRATIONS): Promise<Store> {
  await prepareDatabase(url, migrations)
  const pool = new pg.Pool({ ...(await appConnection(url)), max: CONNECTIONS_MAX, types })
  // a connection that was cut fails its own query, which says so; the next query gets another one
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  const location = withoutPassword(url)
  const bound = new Map<string, Store>()
  const db: Db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) })
  const close = (): Promise<void> => db.destroy()
  const asOwner: Store['asOwner'] = work =>
    asOwnerOf(url, async owner => {
      const done = await work(owner, url)
      await grantAll(owner, 'public')
      return done
    })
  const address = (): string => url
  const within = (workspaceId: string): Store => {
    const known = bound.get(workspaceId)
    if (known) return known
    const own: Db = new Kysely<Schema>({ dialect: new WorkspaceDialect(pool, workspaceId) })
    const store: Store = { flavour: 'postgres', location, address, db: own, within, transaction, asOwner, close }
    bound.set(workspaceId, store)
    return store
  }
  const transaction: Store['transaction'] = (workspaceId, work) => within(workspaceId).db.transaction().execute(work)
  return { flavour: 'postgres', location, address, db, within, transaction, asOwner, close }
}
