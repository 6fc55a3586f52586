import { Readable } from 'node:stream'
import type { parseConnectionUrl } from 'nodemailer/lib/shared'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import { type MailOauth, tokenOf } from './oauth.ts'

/** What became of one message at the server. Every way a conversation can end is exactly one of these. */
export type Delivery =
  | { readonly kind: 'sent'; readonly response: string; readonly rejected: readonly string[] }
  /** The server said no for good; it holds no copy. */
  | { readonly kind: 'refused'; readonly stage: 'recipient' | 'message'; readonly response: string; readonly rejected: readonly string[] }
  /** Certainly no copy at the server; worth another try. `about`: said of this message or its recipients, others may leave meanwhile. */
  | { readonly kind: 'later'; readonly reason: string; readonly about?: 'message' }
  /** The words were on their way and no answer came: nobody knows. */
  | { readonly kind: 'unsure'; readonly reason: string }
  /** Nothing was sent: a file that a person sends. */
  | { readonly kind: 'drafted'; readonly file: string }

export interface SmtpLine {
  deliver(from: string, to: readonly string[], message: Uint8Array): Promise<Delivery>
  close(): void
}

const MESSAGES_PER_CONNECTION = 100
const SILENCE_MS_MAX = 60_000
/** RFC 5321, 3.8: the server is about to close, whatever the command was. */
const CLOSING = 421

type SmtpError = Error & {
  readonly code?: string
  readonly response?: string
  readonly responseCode?: number
  readonly command?: string
  readonly rejected?: string[]
}

const asError = (error: unknown): SmtpError => (error instanceof Error ? error : new Error(String(error)))

/** Reads the server's answer. `handedOver`: the server had said "go ahead" and the words were being sent. */
export function readFailure(failure: SmtpError, handedOver: boolean, to: readonly string[]): Delivery {
  const { responseCode, message } = failure
  const said = failure.response || message
  if (responseCode === undefined) return handedOver ? { kind: 'unsure', reason: message } : { kind: 'later', reason: message }
  const isAboutMessage = (handedOver || failure.command === 'RCPT TO') && responseCode !== CLOSING
  if (responseCode < 500) return isAboutMessage ? { kind: 'later', reason: said, about: 'message' } : { kind: 'later', reason: said }
  if (failure.command === 'RCPT TO') return { kind: 'refused', stage: 'recipient', response: said, rejected: failure.rejected ?? [...to] }
  // a refused sign-in or sender is our own setting: mending it sends the message
  if (!handedOver) return { kind: 'later', reason: said }
  return { kind: 'refused', stage: 'message', response: said, rejected: [] }
}

/** A mail server, and how we show who we are: a password in its address, or a token. */
export interface MailAccess {
  readonly url: string
  readonly oauth?: MailOauth | undefined
}

async function connect({ url, oauth }: MailAccess): Promise<SMTPConnection> {
  const [{ parseConnectionUrl }, { default: SMTPConnection }] = await Promise.all([
    import('nodemailer/lib/shared'),
    import('nodemailer/lib/smtp-connection'),
  ])
  const options = parseConnectionUrl(url)
  const connection = new SMTPConnection({ connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: SILENCE_MS_MAX, ...options })
  const ready = Promise.withResolvers<void>()
  connection.on('error', error => ready.reject(error))
  connection.on('end', () => ready.reject(new Error('The mail server closed the connection.')))
  connection.connect(error => (error ? ready.reject(error) : ready.resolve()))
  await ready.promise
  try {
    await signIn(connection, options.auth, oauth)
  } catch (error) {
    connection.close()
    throw error
  }
  return connection
}

type Auth = ReturnType<typeof parseConnectionUrl>['auth']

async function signIn(connection: SMTPConnection, auth: Auth, oauth: MailOauth | undefined): Promise<void> {
  const login = (how: SMTPConnection.AuthenticationType | SMTPConnection.Credentials): Promise<void> =>
    new Promise((resolve, reject) => connection.login(how as SMTPConnection.Credentials, error => (error ? reject(error) : resolve()))) // either is taken
  // the types of the library want a token’s options, its code the token itself
  if (oauth) return login({ type: 'OAUTH2', oauth2: tokenOf(oauth) } as unknown as SMTPConnection.AuthenticationType)
  if (auth && 'user' in auth && 'pass' in auth && auth.user && auth.pass) return login({ user: auth.user, pass: auth.pass })
}

function sendOver(connection: SMTPConnection, from: string, to: readonly string[], message: Uint8Array): Promise<Delivery> {
  // the stream is read only after the server has said "go ahead" to DATA: that moment divides "later" from "unsure"
  let handedOver = false
  const words = new Readable({
    read() {
      handedOver = true
      this.push(message)
      this.push(null)
    },
  })
  const done = Promise.withResolvers<Delivery>()
  const lost = (reason: string) => done.resolve(readFailure(new Error(reason), handedOver, to))
  const onError = (error: Error) => done.resolve(readFailure(asError(error), handedOver, to))
  const onEnd = () => lost('The mail server closed the connection.')
  connection.on('error', onError)
  connection.on('end', onEnd)
  connection.send({ from, to: [...to], size: message.byteLength }, words, (error, info) => {
    if (error) done.resolve(readFailure(asError(error), handedOver, to))
    else done.resolve({ kind: 'sent', response: info?.response ?? '', rejected: info?.rejected ?? [] })
  })
  return done.promise.finally(() => {
    connection.off('error', onError)
    connection.off('end', onEnd)
  })
}

/** One line to a mail server, opened when first needed and kept for further messages; one message at a time. */
export function openSmtpLine(access: MailAccess): SmtpLine {
  let connection: SMTPConnection | undefined
  let used = 0
  const drop = (): void => {
    connection?.close()
    connection = undefined
    used = 0
  }
  return {
    async deliver(from, to, message) {
      try {
        if (connection?.destroyed || used >= MESSAGES_PER_CONNECTION) drop()
        connection ??= await connect(access)
      } catch (error) {
        drop()
        return { kind: 'later', reason: asError(error).message }
      }
      used += 1
      const delivery = await sendOver(connection, from, to, message)
      if (delivery.kind !== 'sent') drop()
      return delivery
    },
    close: () => {
      connection?.quit()
      connection = undefined
    },
  }
}

/** Whether the server lets us in; sends nothing. @returns what is wrong, or undefined. */
export async function checkSmtp(access: MailAccess): Promise<string | undefined> {
  try {
    const connection = await connect(access)
    connection.quit()
    return undefined
  } catch (error) {
    return asError(error).message
  }
}
