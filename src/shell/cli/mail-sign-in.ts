import type { OauthInput } from '../acts/mail-sign-in.ts'

/** What standard input says of a sign-in: a password, or with `--oauth` what the provider gave, as a JSON object. @throws Refusal where it is none. */
export async function signInFrom(oauth: boolean): Promise<{ password: string; oauth?: OauthInput }> {
  const { standardInput } = await import('./held.ts')
  const text = (await standardInput()).replace(/\r?\n$/, '')
  if (!oauth) return { password: text }
  const { readObject } = await import('./read-json.ts')
  const said = await readObject(text)
  const field = (name: string): string => (typeof said[name] === 'string' ? said[name] : '')
  const [tokenUrl, clientId, clientSecret, refreshToken] = [
    field('tokenUrl'),
    field('clientId'),
    field('clientSecret'),
    field('refreshToken'),
  ]
  return { password: '', oauth: { tokenUrl, clientId, clientSecret, refreshToken } }
}
