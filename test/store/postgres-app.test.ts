import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Running, start } from '../../src/shell/start.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const bin = postgresBin()
let server: PostgresServer | undefined
let folder: string
let url: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-pg-app-'))
  if (bin) server = await startPostgres(bin)
  url = server?.database('app') ?? ''
})
afterAll(() => {
  server?.stop()
  rmSync(folder, { recursive: true })
})

test.skipIf(!bin)('the app runs on PostgreSQL: signed in, a firm made and read, opened again', async () => {
  const env = { DUNWELL_STORE: join(folder, 'd.sqlite'), DUNWELL_DATABASE_URL: url }
  const open = (): Promise<Running> => start(['--port', '0'], env, () => undefined)
  const signIn = async ({ link }: Running): Promise<string> =>
    (await fetch(link, { redirect: 'manual' })).headers
      .getSetCookie()
      .map(c => c.split(';', 1)[0])
      .join('; ')
  let app = await open()
  const cookie = await signIn(app)
  const firm = { name: 'Atelier', country: 'FR', language: 'fr', currency: 'EUR' }
  const made = await fetch(`${app.origin}/api/v1/firm`, {
    method: 'POST',
    headers: { cookie, origin: app.origin, 'content-type': 'application/json' },
    body: JSON.stringify(firm),
  })
  expect(made.status).toBeLessThan(300)
  const session = async (): Promise<unknown> => (await fetch(`${app.origin}/api/v1/session`, { headers: { cookie } })).json()
  expect(await session()).toMatchObject({ firm: { name: 'Atelier' }, role: 'owner' })
  await app.stop()
  app = await open() // the session is in the database: whoever was signed in still is
  expect(await session()).toMatchObject({ firm: { name: 'Atelier' }, role: 'owner' })
  await app.stop()
})

test.skipIf(!bin)('a session starts as the weak role: it owns nothing, cannot pass policies by, and cannot become the owner', async () => {
  const store = await openPostgresStore(server?.database('weak') ?? '')
  const { rows } = await sql<Record<string, unknown>>`
    select session_user::text = current_user::text as same, session_user::text like 'dunwell_app_%' as ours,
      rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as strong,
      (select count(*)::int from pg_tables where tableowner = session_user::text) as owned
    from pg_roles where rolname = session_user`.execute(store.db)
  expect(rows).toEqual([{ same: true, ours: true, strong: false, owned: 0 }])
  for (const statement of [
    'set role owner',
    'set session authorization owner',
    'alter table client disable row level security',
    'create table x (a int)',
  ])
    await expect(sql.raw(statement).execute(store.db), statement).rejects.toThrow(/permission denied|must be owner/)
  await sql.raw('reset role').execute(store.db) // leads nowhere
  expect((await sql<{ n: string }>`select current_user as n`.execute(store.db)).rows[0]?.n).toMatch(/^dunwell_app_/)
  await store.close()
})
