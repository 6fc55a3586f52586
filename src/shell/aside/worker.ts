import { readlinkSync } from 'node:fs'
import { getPriority, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../core/fault.ts'
import { tickingFrom } from '../clock.ts'
import { openPostgresStore } from '../store/postgres.ts'
import { openFileStore } from '../store/store.ts'
import { enterWorkspace } from '../workspace.ts'
import type { Answer, Job, Order, WorkerStart } from './job.ts'

const answer = (given: Answer): void => parentPort?.postMessage(given)

async function work({ job, address, workspaceId, by, input }: Order): Promise<void> {
  const ending = import.meta.url.slice(-3) // .ts in a checkout, .js in a package
  const asked = (await import(new URL(`./jobs/${job}${ending}`, import.meta.url).href)) as Job<unknown, unknown> // `aside` names one of them
  const store = await (address.startsWith('postgres') ? openPostgresStore(address) : openFileStore(address))
  try {
    const place = await enterWorkspace(store, tickingFrom(by.at), by.actor, by.source, workspaceId)
    const output = await asked.work({ ...place, by }, input, progress => answer({ kind: 'progress', progress }))
    answer({ kind: 'done', output })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    answer({ kind: 'refused', faults: error.faults })
  } finally {
    await store.close()
  }
}

/** In steps of the system's own scale: a third of the share that pages get, and all of what they leave. */
const STEPS_BACK = 5

/** Pages before long work: where both want a processor, the thread that answers pages has it. Linux alone knows priorities of threads. */
function stepBack(): void {
  try {
    const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1)) // PID/task/THREAD
    setPriority(thread, getPriority(thread) + STEPS_BACK)
  } catch {
    // another system, or a sandbox without /proc: all threads are equal there
  }
}

stepBack()
const { order, stays } = workerData as WorkerStart // `spawn` sends exactly this
if (stays) parentPort?.on('message', (next: Order | undefined) => (next ? work(next) : parentPort?.close()))
await work(order)
