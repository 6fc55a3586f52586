// First and second sweep over N open invoices (DUNWELL_BENCH_INVOICES, 5 a client, 10 % due to act): node bench/sweep.bench.ts
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { addDays, day } from '../src/core/day/day.ts'
import { standingOn } from '../src/shell/cli/open.ts'
import { clockOn } from '../src/shell/clock.ts'
import { loadDecider } from '../src/shell/run/decider.ts'
import { sweep } from '../src/shell/run/sweep.ts'
import { sweepAside } from '../src/shell/run/sweep-aside.ts'
import { streamClients } from '../src/shell/store/load.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { todayView } from '../src/shell/views/today.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

const INVOICES = Number(process.env.DUNWELL_BENCH_INVOICES ?? 10_000)
const PER_CLIENT = 5
const ON = day('2026-03-10')

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now()
  const result = await work()
  const rss = Math.round(process.memoryUsage().rss / 1e6)
  process.stdout.write(`${what.padEnd(28)} ${((performance.now() - from) / 1000).toFixed(2).padStart(8)} s   ${rss} MB resident\n`)
  return result
}

/** Every tenth client has an invoice eight days late; the others' fall due later. */
async function seed(place: Place): Promise<void> {
  const clients = INVOICES / PER_CLIENT
  for (let from = 0; from < clients; from += 2000)
    await record(place.store, place.by, 'import', async pen => {
      for (let n = from; n < Math.min(from + 2000, clients); n++) {
        const clientId = await pen.add('client', { name: `Client ${n}`, kind: 'business', country: 'FR', email: `c${n}@example.org` })
        for (let i = 0; i < PER_CLIENT; i++) {
          const dueOn = addDays(ON, n % 10 === 0 && i === 0 ? -9 : 5 + i)
          const number = `F-${n}-${i}`
          await pen.add('invoice', { clientId, number, issuedOn: addDays(dueOn, -30), dueOn, currency: 'EUR', totalMinor: 120_000n })
        }
      }
    })
  await record(place.store, place.by, 'looked', pen => pen.add('looked', { upTo: ON }))
}

/** The next day's sweep in its worker, and Today asked for again and again beside it. @returns the longest and the middle answer, in ms. */
async function beside(place: Place): Promise<{ asked: number; middle: number; longest: number }> {
  const took: number[] = []
  let running = true
  const swept = sweepAside(place).finally(() => {
    running = false
  })
  while (running) {
    const from = performance.now()
    await todayView(place)
    took.push(performance.now() - from)
    await setTimeout(100)
  }
  await swept
  took.sort((a, b) => a - b)
  return { asked: took.length, middle: Math.round(took[took.length >> 1] ?? 0), longest: Math.round(took.at(-1) ?? 0) }
}

const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
const store = await openFileStore(join(folder, 'store.sqlite'))
try {
  const clock = clockOn(ON, 'Europe/Paris')
  await createWorkspace(
    store,
    { name: 'Bench', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: [] },
    clock,
    'bench',
  )
  const place = standingOn(await enterWorkspace(store, clock, 'bench', 'bench'), ON)
  process.stdout.write(`${INVOICES.toLocaleString('en')} open invoices, ${(INVOICES / PER_CLIENT).toLocaleString('en')} clients\n`)
  await timed('write them', () => seed(place))
  await timed('read them alone', async () => {
    for await (const page of streamClients(store.db, place.workspaceId)) if (page.length === 0) return
  })
  const decider = await loadDecider(place)
  const first = await timed('first sweep', () => sweep(place, decider))
  const second = await timed('quiet second sweep', () => sweep(place, decider))
  await timed('today', () => todayView(place))
  const { asked, middle, longest } = await timed('sweep of the next day', () => beside(standingOn(place, addDays(ON, 1))))
  process.stdout.write(`today beside it: ${asked} times, middle ${middle} ms, longest ${longest} ms\n`)
  process.stdout.write(`${first.acts} to act, ${first.changed} answers written; second: ${second.changed} changed\n`)
} finally {
  await store.close()
  rmSync(folder, { recursive: true })
}
