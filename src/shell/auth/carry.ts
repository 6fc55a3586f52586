import { type Kysely, sql } from 'kysely'
import type { Store } from '../store/store.ts'
import { makeSignInTables } from './auth.ts'

/** The tables of sign-in that belong to a person, and by which column. Links and codes on their way are not carried: they end by themselves. */
const TABLES = [
  { name: 'user', of: 'id' },
  { name: 'account', of: 'userId' },
  { name: 'session', of: 'userId' },
  { name: 'passkey', of: 'userId' },
  { name: 'twoFactor', of: 'userId' },
  { name: 'apikey', of: 'referenceId' },
] as const

type Row = Readonly<Record<string, unknown>>

export interface Carried {
  /** People whose sign-ins (sessions, passkeys, codes, API keys) are there now. */
  readonly people: number
  /** People who were there already by their address, under another id: theirs here → theirs there. */
  readonly known: ReadonlyMap<string, string>
}

const untyped = (store: Store): Kysely<unknown> => store.db as unknown as Kysely<unknown> // sign-in is not in the catalogue

async function columnsOf(db: Kysely<unknown>, table: string): Promise<ReadonlyMap<string, string>> {
  const found = (await db.introspection.getTables()).find(t => t.name === table)
  return new Map(found?.columns.map(c => [c.name, c.dataType.toLowerCase()]))
}

const rowsOf = async (db: Kysely<unknown>, table: string, by: string, ids: readonly string[]): Promise<readonly Row[]> =>
  ids.length === 0
    ? []
    : (await sql<Row>`select * from ${sql.table(table)} where ${sql.ref(by)} in (${sql.join([...ids])})`.execute(db)).rows

/** A value as the other store's column takes it: instants as text, yes and no as its own kind. */
function fitting(value: unknown, dataType: string, flavour: Store['flavour']): unknown {
  if (value instanceof Date) return value.toISOString()
  if (dataType.startsWith('bool') && value !== null) return Boolean(Number(value))
  return flavour === 'sqlite' && typeof value === 'boolean' ? Number(value) : value
}

async function insert(to: Store, table: string, rows: readonly Row[]): Promise<void> {
  const columns = await columnsOf(untyped(to), table)
  for (const row of rows) {
    const names = Object.keys(row).filter(name => columns.has(name))
    const values = names.map(name => fitting(row[name], columns.get(name) ?? '', to.flavour))
    await sql`insert into ${sql.table(table)} (${sql.join(names.map(name => sql.ref(name)))}) values (${sql.join(values)})
      on conflict do nothing`.execute(untyped(to))
  }
}

/** Carries the sign-ins of some people to another store. Done twice it does nothing more; here nothing is taken away. */
export async function carrySignIns(from: Store, to: Store, userIds: readonly string[]): Promise<Carried> {
  await makeSignInTables(from)
  await makeSignInTables(to)
  const people = await rowsOf(untyped(from), 'user', 'id', userIds)
  const known = new Map<string, string>()
  const carried: string[] = []
  for (const person of people) {
    const [there] = await rowsOf(untyped(to), 'user', 'email', [String(person.email)])
    if (there && there.id !== person.id) known.set(String(person.id), String(there.id))
    else carried.push(String(person.id))
  }
  for (const { name, of } of TABLES) await insert(to, name, await rowsOf(untyped(from), name, of, carried))
  return { people: carried.length, known }
}
