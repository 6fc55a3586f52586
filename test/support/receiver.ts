import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Asked {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
/** What the server does with a request: an answer, or `drop`: it takes the words and hangs up. */
export type Manner = (
  asked: Asked,
) => { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> } | 'drop' | 'silence'
export interface Receiver {
  readonly url: string
  /** As it must be named for requests to reach it. */
  readonly host: string
  readonly asked: Asked[]
  manner: Manner
  stop(): Promise<void>
}

/** A real HTTP server on loopback that keeps what it was asked. */
export async function startReceiver(manner: Manner = () => ({ status: 200, body: '{}' }), delayMs = 0): Promise<Receiver> {
  const asked: Asked[] = []
  const own = { manner }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('error', () => undefined) // connections cut by a kill
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = { url: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') }
      asked.push(one)
      const answer = own.manner(one)
      if (answer === 'drop') return void request.socket.destroy()
      if (answer === 'silence') return
      setTimeout(() => response.writeHead(answer.status, answer.headers).end(answer.body ?? ''), delayMs)
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    asked,
    get manner() {
      return own.manner
    },
    set manner(next) {
      own.manner = next
    },
    stop: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
