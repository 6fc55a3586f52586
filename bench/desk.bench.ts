import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, day } from '../src/core/day/day.ts'
import { clockOn } from '../src/shell/clock.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { desksView } from '../src/shell/views/desks.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

/** The desk over a whole firm. */
export const name = 'desk'

const CLIENTS = 10_000
const ON = day('2026-09-01')

async function fill(place: Place, clients: number): Promise<void> {
  for (let from = 0; from < clients; from += 500)
    await record(place.store, place.by, 'bench', async pen => {
      for (let n = from; n < Math.min(clients, from + 500); n += 1) {
        const clientId = await pen.add('client', { name: `Client ${n}`, kind: 'business', country: 'FR', phone: '+33 1 00 00 00 00' })
        for (let k = 0; k < 3; k += 1) {
          const issuedOn = addDays(ON, -400 + k * 120 - (n % 30))
          const totalMinor = BigInt(20_000 + ((n * 7919) % 400_000))
          const id = await pen.add('invoice', {
            clientId,
            effectiveOn: issuedOn,
            number: `F-${n}-${k}`,
            issuedOn,
            dueOn: addDays(issuedOn, 30),
            currency: 'EUR',
            totalMinor,
          })
          const paidOn = addDays(issuedOn, 30 + ((n * 31 + k * 17) % 60))
          if (k < 2)
            await pen.add('payment', {
              clientId,
              effectiveOn: paidOn,
              amountMinor: totalMinor,
              currency: 'EUR',
              paidOn,
              invoiceId: id,
              kind: 'payment',
            })
        }
      }
    })
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2)} s`

export async function run(): Promise<{ what: string; value: string }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const store = await openFileStore(join(folder, 'store.sqlite'))
  const clock = clockOn(ON, 'Europe/Paris')
  try {
    await createWorkspace(
      store,
      { name: 'Bench', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] },
      clock,
      'bench',
    )
    const place = await enterWorkspace(store, clock, 'bench', 'bench')
    await fill(place, CLIENTS)
    const first = performance.now()
    const view = await desksView(place)
    const whole = seconds(first)
    const again = performance.now()
    await desksView(place)
    const kept = seconds(again)
    const every = performance.now()
    await desksView(place, CLIENTS)
    const all = seconds(every)
    return [
      {
        what: `desk of ${CLIENTS} clients, ${view.lines.length} to decide about, facts read`,
        value: `${whole}, again ${kept}, every one weighed ${all}`,
      },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true })
  }
}
