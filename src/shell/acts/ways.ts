import { createPrivateKey, createPublicKey, randomBytes } from 'node:crypto'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import type { SmsAccount } from '../../packs/sms-text/provider.ts'
import type { Config } from '../config.ts'
import type { DkimKey } from '../mail/dkim.ts'
import { outside } from '../net/outside.ts'
import { type SmsLine, smsLine, smsProviders } from '../net/sms-line.ts'
import { type Hook, webhook } from '../net/webhook.ts'
import type { Place } from '../workspace.ts'
import { forgetSealed, keepSealed, openSealed, shownOf } from './sealed-setting.ts'

/** By what other ways than mail this firm sends. Secrets never come back. */
export interface WaysView {
  readonly sms: { readonly provider: string; readonly from: string } | null
  readonly providers: readonly {
    readonly name: string
    readonly title: string
    readonly user: string | null
    readonly ownAddress: boolean
  }[]
  readonly webhook: { readonly url: string } | null
  readonly dkim: { readonly domain: string; readonly selector: string; readonly record: string } | null
}

export interface SmsInput {
  readonly provider: string
  readonly user?: string | undefined
  readonly secret: string
  readonly from: string
  /** Where the gateway is, where it is one’s own. */
  readonly address?: string | undefined
}

const net = (config: Config) => outside(new Set(config.within))
const mayNotSend = (config: Config): void => {
  if (config.neverSends) refuse('sample-never-sends', 'The sample firm never sends: its clients are invented.')
}
const wrong = (field: string, message: string, mend: string): Fault => ({ code: 'field-wrong', message, field, mend })

function addressFault(field: string, address: string, config: Config): Fault[] {
  const url = URL.parse(address)
  const isOwn = url !== null && (config.within ?? []).includes(`${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`)
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isOwn)) && !url.username) return []
  return [wrong(field, `"${address}" is not an address that messages may go to.`, 'Write it as https://…; a machine of your own is named in DUNWELL_WITHIN.')] // biome-ignore format: one fault
}

/** Keeps the account of a text message provider, sealed. */
export async function setSms(place: Place, config: Config, input: SmsInput): Promise<WaysView> {
  mayNotSend(config)
  const provider = (await smsProviders()).get(input.provider)
  if (!provider)
    return refuse('field-wrong', `There is no provider "${input.provider}".`, { field: 'provider', mend: `Known: ${[...(await smsProviders()).keys()].join(', ')}.` }) // biome-ignore format: one fault
  const base = (input.address?.trim() || provider.base).replace(/\/+$/, '')
  const faults = [
    ...(provider.user !== null && !input.user?.trim() ? [wrong('user', `${provider.title} asks for ${provider.user}.`, 'It stands in your account there.')] : []), // biome-ignore format: one fault
    ...(/^(\+[1-9]\d{6,14}|[A-Za-z0-9 ]{1,11})$/.test(input.from) ? [] : [wrong('from', `"${input.from}" is not a sender.`, 'A number as +33…, or a name of 11 letters and digits.')]), // biome-ignore format: one fault
    ...(input.secret.trim() === '' ? [wrong('secret', 'The account’s key is missing.', 'It stands in your account there.')] : []),
    ...addressFault('address', base, config),
  ]
  if (faults.length > 0) throw new Refusal(faults)
  const account: SmsAccount = { user: input.user?.trim() ?? '', secret: input.secret, from: input.from, base }
  await keepSealed(place, config, 'sms', { provider: provider.name, from: input.from }, JSON.stringify(account))
  return waysView(place, config)
}

export async function smsLineOf(place: Place, config: Config): Promise<SmsLine | undefined> {
  if (config.neverSends) return undefined
  const provider = (await smsProviders()).get((await shownOf(place, 'sms'))?.provider ?? '')
  const text = provider && (await openSealed(place, config, 'sms'))
  return text === undefined ? undefined : smsLine(provider as NonNullable<typeof provider>, JSON.parse(text) as SmsAccount, net(config)) // sealed above in this shape
}

