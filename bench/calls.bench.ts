import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, day } from '../src/core/day/day.ts'
import { briefView } from '../src/shell/call/view.ts'
import { clockOn } from '../src/shell/clock.ts'
import { loadDecider } from '../src/shell/run/decider.ts'
import { sweep } from '../src/shell/run/sweep.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace } from '../src/shell/workspace.ts'

export const name = 'Calls and plans'

const CLIENTS = 10_000
const INVOICES_EACH = 10
const TODAY = day('2026-09-01')

/** A store with 100,000 invoices of 10,000 clients, each with a live plan: the brief of one client, and one sweep over all. */
export async function run(): Promise<{ what: string; value: string }[]> {
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
          for (let i = 0; i < INVOICES_EACH; i++)
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
    const decider = await loadDecider(place)
    let start = performance.now()
    await sweep(place, decider)
    const swept = performance.now() - start
    await briefView(place, ids[0] ?? '')
    const times: number[] = []
    for (let n = 1; n <= 20; n++) {
      start = performance.now()
      await briefView(place, ids[n * 400] ?? '')
      times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    return [
      { what: '10,000 live plans over 100,000 invoices, first sweep, every decision written', value: `${(swept / 1000).toFixed(2)} s` },
      { what: 'The brief of a client with 100,000 invoices in the store, middle of 20', value: `${Math.round(times[10] ?? 0)} ms` },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
