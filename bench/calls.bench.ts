import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, day } from '../src/core/day/day.ts'
import { briefView } from '../src/shell/call/view.ts'
import { standingOn } from '../src/shell/cli/open.ts'
import { clockOn } from '../src/shell/clock.ts'
import { loadDecider } from '../src/shell/run/decider.ts'
import { type SweepReport, sweep } from '../src/shell/run/sweep.ts'
import { sweepBest } from '../src/shell/run/sweep-aside.ts'
import { type Pen, record } from '../src/shell/store/record.ts'
import { openFileStore, type Store } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

export const name = 'Calls and plans'

const CLIENTS = 10_000
const AT_ONCE = 500
const TODAY = day('2026-09-01')

type Rows = { what: string; value: string }[]

/** 10,000 live plans over two invoices each, and over ten each: 100,000 invoices in the store, whose briefs are read too. */
export async function run(): Promise<Rows> {
  return [...(await measured(2)), ...(await measured(10))]
}

async function measured(invoicesEach: number): Promise<Rows> {
  const invoices = (CLIENTS * invoicesEach).toLocaleString('en')
  const inThreads = await inStore(invoicesEach, async place => [
    { what: `10,000 live plans over ${invoices} invoices, first sweep as the app does it`, value: await timed(() => sweepBest(place)) },
  ])
  const inOne = await inStore(invoicesEach, async (place, ids) => {
    const swept = async (on: Place): Promise<string> => {
      const decider = await loadDecider(on)
      return timed(() => sweep(on, decider))
    }
    return [
      { what: 'the same in one thread', value: await swept(place) },
      { what: 'the next day', value: await swept(standingOn(place, addDays(TODAY, 1))) },
      { what: `the brief of a client with ${invoices} invoices in the store, middle of 20`, value: await brief(place, ids) },
    ]
  })
  return [...inThreads, ...inOne]
}

async function timed(work: () => Promise<SweepReport>): Promise<string> {
  const start = performance.now()
  const { changed } = await work()
  return `${((performance.now() - start) / 1000).toFixed(2)} s, ${changed.toLocaleString('en')} written`
}

async function brief(place: Place, ids: readonly string[]): Promise<string> {
  await briefView(place, ids[0] ?? '')
  const times: number[] = []
  for (let n = 1; n <= 20; n++) {
    const start = performance.now()
    await briefView(place, ids[n * 400] ?? '')
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return `${Math.round(times[10] ?? 0)} ms`
}

async function inStore(invoicesEach: number, work: (place: Place, ids: readonly string[]) => Promise<Rows>): Promise<Rows> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  try {
    const { place, ids } = await seeded(store, invoicesEach)
    return await work(place, ids)
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

/** Clients with some late invoices each, all of them in one live plan of three parts. */
async function seeded(store: Store, invoicesEach: number): Promise<{ place: Place; ids: readonly string[] }> {
  const clock = clockOn(TODAY, 'Europe/Paris')
  const firm = { name: 'Bench', country: 'FR', language: 'en', zone: 'Europe/Paris', currency: 'EUR', address: [] }
  await createWorkspace(store, firm, clock, 'bench')
  const place = await enterWorkspace(store, clock, 'bench', 'bench')
  const ids: string[] = []
  for (let from = 0; from < CLIENTS; from += AT_ONCE)
    await record(place.store, place.by, 'bench', async pen => {
      for (let n = from; n < from + AT_ONCE; n++) ids.push(await oneClient(pen, n, invoicesEach))
    })
  return { place, ids }
}

async function oneClient(pen: Pen, n: number, invoicesEach: number): Promise<string> {
  const named = { name: `Client ${n}`, kind: 'business' as const, kindConfirmedBy: 'bench', country: 'FR' }
  const clientId = await pen.add('client', { ...named, email: `c${n}@bench.example` })
  const invoiceIds: string[] = []
  for (let i = 0; i < invoicesEach; i++) {
    const [issuedOn, dueOn] = [addDays(TODAY, -90), addDays(TODAY, -60 + i)]
    invoiceIds.push(await pen.add('invoice', { clientId, number: `F-${n}-${i}`, issuedOn, dueOn, currency: 'EUR', totalMinor: 30_000n }))
  }
  const totalMinor = BigInt(invoicesEach) * 30_000n
  const planId = await pen.add('plan', { clientId, invoiceIds, currency: 'EUR', totalMinor, agreedOn: TODAY, graceDays: 3 })
  for (let p = 1; p <= 3; p++)
    await pen.add('instalment', { clientId, planId, position: p, dueOn: addDays(TODAY, p * 30), amountMinor: totalMinor / 3n })
  return clientId
}
