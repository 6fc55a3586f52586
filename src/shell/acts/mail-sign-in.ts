import type { Fault } from '../../core/fault.ts'
import type { Config } from '../config.ts'
import type { MailOauth } from '../mail/oauth.ts'
import type { Place } from '../workspace.ts'
import { keepSealed, openSealed, shownOf } from './sealed-setting.ts'

/** Sign-in by token: what the provider gave when the mailbox was allowed (OAuth 2, offline access). */
export interface OauthInput {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
}
/** How a server is shown who we are; none: it asks for nothing. */
export type SignIn = 'password' | 'token' | null

const KEYS = ['mail-server', 'mailbox'] as const

/** What is wrong with a sign-in by token as a person enters it. */
export function oauthFaults(oauth: OauthInput | undefined, user: string | undefined): Fault[] {
  if (!oauth) return []
  const faults: Fault[] = []
  const missing = (field: string, what: string): void => {
    faults.push({ code: 'field-missing', message: `Sign-in by token needs ${what}.`, field })
  }
  const renews = URL.parse(oauth.tokenUrl)
  if (!user) missing('user', 'the mailbox, such as you@example.com')
  if (!renews || !['https:', 'http:'].includes(renews.protocol))
    faults.push({
      code: 'field-wrong',
      message: `"${oauth.tokenUrl}" is not the address where the provider renews tokens.`,
      field: 'tokenUrl',
      mend: 'For example https://oauth2.googleapis.com/token.',
    })
  if (!oauth.clientId) missing('clientId', 'the id under which the provider knows this installation')
  if (!oauth.refreshToken) missing('refreshToken', 'the token that the provider gave for renewing')
  return faults
}

const isSame = (a: MailOauth, b: MailOauth): boolean => a.tokenUrl === b.tokenUrl && a.clientId === b.clientId && a.user === b.user

/** The sign-in kept for a server; none where it is by password. */
export async function oauthKept(place: Place, config: Config, key: (typeof KEYS)[number]): Promise<MailOauth | undefined> {
  const text = await openSealed(place, config, key)
  return text?.startsWith('{') ? (JSON.parse(text) as { oauth?: MailOauth }).oauth : undefined // the acts of both servers seal this shape
}

/** Keeps the newest refresh token with every server that signs in so: a provider that gives a new one at every use takes no older one. */
export async function keepNewest(place: Place, config: Config, oauth: MailOauth, refreshToken: string): Promise<void> {
  const by = { ...place, by: { ...place.by, actor: 'system:mail' } }
  for (const key of KEYS) {
    const shown = await shownOf(place, key)
    const kept = shown && (await oauthKept(place, config, key))
    if (!kept || !isSame(kept, oauth) || kept.refreshToken === refreshToken) continue
    const whole = JSON.parse((await openSealed(place, config, key)) ?? '{}') as object // as above
    await keepSealed(by, config, key, shown, JSON.stringify({ ...whole, oauth: { ...kept, refreshToken } }))
  }
}

/** The sign-in, remembering the refresh tokens that come. */
export const remembering = (place: Place, config: Config, oauth: MailOauth): MailOauth => ({
  ...oauth,
  onRefreshToken: next => keepNewest(place, config, oauth, next),
})

/** A sign-in that is tried before it is kept. @returns it, and the refresh token to keep once it was tried. */
export function onTrial(oauth: MailOauth): { readonly oauth: MailOauth; readonly newest: () => string } {
  let newest = oauth.refreshToken
  const onRefreshToken = async (next: string): Promise<void> => {
    newest = next
  }
  return { oauth: { ...oauth, onRefreshToken }, newest: () => newest }
}
