import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/fault.ts'
import type { Place } from '../workspace.ts'
import type { Answer, Order, WorkerStart } from './job.ts'

/** What is read and dropped page by page needs little room for what is young: each of several threads would keep three times as much. */
const LIMITS = { maxYoungGenerationSizeMb: 48 }

function begin(start: WorkerStart): Worker {
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const worker = new Worker(new URL(`./worker${ending}`, import.meta.url), { workerData: start, resourceLimits: LIMITS })
  return worker.on('error', () => undefined) // told to whoever waits for an order; while none does, its end is enough
}

/** What a worker says until its order is done. */
function heard<Output>(worker: Worker, job: string, onProgress: (progress: number) => void): Promise<Output> {
  const result = Promise.withResolvers<Output>()
  const onMessage = (answer: Answer): void => {
    if (answer.kind === 'progress') onProgress(answer.progress)
    else if (answer.kind === 'refused') result.reject(new Refusal(answer.faults))
    else result.resolve(answer.output as Output) // what the job of this name gives
  }
  const onExit = (code: number): void => result.reject(new Error(`"${job}" ended with ${code} before it was done`)) // no-op once it is done
  worker.on('message', onMessage).on('error', result.reject).on('exit', onExit)
  return result.promise.finally(() => worker.off('message', onMessage).off('error', result.reject).off('exit', onExit))
}

const orderOf = ({ store, workspaceId, by }: Place, job: string, input: unknown): Order => ({
  job,
  address: store.address(),
  workspaceId,
  by,
  input,
})

/**
 * Begins a job, by its file's name, in a thread of its own with a connection of its own to the same store. Whoever calls says what it gives;
 * `aside` knows that of every job. @throws Refusal as the job itself would.
 */
export const spawn = <Output>(place: Place, job: string, input: unknown, onProgress: (progress: number) => void): Promise<Output> =>
  heard(begin({ order: orderOf(place, job, input), stays: false }), job, onProgress)

/** The worker that waits with what it keeps in mind, and when it is let go. */
let waiting: { readonly worker: Worker; readonly ends: NodeJS.Timeout } | undefined

function letGo(): Worker | undefined {
  const { worker, ends } = waiting ?? {}
  clearTimeout(ends)
  waiting = undefined
  return worker
}

/**
 * The same in a worker that stays for a while afterwards and takes the next such job, so that what one keeps in mind serves the next: one
 * waits at most, without a connection, and holds up no end of the process. @param staysMs none: it ends after this job.
 */
export async function spawnStaying<Output>(
  place: Place,
  job: string,
  input: unknown,
  onProgress: (progress: number) => void,
  staysMs?: number,
): Promise<Output> {
  const order = orderOf(place, job, input)
  const known = letGo()
  known?.ref()
  known?.postMessage(order)
  const worker = known ?? begin({ order, stays: true })
  let isWell = false
  try {
    const output = await heard<Output>(worker, job, onProgress)
    isWell = true
    return output
  } catch (error) {
    isWell = error instanceof Refusal
    throw error
  } finally {
    if (isWell && staysMs !== undefined) stay(worker, staysMs)
    else worker.postMessage(undefined)
  }
}

function stay(worker: Worker, staysMs: number): void {
  letGo()?.postMessage(undefined)
  worker.unref()
  const ends = setTimeout(() => letGo()?.postMessage(undefined), staysMs).unref()
  waiting = { worker, ends }
  worker.once('exit', () => {
    if (waiting?.worker === worker) letGo()
  })
}
