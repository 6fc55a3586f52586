import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { init } from '../../src/shell/acts/init.ts'
import { live } from '../../src/shell/acts/live.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { lease } from '../../src/shell/run/lease.ts'
import { openNode } from '../../src/shell/run/nodes.ts'
import { recoverLeases } from '../../src/shell/run/recover.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { openPostgresStore } from '../../src/shell/store/postgres.ts'
import type { Store } from '../../src/shell/store/store.ts'
import { enterWorkspace, type Place } from '../../src/shell/workspace.ts'
import { audit, letLeasesEnd, ON } from '../support/crash-rounds.ts'
import { aDebtor, looked, outbox } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { type PostgresServer, postgresBin, startPostgres } from '../support/postgres.ts'

const bin = postgresBin()
/** Kills of one of two nodes; many more where crash rounds are asked for. */
const KILLS = Math.max(2, Math.floor(Number(process.env.DUNWELL_CRASH_ROUNDS ?? 0) / 10))
const clock = clockOn(day(ON), 'Europe/Paris')
let server: PostgresServer | undefined
let folder: string
let url: string
let store: Store
let place: Place
let databases = 0
beforeAll(async () => {
  if (bin) server = await startPostgres(bin)
})
afterAll(() => server?.stop())
beforeEach(async () => {
  if (!bin) return
  folder = mkdtempSync(join(tmpdir(), 'dunwell-nodes-'))
  url = server?.database(`nodes${++databases}`) ?? ''
  store = await openPostgresStore(url)
  const early = clockOn(day('2026-01-05'), 'Europe/Paris')
  const firm = { name: 'Atelier', country: 'FR', language: 'en', currency: 'EUR', address: ['1 rue Haute'], email: 'ada@atelier.example' }
  await init(store, early, 'ada', firm)
  const then = await enterWorkspace(store, early, 'ada', 'test')
  await live(standingOn(then, '2026-01-09'))
  place = standingOn(then, ON)
  await looked(place)
}, 60_000)
afterEach(async () => {
  if (!bin) return
  await store.close()
  rmSync(folder, { recursive: true })
})
const sweeps = () => place.store.db.selectFrom('sweep').selectAll().execute()
const until = async (what: () => Promise<boolean>, seconds = 60): Promise<void> => {
  for (const end = Date.now() + seconds * 1000; !(await what()); await new Promise(resolve => setTimeout(resolve, 100)))
    if (Date.now() > end) throw new Error('waited in vain')
}

test.skipIf(!bin)('a sweep in parts over two nodes: every client once, summed up once', async () => {
  for (let n = 0; n < 25; n++) await aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })
  const faults: unknown[] = []
  const options = { clock, onFault: (error: unknown) => faults.push(error), clientsPerPart: 4 }
  const second = await openPostgresStore(url)
  const nodes = await Promise.all([openNode(store, options), openNode(second, options)])
  try {
    await Promise.all(nodes.flatMap(node => [node.askForSweep(place.workspaceId), node.askForSweep(place.workspaceId)]))
    await until(async () => (await sweeps()).length > 0)
    await Promise.all(nodes.map(node => node.askForSweep(place.workspaceId)))
    expect(await sweeps()).toMatchObject([{ on: ON, clients: 25, acts: 25, queued: 25, changed: 25 }])
    expect(await place.store.db.selectFrom('sweepPart').selectAll().execute()).toEqual([])
    const rows = await place.store.db.selectFrom('outbox').select(['clientId', 'key']).where('clientId', '!=', '').execute()
    expect(new Set(rows.map(row => row.clientId)).size).toBe(25)
    const current = await place.store.db.selectFrom('decision').select('clientId').where('supersededAt', 'is', null).execute()
    expect(current).toHaveLength(25)
  } finally {
    await Promise.all(nodes.map(node => node.stop()))
    await second.close()
  }
  expect(faults).toEqual([])
})

test.skipIf(!bin)('a firm without clients has swept its day too', async () => {
  const node = await openNode(store, { clock, onFault: () => undefined })
  try {
    await node.askForSweep(place.workspaceId)
    await until(async () => (await sweeps()).length > 0)
    expect(await sweeps()).toMatchObject([{ on: ON, clients: 0, acts: 0 }])
  } finally {
    await node.stop()
  }
})

test.skipIf(!bin)('a message that is begun while another node finds its lease over is not queued again', async () => {
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await sweep(place, await loadDecider(place))
  const slow = await lease(place, 'slow/0')
  await letLeasesEnd(place)
  // between reading the leases and settling them the slow node begins to send
  const begins = { sendingSince: place.clock.now(), leaseUntil: '2999-01-01T00:00:00.000Z' }
  const transaction: Store['transaction'] = async (workspaceId, work) => {
    await place.store.db.updateTable('outbox').set(begins).where('state', '=', 'leased').execute()
    return place.store.transaction(workspaceId, work)
  }
  expect(await recoverLeases({ ...place, store: { ...place.store, transaction } })).toBe(0)
  expect(slow).toMatchObject({ clientId })
  expect(await outbox(place)).toMatchObject([{ state: 'leased', leaseOwner: 'slow/0' }])
})

const CHILD = fileURLToPath(new URL('../support/node-child.ts', import.meta.url))
const CLIENTS = KILLS * 12

test.skipIf(!bin)(
  'two nodes on one database, killed at random moments: every client swept once and written to once',
  async () => {
    const mail = await startMailServer()
    mail.manners = { delayMs: 3 }
    const config = { ...process.env, DUNWELL_STORE: join(folder, 'none.sqlite'), DUNWELL_DATABASE_URL: url, DUNWELL_SMTP_URL: mail.url }
    const running = new Set<ChildProcess>()
    const startNode = async (): Promise<ChildProcess> => {
      const child = spawn(process.execPath, [CHILD, ON, '5'], { env: config, stdio: ['ignore', 'pipe', 'inherit'] })
      running.add(child)
      child.once('exit', () => running.delete(child))
      await once(child.stdout, 'data')
      return child
    }
    const kill = async (child: ChildProcess): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`a node ended by itself with ${child.exitCode}`)
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    }
    try {
      for (let n = 0; n < CLIENTS; n++) await aDebtor(place, { name: `Client ${n}`, dueOn: '2026-03-01' })
      const nodes = [await startNode(), await startNode()]
      for (let round = 0; round < KILLS; round++) {
        await pause(Math.random() * 1500)
        const which = Math.floor(Math.random() * 2)
        await kill(nodes[which] as ChildProcess)
        nodes[which] = await startNode()
      }
      await until(async () => {
        await letLeasesEnd(place)
        const waiting = await place.store.db.selectFrom('outbox').select('key').where('state', 'in', ['queued', 'leased']).execute()
        return (await sweeps()).length > 0 && waiting.length === 0
      }, 150)
      await Promise.all([...running].map(kill))
      const end = await audit(place, mail)
      expect(await sweeps()).toMatchObject([{ on: ON, clients: CLIENTS }])
      expect(end).toMatchObject({ imported: CLIENTS, queued: 0 })
      expect(end.unsure).toBeLessThanOrEqual(KILLS + 2)
      expect(end.copies + end.unsure).toBeGreaterThanOrEqual(CLIENTS)
      expect(end.copies).toBeLessThanOrEqual(CLIENTS)
      if (process.env.DUNWELL_CRASH_ROUNDS) process.stdout.write(`${JSON.stringify({ nodes: 2, kills: KILLS, ...end })}\n`)
    } finally {
      await Promise.all([...running].map(kill))
      await mail.stop()
    }
  },
  300_000,
)
