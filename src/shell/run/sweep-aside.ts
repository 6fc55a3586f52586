import { availableParallelism } from 'node:os'
import { aside } from '../aside/aside.ts'
import { newestLink } from '../store/changed.ts'
import { newId } from '../store/ids.ts'
import type { Stretch } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { countStanding, keepSummary, type SweepReport, sweep } from './sweep.ts'
import { stretches, summed } from './sweep-parts.ts'
import { rulesOf, toDecide } from './sweep-since.ts'

/** Fewer clients are decided sooner than a worker has begun. */
export const CLIENTS_ON_THE_SPOT = 500

/** Sweeps under way, by firm and day: who asks for the same one waits with the others. */
const underWay = new Map<string, Promise<SweepReport>>()

/** With so many clients to decide, several threads are done sooner than one. */
const THREADS_FROM = 20_000
const THREADS_MAX = 4

/** One thread, or one a processor where there are many to decide. */
async function inThreads(place: Place, onProgress?: (clients: number) => void): Promise<SweepReport> {
  const threads = Math.min(THREADS_MAX, availableParallelism())
  const asked = await toDecide(place, place.by.today, rulesOf(await loadDecider(place)), THREADS_FROM)
  const many = (asked === 'all' ? await countClients(place) : asked.size) >= THREADS_FROM
  return many && threads > 1 ? sweepInThreads(place, threads, onProgress) : aside(place, 'sweep', null, onProgress)
}

/** The sweep in so many threads: each has a stretch of the clients, and what they came to is summed up here. */
export async function sweepInThreads(place: Place, threads: number, onProgress?: (clients: number) => void): Promise<SweepReport> {
  const { store, workspaceId, clock } = place
  const startedAt = clock.now()
  const known = { journalSeq: await newestLink(store.db, workspaceId), rulesHash: rulesOf(await loadDecider(place)) }
  const parts = await stretches(store.db, workspaceId, Math.ceil((await countClients(place)) / threads))
  const done = parts.map(() => 0)
  const report = async (part: Stretch, n: number): Promise<SweepReport> =>
    aside(place, 'sweep', part, clients => {
      done[n] = clients
      onProgress?.(done.reduce((sum, of) => sum + of, 0))
    })
  const tally = summed(place, startedAt, await Promise.all(parts.map(report)))
  await countStanding(place, tally)
  const whole = { ...tally, endedAt: clock.now() }
  await keepSummary(place, whole, newId(), known)
  return whole
}

async function countClients({ store, workspaceId }: Place): Promise<number> {
  const current = store.db.selectFrom('client').where('workspaceId', '=', workspaceId).where('supersededAt', 'is', null)
  const { n } = await current.select(eb => eb.fn.countAll<bigint>().as('n')).executeTakeFirstOrThrow()
  return Number(n)
}

/** The sweep beside the main thread, so that pages go on being answered. */
export function sweepAside(place: Place, onProgress?: (clients: number) => void): Promise<SweepReport> {
  const key = `${place.store.location} ${place.workspaceId} ${place.by.today}`
  const known = underWay.get(key)
  if (known) return known
  const sweeping = inThreads(place, onProgress).finally(() => underWay.delete(key))
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
