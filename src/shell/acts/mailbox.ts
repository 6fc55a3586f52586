import { Refusal, refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { checkMailbox, MAILBOX_SECURITY, type Mailbox, type MailboxCheck, type MailboxSecurity } from '../mail/imap.ts'
import { forgetTokens, type MailOauth } from '../mail/oauth.ts'
import type { Place } from '../workspace.ts'
import { keepNewest, type OauthInput, oauthFaults, oauthKept, onTrial, remembering, type SignIn } from './mail-sign-in.ts'
import { forgetSealed, keepSealed, openSealed, serverFaults, serverKept } from './sealed-setting.ts'

export interface MailboxInput {
  readonly host: string
  readonly port: number
  readonly security: MailboxSecurity
  readonly user: string
  /** Empty where it is opened by token. */
  readonly password: string
  readonly oauth?: OauthInput | undefined
  /** Opened by the token by which mail is sent; what is said of either is not needed. */
  readonly asSending?: boolean | undefined
  /** Empty: INBOX. */
  readonly inbox?: string | undefined
  /** Empty: the folder that the server marks as the one of what was sent. */
  readonly sent?: string | undefined
}
/** Where the firm's own mail is read, and where that is said. The password is never shown. */
export interface MailboxView {
  readonly server: string | null
  readonly from: 'environment' | 'settings' | null
  readonly user: string | null
  readonly inbox: string | null
  readonly sent: string | null
  readonly signIn: SignIn
}
const NONE: MailboxView = { server: null, from: null, user: null, inbox: null, sent: null, signIn: null }
const DEFAULT_INBOX = 'INBOX'

/** Reads `imaps://user:password@host:993` or `imap://…` (STARTTLS; `?security=none` without); `?inbox=…&sent=…` name folders. */
export function mailboxFromUrl(text: string): Mailbox {
  const url = URL.parse(text)
  const security = url?.searchParams.get('security') ?? (url?.protocol === 'imaps:' ? 'tls' : 'starttls')
  const known = MAILBOX_SECURITY.find(s => s === security)
  if (!url || !/^imaps?:$/.test(url.protocol) || !url.hostname || !url.username || !known)
    return refuse('imap-url-wrong', 'This is not the address of a mailbox.', {
      field: 'DUNWELL_IMAP_URL',
      mend: 'Write it as imaps://user:password@mail.example.com:993',
    })
  return {
    host: url.hostname,
    port: Number(url.port || (known === 'tls' ? 993 : 143)),
    security: known,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    inbox: url.searchParams.get('inbox') ?? DEFAULT_INBOX,
    sent: url.searchParams.get('sent') ?? '',
  }
}

/** The mailbox: the environment's, else the one set in the app; none: replies are not fetched, copies not looked for. */
export async function mailboxOf(place: Place, config: Config): Promise<Mailbox | undefined> {
  if (config.neverSends) return undefined
  if (config.imapUrl !== undefined) return mailboxFromUrl(config.imapUrl)
  const text = await openSealed(place, config, 'mailbox')
  if (text === undefined) return undefined
  const mailbox = JSON.parse(text) as Mailbox // written below
  return mailbox.oauth === undefined ? mailbox : { ...mailbox, oauth: remembering(place, config, mailbox.oauth) }
}

export async function mailboxView(place: Place, config: Config): Promise<MailboxView> {
  const server = await serverKept(place, 'mailbox')
  if (config.neverSends || (config.imapUrl === undefined && server === '')) return NONE
  const from = config.imapUrl === undefined ? 'settings' : 'environment'
  try {
    const mailbox = await mailboxOf(place, config)
    if (!mailbox) return NONE
    const { host, port, user, inbox, sent, oauth } = mailbox
    return { server: `${host}:${port}`, from, user, inbox, sent: sent || null, signIn: oauth ? 'token' : 'password' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { ...NONE, server, from } // sealed by another secret: whoever uses it is told so
  }
}

function mailboxFrom(input: MailboxInput, sending: MailOauth | undefined): Mailbox {
  const user = sending?.user ?? input.user
  const oauth = sending ?? (input.oauth && { ...input.oauth, user })
  const faults = [...serverFaults(input.host, input.port, 'Usually 993, or 143 with STARTTLS.'), ...oauthFaults(oauth, user)]
  for (const field of ['user', 'password'] as const)
    if (!oauth && !input[field])
      faults.push({ code: 'field-missing', message: `The ${field} is missing.`, field, mend: 'A mailbox is opened with both.' })
  if (faults.length > 0) throw new Refusal(faults)
  const { host, port, security } = input
  const password = oauth ? '' : input.password
  return { host, port, security, user, password, ...(oauth ? { oauth } : {}), inbox: input.inbox || DEFAULT_INBOX, sent: input.sent ?? '' }
}

/** The sign-in by which mail is sent. @throws Refusal where that is not by token. */
async function sendingSignIn(place: Place, config: Config): Promise<MailOauth> {
  const oauth = await oauthKept(place, config, 'mail-server')
  return (
    oauth ??
    refuse('sign-in-missing', 'Mail is not sent by token, so the mailbox cannot be opened by the same.', {
      field: 'asSending',
      mend: 'Set the mail server first, or give the mailbox its own sign-in.',
    })
  )
}

/** What a mailbox answers when it is tried. @throws Refusal with what it said, and which folders there are. */
async function tried(mailbox: Mailbox): Promise<MailboxCheck> {
  const check = await checkMailbox(mailbox)
  if (check.fault === undefined) return check
  const where = `${mailbox.host}:${mailbox.port}`
  const message = check.field === 'host' ? `${where} does not let us in: ${check.fault}` : `${where}: ${check.fault}`
  const folders = check.folders.length > 0 ? { mend: `Folders there: ${check.folders.join(', ')}.` } : {}
  return refuse('mailbox-refuses', message, { params: { answer: check.fault }, ...(check.field ? { field: check.field } : {}), ...folders })
}

/** Keeps the mailbox, sealed, once it has let us in and its folders open. @throws Refusal with what the server said. */
export async function setMailbox(place: Place, config: Config, input: MailboxInput): Promise<MailboxView> {
  if (config.neverSends) return refuse('sample-never-sends', 'The sample firm has no mail: its clients are invented.')
  if (config.imapUrl !== undefined)
    return refuse('mailbox-given', 'The mailbox is given by DUNWELL_IMAP_URL.', { mend: 'Start without it to set one here.' })
  const mailbox = mailboxFrom(input, input.asSending ? await sendingSignIn(place, config) : undefined)
  const { oauth } = mailbox
  const trial = oauth && onTrial(oauth)
  if (oauth && !input.asSending) forgetTokens(oauth)
  await tried(trial ? { ...mailbox, oauth: trial.oauth } : mailbox)
  await keepSealed(place, config, 'mailbox', { server: `${mailbox.host}:${mailbox.port}` }, JSON.stringify(mailbox))
  if (oauth && trial) await keepNewest(place, config, oauth, trial.newest())
  return mailboxView(place, config)
}

export interface MailboxTest {
  readonly server: string
  readonly inbox: string
  /** The folder of what was sent; none: copies there settle nothing. */
  readonly sent: string | null
  readonly folders: readonly string[]
}

/** Tries the mailbox that is set. Reads no message. @throws Refusal with what the server said. */
export async function testMailbox(place: Place, config: Config): Promise<MailboxTest> {
  const mailbox = await mailboxOf(place, config)
  if (!mailbox) return refuse('no-mailbox', 'No mailbox is set.', { mend: 'Set one under Settings, Sending and mailbox.' })
  const { sent, folders } = await tried(mailbox)
  return { server: `${mailbox.host}:${mailbox.port}`, inbox: mailbox.inbox, sent: sent ?? null, folders }
}

export async function forgetMailbox(place: Place, config: Config): Promise<MailboxView> {
  await forgetSealed(place, 'mailbox')
  return mailboxView(place, config)
}
