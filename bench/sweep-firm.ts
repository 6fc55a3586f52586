import { addDays, day } from '../src/core/day/day.ts'
import { standingOn } from '../src/shell/cli/open.ts'
import { clockOn } from '../src/shell/clock.ts'
import { record } from '../src/shell/store/record.ts'
import type { Store } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

/** The firm that the sweep and the lists are measured on. */
export const ON = day('2026-03-10')
export const PER_CLIENT = 5
const CLIENTS_AT_ONCE = 2000

/** The firm on a day of the bench. */
export async function firmOn(store: Store, on = ON): Promise<Place> {
  return standingOn(await enterWorkspace(store, clockOn(ON, 'Europe/Paris'), 'bench', 'bench'), on)
}

/** Open invoices, five a client. Every tenth client has one nine days late; the others' fall due later. */
export async function seedFirm(store: Store, invoices: number): Promise<Place> {
  const firm = { name: 'Bench', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: [] }
  await createWorkspace(store, firm, clockOn(ON, 'Europe/Paris'), 'bench')
  const place = await firmOn(store)
  const clients = invoices / PER_CLIENT
  for (let from = 0; from < clients; from += CLIENTS_AT_ONCE)
    await record(place.store, place.by, 'import', async pen => {
      for (let n = from; n < Math.min(from + CLIENTS_AT_ONCE, clients); n++) {
        const clientId = await pen.add('client', { name: `Client ${n}`, kind: 'business', country: 'FR', email: `c${n}@example.org` })
        for (let i = 0; i < PER_CLIENT; i++) {
          const dueOn = addDays(ON, n % 10 === 0 && i === 0 ? -9 : 14 + i)
          const number = `F-${n}-${i}`
          await pen.add('invoice', { clientId, number, issuedOn: addDays(dueOn, -30), dueOn, currency: 'EUR', totalMinor: 120_000n })
        }
      }
    })
  await record(place.store, place.by, 'looked', pen => pen.add('looked', { upTo: ON }))
  return place
}
