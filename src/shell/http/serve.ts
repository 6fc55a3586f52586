import type { Server } from 'node:http'
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'

export type Fetch = (request: Request) => Response | Promise<Response>

export interface Listening {
  readonly port: number
  readonly origin: string
  /** Sets who answers; until then requests wait. */
  answerWith(fetch: Fetch): void
  /** Ends open requests kindly, idle connections at once. */
  stop(): Promise<void>
}

const HOST = '127.0.0.1'
const TRIES = 20

/** Listens on loopback; where the port is taken, on the next free one. `port` 0 lets the system choose. */
export async function listen(port: number, say: (line: string) => void): Promise<Listening> {
  let answer: ((fetch: Fetch) => void) | undefined
  const ready = new Promise<Fetch>(resolve => {
    answer = resolve
  })
  const listener = getRequestListener(async request => (await ready)(request))
  const server = createServer((request, response) => void listener(request, response))
  const taken = await bind(server, port, say)
  return {
    port: taken,
    origin: `http://${HOST}:${taken}`,
    answerWith: fetch => answer?.(fetch),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeIdleConnections()
        setTimeout(() => server.closeAllConnections(), 2000).unref()
      }),
  }
}

async function bind(server: Server, port: number, say: (line: string) => void): Promise<number> {
  for (let at = port; ; at += 1) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject)
        server.listen(at, HOST, () => {
          server.off('error', reject)
          resolve()
        })
      })
      const address = server.address()
      return typeof address === 'object' && address ? address.port : at
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || at >= port + TRIES) throw error // node’s own errors carry a code
      say(`Port ${at} is taken; trying ${at + 1}.`)
    }
  }
}
