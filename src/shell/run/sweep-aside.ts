import { Worker } from 'node:worker_threads'
import type { Place } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { type SweepReport, sweep } from './sweep.ts'
import type { SweepOrder } from './sweep-worker.ts'

type Message = { readonly kind: 'progress'; readonly clients: number } | { readonly kind: 'done'; readonly report: SweepReport }

/** The sweep beside the main thread, so that pages go on being answered. On PostgreSQL it waits for the database anyway. */
export async function sweepAside(place: Place, onProgress: (clients: number) => void = () => undefined): Promise<SweepReport> {
  if (place.store.flavour === 'postgres') return sweep(place, await loadDecider(place), { onProgress })
  const order: SweepOrder = { file: place.store.location, workspaceId: place.workspaceId, actor: place.by.actor, at: place.by.at }
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const worker = new Worker(new URL(`./sweep-worker${ending}`, import.meta.url), { workerData: order })
  const result = Promise.withResolvers<SweepReport>()
  worker.on('message', (message: Message) => (message.kind === 'done' ? result.resolve(message.report) : onProgress(message.clients)))
  worker.on('error', result.reject)
  worker.on('exit', code => result.reject(new Error(`the sweep ended with ${code} before it was done`))) // no-op once it is done
  return result.promise
}
