// What bench/sweep.bench.ts runs in a process of its own, so that the memory told is the sweep's: node bench/sweep-once.ts FILE|postgres://…
import '../src/bin/compile-cache.ts'
import { setTimeout } from 'node:timers/promises'
import { addDays } from '../src/core/day/day.ts'
import { sweepAside } from '../src/shell/run/sweep-aside.ts'
import { newId } from '../src/shell/store/ids.ts'
import { insertRows, layoutOfTable } from '../src/shell/store/insert.ts'
import { streamClients } from '../src/shell/store/load.ts'
import { openPostgresStore } from '../src/shell/store/postgres.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { todayView } from '../src/shell/views/today.ts'
import type { Place } from '../src/shell/workspace.ts'
import { firmOn, ON } from './sweep-firm.ts'

/** One thing measured. */
export interface Measured {
  readonly what: string
  readonly seconds: number
  /** Of all threads of this process; a database server's own time is not in it. */
  readonly processorSeconds: number
  /** Of all threads together, up to now. */
  readonly peakMb: number
  readonly more: string
}

const ROWS_AT_ONCE = 1500
const BETWEEN_PAGES_MS = 100

const address = process.argv[2] ?? ''
const measured: Measured[] = []

/** Adds up the time of what is done between others that are not measured. */
function stopwatch() {
  let seconds = 0
  let processorSeconds = 0
  return {
    during: async <T>(work: () => Promise<T>): Promise<T> => {
      const [from, used] = [performance.now(), process.cpuUsage()]
      try {
        return await work()
      } finally {
        const { user, system } = process.cpuUsage(used)
        seconds += (performance.now() - from) / 1000
        processorSeconds += (user + system) / 1e6
      }
    },
    tell: (what: string, more = ''): void => {
      const peakMb = Math.round(process.resourceUsage().maxRSS / 1000)
      measured.push({ what, seconds, processorSeconds, peakMb, more })
    },
  }
}

async function timed(what: string, work: () => Promise<string>): Promise<void> {
  const watch = stopwatch()
  watch.tell(what, await watch.during(work))
}

/** As the app does it: beside the thread that answers pages. */
const swept = async (place: Place): Promise<string> => {
  const { acts, changed } = await sweepAside(place)
  return `${acts} to act, ${changed} written`
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
    await setTimeout(BETWEEN_PAGES_MS)
  }
  const { changed } = await sweeping
  took.sort((a, b) => a - b)
  const [middle, late, longest] = [took[took.length >> 1], took[Math.floor(took.length * 0.95)], took.at(-1)].map(ms => Math.round(ms ?? 0))
  return `${changed} written; Today beside it ${took.length} times, middle ${middle} ms, 95 % within ${late} ms, longest ${longest} ms`
}

async function readAlone(place: Place): Promise<string> {
  let clients = 0
  for await (const page of streamClients(place.store.db, place.workspaceId)) clients += page.length
  return `${clients} clients`
}

/** Writes what the sweeps wrote once more, as rows that nobody reads: the same tables, indexes, JSON and commits, and nothing else timed. */
async function writeAlone({ store, workspaceId, by }: Place): Promise<void> {
  const watch = stopwatch()
  let rows = 0
  const again = { id: newId, key: (key: unknown) => `${String(key)}/again`, supersededAt: () => by.at, state: () => 'withdrawn' }
  for (const [table, key] of [
    ['decision', 'id'],
    ['outbox', 'key'],
  ] as const) {
    const { names } = layoutOfTable(table)
    const altered = names.map(name => again[name as keyof typeof again] as ((value: unknown) => unknown) | undefined)
    for (let after = ''; ; ) {
      const all = store
        .within(workspaceId)
        .db.selectFrom(table as 'decision')
        .selectAll()
        .where('workspaceId', '=', workspaceId)
      const standing = table === 'decision' ? all.where('supersededAt', 'is', null) : all.where(key as 'id', 'not like', '%/again')
      const page = await standing
        .where(key as 'id', '>', after)
        .orderBy(key as 'id')
        .limit(ROWS_AT_ONCE)
        .execute()
      if (page.length === 0) break
      const values = page.map(row =>
        names.map((name, i) => {
          const cell = row[name as 'id']
          return altered[i]?.(cell) ?? cell
        }),
      )
      after = String(page.at(-1)?.[key as 'id'])
      await watch.during(() => store.transaction(workspaceId, tx => insertRows(tx, store.flavour, table, values)))
      rows += page.length
    }
  }
  watch.tell('writing its rows alone', `${rows} rows`)
}

const store = await (address.startsWith('postgres') ? openPostgresStore(address) : openFileStore(address))
try {
  const place = await firmOn(store)
  await timed('first sweep', () => swept(place))
  await timed('second sweep of the day', () => swept(place))
  await timed('Today', async () => `${(await todayView(place)).contacts.length} lines`)
  await timed('quiet sweep of the next day', async () => swept(await firmOn(store, addDays(ON, 1))))
  await timed('sweep of a week later, in its worker', async () => beside(await firmOn(store, addDays(ON, 7))))
  await timed('reading the rows alone', () => readAlone(place))
  await writeAlone(place)
} finally {
  await store.close()
}
process.stdout.write(JSON.stringify(measured))
