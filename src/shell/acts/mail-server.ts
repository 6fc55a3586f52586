import { Refusal, refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { forgetTokens } from '../mail/oauth.ts'
import { checkSmtp, type MailAccess } from '../mail/smtp.ts'
import type { Place } from '../workspace.ts'
import { keepNewest, type OauthInput, oauthFaults, onTrial, remembering, type SignIn } from './mail-sign-in.ts'
import { forgetSealed, keepSealed, openSealed, serverFaults, shownOf } from './sealed-setting.ts'

export const MAIL_SECURITY = ['starttls', 'tls', 'none'] as const
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
  readonly signIn: SignIn
}

const KEY = 'mail-server'

/** Without opening what is sealed. */
export async function mailServerView(place: Place, config: Config): Promise<MailServerView> {
  if (config.smtpUrl !== undefined) {
    const { host, username } = new URL(config.smtpUrl)
    return { server: host, from: 'environment', signIn: username === '' ? null : 'password' }
  }
  const shown = config.neverSends ? undefined : await shownOf(place, KEY)
  if (!shown?.server) return { server: null, from: null, signIn: null }
  return { server: shown.server, from: 'settings', signIn: (['token', 'password'] as const).find(how => how === shown.signIn) ?? null }
}

/** The mail server and how to sign in there: the environment’s, else the one set in the app. @throws Refusal where it cannot be opened any more. */
export async function mailAccessOf(place: Place, config: Config): Promise<MailAccess | undefined> {
  if (config.smtpUrl !== undefined) return { url: config.smtpUrl }
  const text = config.neverSends ? undefined : await openSealed(place, config, KEY)
  if (text === undefined) return undefined
  if (!text.startsWith('{')) return { url: text }
  const access = JSON.parse(text) as MailAccess // sealed below in this shape
  return access.oauth === undefined ? access : { ...access, oauth: remembering(place, config, access.oauth) }
}

function urlOf(input: MailServerInput): string {
  const faults = [...serverFaults(input.host, input.port, 'Usually 587, or 465 with TLS.'), ...oauthFaults(input.oauth, input.user)]
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
  const oauth = input.oauth && { ...input.oauth, user: input.user ?? '' }
  const trial = oauth && onTrial(oauth)
  if (oauth) forgetTokens(oauth)
  const fault = await checkSmtp({ url, oauth: trial?.oauth })
  if (fault !== undefined)
    return refuse('mail-server-refuses', `${input.host}:${input.port} does not let us in: ${fault}`, {
      field: 'host',
      params: { server: `${input.host}:${input.port}`, answer: fault },
    })
  const signIn = oauth ? 'token' : input.user ? 'password' : ''
  await keepSealed(place, config, KEY, { server: `${input.host}:${input.port}`, signIn }, oauth ? JSON.stringify({ url, oauth }) : url)
  if (oauth && trial) await keepNewest(place, config, oauth, trial.newest())
  return mailServerView(place, config)
}

/** Back to drafts. */
export async function forgetMailServer(place: Place, config: Config): Promise<MailServerView> {
  await forgetSealed(place, KEY)
  return mailServerView(place, config)
}
