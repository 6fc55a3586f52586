import type { Kysely } from 'kysely'
import { type Mark, makeMarkTable, PROGRAM, readMark, refuseNewer, STORE_VERSION, sameMark, writeMark } from './mark.ts'
import { type Flavour, migrate, missingIn, plannedIndexes, plannedTables, tablesIn } from './schema.ts'

/** A change that is no addition, written by hand; `to` is the form of the store after it. */
export interface Migration {
  readonly to: number
  readonly says: string
  run(db: Kysely<unknown>, flavour: Flavour): Promise<void>
}

/** All of them, oldest first. None yet: every change so far was an addition. */
export const MIGRATIONS: readonly Migration[] = []

export interface Pending {
  readonly from: Mark | undefined
  /** A store that holds something already: it is copied before it is changed. */
  readonly holdsFirms: boolean
  /** Somebody else’s tables and none of ours. */
  readonly isForeign: boolean
  readonly additions: readonly string[]
  readonly migrations: readonly Migration[]
}

const ourMark = (version: number): Mark => ({
  version,
  program: PROGRAM,
  columns: Object.fromEntries(plannedTables().map(({ name, columns }) => [name, Object.keys(columns)])),
  indexes: plannedIndexes(),
})
const versionOf = (migrations: readonly Migration[]): number => Math.max(STORE_VERSION, ...migrations.map(m => m.to))

/** What must be done to a store before this program works with it. @throws Refusal where a newer program has been here. */
export async function pendingIn(db: Kysely<unknown>, where: string, migrations: readonly Migration[] = MIGRATIONS): Promise<Pending> {
  const tables = await tablesIn(db)
  const from = await readMark(db, new Set(tables.keys()))
  refuseNewer(from, ourMark(versionOf(migrations)), where)
  const holdsFirms = tables.has('workspace')
  const at = from?.version ?? (holdsFirms ? 1 : versionOf(migrations))
  const isForeign = !from && !holdsFirms && tables.size > 0
  return { from, holdsFirms, isForeign, additions: missingIn(tables), migrations: migrations.filter(m => m.to > at) }
}

/** Whether this program, as it is, was here before and left nothing to do: then no table is touched, so that nodes can start beside running ones. */
export const isUpToDate = (pending: Pending, migrations: readonly Migration[] = MIGRATIONS): boolean =>
  !changesStore(pending) && sameMark(pending.from, ourMark(versionOf(migrations)))

export const changesStore = ({ additions, migrations }: Pending): boolean => additions.length > 0 || migrations.length > 0

/** Does it, within the caller's transaction: all or nothing. */
export async function bringUp(
  db: Kysely<unknown>,
  flavour: Flavour,
  pending: Pending,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  for (const migration of pending.migrations) await migration.run(db, flavour)
  await migrate(db, flavour)
  const mark = ourMark(versionOf(migrations))
  if (sameMark(pending.from, mark)) return
  await makeMarkTable(db)
  await writeMark(db, mark)
}
