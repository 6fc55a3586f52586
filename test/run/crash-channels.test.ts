import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { run } from '../../src/shell/acts/run.ts'
import { setSms, setWebhook } from '../../src/shell/acts/ways.ts'
import { standingOn } from '../../src/shell/cli/open.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { recoverLeases } from '../../src/shell/run/recover.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { taskList } from '../../src/shell/views/work-lists.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { ON, setPolicyBy } from '../support/by-channel.ts'
import { aFirm, deeds, longLive, outbox } from '../support/firm.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

const CHILD = fileURLToPath(new URL('../support/crash-channel-child.ts', import.meta.url))
const ROUNDS = Number(process.env.DUNWELL_CRASH_ROUNDS ?? 4)
const CLIENTS_A_ROUND = 4

let undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const work of undo.reverse()) await work()
  undo = []
})

/** Random, and the same at every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

async function killed(env: NodeJS.ProcessEnv, first: number, afterMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, ON, String(first), String(CLIENTS_A_ROUND)], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let timer: NodeJS.Timeout | undefined
  child.stdout.once('data', () => {
    timer = setTimeout(() => child.kill('SIGKILL'), afterMs)
  })
  const [code, signal] = (await ended) as [number | null, string | null]
  clearTimeout(timer)
  if (signal === null && code !== 0) throw new Error(`a round ended with ${code}`)
  return signal === 'SIGKILL'
}

/** Copies that the other side holds of one message: each by its own name, however often it was told. */
const copiesOf = (receiver: Receiver, messageId: string | null): { told: number; held: number } => {
  const id = messageId?.slice(1, 33) ?? ''
  const told = receiver.asked.filter(a => a.headers['webhook-id'] === id || a.headers['idempotency-key'] === id).length
  return { told, held: Math.min(told, 1) }
}

/** Which states a message may end in after a kill, with how many copies and which deed. */
function isFine(channel: string, state: string, told: number, outcomes: readonly (string | null)[]): boolean {
  const [outcome] = outcomes
  if (state === 'sent') return outcomes.length === 1 && outcome === 'sent' && (channel === 'webhook' ? told >= 1 : told === 1)
  if (state === 'queued') return outcomes.length === 0 && (channel === 'webhook' || told === 0)
  if (state === 'drafted') return outcomes.length === 0 && told === 0 && (channel === 'post' || channel === 'email')
  return state === 'unsure' && channel === 'sms' && told <= 1 && outcomes.length === 1 && outcome === 'unsure'
}

async function audit(file: string, channel: string, receiver: Receiver): Promise<Record<string, number>> {
  const store = await openFileStore(file)
  try {
    const place = standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON)
    await recoverLeases(place)
    const [rows, done] = [await outbox(place), await deeds(place)]
    const counts: Record<string, number> = {}
    for (const row of rows) {
      counts[row.state] = (counts[row.state] ?? 0) + 1
      const { told } = copiesOf(receiver, row.messageId)
      const outcomes = done.filter(d => d.outboxKey === row.key).map(d => d.outcome)
      expect(isFine(channel, row.state, told, outcomes), `${row.key}: ${row.state}, told ${told} times, deeds ${outcomes.join()}`).toBe(
        true,
      )
    }
    return counts
  } finally {
    await store.close()
  }
}

test.each([
  ['sms', 'sent'],
  ['webhook', 'sent'],
  ['post', 'drafted'],
  ['email', 'drafted'],
] as const)(
  '%s, killed at random moments: every message in exactly one state, none lost, none twice',
  async (channel, ends) => {
    const receiver = await startReceiver(() => ({ status: 200, body: '{"id":"x"}' }), 8)
    undo.push(receiver.stop)
    const firm = await aFirm('2026-01-05')
    await longLive(firm, ON)
    const place = firm.on(ON)
    const env = { ...process.env, DUNWELL_STORE: firm.file, DUNWELL_WITHIN: receiver.host, DUNWELL_SMTP_URL: '' }
    const config = configFrom(env)
    await setPolicyBy(place, channel)
    if (channel === 'sms')
      await setSms(place, config, { provider: 'gateway', secret: 'k', from: 'Atelier', address: `${receiver.url}/send` })
    if (channel === 'webhook') await setWebhook(place, config, { url: receiver.url })
    await firm.store.close()
    undo.push(async () => (await import('node:fs')).rmSync(firm.folder, { recursive: true }))
    const random = chance(11)
    let kills = 0
    let unsure = 0
    for (let round = 0; round < ROUNDS; round++) {
      if (await killed(env, round * 10, Math.floor(random() * 350))) kills += 1
      const counts = await audit(firm.file, channel, receiver)
      expect((counts.unsure ?? 0) - unsure).toBeLessThanOrEqual(1) // one a crash and worker
      unsure = counts.unsure ?? 0
    }
    expect(kills).toBeGreaterThan(ROUNDS / 4)
    const store = await openFileStore(firm.file)
    await run(standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON), config, {
      send: true,
      wholeDay: true,
    })
    await store.close()
    const end = await audit(firm.file, channel, receiver)
    expect(end.queued ?? 0).toBe(0)
    expect((end[ends] ?? 0) + (end.unsure ?? 0)).toBe(ROUNDS * CLIENTS_A_ROUND)
  },
  600_000,
)

test.each(['phone', 'meeting'])(
  '%s, killed at random moments: every client on the list once, none lost, none twice',
  async channel => {
    const firm = await aFirm('2026-01-05')
    await longLive(firm, ON)
    await setPolicyBy(firm.on(ON), channel)
    await firm.store.close()
    undo.push(async () => (await import('node:fs')).rmSync(firm.folder, { recursive: true }))
    const env = { ...process.env, DUNWELL_STORE: firm.file, DUNWELL_SMTP_URL: '' }
    const random = chance(13)
    const look = async (): Promise<number> => {
      const store = await openFileStore(firm.file)
      const place = standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON)
      const tasks = await taskList(place, { all: true })
      expect(tasks.every(t => t.kind === (channel === 'phone' ? 'call' : 'meeting') && t.id.startsWith('step:'))).toBe(true)
      expect(new Set(tasks.map(t => t.clientId)).size).toBe(tasks.length)
      expect(await outbox(place)).toEqual([])
      expect(await deeds(place)).toEqual([])
      await store.close()
      return tasks.length
    }
    let kills = 0
    for (let round = 0; round < ROUNDS; round++) {
      if (await killed(env, round * 10, Math.floor(random() * 250))) kills += 1
      await look()
    }
    expect(kills).toBeGreaterThan(0)
    const store = await openFileStore(firm.file)
    await run(standingOn(await enterWorkspace(store, clockOn(day(ON), 'Europe/Paris'), 'audit', 'audit'), ON), configFrom(env), {
      send: true,
    })
    await store.close()
    expect(await look()).toBe(ROUNDS * CLIENTS_A_ROUND)
  },
  600_000,
)
