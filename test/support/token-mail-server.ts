import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server that lets in only whoever holds a token that the provider gave and has not ended. */
export async function startTokenServer(valid: ReadonlySet<string>, user: string) {
  const seen: string[] = []
  const received: string[] = []
  const server = new SMTPServer({
    authMethods: ['XOAUTH2'],
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    closeTimeout: 200,
    onAuth: (auth, _session, done) => {
      seen.push(auth.accessToken ?? '')
      if (auth.username === user && valid.has(auth.accessToken ?? '')) return done(null, { user: 'ada' })
      return done(null, { data: { status: '401', schemes: 'bearer' } } as never) // the types know no refusal of a token
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push(Buffer.concat(chunks).toString('utf8'))
        done(null, 'kept')
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const stop = (): Promise<void> => new Promise(resolve => server.close(() => resolve()))
  return { stop, port: (server.server.address() as AddressInfo).port, seen, received } // it listens on TCP
}
