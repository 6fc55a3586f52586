import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, day } from '../src/core/day/day.ts'
import { briefView } from '../src/shell/call/view.ts'
import { standingOn } from '../src/shell/cli/open.ts'
import { clockOn } from '../src/shell/clock.ts'
import { loadDecider } from '../src/shell/run/decider.ts'
import { sweep } from '../src/shell/run/sweep.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

export const name = 'Calls and plans'

const CLIENTS = 10_000
const TODAY = day('2026-09-01')

type Rows = { what: string; value: string }[]

/** 10,000 live plans over two invoices each, and over ten each: 100,000 invoices in the store, whose briefs are read too. */
export async function run(): Promise<Rows> {
  return [...(await measured(2)), ...(await measured(10))]
}

async function measured(invoicesEach: number): Promise<Rows> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  try {
    const clock = clockOn(TODAY, 'Europe/Paris')
    await createWorkspace(
      store,
      { name: 'Bench', country: 'FR', language: 'en', zone: 'Europe/Paris', currency: 'EUR', address: [] },
      clock,
      'bench',
    )
    const place = await enterWorkspace(store, clock, 'bench', 'bench')
    const ids: string[] = []
    for (let from = 0; from < CLIENTS; from += 500)
      await record(store, place.by, 'bench', async pen => {
        for (let n = from; n < from + 500; n++) {
          const clientId = await pen.add('client', {
            name: `Client ${n}`,
            kind: 'business',
            kindConfirmedBy: 'bench',
            country: 'FR',
            email: `c${n}@bench.example`,
          })
          ids.push(clientId)
          const invoiceIds: string[] = []
          for (let i = 0; i < invoicesEach; i++)
            invoiceIds.push(
              await pen.add('invoice', {
                clientId,
                number: `F-${n}-${i}`,
                issuedOn: addDays(TODAY, -90),
                dueOn: addDays(TODAY, -60 + i),
                currency: 'EUR',
                totalMinor: 30_000n,
              }),
            )
          const planId = await pen.add('plan', {
            clientId,
            invoiceIds,
            currency: 'EUR',
            totalMinor: 300_000n,
            agreedOn: TODAY,
            graceDays: 3,
          })
          for (let p = 1; p <= 3; p++)
            await pen.add('instalment', { clientId, planId, position: p, dueOn: addDays(TODAY, p * 30), amountMinor: 100_000n })
        }
      })
    const swept = async (on: Place): Promise<string> => {
      const decider = await loadDecider(on)
      const start = performance.now()
      const { changed } = await sweep(on, decider)
      return `${((performance.now() - start) / 1000).toFixed(2)} s, ${changed.toLocaleString('en')} written`
    }
    const first = await swept(place)
    const next = await swept(standingOn(place, addDays(TODAY, 1)))
    await briefView(place, ids[0] ?? '')
    const times: number[] = []
    for (let n = 1; n <= 20; n++) {
      const start = performance.now()
      await briefView(place, ids[n * 400] ?? '')
      times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    const invoices = (CLIENTS * invoicesEach).toLocaleString('en')
    return [
      { what: `10,000 live plans over ${invoices} invoices, first sweep, every decision written`, value: first },
      { what: `The same plans on the next day`, value: next },
      { what: `The brief of a client with ${invoices} invoices in the store, middle of 20`, value: `${Math.round(times[10] ?? 0)} ms` },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
