import { CompiledQuery } from 'kysely'
import { type Db, type Flavour, plannedTables } from './schema.ts'

/** The columns that rows are given in, and which of them are kept as JSON text. */
interface Layout {
  readonly names: readonly string[]
  readonly json: readonly boolean[]
}
/** What becomes of a row whose key is taken. */
export type Taken = 'fails' | 'stays'

const layouts = new Map<string, Layout>()
/** A table's columns, in the order in which its rows are given. */
export function layoutOfTable(table: string): Layout {
  if (layouts.size === 0)
    for (const { name, columns } of plannedTables())
      layouts.set(name, { names: Object.keys(columns), json: Object.values(columns).map(column => column.type === 'json') })
  const layout = layouts.get(table)
  if (!layout) throw new Error(`there is no table ${table}`)
  return layout
}

/** Largest first: what is left goes in smaller ones, so that few statements serve all counts. */
const ROWS_PER_STATEMENT = [500, 100, 10, 1]
/** Of one statement, on the store that allows fewer. */
const PARAMETERS_MAX = 32_766
/** From so many rows on, a statement of their own columns is worth making. */
const MANY = 100

/** Writes rows, each a list of values in the order of the table's columns (of JSON columns objects, or their text), in few statements. */
export async function insertRows(
  tx: Db,
  flavour: Flavour,
  table: string,
  rows: readonly (readonly unknown[])[],
  taken: Taken = 'fails',
): Promise<void> {
  const { names, json } = layoutOfTable(table)
  // many rows: a column that none of them fills is empty without being named, and most of a noun's are
  const isFilled = (i: number): boolean => rows.length < MANY || rows.some(row => row[i] !== null && row[i] !== undefined)
  const filled = [...names.keys()].filter(isFilled)
  const columns = filled.map(i => names[i] as string) // i is a name's place
  for (let at = 0; at < rows.length; ) {
    const size = ROWS_PER_STATEMENT.find(n => n <= rows.length - at && n * columns.length <= PARAMETERS_MAX) ?? 1
    const parameters: unknown[] = []
    for (let row = at; row < at + size; row += 1) {
      const values = rows[row] ?? []
      for (const i of filled) parameters.push(json[i] ? jsonText(values[i]) : values[i])
    }
    await tx.executeQuery(CompiledQuery.raw(insertText(table, columns, size, flavour, taken), parameters))
    at += size
  }
}

const jsonText = (value: unknown): unknown => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value)

const texts = new Map<string, string>()
function insertText(table: string, names: readonly string[], rows: number, flavour: Flavour, taken: Taken): string {
  const key = `${flavour} ${table} ${rows} ${taken} ${names.join()}`
  const known = texts.get(key)
  if (known !== undefined) return known
  const place = (n: number): string => (flavour === 'postgres' ? `$${n}` : '?')
  const tuple = (r: number): string => `(${names.map((_name, c) => place(r * names.length + c + 1)).join(', ')})`
  const tuples = Array.from({ length: rows }, (_, r) => tuple(r)).join(', ')
  const conflict = taken === 'stays' ? ' on conflict do nothing' : ''
  const text = `insert into "${table}" (${names.map(n => `"${n}"`).join(', ')}) values ${tuples}${conflict}`
  texts.set(key, text)
  return text
}
