import { Refusal, refuse } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import { checkSmtp } from '../mail/smtp.ts'
import type { Place } from '../workspace.ts'
import { forgetSealed, keepSealed, openSealed, serverFaults, serverKept } from './sealed-setting.ts'

export const MAIL_SECURITY = ['starttls', 'tls', 'none'] as const
export interface MailServerInput {
  readonly host: string
  readonly port: number
  readonly security: (typeof MAIL_SECURITY)[number]
  readonly user?: string | undefined
  /** Empty: the server asks for none. */
  readonly password?: string | undefined
}
/** By what mail server this installation sends, and where that is said. */
export interface MailServerView {
  readonly server: string | null
  readonly from: 'environment' | 'settings' | null
}

/** Without opening what is sealed. */
export async function mailServerView(place: Place, config: Config): Promise<MailServerView> {
  if (config.smtpUrl !== undefined) return { server: new URL(config.smtpUrl).host, from: 'environment' }
  const server = config.neverSends ? '' : await serverKept(place, 'mail-server')
  return server === '' ? { server: null, from: null } : { server, from: 'settings' }
}

/** The address of the mail server: the environment’s, else the one set in the app. @throws Refusal where it cannot be opened any more. */
export async function smtpUrlOf(place: Place, config: Config): Promise<string | undefined> {
  if (config.smtpUrl !== undefined || config.neverSends) return config.smtpUrl
  return openSealed(place, config, 'mail-server')
}

function urlOf(input: MailServerInput): string {
  const faults = serverFaults(input.host, input.port, 'Usually 587, or 465 with TLS.')
  if (faults.length > 0) throw new Refusal(faults)
  const who = input.user ? `${encodeURIComponent(input.user)}:${encodeURIComponent(input.password ?? '')}@` : ''
  const scheme = input.security === 'tls' ? 'smtps' : 'smtp'
  return `${scheme}://${who}${input.host}:${input.port}${input.security === 'starttls' ? '?requireTLS=true' : ''}`
}

/** Keeps the mail server, its address sealed, once it has let us in. @throws Refusal with what the server said. */
export async function setMailServer(place: Place, config: Config, input: MailServerInput): Promise<MailServerView> {
  if (config.neverSends) return refuse('sample-never-sends', 'The sample firm never sends: its clients are invented.')
  if (config.smtpUrl !== undefined)
    return refuse('mail-server-given', 'The mail server is given by DUNWELL_SMTP_URL.', { mend: 'Start without it to set one here.' })
  const url = urlOf(input)
  const fault = await checkSmtp(url)
  if (fault !== undefined)
    return refuse('mail-server-refuses', `${input.host}:${input.port} does not let us in: ${fault}`, { field: 'host' })
  await keepSealed(place, config, 'mail-server', `${input.host}:${input.port}`, url)
  return mailServerView(place, config)
}

/** Back to drafts. */
export async function forgetMailServer(place: Place, config: Config): Promise<MailServerView> {
  await forgetSealed(place, 'mail-server')
  return mailServerView(place, config)
}
