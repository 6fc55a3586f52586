import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Delivery } from '../mail/smtp.ts'
import type { Outside } from './outside.ts'

/** The firm’s own receiver of what is decided. */
export interface Hook {
  send(body: string, id: string, at: string): Promise<Delivery>
}

// Standard Webhooks 1.0 (standardwebhooks.com): what is signed is `id.timestamp.body`, by HMAC-SHA256 with the secret’s bytes
const PREFIX = 'whsec_'
const keyOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX) ? Buffer.from(secret.slice(PREFIX.length), 'base64') : Buffer.from(secret, 'utf8')

export const signatureOf = (secret: string, id: string, timestamp: string, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`

/** What a receiver does: whether a message is ours, and not older than five minutes. @param now seconds. */
export function isSigned(secret: string, headers: Readonly<Record<string, string | undefined>>, body: string, now: number): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': given = '' } = headers
  if (Math.abs(now - Number(timestamp)) > 300) return false
  const own = Buffer.from(signatureOf(secret, id, timestamp, body))
  return given.split(' ').some(one => one.length === own.length && timingSafeEqual(Buffer.from(one), own))
}

/** Taken, and what may come of another try: busy and broken receivers are tried again, a refusal is a person’s to look at. */
function read(status: number, body: string): Delivery {
  const said = `${status} ${body.slice(0, 200)}`.trim()
  if (status >= 200 && status < 300) return { kind: 'sent', response: said, rejected: [] }
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { kind: 'later', reason: said }
  return { kind: 'refused', stage: 'message', response: said, rejected: [] }
}

/** Where no answer came it is sent again under the same id: a receiver knows by it what it holds already. */
export function webhook(url: string, secret: string, net: Outside): Hook {
  return {
    send: async (body, id, at) => {
      const timestamp = String(Math.floor(Date.parse(at) / 1000))
      const headers = {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signatureOf(secret, id, timestamp, body),
      }
      const answer = await net.ask({ method: 'POST', url, headers, body })
      if (answer.kind === 'answer') return read(answer.status, answer.body)
      if (answer.kind === 'forbidden') return { kind: 'refused', stage: 'message', response: answer.reason, rejected: [] }
      return { kind: 'later', reason: answer.reason }
    },
  }
}
