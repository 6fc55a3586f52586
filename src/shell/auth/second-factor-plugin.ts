import { twoFactor } from 'better-auth/plugins/two-factor'

/** What is asked of the app's own routes alone: over the plugin's paths a session by itself could read the secret or switch it off. */
export const SECOND_FACTOR_PATHS = [
  '/two-factor/enable',
  '/two-factor/disable',
  '/two-factor/get-totp-uri',
  '/two-factor/generate-backup-codes',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/two-factor/send-otp',
  '/two-factor/verify-otp',
]

/**
 * Codes of an authenticator app (TOTP, RFC 6238). The plugin by itself asks for one after a password; here people come by a link that works
 * once, so it asks after that. A passkey is two factors in one and is not asked again.
 */
export function secondFactorPlugin() {
  const plugin = twoFactor({ issuer: 'Dunwell', allowPasswordless: true })
  const afterLink = (context: { path?: string | undefined }): boolean => context.path === '/magic-link/verify'
  return { ...plugin, hooks: { after: plugin.hooks.after.map(hook => ({ ...hook, matcher: afterLink })) } }
}
