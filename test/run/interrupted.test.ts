import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { addDays } from '../../src/core/day/day.ts'
import { send } from '../../src/shell/acts/run.ts'
import { openPlace } from '../../src/shell/cli/open.ts'
import { configFrom } from '../../src/shell/config.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { recoverLeases } from '../../src/shell/run/recover.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { aFirm, deeds, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const ON = '2026-03-10'
const CHILD = fileURLToPath(new URL('../support/send-child.ts', import.meta.url))
/** DUNWELL_MESSAGES=10000 runs it at the size that was asked for. */
const MESSAGES = Number(process.env.DUNWELL_MESSAGES ?? 40)
const INTERRUPTIONS = process.env.DUNWELL_MESSAGES ? 10 : 3
const WORKERS = 2

/** Clients, one late invoice each, all of them decided: their messages wait in the queue. */
async function queueUp(firm: TestFirm): Promise<void> {
  await longLive(firm, ON)
  const place = firm.on(ON)
  const dueOn = addDays(place.by.today, -9)
  for (let from = 0; from < MESSAGES; from += 500)
    await record(place.store, place.by, 'import', async pen => {
      for (let n = from; n < Math.min(from + 500, MESSAGES); n++) {
        const named = { name: `Client ${n}`, kind: 'business' as const, kindConfirmedBy: 'ada', country: 'FR' }
        const clientId = await pen.add('client', { ...named, email: `billing@client-${n}.example` })
        const issuedOn = addDays(dueOn, -30)
        await pen.add('invoice', { clientId, number: `F-${n}`, issuedOn, dueOn, currency: 'EUR', totalMinor: 120_000n })
      }
    })
  await looked(place)
  await sweep(place, await loadDecider(place)) // here: its clock stands still, as the sender's does
  const waiting = (await outbox(place)).filter(row => row.state === 'queued')
  expect(waiting).toHaveLength(MESSAGES)
  await firm.store.close()
}

/** Lets a process send, and kills it once so many have arrived. @returns whether it was killed at its work. */
async function interrupted(env: NodeJS.ProcessEnv, mail: MailServer, after: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, ON, String(WORKERS)], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = once(child, 'exit')
  let isOver = false
  void ended.then(() => {
    isOver = true
  })
  while (!isOver && mail.received.length < after) await setTimeout(2)
  child.kill('SIGKILL')
  const [, signal] = (await ended) as [number | null, string | null]
  return signal === 'SIGKILL'
}

test(`a run of ${MESSAGES} messages, interrupted ${INTERRUPTIONS} times: each arrives once, or waits as unsure for a person`, async () => {
  const firm = await aFirm('2026-01-05')
  await queueUp(firm)
  const mail = await startMailServer()
  try {
    const env = { ...process.env, DUNWELL_STORE: firm.file, DUNWELL_DATABASE_URL: '', DUNWELL_SMTP_URL: mail.url }
    let kills = 0
    for (let round = 1; round <= INTERRUPTIONS; round++)
      if (await interrupted(env, mail, Math.floor((round * MESSAGES) / (INTERRUPTIONS + 1)))) kills += 1
    expect(kills).toBe(INTERRUPTIONS)
    const place = await openPlace({ on: ON, what: 'audit' }, configFrom(env))
    await recoverLeases(place)
    await send(place, configFrom(env), WORKERS)
    const copies = Map.groupBy(mail.received, m => m.messageId)
    const done = Map.groupBy(await deeds(place), d => d.outboxKey)
    const rows = await outbox(place)
    for (const row of rows) {
      const held = copies.get(row.messageId ?? '')?.length ?? 0
      const outcomes = (done.get(row.key) ?? []).map(d => d.outcome)
      const isFine = row.state === 'sent' ? held === 1 && outcomes.join() === 'sent' : row.state === 'unsure' && held <= 1 && outcomes.join() === 'unsure' // biome-ignore format: one rule
      expect(isFine, `${row.key}: ${row.state}, ${held} copies, deeds ${outcomes.join()}`).toBe(true)
    }
    expect(rows).toHaveLength(MESSAGES)
    const unsure = rows.filter(row => row.state === 'unsure').length
    expect(unsure).toBeLessThanOrEqual(INTERRUPTIONS * WORKERS) // one a line and kill at most
    expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
    if (process.env.DUNWELL_MESSAGES) process.stdout.write(`${JSON.stringify({ messages: MESSAGES, kills, unsure })}\n`)
    await place.close()
  } finally {
    await mail.stop()
    ;(await import('node:fs')).rmSync(firm.folder, { recursive: true })
  }
}, 3_600_000)
