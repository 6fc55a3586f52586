import {
  allowInsecureRequests,
  ClientSecretPost,
  processRefreshTokenResponse,
  ResponseBodyError,
  refreshTokenGrantRequest,
} from 'oauth4webapi'

/** How we are known to a mail provider that wants tokens instead of passwords (RFC 6749, section 6). */
export interface MailOauth {
  /** The mailbox. */
  readonly user: string
  /** Where the provider renews tokens. */
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly refreshToken: string
  /** Called with the next refresh token where the provider changes it at every use. */
  readonly onRefreshToken?: ((refreshToken: string) => Promise<void>) | undefined
}

/** What an SMTP connection asks for when it signs in. */
export interface Token {
  getToken(renew: boolean, done: (error: Error | null, token?: string) => void): void
  buildXOAuth2Token(token: string): string
}

interface Kept {
  readonly token: string
  /** Milliseconds of the machine’s clock. */
  readonly until: number
  readonly refreshToken: string
}
/** Tokens live an hour or so: one a mailbox serves all connections of this process until it ends or is refused. */
const kept = new Map<string, Kept>()
const renewing = new Map<string, Promise<string>>()

const idOf = (o: MailOauth): string => JSON.stringify([o.tokenUrl, o.clientId, o.user])
/** A token about to end is renewed before it does. */
const MARGIN_MS = 30_000
const LIFE_MS_DEFAULT = 300_000

async function renewed(o: MailOauth): Promise<string> {
  const issuer = new URL(o.tokenUrl).origin
  const client = { client_id: o.clientId }
  const isLocal = o.tokenUrl.startsWith('http://')
  // the newest refresh token is the only one that a provider that changes them still takes
  const refreshToken = kept.get(idOf(o))?.refreshToken ?? o.refreshToken
  const response = await refreshTokenGrantRequest({ issuer, token_endpoint: o.tokenUrl }, client, ClientSecretPost(o.clientSecret), refreshToken, {
    [allowInsecureRequests]: isLocal,
  }) // biome-ignore format: one request
  const answer = await processRefreshTokenResponse({ issuer: await issuerOf(response, issuer) }, client, response)
  const until = Date.now() + (answer.expires_in ?? LIFE_MS_DEFAULT / 1000) * 1000 - MARGIN_MS
  const next = answer.refresh_token ?? refreshToken
  kept.set(idOf(o), { token: answer.access_token, until, refreshToken: next })
  if (next !== refreshToken) await o.onRefreshToken?.(next)
  return answer.access_token
}

/** An id token in the answer names its issuer, which for mail providers is not always the host that renews. */
async function issuerOf(response: Response, otherwise: string): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined)
  const token = body !== null && typeof body === 'object' && 'id_token' in body ? String(body.id_token) : ''
  const [, claims] = token.split('.')
  if (!claims) return otherwise
  const read: unknown = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8'))
  return read !== null && typeof read === 'object' && 'iss' in read ? String(read.iss) : otherwise
}

const sayOf = (error: unknown): Error => {
  if (error instanceof ResponseBodyError)
    return new Error(`The mail provider gives no token: ${error.error}${error.error_description ? `, ${error.error_description}` : ''}.`)
  return error instanceof Error ? error : new Error(String(error))
}

/** A token that opens the mailbox now. @param renew the server no longer takes the one that is known. @throws Error with what the provider said. */
export async function accessToken(o: MailOauth, renew = false): Promise<string> {
  const id = idOf(o)
  const known = kept.get(id)
  if (!renew && known && known.until > Date.now()) return known.token
  const running = renewing.get(id) ?? renewed(o).finally(() => renewing.delete(id))
  renewing.set(id, running)
  try {
    return await running
  } catch (error) {
    throw sayOf(error)
  }
}

/** What is known of a sign-in counts no longer: another one is tried in its place. */
export const forgetTokens = (o: MailOauth): boolean => kept.delete(idOf(o))

/** The token of a mailbox, renewed when it ends or when the server no longer takes it. */
export const tokenOf = (o: MailOauth): Token => ({
  getToken: (renew, done) => {
    accessToken(o, renew).then(
      token => done(null, token),
      (error: Error) => done(error),
    )
  },
  buildXOAuth2Token: token => Buffer.from(`user=${o.user}\u0001auth=Bearer ${token}\u0001\u0001`).toString('base64'),
})
