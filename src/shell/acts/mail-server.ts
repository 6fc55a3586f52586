import { dirname, join } from 'node:path'
import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { seal, unseal } from '../auth/seal.ts'
import { secretIn } from '../auth/secret.ts'
import type { Config } from '../config.ts'
import { checkSmtp } from '../mail/smtp.ts'
import { workspaceFacts } from '../store/load.ts'
import { record } from '../store/record.ts'
import type { Place } from '../workspace.ts'

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

const KEY = 'mail-server'
const secretOf = (config: Config): Promise<string> => secretIn(join(dirname(config.store), 'secret'))

async function kept(place: Place): Promise<Fact<'setting'> | undefined> {
  return (await workspaceFacts(place.store.db, place.workspaceId, 'setting')).findLast(s => s.key === KEY)
}
const textOf = (setting: Fact<'setting'> | undefined, field: 'server' | 'sealed'): string => {
  const value: unknown = setting?.value
  const found = value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[field] : undefined // JSON object
  return typeof found === 'string' ? found : ''
}

/** Without opening what is sealed. */
export async function mailServerView(place: Place, config: Config): Promise<MailServerView> {
  if (config.smtpUrl !== undefined) return { server: new URL(config.smtpUrl).host, from: 'environment' }
  const server = config.neverSends ? '' : textOf(await kept(place), 'server')
  return server === '' ? { server: null, from: null } : { server, from: 'settings' }
}

/** The address of the mail server: the environment’s, else the one set in the app. @throws Refusal where it cannot be opened any more. */
export async function smtpUrlOf(place: Place, config: Config): Promise<string | undefined> {
  if (config.smtpUrl !== undefined || config.neverSends) return config.smtpUrl
  const sealed = textOf(await kept(place), 'sealed')
  if (sealed === '') return undefined
  return (
    unseal(await secretOf(config), sealed) ??
    refuse('mail-server-sealed', 'The mail server’s password was sealed by another secret and cannot be opened.', {
      mend: 'Enter the mail server again in Settings, or put back the file "secret" that lay beside the store.',
    })
  )
}

function urlOf(input: MailServerInput): string {
  const faults: Fault[] = []
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(input.host))
    faults.push({
      code: 'field-wrong',
      message: `"${input.host}" is not the name of a server.`,
      field: 'host',
      mend: 'For example mail.example.com.',
    })
  if (!Number.isInteger(input.port) || input.port < 1 || input.port > 65_535)
    faults.push({ code: 'field-wrong', message: `"${input.port}" is not a port.`, field: 'port', mend: 'Usually 587, or 465 with TLS.' })
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
  const before = await kept(place)
  const value = { server: `${input.host}:${input.port}`, sealed: seal(await secretOf(config), url) }
  await record(place.store, place.by, 'mail server set', pen =>
    pen.add('setting', { ...(before ? { id: before.id } : {}), key: KEY, value }),
  )
  return mailServerView(place, config)
}

/** Back to drafts. */
export async function forgetMailServer(place: Place, config: Config): Promise<MailServerView> {
  const before = await kept(place)
  if (before) await record(place.store, place.by, 'mail server forgotten', pen => pen.retract('setting', before.id))
  return mailServerView(place, config)
}
