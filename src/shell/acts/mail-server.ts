import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { checkSmtp, type MailAccess } from '../mail/smtp.ts'
import type { Place } from '../workspace.ts'
import { forgetSealed, keepSealed, openSealed, serverFaults, shownOf } from './sealed-setting.ts'

export const MAIL_SECURITY = ['starttls', 'tls', 'none'] as const
/** Sign-in by token: what the provider gave when the mailbox was allowed (OAuth 2, offline access). */
export interface OauthInput {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}
export interface MailServerInput {
  readonly host: string
  readonly port: number
  readonly security: (typeof MAIL_SECURITY)[number]
  readonly user?: string | undefined
  /** Empty: the server asks for none. */
  readonly password?: string | undefined
  /** Instead of a password. */
  readonly oauth?: OauthInput | undefined
}
/** By what mail server this installation sends, and where that is said. */
export interface MailServerView {
  readonly server: string | null
  readonly from: 'environment' | 'settings' | null
}

const KEY = 'mail-server'

/** Without opening what is sealed. */
export async function mailServerView(place: Place, config: Config): Promise<MailServerView> {
  if (config.smtpUrl !== undefined) return { server: new URL(config.smtpUrl).host, from: 'environment' }
  const server = config.neverSends ? undefined : (await shownOf(place, KEY))?.server
  return server === undefined ? { server: null, from: null } : { server, from: 'settings' }
}

/** The mail server and how to sign in there: the environment’s, else the one set in the app. @throws Refusal where it cannot be opened any more. */
export async function mailAccessOf(place: Place, config: Config): Promise<MailAccess | undefined> {
  if (config.smtpUrl !== undefined) return { url: config.smtpUrl }
  const text = config.neverSends ? undefined : await openSealed(place, config, KEY)
  if (text === undefined) return undefined
  if (!text.startsWith('{')) return { url: text }
  const access = JSON.parse(text) as MailAccess // sealed below in this shape
  return access.oauth === undefined
    ? access
    : { ...access, oauth: { ...access.oauth, onRefreshToken: next => keepNext(place, config, access, next) } }
}

/** A provider that gives a new refresh token at every use takes only the newest. */
async function keepNext(place: Place, config: Config, access: MailAccess, refreshToken: string): Promise<void> {
  const shown = await shownOf(place, KEY)
  if (!shown || !access.oauth) return
  const oauth = { ...access.oauth, refreshToken, onRefreshToken: undefined }
  await keepSealed({ ...place, by: { ...place.by, actor: 'system:mail' } }, config, KEY, shown, JSON.stringify({ ...access, oauth }))
}

function urlOf(input: MailServerInput): string {
  const faults: Fault[] = serverFaults(input.host, input.port, 'Usually 587, or 465 with TLS.')
  const renews = URL.parse(input.oauth?.tokenUrl ?? '')
  if (input.oauth && (!input.user || !renews || !['https:', 'http:'].includes(renews.protocol)))
    faults.push({
      code: 'field-wrong',
      message: 'Sign-in by token needs the mailbox and the address where its provider renews tokens.',
      field: input.user ? 'tokenUrl' : 'user',
      mend: 'For example https://oauth2.googleapis.com/token.',
    })
  if (faults.length > 0) throw new Refusal(faults)
  const who = input.user && !input.oauth ? `${encodeURIComponent(input.user)}:${encodeURIComponent(input.password ?? '')}@` : ''
  const scheme = input.security === 'tls' ? 'smtps' : 'smtp'
  return `${scheme}://${who}${input.host}:${input.port}${input.security === 'starttls' ? '?requireTLS=true' : ''}`
}

/** Keeps the mail server, its address sealed, once it has let us in. @throws Refusal with what the server said. */
export async function setMailServer(place: Place, config: Config, input: MailServerInput): Promise<MailServerView> {
  if (config.neverSends) return refuse('sample-never-sends', 'The sample firm never sends: its clients are invented.')
  if (config.smtpUrl !== undefined)
    return refuse('mail-server-given', 'The mail server is given by DUNWELL_SMTP_URL.', { mend: 'Start without it to set one here.' })
  const url = urlOf(input)
  let current = input.oauth?.refreshToken ?? ''
  const keep = async (next: string): Promise<void> => {
    current = next
  }
  const oauth = input.oauth && { ...input.oauth, user: input.user ?? '' }
  const fault = await checkSmtp({ url, oauth: oauth && { ...oauth, onRefreshToken: keep } })
  if (fault !== undefined)
    return refuse('mail-server-refuses', `${input.host}:${input.port} does not let us in: ${fault}`, { field: 'host' })
  const text = oauth ? JSON.stringify({ url, oauth: { ...oauth, refreshToken: current } }) : url
  await keepSealed(place, config, KEY, { server: `${input.host}:${input.port}` }, text)
  return mailServerView(place, config)
}

/** Back to drafts. */
export async function forgetMailServer(place: Place, config: Config): Promise<MailServerView> {
  await forgetSealed(place, KEY)
  return mailServerView(place, config)
}
