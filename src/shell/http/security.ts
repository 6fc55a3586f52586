import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { refuse } from '../../core/fault.ts'

/** Scripts, styles and connections from this origin only; nothing may frame the app. A letter’s preview is a frame without rights. */
const app: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    frameSrc: ["'self'", 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
})

/** A paper shown in a frame of the app: nothing else may frame it, and it may reach nothing. */
const framed: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    imgSrc: ["'self'"],
    styleSrc: ["'unsafe-inline'"],
    objectSrc: ["'self'"],
    frameAncestors: ["'self'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
})
const SHOWN = /^\/api\/v1\/documents\/[^/]+\/shown$/

export const headers: MiddlewareHandler = (c, next) => (SHOWN.test(c.req.path) ? framed(c, next) : app(c, next))

const SAFE = ['GET', 'HEAD', 'OPTIONS']

/** A browser says where a writing request comes from: it must come from here. Requests with an API key carry no cookie and need not. */
export const sameOriginWrites: MiddlewareHandler = async (c, next) => {
  const isCookieWrite = !SAFE.includes(c.req.method) && c.req.header('cookie') !== undefined
  if (isCookieWrite) {
    const origin = c.req.header('origin')
    const here = c.req.header('host')
    if (!origin || new URL(origin).host !== here)
      refuse('not-allowed', 'This request did not come from the app itself.', { mend: 'Use an API key outside the browser.' })
  }
  await next()
}

/** Answers only to names of this machine, or of the public address: a foreign name that points here is turned away. */
export const knownHosts =
  (allowed: readonly string[]): MiddlewareHandler =>
  async (c, next) => {
    const host = (c.req.header('host') ?? '').replace(/:\d+$/, '')
    if (!allowed.includes(host)) refuse('not-allowed', `"${host}" is not a name this app answers to.`, { mend: 'Open it as 127.0.0.1.' })
    await next()
  }
