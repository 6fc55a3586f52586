import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type DialectAdapter, SqliteAdapter, type SqliteDatabase, SqliteDialect } from 'kysely'

type Bindable = null | number | bigint | string | Uint8Array
type Row = Record<string, unknown>
type Converter = (value: unknown) => unknown

/** Refuses whatever node:sqlite would silently misread: an object as first argument shifts all others. */
function bind(value: unknown): Bindable {
  if (value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' || value instanceof Uint8Array)
    return value
  throw new TypeError(`cannot store ${Object.prototype.toString.call(value)}`)
}

/** Values come back by the column's declared type, as PostgreSQL's parsers give them. */
const CONVERTERS: Readonly<Record<string, Converter>> = {
  boolean: value => value === 1n,
  bigint: value => value,
  integer: value => Number(value),
  json: value => JSON.parse(String(value)) as unknown,
}

interface Prepared {
  readonly statement: StatementSync
  readonly converters: readonly (readonly [string, Converter])[]
  readonly reader: boolean
}

function prepare(db: DatabaseSync, sql: string): Prepared {
  const statement = db.prepare(sql)
  statement.setReadBigInts(!/pragma/i.test(sql)) // introspection wants plain numbers
  const columns = statement.columns()
  const converters = columns.flatMap(c => {
    const convert = c.type ? CONVERTERS[c.type.toLowerCase()] : undefined
    return convert ? [[c.name, convert] as const] : []
  })
  return { statement, converters, reader: columns.length > 0 }
}

function converted(prepared: Prepared, row: Row): Row {
  for (const [name, convert] of prepared.converters) if (row[name] !== null) row[name] = convert(row[name])
  return row
}

const STATEMENTS_MAX = 300

/** node:sqlite in the shape Kysely's own SQLite dialect asks for, with an LRU of prepared statements. */
function wrap(db: DatabaseSync): SqliteDatabase {
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
    prepare: raw => {
      const sql = raw === 'begin' ? 'begin immediate' : raw // a deferred one fails at once after another's write
      const prepared = cached(sql)
      return {
        reader: prepared.reader,
        all: parameters => prepared.statement.all(...parameters.map(bind)).map(row => converted(prepared, row as Row)),
        run: parameters => prepared.statement.run(...parameters.map(bind)),
        *iterate(parameters) {
          const own = prepare(db, sql) // never a cached one: a second run would end the first
          for (const row of own.statement.iterate(...parameters.map(bind))) yield converted(own, row as Row)
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
  constructor(db: DatabaseSync) {
    super({ database: wrap(db) })
  }
  override createAdapter(): DialectAdapter {
    return new TransactionalAdapter()
  }
}

/** Opens the file with WAL and full synchronous writes. */
export function openSqliteFile(file: string, options: { readOnly?: boolean } = {}): DatabaseSync {
  const db = new DatabaseSync(file, { timeout: 5000, readOnly: options.readOnly ?? false })
  if (!options.readOnly) db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on')
  db.exec('pragma cache_size = -65536')
  return db
}
