import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { configFrom } from '../../src/shell/config.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { storeTrouble } from '../../src/shell/store/trouble.ts'
import { createWorkspace, enterWorkspace } from '../../src/shell/workspace.ts'
import { anApp } from '../support/app.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { aDebtor, aFirm, deeds, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { postgresBin, startPostgres } from '../support/postgres.ts'

const ON = '2026-03-10'
const environment = { ...process.env }
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-trouble-'))
})
afterEach(() => {
  putEnvironment(environment)
  process.exitCode = 0
  rmSync(folder, { recursive: true, force: true })
})

/** A disk of its own, where this machine lets us make one (root); elsewhere these tests are skipped by name. */
const canMount = ((): boolean => {
  const disk = mkdtempSync(join(tmpdir(), 'dunwell-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' })
    execFileSync('umount', [disk], { stdio: 'ignore' })
    return true
  } catch {
    return false
  } finally {
    rmSync(disk, { recursive: true, force: true })
  }
})()

async function onDisk(work: (disk: string) => Promise<void>): Promise<void> {
  const disk = join(folder, 'disk')
  mkdirSync(disk)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk])
  try {
    await work(disk)
  } finally {
    execFileSync('umount', ['-l', disk])
  }
}
const LIST = (from: number, count: number): string =>
  [
    'Client,Email,Country,Invoice Number,Invoice Date,Due Date,Total,Currency',
    ...Array.from({ length: count }, (_, n) => `C ${from + n},c${from + n}@x.example,FR,F-${from + n},2026-01-30,2026-03-01,1200.00,EUR`),
    '',
  ].join('\n')

test.skipIf(!canMount)('a full disk is said in words, nothing of the import stays, and with room it goes on', async () => {
  await onDisk(async disk => {
    process.env.DUNWELL_STORE = join(disk, 'store.sqlite')
    await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
    const list = join(folder, 'list.csv')
    writeFileSync(list, LIST(0, 3))
    const bring = () => dunwell('import', list, '--yes', '--kind', 'business', '--nothing-sent', '--vanished', 'kept', '--on', ON)
    expect(await bring()).toMatchObject({ code: 0 })
    const ballast = join(disk, 'ballast')
    execFileSync('sh', ['-c', `dd if=/dev/zero of=${ballast} bs=4k 2>/dev/null || true`])
    writeFileSync(list, LIST(100, 4000))
    const full = await bring()
    expect(full).toMatchObject({ code: 1, out: '' })
    expect(full.err).toMatch(/disk that holds the store is full\. Nothing was half-written\. Make room/)
    rmSync(ballast)
    expect(await asked<unknown[]>('clients')).toHaveLength(3)
    const checks = JSON.parse((await dunwell('doctor', '--json')).out) as { what: string; fine: boolean }[]
    process.exitCode = 0 // the doctor says how little room there is
    expect(checks).toMatchObject([
      { what: 'journal', fine: true },
      { what: 'balances', fine: true },
      { what: 'packs' },
      { what: 'disk', fine: false },
      {},
      {},
      {},
    ])
    writeFileSync(list, LIST(100, 50))
    expect(await bring()).toMatchObject({ code: 0, err: '' })
    expect(await asked<unknown[]>('clients')).toHaveLength(53)
  })
})

test.skipIf(!canMount)('a read-only disk is said in words, and what is there is still there', async () => {
  await onDisk(async disk => {
    process.env.DUNWELL_STORE = join(disk, 'store.sqlite')
    await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
    const before = readFileSync(join(disk, 'store.sqlite'))
    execFileSync('mount', ['-o', 'remount,ro', disk])
    const refused = await dunwell('live')
    expect(refused.code).toBe(1)
    expect(refused.err).toMatch(/cannot be (written|opened)/)
    execFileSync('mount', ['-o', 'remount,rw', disk])
    expect(readFileSync(join(disk, 'store.sqlite')).equals(before)).toBe(true)
    expect((await dunwell('live')).code).toBe(0)
  })
})

test('a disk that fills up while messages leave: what left is unsure or sent, nothing is sent twice', async () => {
  const firm: TestFirm = await aFirm('2026-01-05')
  const mail = await startMailServer()
  try {
    await longLive(firm, ON)
    for (let n = 0; n < 40; n++) await aDebtor(firm.on(ON), { name: `Client ${n}`, dueOn: '2026-03-01' })
    await looked(firm.on(ON))
    const config = firm.config(mail.url)
    await run(firm.on(ON), config, {})
    const { rows } = await sql<{ page_count: bigint }>`pragma page_count`.execute(firm.store.db)
    await sql.raw(`pragma max_page_count = ${rows[0]?.page_count}`).execute(firm.store.db)
    const failure = await run(firm.on(ON), config, { send: true, wholeDay: true }).catch((error: unknown) => error)
    expect(storeTrouble(failure)).toMatchObject({ code: 'disk-full' })
    await sql.raw('pragma max_page_count = 1073741823').execute(firm.store.db)
    await firm.store.db.updateTable('outbox').set({ leaseUntil: '2000-01-01T00:00:00.000Z' }).where('state', '=', 'leased').execute()
    await run(firm.on(ON), config, { send: true, wholeDay: true })
    const clients = mail.received.filter(m => m.to.some(to => to.startsWith('billing')))
    expect(new Set(clients.map(m => m.messageId)).size).toBe(clients.length)
    const states = (await outbox(firm.on(ON))).map(row => row.state)
    expect(states.every(state => state === 'sent' || state === 'unsure')).toBe(true)
    expect(states.filter(state => state === 'unsure').length).toBeLessThanOrEqual(1)
    expect(await deeds(firm.on(ON))).toHaveLength(40)
    expect(await verifyChain(firm.store.db, firm.on(ON).workspaceId)).toBeUndefined()
  } finally {
    await mail.stop()
    await firm.close()
  }
})

