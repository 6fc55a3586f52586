import { parentPort, workerData } from 'node:worker_threads'
import { beGuest, type Guest } from './held.ts'
import { runCli } from './program.ts'

/** One command, done inside the running app for a person at the keyboard. */
export interface GuestOrder extends Guest {
  readonly args: readonly string[]
}

const order = workerData as GuestOrder // `openDoor` sends exactly this
beGuest(order)
parentPort?.postMessage(await runCli(order.args))
