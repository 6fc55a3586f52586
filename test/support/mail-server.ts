import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Received {
  readonly messageId: string
  readonly to: readonly string[]
  readonly raw: string
}
/** What the server does with a message: by default it takes it. */
export interface Manners {
  readonly onRecipient?: (address: string) => { code: number; text: string } | undefined
  /** `drop`: takes the words, keeps them, and closes the connection without an answer. */
  readonly onMessage?: (received: Received) => 'take' | 'drop' | { code: number; text: string }
  readonly delayMs?: number
}
export interface MailServer {
  readonly url: string
  readonly received: Received[]
  manners: Manners
  stop(): Promise<void>
}

const headerOf = (raw: string, name: string): string => {
  const head = (raw.split('\r\n\r\n', 1)[0] ?? '').replace(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: *(.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
}
export const header = headerOf

const failure = ({ code, text }: { code: number; text: string }): Error => Object.assign(new Error(text), { responseCode: code })

/** A real SMTP server on loopback that keeps what it took. */
export async function startMailServer(port = 0): Promise<MailServer> {
  const received: Received[] = []
  const own: { manners: Manners } = { manners: {} }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (address, _session, done) => {
      const refusal = own.manners.onRecipient?.(address.address)
      done(refusal ? failure(refusal) : null)
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8')
        const message = { messageId: headerOf(raw, 'Message-ID'), to: session.envelope.rcptTo.map(r => r.address), raw }
        const verdict = own.manners.onMessage?.(message) ?? 'take'
        if (typeof verdict === 'object') return done(failure(verdict))
        received.push(message)
        if (verdict === 'drop') {
          for (const connection of (server as unknown as { connections: Set<{ _socket: { destroy(): void } }> }).connections)
            connection._socket.destroy() // the server offers no way to hang up
          return
        }
        setTimeout(() => done(null, `kept ${received.length}`), own.manners.delayMs ?? 0)
      })
    },
  })
  server.on('error', () => undefined) // connections cut by a kill
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', () => resolve()))
  const { port: bound } = server.server.address() as AddressInfo // it listens on TCP
  return {
    url: `smtp://127.0.0.1:${bound}`,
    received,
    get manners() {
      return own.manners
    },
    set manners(manners) {
      own.manners = manners
    },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  }
}
