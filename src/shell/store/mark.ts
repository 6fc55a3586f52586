import { type Kysely, sql } from 'kysely'
import packageJson from '../../../package.json' with { type: 'json' }
import { refuse } from '../../core/fault.ts'

/** Raised with each migration written by hand: what additions alone do not bring about. */
export const STORE_VERSION = 1

/** What the newest program that opened a store left in it: its version, the columns it knows, and the indexes it made. */
export interface Mark {
  readonly version: number
  readonly program: string
  readonly columns: Readonly<Record<string, readonly string[]>>
  readonly indexes?: readonly string[]
}

const TABLE = 'storeMark'

export const PROGRAM: string = packageJson.version

/** Makes the mark's table where it is missing. It belongs to no firm. */
export const makeMarkTable = (db: Kysely<unknown>): Promise<unknown> =>
  sql`create table if not exists ${sql.table(TABLE)} ("id" text primary key, "mark" text not null)`.execute(db)

/** The mark of a store; undefined: none was left yet. @param tables what the store holds. */
export async function readMark(db: Kysely<unknown>, tables: ReadonlySet<string>): Promise<Mark | undefined> {
  if (!tables.has(TABLE)) return undefined
  const { rows } = await sql<{ mark: string }>`select "mark" from ${sql.table(TABLE)}`.execute(db)
  return rows[0] && (JSON.parse(rows[0].mark) as Mark) // written below
}

export async function writeMark(db: Kysely<unknown>, mark: Mark): Promise<void> {
  const text = JSON.stringify(mark)
  await sql`insert into ${sql.table(TABLE)} ("id", "mark") values ('one', ${text})
    on conflict ("id") do update set "mark" = excluded."mark"`.execute(db)
}

/** @throws Refusal where a newer program has been here: writing on would leave out what it keeps. */
export function refuseNewer(mark: Mark | undefined, ours: Mark, where: string): void {
  if (!mark) return
  const unknown = Object.entries(mark.columns).flatMap(([table, columns]) =>
    columns.filter(column => !ours.columns[table]?.includes(column)).map(column => `${table}.${column}`),
  )
  if (mark.version <= ours.version && unknown.length === 0) return
  const why =
    mark.version > ours.version
      ? `its form is ${mark.version}, this program knows ${ours.version}`
      : `it keeps ${unknown.slice(0, 3).join(', ')}`
  refuse(
    'store-newer',
    `This store was last opened by Dunwell ${mark.program}, which is newer than this program (${ours.program}): ${why}.`,
    {
      file: where,
      mend: `Use Dunwell ${mark.program} or newer, or restore the copy that was made before the store was brought up.`,
    },
  )
}

export const sameMark = (a: Mark | undefined, b: Mark): boolean => JSON.stringify(a) === JSON.stringify(b)
