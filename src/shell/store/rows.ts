import { sql } from 'kysely'
import type { Column } from '../../core/facts/column.ts'
import { canonical } from './journal.ts'
import { type Db, plannedTables } from './schema.ts'

/** One table of ours as every store has it. */
export type Plan = ReturnType<typeof plannedTables>[number]
export type Row = Readonly<Record<string, unknown>>

/** Many enough for a page, few enough for the parameters of one statement. */
const ROWS_AT_ONCE = 200
/** Of rows that hold whole papers. */
const PAPERS_AT_ONCE = 8

export const allTables = (): readonly Plan[] => plannedTables()

const ownerOf = (plan: Plan): string => (plan.name === 'workspace' ? 'id' : 'workspaceId')
const namesIn = (plan: Plan): string[] => Object.keys(plan.columns)

/** Every row that a workspace has in a table, superseded versions included, in the order of the key. */
export async function* readRows(db: Db, plan: Plan, workspaceId: string): AsyncGenerator<Row[]> {
  const key = plan.key.at(-1) ?? 'id'
  const atOnce = Object.values(plan.columns).some(c => (c.type as string) === 'bytes') ? PAPERS_AT_ONCE : ROWS_AT_ONCE
  const columns = sql.join(namesIn(plan).map(name => sql.ref(name)))
  for (let after = sql`1 = 1`; ; ) {
    const { rows } = await sql<Row>`select ${columns} from ${sql.table(plan.name)}
      where ${sql.ref(ownerOf(plan))} = ${workspaceId} and ${after} order by ${sql.ref(key)} limit ${atOnce}`.execute(db)
    if (rows.length === 0) return
    yield rows
    after = sql`${sql.ref(key)} > ${rows.at(-1)?.[key]}`
  }
}

const kept = (column: Column | undefined, value: unknown): unknown =>
  value === null || value === undefined ? null : column?.type === 'json' ? JSON.stringify(value) : value

export async function writeRows(db: Db, plan: Plan, rows: readonly Row[]): Promise<void> {
  const names = namesIn(plan)
  const values = rows.map(row => sql`(${sql.join(names.map(name => kept(plan.columns[name], row[name])))})`)
  await sql`insert into ${sql.table(plan.name)} (${sql.join(names.map(name => sql.ref(name)))}) values ${sql.join(values)}`.execute(db)
}

export async function deleteRows(db: Db, plan: Plan, workspaceId: string): Promise<void> {
  await sql`delete from ${sql.table(plan.name)} where ${sql.ref(ownerOf(plan))} = ${workspaceId}`.execute(db)
}

/** A row as plain text: amounts as text of minor units, bytes as base64, keys sorted. Equal texts, equal rows, whatever the store. */
export const textOf = (row: Row): string =>
  canonical(
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value]),
    ),
  )
