import { Worker } from 'node:worker_threads'
import { CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, SqliteDialect } from 'kysely'
import { patiently } from './node-sqlite-dialect.ts'

/** What the thread is to run. Nobody waits for an answer to what goes ahead; `undefined` in its place ends the thread. */
export interface Asked {
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly isAhead: boolean
}
/** What it says: an error's code would be lost on the way between threads, so it goes by itself. */
export type Said =
  | { readonly rows: readonly unknown[]; readonly changes: bigint | undefined }
  | { readonly message: string; readonly errcode: unknown }

/** A raw insert is asked by nobody what it did: the next one may be made ready meanwhile. */
const goesAhead = ({ query, sql }: CompiledQuery): boolean => query.kind === 'RawNode' && sql.startsWith('insert ')
const NOTHING = { rows: [] }
/** So many inserts wait at most: enough that neither thread waits for the other's uneven steps, few enough to be no burden. */
const AHEAD_MAX = 8

/**
 * A connection in a thread of its own, which runs everything in the order in which it is asked. A few inserts are under way while the caller
 * makes the next ready; after one that failed the thread runs nothing but a rollback, so that nothing can be half-written.
 */
export class ThreadConnection implements DatabaseConnection {
  readonly #thread: Worker
  readonly #asked: PromiseWithResolvers<Said>[] = []
  readonly #ahead: Promise<QueryResult<unknown>>[] = []
  readonly #gone = Promise.withResolvers<void>()
  #end: Error | undefined

  constructor(file: string) {
    const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
    this.#thread = new Worker(new URL(`./thread-worker${ending}`, import.meta.url), { workerData: file })
    this.#thread.on('message', (said: Said) => this.#asked.shift()?.resolve(said))
    this.#thread.on('error', this.#ended)
    this.#thread.on('exit', code => {
      this.#ended(new Error(`the thread of the store ended with ${code}`))
      this.#gone.resolve()
    })
  }

  #ended = (error: Error): void => {
    this.#end ??= error
    for (const asked of this.#asked.splice(0)) asked.reject(this.#end)
  }

  async #ask<R>({ sql, parameters }: CompiledQuery, isAhead: boolean): Promise<QueryResult<R>> {
    if (this.#end) throw this.#end
    const answer = Promise.withResolvers<Said>()
    this.#asked.push(answer)
    this.#thread.postMessage({ sql, parameters, isAhead } satisfies Asked)
    const said = await answer.promise
    if ('message' in said) throw Object.assign(new Error(said.message), { errcode: said.errcode })
    return { rows: said.rows as R[], ...(said.changes === undefined ? {} : { numAffectedRows: said.changes }) } // rows of this very query
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (!goesAhead(query)) {
      await Promise.all(this.#ahead.splice(0))
      return this.#ask(query, false)
    }
    if (this.#ahead.length === AHEAD_MAX) await this.#ahead.shift()
    const asked = this.#ask(query, true)
    asked.catch(() => undefined) // told by whatever is asked next
    this.#ahead.push(asked)
    return NOTHING
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncGenerator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }

  async rollback(): Promise<void> {
    await Promise.allSettled(this.#ahead.splice(0)) // that is why
    await this.#ask(CompiledQuery.raw('rollback'), false)
  }

  /** What it was asked is done first. */
  end(): Promise<void> {
    this.#thread.postMessage(undefined)
    return this.#gone.promise
  }
}

/** Begins, ends and takes back transactions of the one connection; it is ended by whoever made it. */
class ThreadDriver implements Driver {
  readonly #connection: ThreadConnection
  constructor(connection: ThreadConnection) {
    this.#connection = connection
  }
  init: Driver['init'] = async () => undefined
  acquireConnection: Driver['acquireConnection'] = async () => this.#connection
  releaseConnection: Driver['releaseConnection'] = async () => undefined
  beginTransaction: Driver['beginTransaction'] = () => patiently(() => this.#connection.executeQuery(CompiledQuery.raw('begin')))
  commitTransaction: Driver['commitTransaction'] = async () => {
    await this.#connection.executeQuery(CompiledQuery.raw('commit'))
  }
  rollbackTransaction: Driver['rollbackTransaction'] = () => this.#connection.rollback()
  destroy: Driver['destroy'] = async () => undefined
}

/** The embedded store through a thread of its own: SQLite works there while this thread makes the next rows. */
export class ThreadDialect extends SqliteDialect {
  readonly #connection: ThreadConnection
  constructor(connection: ThreadConnection) {
    super({ database: () => Promise.reject(new Error('its database lives in its thread')) })
    this.#connection = connection
  }
  override createDriver(): Driver {
    return new ThreadDriver(this.#connection)
  }
}
