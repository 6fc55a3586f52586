import { refuse } from '../../core/fault.ts'
import { qrSvg } from '../../packs/qr/svg.ts'
import type { Auth } from './auth.ts'

/** To be scanned or typed into the app, and ten codes for the day the phone is lost: shown this once. */
export interface SecondFactorSetup {
  readonly svg: string
  readonly secret: string
  readonly codes: readonly string[]
}

/** Whether whoever sends these headers is asked for a code. */
export async function hasSecondFactor(auth: Auth, headers: Headers): Promise<boolean> {
  const session = await auth.api.getSession({ headers })
  if (!session) return refuse('session-only', 'Only somebody who is signed in in a browser has a second factor.', { mend: 'Open the app.' })
  return session.user.twoFactorEnabled === true
}

/** Begins anew; nothing is asked for until a first code was given. @throws Refusal where it is on already. */
export async function beginSecondFactor(auth: Auth, headers: Headers): Promise<SecondFactorSetup> {
  if (await hasSecondFactor(auth, headers))
    return refuse('second-factor-on', 'Codes are asked for already.', { mend: 'Switch them off first.' })
  const made = await auth.api.enableTwoFactor({ body: {}, headers })
  if (!('totpURI' in made)) throw new Error('no authenticator secret was made')
  const { totpURI, backupCodes } = made
  return { svg: qrSvg(totpURI), secret: new URL(totpURI).searchParams.get('secret') ?? '', codes: backupCodes }
}

const REFUSALS: Readonly<Record<string, readonly [code: string, message: string, mend: string]>> = {
  INVALID_CODE: ['code-wrong', 'This code is not right.', 'Type the newest code that your authenticator app shows.'],
  INVALID_BACKUP_CODE: ['code-wrong', 'This code is not right.', 'Type the newest code that your authenticator app shows.'],
  INVALID_TWO_FACTOR_COOKIE: ['code-late', 'This sign-in has ended.', 'Open a new sign-in link.'],
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: ['code-late', 'This sign-in has ended.', 'Open a new sign-in link.'],
  ACCOUNT_TEMPORARILY_LOCKED: ['code-locked', 'Too many wrong codes were given.', 'Try again in a quarter of an hour.'],
}

/** A code of the app, or one of the ten. @returns cookies that sign in, or renew the session. @throws Refusal where it is not right. */
export async function giveCode(auth: Auth, headers: Headers, given: string): Promise<string[]> {
  const code = given.trim()
  const digits = code.replaceAll(/\s/g, '')
  const answer = /^\d{6}$/.test(digits)
    ? await auth.api.verifyTOTP({ body: { code: digits }, headers, asResponse: true })
    : await auth.api.verifyBackupCode({ body: { code }, headers, asResponse: true })
  if (answer.ok) return answer.headers.getSetCookie()
  const { code: said = '' } = (await answer.json()) as { code?: string } // better-auth's one shape of errors
  const refusal = REFUSALS[said]
  if (!refusal) throw new Error(`the second factor answered ${answer.status} ${said}`)
  return refuse(refusal[0], refusal[1], { field: 'code', mend: refusal[2], params: {} })
}

/** Switched off by whoever still has a code. @returns cookies that renew the session. */
export async function endSecondFactor(auth: Auth, headers: Headers, code: string): Promise<string[]> {
  if (!(await hasSecondFactor(auth, headers))) return refuse('second-factor-off', 'No code is asked for.', { params: {} })
  await giveCode(auth, headers, code)
  const answer = await auth.api.disableTwoFactor({ body: {}, headers, asResponse: true })
  if (!answer.ok) throw new Error(`the second factor could not be switched off: ${answer.status}`)
  return answer.headers.getSetCookie()
}
