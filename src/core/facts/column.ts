import type { Day } from '../day/day.ts'

/** How a field of a noun is kept. One catalogue gives the TypeScript type, the table, the API's schema and the reference page. */
export type ColumnType = 'id' | 'text' | 'day' | 'minor' | 'int' | 'bool' | 'json' | 'instant'

/** An object or a list, kept as JSON. Amounts inside are decimal text of minor units. */
export type Json = { readonly [key: string]: JsonValue } | readonly JsonValue[]
export type JsonValue = string | number | boolean | null | Json

export interface Column<T = unknown> {
  readonly type: ColumnType
  readonly optional: boolean
  /** The only values allowed. */
  readonly oneOf?: readonly string[]
  /** The noun whose `id` stands here. */
  readonly refersTo?: string
  /** Meaning, with unit, for the reference page. */
  readonly says: string
  /** Carries the TypeScript type only; never read. */
  readonly __value?: T
}

const column =
  <T>(type: ColumnType) =>
  (says: string): Column<T> => ({ type, optional: false, says })

export const text = column<string>('text')
export const day = column<Day>('day')
/** Minor units of the row's currency. */
export const minor = column<bigint>('minor')
export const int = column<number>('int')
export const bool = column<boolean>('bool')
export const list = column<readonly string[]>('json')
export const json = column<Json>('json')
/** An instant as ISO 8601 text in UTC. */
export const instant = column<string>('instant')
export const ref = (noun: string, says: string): Column<string> => ({ type: 'id', optional: false, refersTo: noun, says })
export const oneOf = <const V extends readonly string[]>(values: V, says: string): Column<V[number]> => ({
  type: 'text',
  optional: false,
  oneOf: values,
  says,
})
export const maybe = <T>(c: Column<T>): Column<T | null> => ({ ...c, optional: true }) as Column<T | null> // the same column, now nullable

export type Columns = Readonly<Record<string, Column>>
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never }

/** `client`: carries a clientId and is read with that client's facts · `client-bulk`: carries one, read only when asked for · `workspace`: the firm's own. */
export type About = 'client' | 'client-bulk' | 'workspace'

export interface Noun<C extends Columns = Columns, A extends About = About> {
  /** What it is, for the reference page. */
  readonly says: string
  readonly about: A
  readonly columns: C
}

export const noun = <const C extends Columns, A extends About>(about: A, says: string, columns: C): Noun<C, A> => ({ says, about, columns })
