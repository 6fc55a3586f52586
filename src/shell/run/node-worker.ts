import { parentPort, workerData } from 'node:worker_threads'
import { tickingFrom } from '../clock.ts'
import { openPostgresStore } from '../store/postgres.ts'
import type { NodeMessage, NodeOrder, NodeRequest } from './node-aside.ts'
import { openNode } from './nodes.ts'

const order = workerData as NodeOrder // `openNodeAside` sends exactly this
const say = (message: NodeMessage): void => parentPort?.postMessage(message)
const saying = (error: unknown): void =>
  say({ kind: 'fault', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })

const store = await openPostgresStore(order.url)
const { silenceSeconds, clientsPerPart } = order
const node = await openNode(store, {
  clock: tickingFrom(order.at),
  onFault: saying,
  ...(silenceSeconds === undefined ? {} : { silenceSeconds }),
  ...(clientsPerPart === undefined ? {} : { clientsPerPart }),
})
parentPort?.on('message', (request: NodeRequest) => {
  if (request.kind === 'sweep') return void node.askForSweep(request.workspaceId).catch(saying)
  void node
    .stop()
    .then(() => store.close())
    .catch(saying)
    .finally(() => parentPort?.close())
})
say({ kind: 'open' })