/** Keeps where data goes, and the secret it is signed by. @returns that secret, this once. */
export async function setWebhook(
  place: Place,
  config: Config,
  input: { readonly url: string },
): Promise<WaysView & { readonly secret: string }> {
  mayNotSend(config)
  const faults = addressFault('url', input.url, config)
  if (faults.length > 0) throw new Refusal(faults)
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  await keepSealed(place, config, 'webhook', { url: input.url }, secret)
  return { ...(await waysView(place, config)), secret }
}

export async function hookOf(place: Place, config: Config): Promise<Hook | undefined> {
  if (config.neverSends) return undefined
  const url = (await shownOf(place, 'webhook'))?.url
  const secret = url === undefined ? undefined : await openSealed(place, config, 'webhook')
  return url === undefined || secret === undefined ? undefined : webhook(url, secret, net(config))
}

/** Keeps the key by which mail is signed. @throws Refusal where it is no private RSA key of 1024 bits at least (RFC 8301 wants 2048). */
export async function setDkim(place: Place, config: Config, input: DkimKey): Promise<WaysView> {
  mayNotSend(config)
  const faults = [
    ...(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(input.domain) ? [] : [wrong('domain', `"${input.domain}" is not a domain.`, 'For example example.com.')]), // biome-ignore format: one fault
    ...(/^[a-z0-9][a-z0-9._-]*$/i.test(input.selector) ? [] : [wrong('selector', `"${input.selector}" is not a selector.`, 'For example dunwell.')]), // biome-ignore format: one fault
    ...(publicOf(input.privateKey) === undefined ? [wrong('privateKey', 'This is not a private RSA key.', 'Paste the PEM text, from BEGIN to END.')] : []), // biome-ignore format: one fault
  ]
  if (faults.length > 0) throw new Refusal(faults)
  const { domain, selector } = input
  const record = `v=DKIM1; k=rsa; p=${publicOf(input.privateKey)}`
  await keepSealed(place, config, 'dkim', { domain, selector, record }, input.privateKey)
  return waysView(place, config)
}

function publicOf(pem: string): string | undefined {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 1024) return undefined
    return createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')
  } catch {
    return undefined // no key, or one behind a password
  }
}

export async function dkimOf(place: Place, config: Config): Promise<DkimKey | undefined> {
  const shown = config.neverSends ? undefined : await shownOf(place, 'dkim')
  const privateKey = shown && (await openSealed(place, config, 'dkim'))
  if (!shown?.domain || !shown.selector || privateKey === undefined) return undefined
  return { domain: shown.domain, selector: shown.selector, privateKey }
}

const WAYS = ['sms', 'webhook', 'dkim'] as const

/** No longer by this way. */
export async function forgetWay(place: Place, config: Config, input: { readonly way: string }): Promise<WaysView> {
  const way = WAYS.find(w => w === input.way)
  if (!way) return refuse('field-wrong', `"${input.way}" is not a way.`, { field: 'way', mend: `Say one of ${WAYS.join(', ')}.` })
  await forgetSealed(place, way)
  return waysView(place, config)
}

export async function waysView(place: Place, config: Config): Promise<WaysView> {
  const [sms, hook, dkim, providers] = await Promise.all([
    shownOf(place, 'sms'),
    shownOf(place, 'webhook'),
    shownOf(place, 'dkim'),
    smsProviders(),
  ])
  const isOff = config.neverSends === true
  return {
    sms: sms && !isOff ? { provider: sms.provider ?? '', from: sms.from ?? '' } : null,
    providers: [...providers.values()].map(({ name, title, user, base }) => ({ name, title, user, ownAddress: base === '' })),
    webhook: hook && !isOff ? { url: hook.url ?? '' } : null,
    dkim: dkim && !isOff ? { domain: dkim.domain ?? '', selector: dkim.selector ?? '', record: dkim.record ?? '' } : null,
  }
}
