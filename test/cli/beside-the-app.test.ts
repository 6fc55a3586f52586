import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { buildWebWhereNeeded } from '../../src/shell/http/web-build.ts'
import { type Running, start } from '../../src/shell/start.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'

const environment = { ...process.env }
const ownFolder = process.cwd()
let folder: string
let app: Running | undefined
const store = () => join(folder, 'store.sqlite')
const door = () => `${store()}.door`

// each command is a thread of its own in the app
vi.setConfig({ testTimeout: 120_000 })
// the first to open the app may have to build it
beforeAll(() => buildWebWhereNeeded(() => undefined), 180_000)
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-beside-'))
  process.env.DUNWELL_STORE = store()
  process.env.DUNWELL_USER = 'ada'
  delete process.env.DUNWELL_SMTP_URL
  delete process.env.DUNWELL_DATABASE_URL
})
afterEach(async () => {
  await app?.stop()
  app = undefined
  process.chdir(ownFolder)
  putEnvironment(environment)
  process.exitCode = 0
  rmSync(folder, { recursive: true })
})
const open = async (): Promise<Running> => {
  const env = { DUNWELL_STORE: store() }
  app = await start(['--port', '0'], env, () => undefined, clockOn(day('2026-03-10'), 'Europe/Paris'))
  return app
}
const makeFirm = () => asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
const LIST =
  'Client,Email,Country,Invoice Number,Invoice Date,Due Date,Total,Currency\nLibrairie,a@b.example,FR,F-1,2026-01-30,2026-03-01,1200.00,EUR\n'

test('whatever is typed while the app is open, the app does: paths, words, faults and exit codes as without it', async () => {
  await makeFirm()
  await open()
  process.chdir(folder)
  writeFileSync('liste.csv', LIST)
  const done = await asked<{ preview: { counts: object } }>('import', 'liste.csv', '--yes', '--kind', 'business', '--nothing-sent')
  expect(done.preview.counts).toMatchObject({ new: 1, newClients: 1 })
  expect(await asked('clients')).toMatchObject([{ name: 'Librairie' }])
  const refused = await dunwell('pay', 'nobody')
  expect(refused).toMatchObject({ code: 1, out: '' })
  expect(refused.err).toMatch(/^dunwell: .*nobody/)
  expect((await dunwell('pay', '--no-such-option')).code).toBe(2)
  await asked('export', 'out')
  expect(existsSync(join(folder, 'out', 'manifest.json'))).toBe(true)
  // who typed it is who did it
  const journal = readFileSync(join(folder, 'out', 'journal.jsonl'), 'utf8')
  expect(journal).toContain('"actor":"cli:ada"')
})

test('a firm made beside the open app is the owner’s at once', async () => {
  const { link, origin } = await open()
  await makeFirm()
  const entered = await fetch(link, { redirect: 'manual' })
  const cookie = entered.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
  const session = await (await fetch(`${origin}/api/v1/session`, { headers: { cookie } })).json()
  expect(session).toMatchObject({ firm: { name: 'Atelier' }, role: 'owner' })
})

test('the key lies beside the store for its owner alone, is new each time, and goes with the app', async () => {
  await makeFirm()
  await open()
  expect(statSync(door()).mode & 0o777).toBe(0o600)
  const { key } = JSON.parse(readFileSync(door(), 'utf8')) as { key: string }
  expect(key.length).toBeGreaterThan(40)
  await app?.stop()
  app = undefined
  expect(existsSync(door())).toBe(false)
  await open()
  expect(JSON.parse(readFileSync(door(), 'utf8'))).not.toMatchObject({ key })
})

test('a browser, a proxy, another name or another key is answered as if nothing were there', async () => {
  await makeFirm()
  const { origin } = await open()
  const { key } = JSON.parse(readFileSync(door(), 'utf8')) as { key: string }
  const ask = async (
    headers: Record<string, string>,
    body = '{"args":["clients"],"folder":"/","user":"x","stdin":null}',
    method = 'POST',
  ) => {
    const request = { method, headers: { authorization: `Bearer ${key}`, ...headers } }
    return (await fetch(`${origin}/cli`, method === 'POST' ? { ...request, body } : request)).status
  }
  expect(await ask({})).toBe(200)
  expect(await ask({ authorization: `Bearer ${key}x` })).toBe(404)
  expect(await ask({ authorization: '' })).toBe(404)
  expect(await ask({ origin })).toBe(404)
  expect(await ask({ cookie: 'a=b' })).toBe(404)
  expect(await ask({ 'x-forwarded-for': '203.0.113.5' })).toBe(404)
  expect(await ask({}, 'not json')).toBe(404)
  expect(await ask({}, '{"args":"clients"}')).toBe(404)
  expect(await ask({}, '', 'GET')).toBe(404)
})

test('a key left by an app that was killed does not matter; one that leads nowhere names who holds the store', async () => {
  await makeFirm()
  writeFileSync(door(), JSON.stringify({ origin: 'http://127.0.0.1:1', key: 'old' }))
  expect(await asked('clients')).toEqual([])
  const { openStore } = await import('../../src/shell/cli/open.ts')
  const held = await openStore(undefined, 'a long import')
  expect((await dunwell('clients')).err).toContain(`in use by process ${process.pid} (a long import`)
  await held.close()
})

test('what must be alone with the store is refused while the app is open', async () => {
  await makeFirm()
  await open()
  await asked('backup', join(folder, 'copy.sqlite'))
  expect((await dunwell('restore', join(folder, 'copy.sqlite'))).err).toContain('in use by process')
  expect((await dunwell('move', '--to', join(folder, 'other.sqlite'))).err).toContain('in use by process')
  expect(await asked('clients')).toEqual([])
})

test('every command that takes a path takes it from where it was typed', () => {
  const commands = join(import.meta.dirname, '../../src/shell/cli/commands')
  const wrong = readdirSync(commands)
    .filter(name => name.endsWith('.ts'))
    .filter(name => {
      const text = readFileSync(join(commands, name), 'utf8')
      return /openStore|[iI]nPlace|withPlace/.test(text) && /\b(readFile|writeFile|stat|existsSync)\((?!at\()/.test(text)
    })
  expect(wrong).toEqual([])
})
