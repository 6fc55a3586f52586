import { parentPort, workerData } from 'node:worker_threads'
import { tickingFrom } from '../clock.ts'
import { openFileStore } from '../store/store.ts'
import { enterWorkspace } from '../workspace.ts'
import { loadDecider } from './decider.ts'
import { sweep } from './sweep.ts'

/** What the server asks of the worker; the process already holds the store's lock. */
export interface SweepOrder {
  readonly file: string
  readonly workspaceId: string
  readonly actor: string
  /** The instant it is there. */
  readonly at: string
}

async function work(order: SweepOrder): Promise<void> {
  const store = await openFileStore(order.file)
  try {
    const place = await enterWorkspace(store, tickingFrom(order.at), order.actor, 'daily run', order.workspaceId)
    const report = await sweep(place, await loadDecider(place), {
      onProgress: clients => parentPort?.postMessage({ kind: 'progress', clients }),
    })
    parentPort?.postMessage({ kind: 'done', report })
  } finally {
    await store.close()
  }
}

await work(workerData as SweepOrder) // `sweepAside` sends exactly this
