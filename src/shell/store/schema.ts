import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { type Column, day, instant, int, maybe, ref, text } from '../../core/facts/column.ts'
import { type Body, type Frame, type NounName, nounNames, nouns } from '../../core/facts/nouns.ts'
import { type TableName, type TableRow, tables } from './tables.ts'

/** What the store adds to a fact. */
export interface Kept {
  readonly workspaceId: string
  readonly journalSeq: number
  /** When a later version or a retraction closed this row; none: current. */
  readonly supersededAt: string | null
  readonly supersededSeq: number | null
  /** Over the salted fact; stays when text and salt are erased. */
  readonly digest: string
  readonly salt: string | null
}

export type Stored<N extends NounName> = Kept & Frame & Body<N>
export type Schema = { [N in NounName]: Stored<N> } & { [T in TableName]: TableRow<T> }
export type Db = Kysely<Schema>
export type Flavour = 'sqlite' | 'postgres'

export const FRAME_COLUMNS = {
  workspaceId: text('whose'),
  factId: ref('fact', 'this version'),
  id: text('the thing, the same over all its versions'),
  clientId: text('about whom; empty for the firm’s own'),
  effectiveOn: day('counts from'),
  recordedAt: instant('learned at'),
  actor: text('who said so'),
  source: text('where it comes from'),
  journalSeq: int('link of the journal that wrote it'),
  supersededAt: maybe(instant('closed at')),
  supersededSeq: maybe(int('link of the journal that closed it')),
  digest: text('over the salted fact'),
  salt: maybe(text('erased with the text')),
} as const

const SQL_TYPES: Readonly<Record<string, Readonly<Record<Flavour, string>>>> = {
  minor: { sqlite: 'bigint', postgres: 'bigint' },
  int: { sqlite: 'integer', postgres: 'integer' },
  bool: { sqlite: 'boolean', postgres: 'boolean' },
  json: { sqlite: 'json', postgres: 'jsonb' },
  bytes: { sqlite: 'blob', postgres: 'bytea' },
}
const sqlType = (c: Column, flavour: Flavour): string => SQL_TYPES[c.type]?.[flavour] ?? 'text'

interface TablePlan {
  readonly name: string
  readonly columns: Readonly<Record<string, Column>>
  readonly key: readonly string[]
  readonly indexes: readonly { readonly on: readonly string[]; readonly where?: string; readonly unique?: boolean }[]
}

/** Every table as it should be. */
export function plannedTables(): TablePlan[] {
  const facts = nounNames.map(
    (name): TablePlan => ({
      name,
      columns: { ...FRAME_COLUMNS, ...nouns[name].columns },
      key: ['workspaceId', 'factId'],
      indexes: [
        ...(nouns[name].about === 'workspace' ? [] : [{ on: ['workspaceId', 'clientId'], where: '"supersededAt" is null' }]),
        { on: ['workspaceId', 'id'], where: '"supersededAt" is null', unique: true },
        { on: ['workspaceId', 'journalSeq'] },
        { on: ['workspaceId', 'supersededSeq'], where: '"supersededSeq" is not null' },
      ],
    }),
  )
  const own = Object.entries(tables).map(([name, table]): TablePlan => {
    const lists: readonly (readonly string[])[] = 'index' in table ? table.index : []
    return { name, columns: table.columns, key: table.key, indexes: lists.map(on => ({ on })) }
  })
  return [...facts, ...own]
}

const quoted = (name: string): string => `"${name}"`

/** The tables of a store and their columns. */
export async function tablesIn(db: Kysely<unknown>): Promise<Map<string, ReadonlySet<string>>> {
  return new Map((await db.introspection.getTables()).map(t => [t.name, new Set(t.columns.map(c => c.name))]))
}

/** What the catalogue has and a store lacks: tables, and columns of tables that are there. */
export const missingIn = (existing: ReadonlyMap<string, ReadonlySet<string>>): string[] =>
  plannedTables().flatMap(({ name, columns }) => {
    const present = existing.get(name)
    return present ? Object.keys(columns).flatMap(column => (present.has(column) ? [] : [`${name}.${column}`])) : [name]
  })

/**
 * Brings the tables up to the catalogue: makes missing tables, columns and indexes, changes and drops nothing.
 * @returns what was added. Anything that is not an addition needs a hand-written migration.
 */
export async function migrate(db: Kysely<unknown>, flavour: Flavour): Promise<string[]> {
  const existing = await tablesIn(db)
  const added = missingIn(existing)
  for (const plan of plannedTables()) {
    const present = existing.get(plan.name)
    if (!present) await createTable(db, plan, flavour)
    else
      for (const [name, column] of Object.entries(plan.columns)) {
        if (present.has(name)) continue
        // a column that comes later is empty in older rows, whatever the catalogue says of new ones
        await sql.raw(`alter table ${quoted(plan.name)} add column ${quoted(name)} ${sqlType(column, flavour)}`).execute(db)
      }
    await createIndexes(db, plan)
  }
  return added
}

async function createTable(db: Kysely<unknown>, plan: TablePlan, flavour: Flavour): Promise<void> {
  const columns = Object.entries(plan.columns).map(([name, c]) => `${quoted(name)} ${sqlType(c, flavour)}${c.optional ? '' : ' not null'}`)
  const key = `primary key (${plan.key.map(quoted).join(', ')})`
  await sql.raw(`create table ${quoted(plan.name)} (${[...columns, key].join(', ')})`).execute(db)
}

const indexName = (table: string, on: readonly string[]): string => `${table}_${on.join('_')}`
export const plannedIndexes = (): string[] => plannedTables().flatMap(({ name, indexes }) => indexes.map(({ on }) => indexName(name, on)))

async function createIndexes(db: Kysely<unknown>, plan: TablePlan): Promise<void> {
  for (const index of plan.indexes) {
    const name = indexName(plan.name, index.on)
    const unique = index.unique ? 'unique ' : ''
    const where = index.where ? ` where ${index.where}` : ''
    await sql
      .raw(`create ${unique}index if not exists ${quoted(name)} on ${quoted(plan.name)} (${index.on.map(quoted).join(', ')})${where}`)
      .execute(db)
  }
}
