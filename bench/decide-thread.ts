import { parentPort } from 'node:worker_threads'
import { clientsToDecide } from './decide-clients.ts'

// one of the threads of `decide.bench.ts`: decides all its clients each time it is told to
const decideAll = await clientsToDecide()
parentPort?.on('message', () => parentPort?.postMessage(decideAll()))
parentPort?.postMessage('ready')
