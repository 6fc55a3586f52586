import { createHmac } from 'node:crypto'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { Refusal, refuse } from '../../core/fault.ts'
import { bringUp, isUpToDate, MIGRATIONS, type Migration, pendingIn } from './bring-up.ts'
import { plannedTables } from './schema.ts'

/** May read and write the tables; owns none, is no superuser and passes no row policy by. Nobody signs in as it. */
export const APP_ROLE = 'dunwell_app'
const VERSION_LEAST = 150_000
/** Serialises what several nodes do when they start at once. */
const MIGRATION_LOCK = 4_747_001

const BIGINT = 20
/** Values come back as the embedded store gives them: bigint as bigint. Per pool, never for the whole process. */
export const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT ? (text: string) => BigInt(text) : pg.types.getTypeParser(oid, format as 'text'), // the typings know only one format at a time
}

export const withoutPassword = (url: string): string => {
  const parsed = new URL(url)
  parsed.password = ''
  return parsed.href
}

/** Tables without a policy in force. Of those that have one nothing is changed: that would wait for, and hold up, every other node. */
async function unprotected(db: Kysely<unknown>): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and not (c.relrowsecurity and c.relforcerowsecurity
      and exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'own_workspace')
      and has_table_privilege(${APP_ROLE}, c.oid, 'select, insert, update, delete'))`.execute(db)
  return new Set(rows.map(row => row.name))
}

/** Row policies of every table: a connection sees the rows of the workspace it is in; in none it sees only which workspaces there are. */
async function protect(db: Kysely<unknown>): Promise<void> {
  const open = await unprotected(db)
  const here = `nullif(current_setting('app.workspace', true), '')`
  for (const { name } of plannedTables().filter(plan => open.has(plan.name))) {
    const rule = name === 'workspace' ? `(${here} is null or "id" = ${here})` : `"workspaceId" = ${here}`
    for (const text of [
      `alter table "${name}" enable row level security`,
      `alter table "${name}" force row level security`,
      `drop policy if exists own_workspace on "${name}"`,
      `create policy own_workspace on "${name}" using (${rule}) with check (${rule})`,
      `grant select, insert, update, delete on "${name}" to ${APP_ROLE}`,
    ])
      await sql.raw(text).execute(db)
  }
  await sql.raw(`grant usage on schema public to ${APP_ROLE}`).execute(db)
}

/** @throws Refusal where a role of this name would see every firm's rows. */
async function refuseStrong(db: Kysely<unknown>, role: string): Promise<boolean> {
  const { rows } = await sql<{ super: boolean }>`select rolsuper or rolbypassrls as super from pg_roles where rolname = ${role}`.execute(db)
  if (rows[0]?.super)
    refuse('role-too-strong', `The role ${role} passes row policies by.`, { mend: `Run: alter role ${role} nosuperuser nobypassrls` })
  return rows.length > 0
}

async function makeRole(db: Kysely<unknown>): Promise<void> {
  if (!(await refuseStrong(db, APP_ROLE))) await sql.raw(`create role ${APP_ROLE} nologin nosuperuser nobypassrls`).execute(db)
  await sql.raw(`grant ${APP_ROLE} to current_user`).execute(db)
}

/** As whom the app signs in to one database: a member of the app's role, weak from the first byte. Roles are shared by a whole server. */
export interface AppLogin {
  readonly name: string
  readonly password: string
}

/** Every node knows the owner's address, and so the app's password without it being kept anywhere. */
export function appLoginFor(url: string): AppLogin {
  const { password, pathname } = new URL(url)
  const database = decodeURIComponent(pathname.slice(1))
  const mac = (what: string): Buffer =>
    createHmac('sha256', `dunwell ${decodeURIComponent(password)}`)
      .update(`${what}\n${database}`)
      .digest()
  const ofDatabase = createHmac('sha256', 'dunwell').update(database).digest('hex').slice(0, 12)
  return { name: `${APP_ROLE}_${ofDatabase}`, password: mac('app sign-in').toString('base64url') }
}

/** Makes the role that the app signs in as. Where the owner may not make roles with sign-in, the app takes its role after signing in. */
async function makeLogin(db: Kysely<unknown>, login: AppLogin): Promise<void> {
  const verb = (await refuseStrong(db, login.name)) ? 'alter' : 'create'
  await sql.raw(`${verb} role ${login.name} login nosuperuser nobypassrls inherit password '${login.password}'`).execute(db)
  await sql.raw(`grant ${APP_ROLE} to ${login.name}`).execute(db)
}

const sqlStateOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')
const NOT_PERMITTED = '42501'

function refuseRoles(error: unknown, url: string): never {
  if (error instanceof Refusal || sqlStateOf(error) !== NOT_PERMITTED) throw error
  const { username } = new URL(url)
  return refuse('role-not-made', `The user "${username}" may not prepare this database: ${error instanceof Error ? error.message : ''}.`, {
    mend: `Let a superuser run: create role ${APP_ROLE} nologin; grant ${APP_ROLE} to "${username}" with admin option; alter role "${username}" createrole;`,
  })
}

/** One connection as the owner of the database, with the lock under which nodes prepare it one after another; closed afterwards. */
export async function asOwnerOf<T>(url: string, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, types })
  pool.on('error', () => undefined) // the query that is under way says so
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`.execute(db)
    return await work(db)
  } finally {
    await db.destroy() // ends the connection and with it the lock
  }
}

