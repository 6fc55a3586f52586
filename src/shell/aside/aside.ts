import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/fault.ts'
import type { Place } from '../workspace.ts'
import type { Answer, Job, Order } from './job.ts'

/** What each job takes and gives, from its own file. */
interface Jobs {
  readonly overview: typeof import('./jobs/overview.ts')
  readonly sweep: typeof import('./jobs/sweep.ts')
  readonly 'import-preview': typeof import('./jobs/import-preview.ts')
  readonly 'import-confirm': typeof import('./jobs/import-confirm.ts')
}
type InputOf<J> = J extends Job<infer I, infer _O> ? I : never
type OutputOf<J> = J extends Job<infer _I, infer O> ? O : never

/**
 * Does long work beside the main thread, with a connection of its own to the same store. @throws Refusal as the job itself would.
 * @param onProgress called with how far it is, in the job's own count.
 */
export async function aside<N extends keyof Jobs>(
  place: Place,
  job: N,
  input: InputOf<Jobs[N]>,
  onProgress: (progress: number) => void = () => undefined,
): Promise<OutputOf<Jobs[N]>> {
  const { store, workspaceId, by } = place
  const order: Order = { job, address: store.address(), workspaceId, by, input }
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const worker = new Worker(new URL(`./worker${ending}`, import.meta.url), { workerData: order })
  const result = Promise.withResolvers<OutputOf<Jobs[N]>>()
  worker.on('message', (answer: Answer) => {
    if (answer.kind === 'progress') onProgress(answer.progress)
    else if (answer.kind === 'refused') result.reject(new Refusal(answer.faults))
    else result.resolve(answer.output as OutputOf<Jobs[N]>) // what the job of this name gives
  })
  worker.on('error', result.reject)
  worker.on('exit', code => result.reject(new Error(`"${job}" ended with ${code} before it was done`))) // no-op once it is done
  return result.promise
}
