import { PostgresAdapter, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from './schema.ts'

/**
 * Whether a column holds one of these texts. One parameter, however many they are: one statement, made once, serves every page. PostgreSQL is
 * told between which two they lie as well, as it orders texts itself: else it looks through a whole large table for a page's worth of rows.
 */
export function among(db: Db, column: string, texts: readonly string[]): RawBuilder<SqlBool> {
  const name = sql.ref(column)
  if (!(db.getExecutor().adapter instanceof PostgresAdapter))
    return sql<SqlBool>`${name} in (select value from json_each(${JSON.stringify(texts)}))`
  const all = sql`cast(${texts} as text[])`
  return sql<SqlBool>`(${name} = any(${all}) and ${name} >= (select min(t) from unnest(${all}) t) and ${name} <= (select max(t) from unnest(${all}) t))`
}