/** Copies every table of ours into a schema of its own, before a change that is no addition. */
async function copyBefore(db: Kysely<unknown>, version: number): Promise<void> {
  const schema = `dunwell_before_${version}`
  await sql.raw(`create schema "${schema}"`).execute(db)
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(db)
  for (const { name } of rows) await sql.raw(`create table "${schema}"."${name}" as table public."${name}"`).execute(db)
}

/** Tables, roles and policies. @throws Refusal where the database is too old, too new, or its owner may not prepare it. */
export async function prepareDatabase(url: string, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  await asOwnerOf(url, async db => {
    const { rows } = await sql<{ server_version_num: string }>`show server_version_num`.execute(db)
    if (Number(rows[0]?.server_version_num) < VERSION_LEAST)
      refuse('database-too-old', 'This PostgreSQL is older than version 15.', { mend: 'Use PostgreSQL 15 or newer.' })
    try {
      await db.transaction().execute(async tx => {
        await makeRole(tx)
        const pending = await pendingIn(tx, withoutPassword(url), migrations)
        // additions change no row that is there, and stand or fall with this transaction; anything else sees every row, and leaves a copy
        if (pending.holdsFirms && pending.migrations.length > 0) {
          for (const { name } of plannedTables()) await sql.raw(`alter table if exists "${name}" no force row level security`).execute(tx)
          await copyBefore(tx, pending.from?.version ?? 1)
        }
        if (!isUpToDate(pending, migrations)) await bringUp(tx, 'postgres', pending, migrations)
        await protect(tx)
      })
    } catch (error) {
      refuseRoles(error, url)
    }
    await db
      .transaction()
      .execute(tx => makeLogin(tx, appLoginFor(url)))
      .catch(error => {
        if (sqlStateOf(error) !== NOT_PERMITTED) throw error
      })
  })
}

/** Lets the app read and write tables that others made (sign-in, queues). */
export async function grantAll(db: Kysely<unknown>, schema: string): Promise<void> {
  await sql.raw(`grant usage on schema "${schema}" to ${APP_ROLE}`).execute(db)
  await sql.raw(`grant select, insert, update, delete on all tables in schema "${schema}" to ${APP_ROLE}`).execute(db)
  await sql.raw(`grant usage on all sequences in schema "${schema}" to ${APP_ROLE}`).execute(db)
  await sql.raw(`grant execute on all functions in schema "${schema}" to ${APP_ROLE}`).execute(db)
}
