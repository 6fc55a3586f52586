// What bench/sweep.bench.ts runs in a process of its own, so that the memory told is the sweep's: node bench/sweep-once.ts FILE|postgres://…
import '../src/bin/compile-cache.ts'
import { setTimeout } from 'node:timers/promises'
import { addDays } from '../src/core/day/day.ts'
import { sweepAside } from '../src/shell/run/sweep-aside.ts'
import { streamClients } from '../src/shell/store/load.ts'
import { openPostgresStore } from '../src/shell/store/postgres.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { todayView } from '../src/shell/views/today.ts'
import type { Place } from '../src/shell/workspace.ts'
import { firmOn, ON } from './sweep-firm.ts'

const address = process.argv[2] ?? ''
const rows: { what: string; value: string }[] = []
/** Of all threads together, up to now. */
const peak = (): string => `${Math.round(process.resourceUsage().maxRSS / 1000)} MB at most`
const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2)} s`

async function timed(what: string, work: () => Promise<string>): Promise<void> {
  const from = performance.now()
  const more = await work()
  rows.push({ what, value: [seconds(from), more].filter(Boolean).join(', ') })
}

/** As the app does it: beside the thread that answers pages. */
const swept = async (place: Place): Promise<string> => {
  const { acts, changed } = await sweepAside(place)
  return `${acts} to act, ${changed} written, ${peak()}`
}

/** A sweep in its worker, and Today asked for again and again beside it. */
async function beside(place: Place): Promise<string> {
  const took: number[] = []
  let running = true
  const sweeping = sweepAside(place).finally(() => {
    running = false
  })
  while (running) {
    const from = performance.now()
    await todayView(place)
    took.push(performance.now() - from)
    await setTimeout(100)
  }
  const { changed } = await sweeping
  took.sort((a, b) => a - b)
  const [middle, longest] = [took[took.length >> 1], took.at(-1)].map(ms => Math.round(ms ?? 0))
  return `${changed} written; Today beside it ${took.length} times, middle ${middle} ms, longest ${longest} ms`
}

const store = await (address.startsWith('postgres') ? openPostgresStore(address) : openFileStore(address))
try {
  const place = await firmOn(store)
  await timed('first sweep', () => swept(place))
  await timed('second sweep of the day', () => swept(place))
  await timed('Today', async () => `${(await todayView(place)).contacts.length} lines`)
  await timed('quiet sweep of the next day', async () => swept(await firmOn(store, addDays(ON, 1))))
  await timed('sweep of a week later, in its worker', async () => beside(await firmOn(store, addDays(ON, 7))))
  await timed('reading the rows alone', async () => {
    for await (const page of streamClients(place.store.db, place.workspaceId)) if (page.length === 0) return ''
    return peak()
  })
} finally {
  await store.close()
}
process.stdout.write(JSON.stringify(rows))
