import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { aDebtor } from '../support/firm.ts'

let folder: string
const environment = { ...process.env }
const at = (name: string): string => join(folder, name)
const config = () => configFrom({ DUNWELL_STORE: at('store.sqlite') })
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-backup-'))
  process.env.DUNWELL_STORE = at('store.sqlite')
  delete process.env.DUNWELL_SMTP_URL
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
})
afterEach(() => {
  putEnvironment(environment)
  process.exitCode = 0
  rmSync(folder, { recursive: true })
})
const names = async () => (await asked<{ name: string }[]>('clients')).map(c => c.name)

test('a backup made while the app runs and writes is whole, and restores exactly', async () => {
  const place = await openPlace({}, config())
  for (let n = 0; n < 30; n++) await aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })
  const writing = (async () => {
    for (let n = 0; n < 10; n++) await aDebtor(place, { name: `Later ${n}`, dueOn: '2026-03-01' })
  })()
  const report = await asked<{ workspaces: { links: number; head: string }[] }>('backup', at('copy.sqlite'))
  await writing
  await place.close()
  expect(report.workspaces[0]?.links).toBeGreaterThanOrEqual(31)
  const restored = await asked<{ kept: string; workspaces: unknown }>('restore', at('copy.sqlite'), '--yes')
  expect(restored.workspaces).toEqual(report.workspaces)
  expect((await names()).filter(name => name.startsWith('Client'))).toHaveLength(30)
  expect(existsSync(restored.kept)).toBe(true)
})

test('a damaged backup is refused and the store left as it is; a file is never written over', async () => {
  await asked('backup', at('copy.sqlite'))
  expect((await dunwell('backup', at('copy.sqlite'))).err).toContain('This file is there already')
  const before = readFileSync(at('store.sqlite'))
  const db = new DatabaseSync(at('copy.sqlite'))
  db.exec(`update firm set name = 'Forged'`)
  db.close()
  expect((await dunwell('restore', at('copy.sqlite'))).err).toMatch(/no sound backup.*facts were changed.*left as it is/)
  writeFileSync(at('noise.sqlite'), 'not a database at all, but long enough to be looked at')
  expect((await dunwell('restore', at('noise.sqlite'))).err).toContain('no sound backup')
  expect(readFileSync(at('store.sqlite')).equals(before)).toBe(true)
  expect((await dunwell('restore', at('none.sqlite'))).err).toContain('There is no such backup')
})

test('a store in use is not restored over', async () => {
  await asked('backup', at('copy.sqlite'))
  const place = await openPlace({ what: 'the app' }, config())
  expect((await dunwell('restore', at('copy.sqlite'))).err).toContain('in use by process')
  await place.close()
})

test('the doctor finds a changed fact, a clock that went back and a mail server that is away', async () => {
  const finding = async () => Object.fromEntries(((await askedAnyway()) as { what: string; fine: boolean }[]).map(c => [c.what, c.fine]))
  const askedAnyway = async () => JSON.parse((await dunwell('doctor', '--json')).out) as unknown
  expect(await finding()).toEqual({ journal: true, balances: true, packs: true, disk: true, clock: true, mail: true, outbox: true })
  const db = new DatabaseSync(at('store.sqlite'))
  db.exec(`update firm set name = 'Forged'`)
  db.close()
  process.env.DUNWELL_SMTP_URL = 'smtp://127.0.0.1:1'
  await asked('record', 'looked', '{"upTo":"2026-03-01"}', '--on', '2099-01-05')
  expect(await finding()).toMatchObject({ journal: false, clock: false, mail: false, packs: true })
})

test('the doctor names the client whose row in the lists is not what its facts say', async () => {
  const place = await openPlace({}, config())
  await aDebtor(place, { name: 'Sound', dueOn: '2026-03-01' })
  await aDebtor(place, { name: 'Twisted', dueOn: '2026-03-01' })
  await place.close()
  await asked('run', '--on', '2026-03-10')
  const balances = async () => {
    const all = JSON.parse((await dunwell('doctor', '--json', '--on', '2026-03-10')).out) as { what: string; fine: boolean; says: string }[]
    return all.find(c => c.what === 'balances')
  }
  expect(await balances()).toEqual({ what: 'balances', fine: true, says: '2 invoices of 2 clients come out the same both ways' })
  const db = new DatabaseSync(at('store.sqlite'))
  db.exec(`update decision set "openMinor" = "openMinor" - 500 where "clientId" = (select "id" from client where "name" = 'Twisted')`)
  db.close()
  const { fine, says } = (await balances()) ?? {}
  expect(fine).toBe(false)
  expect(says).toBe('Twisted: 1195.00 EUR open and 1200.00 EUR late in the lists, 1200.00 EUR open and 1200.00 EUR late by its facts')
})
