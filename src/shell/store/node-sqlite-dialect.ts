import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import {
  type DatabaseConnection,
  type DialectAdapter,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'

type Bindable = null | number | bigint | string | Uint8Array
type Row = Record<string, unknown>
type Cells = readonly unknown[]

/** Refuses whatever node:sqlite would silently misread: an object as first argument shifts all others. */
function bind(value: unknown): Bindable {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' || value instanceof Uint8Array)
    return value
  throw new TypeError(`cannot store ${Object.prototype.toString.call(value)}`)
}

/** Values come back by the column's declared type, as PostgreSQL's parsers give them: the expression that reads the cell `v`. */
const READ: Readonly<Record<string, string>> = {
  boolean: 'v === null ? null : v === 1n',
  bigint: 'v',
  integer: 'v === null ? null : Number(v)',
  json: 'v === null ? null : JSON.parse(v)',
}

interface Prepared {
  readonly statement: StatementSync
  readonly toRow: (cells: Cells) => Row
  readonly reader: boolean
}

/**
 * Makes rows of one shape from cells. node:sqlite's own row objects are hash tables: slow to make and slower to read, and a sweep reads
 * millions. An object literal written out for the columns is neither.
 */
function rowMaker(columns: readonly { readonly name: string; readonly type: string | null }[]): Prepared['toRow'] {
  const fields = columns.map(({ name, type }, at) => {
    const read = READ[type?.toLowerCase() ?? '']
    const cell = `cells[${at}]`
    return `${JSON.stringify(name)}: ${read === undefined ? cell : read.replaceAll(/\bv\b/g, cell)}`
  })
  return new Function('cells', `return { ${fields.join(', ')} }`) as Prepared['toRow'] // made of column names, quoted, and of READ alone
}

function prepare(db: DatabaseSync, sql: string): Prepared {
  const statement = db.prepare(sql)
  statement.setReadBigInts(!/pragma/i.test(sql)) // introspection wants plain numbers
  statement.setReturnArrays(true)
  const columns = statement.columns()
  return { statement, toRow: rowMaker(columns), reader: columns.length > 0 }
}

/** A day of one firm uses some 750 different statements: with room for fewer, nearly each is made anew each time. */
const STATEMENTS_MAX = 2000
/** How long a statement by itself waits for another writer, and how long a transaction does. */
const BUSY_MS = 5000
const BEGIN_MS_MAX = 60_000
const BEGIN_PAUSE_MS = 3

/** Begins to write, or fails at once where another is writing: whoever waits does so without holding up the thread. */
function begin(db: DatabaseSync): { changes: number; lastInsertRowid: number } {
  db.exec('pragma busy_timeout = 0')
  try {
    db.exec('begin immediate') // a deferred one fails at its first write, after another's
  } finally {
    db.exec(`pragma busy_timeout = ${BUSY_MS}`)
  }
  return { changes: 0, lastInsertRowid: 0 }
}

const BUSY = 5 // SQLITE_BUSY; its variants carry it in the lowest byte
const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY

/** Waits for another writer (a sweep or a long import in its worker) while pages go on being answered. */
export async function patiently(begin: () => Promise<unknown>): Promise<void> {
  for (const from = Date.now(); ; await setTimeout(BEGIN_PAUSE_MS))
    try {
      await begin()
      return
    } catch (error) {
      if (!isBusy(error) || Date.now() - from > BEGIN_MS_MAX) throw error
    }
}

class PatientDriver extends SqliteDriver {
  override beginTransaction(connection: DatabaseConnection): Promise<void> {
    return patiently(() => super.beginTransaction(connection))
  }
}

/** The typings know rows as objects only; `setReturnArrays` makes them lists of cells. */
const rowsOf = <T>(rows: T): T extends unknown[] ? Cells[] : Iterable<Cells> => rows as never

/** node:sqlite in the shape Kysely's own SQLite dialect asks for, with an LRU of prepared statements. */
export function sqliteDatabase(db: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, Prepared>()
  const cached = (sql: string): Prepared => {
    const found = cache.get(sql) ?? prepare(db, sql)
    cache.delete(sql)
    const oldest = cache.size >= STATEMENTS_MAX ? cache.keys().next().value : undefined
    if (oldest !== undefined) cache.delete(oldest)
    cache.set(sql, found)
    return found
  }
  return {
    close: () => {
      cache.clear()
      db.close()
    },
    prepare: sql => {
      if (sql === 'begin') return { reader: false, all: () => [], run: () => begin(db), iterate: () => [].values() }
      const prepared = cached(sql)
      return {
        reader: prepared.reader,
        all: parameters => rowsOf(prepared.statement.all(...parameters.map(bind))).map(prepared.toRow),
        run: parameters => prepared.statement.run(...parameters.map(bind)),
        *iterate(parameters) {
          const own = prepare(db, sql) // never a cached one: a second run would end the first
          for (const cells of rowsOf(own.statement.iterate(...parameters.map(bind)))) yield own.toRow(cells)
        },
      }
    },
  }
}

class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true // a failed migration leaves nothing behind
  }
}

export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: SqliteDatabase
  constructor(db: DatabaseSync) {
    const database = sqliteDatabase(db)
    super({ database })
    this.#database = database
  }
  override createDriver(): Driver {
    return new PatientDriver({ database: this.#database })
  }
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

/** Opens the file with WAL and full synchronous writes. */
export function openSqliteFile(file: string, options: { readOnly?: boolean } = {}): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: BUSY_MS, readOnly: options.readOnly ?? false })
  if (!options.readOnly) db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  db.exec('pragma cache_size = -65536')
  return db
}
