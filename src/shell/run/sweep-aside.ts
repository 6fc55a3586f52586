import { aside } from '../aside/aside.ts'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { type SweepReport, sweep } from './sweep.ts'
import { rulesOf, toDecide } from './sweep-since.ts'

/** Fewer clients are decided sooner than a worker has begun. */
export const CLIENTS_ON_THE_SPOT = 500

/** Sweeps under way, by firm and day: who asks for the same one waits with the others. */
const underWay = new Map<string, Promise<SweepReport>>()

/** The sweep beside the main thread, so that pages go on being answered. */
export function sweepAside(place: Place, onProgress?: (clients: number) => void): Promise<SweepReport> {
  const key = `${place.store.location} ${place.workspaceId} ${place.by.today}`
  const known = underWay.get(key)
  if (known) return known
  const sweeping = aside(place, 'sweep', null, onProgress).finally(() => underWay.delete(key))
  underWay.set(key, sweeping)
  return sweeping
}

/** Whether a firm has so few clients that all are decided on the spot, or no more than `most`. */
export async function hasFewClients({ store, workspaceId }: Place, most = CLIENTS_ON_THE_SPOT): Promise<boolean> {
  const rows = await store.db
    .selectFrom('client')
    .select('factId')
    .where('workspaceId', '=', workspaceId)
    .where('supersededAt', 'is', null)
    .limit(most + 1)
    .execute()
  return rows.length <= most
}

/** Whom the next sweep would decide, where that can be done on the spot; else that it would be `many`. `all`: everybody of a small firm. */
export async function toDecideNow(place: Place, rulesHash: string): Promise<'all' | 'many' | ReadonlySet<string>> {
  const which = await toDecide(place, place.by.today, rulesHash, CLIENTS_ON_THE_SPOT)
  if (which === 'all') return (await hasFewClients(place)) ? 'all' : 'many'
  return which.size <= CLIENTS_ON_THE_SPOT ? which : 'many'
}

/** The sweep where it is done soonest: here for a few clients, beside the main thread for many. */
export async function sweepBest(place: Place): Promise<SweepReport> {
  const decider = await loadDecider(place)
  return (await toDecideNow(place, rulesOf(decider))) === 'many' ? sweepAside(place) : sweep(place, decider)
}
