import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { beginSecondFactor, endSecondFactor, giveCode, hasSecondFactor } from '../../auth/second-factor.ts'
import { actRoute } from '../act-route.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Code = z.object({ code: z.string().trim().min(1).max(30).openapi({ description: 'of the authenticator app, or a spare one' }) })

/** Hands the browser what renews its session. */
const withCookies = (c: Context, cookies: readonly string[]): void => {
  for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
}

/** Codes of an authenticator app beside the sign-in link, each person for themselves. */
export const routes: Routes = (api, { auth }) => {
  api.openapi(viewRoute('/api/v1/second-factor', 'Whether you are asked for a code when you sign in', {}), async c =>
    jsonAnswer(c, { on: await hasSecondFactor(auth, c.req.raw.headers) }),
  )
  api.openapi(actRoute('/api/v1/second-factor', 'Begin: the secret for your authenticator app, shown this once', z.object({})), async c =>
    jsonAnswer(c, await beginSecondFactor(auth, c.req.raw.headers)),
  )
  api.openapi(actRoute('/api/v1/second-factor/confirm', 'The first code: from now on one is asked for', Code), async c => {
    withCookies(c, await giveCode(auth, c.req.raw.headers, c.req.valid('json').code))
    return jsonAnswer(c, { on: true })
  })
  api.openapi(actRoute('/api/v1/second-factor/off', 'Switch it off with a code', Code), async c => {
    withCookies(c, await endSecondFactor(auth, c.req.raw.headers, c.req.valid('json').code))
    return jsonAnswer(c, { on: false })
  })
}
