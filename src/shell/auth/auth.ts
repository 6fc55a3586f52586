import { apiKey } from '@better-auth/api-key'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { magicLink } from 'better-auth/plugins/magic-link'
import { newId } from '../store/ids.ts'
import type { Store } from '../store/store.ts'
import { SECOND_FACTOR_PATHS, secondFactorPlugin } from './second-factor-plugin.ts'

export interface AuthSettings {
  /** Where the app answers: http://127.0.0.1:4747 */
  readonly origin: string
  readonly secret: string
  /** Keeps the sessions of the sample firm apart from the real one’s. */
  readonly cookiePrefix: string
}

/** A person who is signed in, or whose API key is used. */
export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
}

const LINK_SECONDS = 24 * 3600
const SESSION_SECONDS = 30 * 24 * 3600

/** Sign-in, sessions, passkeys, TOTP and API keys in the firm’s own store. Makes their tables where they are missing. */
export async function openAuth(store: Store, settings: AuthSettings) {
  await makeSignInTables(store)
  return betterAuth(optionsFor(store, settings))
}

/** The tables of sign-in, made where they are missing: as whoever owns the store. */
export async function makeSignInTables(store: Store): Promise<void> {
  const options = optionsFor(store, { origin: 'http://127.0.0.1', secret: 'makes tables only, signs nothing', cookiePrefix: 'dunwell' })
  await store.asOwner(async owner => {
    const { runMigrations } = await getMigrations({ ...options, database: { db: owner, type: store.flavour } })
    await runMigrations()
  })
}

export type Auth = Awaited<ReturnType<typeof openAuth>>

function optionsFor(store: Store, settings: AuthSettings) {
  const { hostname, port } = new URL(settings.origin)
  return {
    appName: 'Dunwell',
    baseURL: settings.origin,
    basePath: '/api/auth',
    secret: settings.secret,
    database: { db: store.db, type: store.flavour },
    trustedOrigins: [settings.origin, `http://localhost:${port}`, `http://127.0.0.1:${port}`],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    // the first way in is a one-time link; nobody can sign up by themselves
    emailAndPassword: { enabled: false },
    disabledPaths: ['/sign-in/magic-link', '/sign-up/email', '/delete-user', '/change-email', ...SECOND_FACTOR_PATHS],
    session: { expiresIn: SESSION_SECONDS, updateAge: 24 * 3600 },
    advanced: {
      cookiePrefix: settings.cookiePrefix,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      database: { validateSchema: false }, // its tables were brought up a moment ago, and the look would outlive a short command
    },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        storeToken: 'hashed',
        sendMagicLink: ({ token, metadata }) => (metadata?.deliver as ((token: string) => void) | undefined)?.(token), // set by oneTimeToken alone
      }),
      passkey({ rpID: hostname, rpName: 'Dunwell', origin: settings.origin }),
      secondFactorPlugin(),
      apiKey({ rateLimit: { enabled: false }, enableMetadata: true }),
    ],
  } satisfies BetterAuthOptions
}

/** The user with an address, made where there is none. Their id is the actor of what they write. */
export async function userWith(auth: Auth, email: string, name: string): Promise<User> {
  const { internalAdapter } = await auth.$context
  const found = await internalAdapter.findUserByEmail(email)
  return found?.user ?? (await internalAdapter.createUser({ id: newId(), email, name, emailVerified: true }, { method: 'admin' }))
}

/** A token that signs this user in once, within a day. Only its hash is kept. */
export async function oneTimeToken(auth: Auth, email: string): Promise<string> {
  let made: string | undefined
  const deliver = (token: string): void => {
    made = token
  }
  await auth.api.signInMagicLink({ body: { email, metadata: { deliver } }, headers: new Headers() })
  if (made === undefined) throw new Error('the sign-in link was not made')
  return made
}

/** Who sends this request: by session cookie, or by `Authorization: Bearer <API key>`. Undefined: nobody. */
export async function userOf(auth: Auth, headers: Headers): Promise<{ user: User; by: 'session' | 'key' } | undefined> {
  const key = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? headers.get('x-api-key')
  if (key) {
    const { valid, key: found } = await auth.api.verifyApiKey({ body: { key } })
    if (!valid || !found) return undefined
    const user = await (await auth.$context).internalAdapter.findUserById(found.referenceId)
    return user ? { user, by: 'key' } : undefined
  }
  const session = await auth.api.getSession({ headers })
  return session ? { user: session.user, by: 'session' } : undefined
}
