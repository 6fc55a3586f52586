import type { ImapFlow } from 'imapflow'
import { accessToken, type MailOauth } from './oauth.ts'

/** How to reach the firm's own mail: where replies arrive, and where the mail server files what it sent. */
export interface Mailbox {
  readonly host: string
  readonly port: number
  readonly security: MailboxSecurity
  readonly user: string
  /** Empty where it is opened by token. */
  readonly password: string
  readonly oauth?: MailOauth | undefined
  /** The folder into which replies come. */
  readonly inbox: string
  /** The folder of what was sent; empty: the one that the server marks as such. */
  readonly sent: string
}
export const MAILBOX_SECURITY = ['tls', 'starttls', 'none'] as const
export type MailboxSecurity = (typeof MAILBOX_SECURITY)[number]

const SILENCE_MS_MAX = 60_000

/** What the server said, where it said something; its own words tell more than the library's. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const said = 'responseText' in error && typeof error.responseText === 'string' ? error.responseText : ''
  return said || error.message
}

type Auth = { readonly user: string; readonly pass: string } | { readonly user: string; readonly accessToken: string }

async function connect({ host, port, security }: Mailbox, auth: Auth): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow') // large; few runs of the program open a mailbox
  const client = new ImapFlow({
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    auth,
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: SILENCE_MS_MAX,
  })
  client.on('error', () => undefined) // the command that is under way fails and says so
  try {
    await client.connect()
  } catch (error) {
    client.close()
    throw error
  }
  return client
}

const isRefused = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true

/**
 * A signed-in connection. Whoever opens it ends it: `logout()`, or `close()` where the line is dead. A token that the server no longer takes is
 * renewed once. @throws Error with what the server or the provider of tokens said.
 */
export async function openMailbox(mailbox: Mailbox): Promise<ImapFlow> {
  const { user, password, oauth } = mailbox
  const by = async (renew: boolean): Promise<Auth> =>
    oauth ? { user, accessToken: await accessToken(oauth, renew) } : { user, pass: password }
  try {
    try {
      return await connect(mailbox, await by(false))
    } catch (error) {
      if (!oauth || !isRefused(error)) throw error
      return await connect(mailbox, await by(true))
    }
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error })
  }
}

/** Opens the mailbox, works, signs out whatever happens. */
export async function withMailbox<T>(mailbox: Mailbox, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = await openMailbox(mailbox)
  try {
    return await work(client)
  } finally {
    await client.logout().catch(() => client.close())
  }
}

/** Opens a folder for reading only, for as long as `work` takes. @throws Error naming the folder where it cannot be opened. */
export async function inFolder<T>(client: ImapFlow, folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await client.getMailboxLock(folder, { readOnly: true }).catch(error => {
    throw new Error(`The folder "${folder}" cannot be opened: ${reasonOf(error)}`, { cause: error })
  })
  try {
    return await work()
  } finally {
    lock.release()
  }
}

/** The folder of what was sent: the one named, else the one that the server marks (RFC 6154), else none. */
export async function sentFolderOf(client: ImapFlow, mailbox: Mailbox): Promise<string | undefined> {
  if (mailbox.sent !== '') return mailbox.sent
  return (await client.list()).find(folder => folder.specialUse === '\\Sent')?.path
}

/** A message that lies in the folder of what was sent. */
export interface SentCopy {
  readonly messageId: string
  readonly folder: string
  readonly uid: number
}

/** Which of these messages lie in the folder of what was sent, by their Message-ID (with angle brackets), whole and exactly. */
export async function copiesInSent(client: ImapFlow, mailbox: Mailbox, messageIds: readonly string[]): Promise<SentCopy[]> {
  const folder = await sentFolderOf(client, mailbox)
  if (folder === undefined) throw new Error('The server marks no folder as the one of what was sent: name it.')
  return inFolder(client, folder, async () => {
    const copies: SentCopy[] = []
    for (const messageId of messageIds) {
      // the server searches by part of the header; the envelope says whether it is this one
      const uids = (await client.search({ header: { 'message-id': messageId } }, { uid: true })) || []
      for (const uid of uids) {
        const found = await client.fetchOne(String(uid), { envelope: true }, { uid: true })
        if (found && found.envelope?.messageId === messageId) copies.push({ messageId, folder, uid })
      }
    }
    return copies
  })
}

export interface MailboxCheck {
  /** What is wrong, in the server's words; none: both folders open. */
  readonly fault: string | undefined
  readonly field: 'host' | 'inbox' | 'sent' | undefined
  /** The folder of what was sent, as found; none where the server marks none. */
  readonly sent: string | undefined
  /** Every folder there is, for whoever must choose. */
  readonly folders: readonly string[]
}

/** Whether the server lets us in and has the folders. Reads nothing but their names. */
export async function checkMailbox(mailbox: Mailbox): Promise<MailboxCheck> {
  let field: MailboxCheck['field'] = 'host'
  let folders: readonly string[] = []
  let sent: string | undefined
  try {
    await withMailbox(mailbox, async client => {
      folders = (await client.list()).map(folder => folder.path)
      sent = await sentFolderOf(client, mailbox)
      field = 'inbox'
      await inFolder(client, mailbox.inbox, async () => undefined)
      field = 'sent'
      if (sent !== undefined) await inFolder(client, sent, async () => undefined)
    })
    return { fault: undefined, field: undefined, sent, folders }
  } catch (error) {
    return { fault: reasonOf(error), field, sent, folders }
  }
}
