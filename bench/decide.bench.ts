import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { CLIENTS, clientsToDecide } from './decide-clients.ts'

export const name = 'decide'

/** The first rounds are what the compiler needs. */
const ROUNDS = 15

/** Decisions a second of one thread, the best of some rounds, and how many of its clients act. */
async function oneThread(): Promise<{ rate: number; acts: number }> {
  const decideAll = await clientsToDecide()
  let rate = 0
  let acts = 0
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now()
    acts = decideAll()
    rate = Math.max(rate, CLIENTS / ((performance.now() - began) / 1000))
  }
  return { rate, acts }
}

/** The same of several threads at once, each with clients of its own, as the sweep divides a firm: the best of some rounds. */
async function threads(count: number): Promise<number> {
  const workers = Array.from({ length: count }, () => new Worker(new URL('./decide-thread.ts', import.meta.url)))
  const heard = (): Promise<unknown> => Promise.all(workers.map(worker => once(worker, 'message')))
  try {
    await heard()
    let rate = 0
    for (let round = 0; round < ROUNDS; round++) {
      const done = heard()
      const began = performance.now()
      for (const worker of workers) worker.postMessage('go')
      await done
      rate = Math.max(rate, (count * CLIENTS) / ((performance.now() - began) / 1000))
    }
    return rate
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
}

const told = (rate: number): string => Math.round(rate).toLocaleString('en')

export async function run(): Promise<{ what: string; value: string }[]> {
  const { rate, acts } = await oneThread()
  const count = availableParallelism()
  return [
    { what: 'decisions a second (one a client, two open invoices on average), one thread', value: told(rate) },
    { what: `decisions a second of the machine, ${count} threads`, value: told(await threads(count)) },
    { what: 'of which act', value: `${Math.round((100 * acts) / CLIENTS)} %` },
  ]
}
