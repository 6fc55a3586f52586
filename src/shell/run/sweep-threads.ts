import { availableParallelism } from 'node:os'
import { spawn } from '../aside/spawn.ts'
import { newId } from '../store/ids.ts'
import { newestLink } from '../store/journal-head.ts'
import type { Stretch } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { countStanding, keepSummary, type SweepReport, sweep } from './sweep.ts'
import { stretches, summed } from './sweep-parts.ts'
import { rulesOf, toDecide } from './sweep-since.ts'

/** With so many clients to decide, several threads are done sooner than one. */
const THREADS_FROM = 20_000
const THREADS_MAX = 4

/** In this thread, or in one a processor where there are many to decide. Not for the thread that answers pages: counting alone would hold it up. */
export async function sweepWhole(place: Place, onProgress: (clients: number) => void): Promise<SweepReport> {
  const decider = await loadDecider(place)
  const threads = Math.min(THREADS_MAX, availableParallelism())
  if (threads === 1) return sweep(place, decider, { onProgress })
  const asked = await toDecide(place, place.by.today, rulesOf(decider), THREADS_FROM)
  const many = (asked === 'all' ? await countClients(place) : asked.size) >= THREADS_FROM
  return many ? sweepInThreads(place, threads, onProgress) : sweep(place, decider, { onProgress })
}

/**
 * The sweep in so many threads, this one among them: each has a stretch of the clients, and what they came to is summed up here. It ends when
 * all have: a thread that fails does not leave the others at work.
 */
export async function sweepInThreads(place: Place, threads: number, onProgress: (clients: number) => void): Promise<SweepReport> {
  const { store, workspaceId, clock } = place
  const startedAt = clock.now()
  const decider = await loadDecider(place)
  const known = { journalSeq: await newestLink(store.db, workspaceId), rulesHash: rulesOf(decider) }
  const parts = await stretches(store.db, workspaceId, Math.ceil((await countClients(place)) / threads))
  const done = parts.map(() => 0)
  const work = (among: Stretch, n: number): Promise<SweepReport> => {
    const say = (clients: number): void => {
      done[n] = clients
      onProgress(done.reduce((sum, of) => sum + of, 0))
    }
    return n < parts.length - 1 ? spawn(place, 'sweep', among, say) : sweep(place, decider, { among, onProgress: say })
  }
  const ended = await Promise.allSettled(parts.map(work))
  const reports = ended.map(end => {
    if (end.status === 'rejected') throw end.reason
    return end.value
  })
  const tally = summed(place, startedAt, reports)
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