test('a clock that went back is named by the doctor; what is recorded meanwhile keeps the journal whole', async () => {
  process.env.DUNWELL_STORE = join(folder, 'store.sqlite')
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
  await asked('record', 'looked', '{"upTo":"2026-03-01"}', '--on', '2099-01-05')
  await asked('live') // by the clock as it is: 2099 lies ahead
  const checks = JSON.parse((await dunwell('doctor', '--json')).out) as { what: string; fine: boolean; says: string }[]
  expect(checks.find(c => c.what === 'clock')).toMatchObject({ fine: false, says: expect.stringContaining('2099-01-05') })
  expect(checks.find(c => c.what === 'journal')).toMatchObject({ fine: true })
})

test('the API answers 503 in words where the store is in trouble, and goes on afterwards', async () => {
  const firm: TestFirm = await aFirm('2026-01-05')
  try {
    const app = await anApp(firm, ON)
    await sql.raw('pragma query_only = on').execute(firm.store.db)
    const answer = await app.raw('POST', '/acts/live', {})
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ error: { faults: [{ code: 'store-read-only' }] } })
    await sql.raw('pragma query_only = off').execute(firm.store.db)
    expect((await app.raw('POST', '/acts/live', {})).status).toBe(200)
  } finally {
    await firm.close()
  }
})

test('a file that is no store is named as one, and left alone', async () => {
  const file = join(folder, 'noise.sqlite')
  writeFileSync(file, 'not a database at all, but long enough to be looked at: '.repeat(40))
  const before = readFileSync(file)
  process.env.DUNWELL_STORE = file
  const refused = await dunwell('clients')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('no sound store') })
  expect(readFileSync(file).equals(before)).toBe(true)
})

const bin = postgresBin()
test.skipIf(!bin)(
  'a database that is away, or goes away in the middle of a run, is named; the run goes on afterwards, nothing twice',
  async () => {
    const server = await startPostgres(bin ?? '')
    const mail = await startMailServer()
    const url = server.database('away')
    const store = await openPostgresStore(url)
    const config = configFrom({ DUNWELL_STORE: join(folder, 'x'), DUNWELL_SMTP_URL: mail.url })
    try {
      const { clockOn } = await import('../../src/shell/clock.ts')
      const { day } = await import('../../src/core/day/day.ts')
      const { live } = await import('../../src/shell/acts/live.ts')
      const { standingOn } = await import('../../src/shell/cli/open.ts')
      const early = clockOn(day('2026-01-05'), 'Europe/Paris')
      const firm = {
        name: 'A',
        country: 'FR',
        language: 'en',
        zone: 'Europe/Paris',
        currency: 'EUR',
        address: [],
        email: 'ada@atelier.example',
      }
      await createWorkspace(store, firm, early, 'ada')
      const place = await enterWorkspace(store, early, 'ada', 'test')
      await live(standingOn(place, '2026-01-09'))
      const today = standingOn(place, ON)
      for (let n = 0; n < 6; n++) await aDebtor(today, { name: `Client ${n}`, dueOn: '2026-03-01' })
      await looked(today)
      mail.manners = {
        onMessage: ({ to }) => {
          if (mail.received.length === 2 && to.some(address => address.startsWith('billing'))) server.restart()
          return 'take'
        },
      }
      const failure = await run(today, config, { send: true, wholeDay: true }).catch((error: unknown) => error)
      // a cut between two questions is taken up by the next connection; one within a question is named
      if (failure instanceof Error) expect(storeTrouble(failure)).toMatchObject({ code: 'database-away' })
      mail.manners = {}
      await today.store.db.updateTable('outbox').set({ leaseUntil: '2000-01-01T00:00:00.000Z' }).where('state', '=', 'leased').execute()
      await run(today, config, { send: true, wholeDay: true })
      const clients = mail.received.filter(m => m.to.some(to => to.startsWith('billing')))
      expect(new Set(clients.map(m => m.messageId)).size).toBe(clients.length)
      expect((await outbox(today)).filter(row => row.state === 'unsure').length).toBeLessThanOrEqual(1)
      expect((await outbox(today)).every(row => row.state === 'sent' || row.state === 'unsure')).toBe(true)
      expect(await verifyChain(today.store.db, today.workspaceId)).toBeUndefined()
    } finally {
      await store.close()
      await mail.stop()
      server.stop()
    }
    process.env.DUNWELL_STORE = join(folder, 'x')
    process.env.DUNWELL_DATABASE_URL = url
    expect(await dunwell('clients')).toMatchObject({ code: 1, err: expect.stringContaining('The database does not answer') })
  },
  120_000,
)

test('a thread that runs out of memory is told in words, and the process lives on', async () => {
  const hungry = 'const all = []; for (;;) all.push(Array.from({ length: 1000 }, (_, n) => ({ n })))'
  const worker = new Worker(hungry, { eval: true, resourceLimits: { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2 } })
  const error = await new Promise<unknown>(resolve => worker.once('error', resolve))
  expect(storeTrouble(error)).toMatchObject({ code: 'memory-short', mend: expect.stringContaining('in parts') })
})
