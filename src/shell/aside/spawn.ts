import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/fault.ts'
import type { Place } from '../workspace.ts'
import type { Answer, Order } from './job.ts'

/** What is read and dropped page by page needs little room for what is young: each of several threads would keep three times as much. */
const LIMITS = { maxYoungGenerationSizeMb: 48 }

/**
 * Begins a job, by its file's name, in a thread of its own with a connection of its own to the same store. Whoever calls says what it gives;
 * `aside` knows that of every job. @throws Refusal as the job itself would.
 */
export async function spawn<Output>(place: Place, job: string, input: unknown, onProgress: (progress: number) => void): Promise<Output> {
  const { store, workspaceId, by } = place
  const order: Order = { job, address: store.address(), workspaceId, by, input }
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const worker = new Worker(new URL(`./worker${ending}`, import.meta.url), { workerData: order, resourceLimits: LIMITS })
  const result = Promise.withResolvers<Output>()
  worker.on('message', (answer: Answer) => {
    if (answer.kind === 'progress') onProgress(answer.progress)
    else if (answer.kind === 'refused') result.reject(new Refusal(answer.faults))
    else result.resolve(answer.output as Output) // what the job of this name gives
  })
  worker.on('error', result.reject)
  worker.on('exit', code => result.reject(new Error(`"${job}" ended with ${code} before it was done`))) // no-op once it is done
  return result.promise
}
