import { Worker } from 'node:worker_threads'
import type { Node, NodeOptions } from './nodes.ts'

/** What the app asks of the thread that is its node. */
export interface NodeOrder {
  readonly url: string
  /** The instant it is there. */
  readonly at: string
  readonly silenceSeconds?: number | undefined
  readonly clientsPerPart?: number | undefined
}
export type NodeRequest = { readonly kind: 'sweep'; readonly workspaceId: string } | { readonly kind: 'stop' }
export type NodeMessage = { readonly kind: 'open' } | { readonly kind: 'fault'; readonly message: string }

const AGAIN_AFTER_MS = 5000

/** This process's node, in a thread of its own: pages go on being answered while it decides. A thread that fails is begun anew. */
export function openNodeAside(url: string, options: NodeOptions): Node {
  const { clock, onFault, silenceSeconds, clientsPerPart } = options
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  let isStopping = false
  let worker: Worker | undefined
  let ended = Promise.withResolvers<void>()
  const begin = (): void => {
    const order: NodeOrder = { url, at: clock.now(), silenceSeconds, clientsPerPart }
    const thread = new Worker(new URL(`./node-worker${ending}`, import.meta.url), { workerData: order })
    worker = thread
    ended = Promise.withResolvers<void>()
    thread.on('message', (message: NodeMessage) => {
      if (message.kind === 'fault') onFault(new Error(message.message))
    })
    thread.on('error', onFault)
    thread.on('exit', () => {
      ended.resolve()
      if (!isStopping) setTimeout(() => isStopping || begin(), AGAIN_AFTER_MS).unref()
    })
  }
  const ask = (request: NodeRequest): void => worker?.postMessage(request)
  begin()
  return {
    askForSweep: async workspaceId => ask({ kind: 'sweep', workspaceId }),
    stop: async () => {
      isStopping = true
      ask({ kind: 'stop' })
      await ended.promise
    },
  }
}
