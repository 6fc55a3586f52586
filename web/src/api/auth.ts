import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'
import { twoFactorClient } from 'better-auth/client/plugins'

/** Passkeys and one-time codes; loaded only where somebody uses them. */
export const auth = createAuthClient({ basePath: '/api/auth', plugins: [passkeyClient(), twoFactorClient()] })
