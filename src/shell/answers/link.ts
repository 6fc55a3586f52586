import { createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { dirname, join } from 'node:path'
import { addDays, type Day, isDay } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { secretIn } from '../auth/secret.ts'
import type { Config } from '../config.ts'

/** A link opens for so many days after its message. */
export const VALID_DAYS = 45

/** Whom a token names, before its signature is proven. */
export interface Named {
  readonly workspaceId: string
  readonly clientId: string
  readonly expiresOn: Day
}

/**
 * Makes and proves private links. A link carries whose page it is and its last day, signed (HMAC-SHA256) together with how often this client's
 * links were revoked: revoking needs no list of tokens, and no token is kept anywhere.
 */
export interface AnswerLinks {
  readonly publicUrl: string
  link(workspaceId: string, facts: ClientFacts, on: Day): string
  token(workspaceId: string, facts: ClientFacts, expiresOn: Day): string
  /** What a token says of itself. Undefined: it is none. */
  read(token: string): Named | undefined
  /** Whether it was signed here, for this state of revocations. Says nothing of its last day. */
  proves(token: string, facts: ClientFacts): boolean
  /** Whether the public address was seen to reach this installation. Until then no link is printed: mail carries the answers. */
  isReached(): boolean
  /** Asks the public address for what only this installation can answer; asked again after a while. */
  probe(): Promise<boolean>
  /** What this installation answers to a probe. */
  probeAnswer(nonce: string): string
}

/** Asks an address for its text; undefined where nobody answers. */
export type Reach = (url: string) => Promise<string | undefined>

const PROBE_MS_MAX = 5000
const PROBED_AGAIN_AFTER_MS = 10 * 60_000

const reachOut: Reach = async url => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS_MAX), redirect: 'error' })
    return answer.ok ? (await answer.text()).slice(0, 200) : undefined
  } catch {
    return undefined // nobody answers there: that is what was asked
  }
}

const base64 = (text: string): string => Buffer.from(text).toString('base64url')

export function answerLinks(publicUrl: string, secret: string, reach: Reach = reachOut): AnswerLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'private answers', 32))
  const signed = (payload: string, facts: ClientFacts): string =>
    createHmac('sha256', key).update(`${payload}\n${facts.linkRevoked.length}`).digest('base64url')
  const token = (workspaceId: string, facts: ClientFacts, expiresOn: Day): string => {
    const payload = base64(JSON.stringify([workspaceId, facts.client.id, expiresOn]))
    return `${payload}.${signed(payload, facts)}`
  }
  let reached = false
  let asked = Number.NEGATIVE_INFINITY
  const probeAnswer = (nonce: string): string => createHmac('sha256', key).update(`probe\n${nonce}`).digest('base64url')
  const probe = async (): Promise<boolean> => {
    if (performance.now() - asked < (reached ? PROBED_AGAIN_AFTER_MS : 0)) return reached
    const nonce = randomBytes(16).toString('base64url')
    reached = (await reach(`${publicUrl}/probe/${nonce}`)) === probeAnswer(nonce)
    asked = performance.now()
    return reached
  }
  return {
    publicUrl,
    isReached: () => reached,
    probe,
    probeAnswer,
    token,
    link: (workspaceId, facts, on) => `${publicUrl}/a/${token(workspaceId, facts, addDays(on, VALID_DAYS))}`,
    read: text => namedIn(text.split('.', 1)[0] ?? ''),
    proves: (text, facts) => {
      const [payload = '', signature = ''] = text.split('.')
      const [given, right] = [Buffer.from(signature), Buffer.from(signed(payload, facts))]
      return given.length === right.length && timingSafeEqual(given, right)
    },
  }
}

function namedIn(payload: string): Named | undefined {
  let said: unknown
  try {
    said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
  } catch {
    return undefined // anybody may ask for any address: what cannot be read names nobody
  }
  if (!Array.isArray(said)) return undefined
  const [workspaceId, clientId, expiresOn] = said as unknown[]
  return typeof workspaceId === 'string' && typeof clientId === 'string' && isDay(expiresOn)
    ? { workspaceId, clientId, expiresOn }
    : undefined
}

/** The links of this installation; none without a public address. */
export async function linksFrom(config: Config): Promise<AnswerLinks | undefined> {
  if (config.publicUrl === undefined) return undefined
  return answerLinks(config.publicUrl, await secretIn(join(dirname(config.store), 'secret')))
}

const CODE_SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

const signsOf = (text: string): string =>
  [...createHash('sha256').update(text).digest().subarray(0, 8)].map(byte => CODE_SIGNS[byte % CODE_SIGNS.length]).join('')

/** A client's case code: stands in the subject of mails. It finds a case and proves nothing. */
export const caseCode = (workspaceId: string, clientId: string): string => `DW-${signsOf(`case\n${workspaceId}\n${clientId}`)}`

/** The code of a question to a colleague: their answer by mail finds it again. */
export const askCode = (workspaceId: string, askId: string): string => `DQ-${signsOf(`ask\n${workspaceId}\n${askId}`)}`
