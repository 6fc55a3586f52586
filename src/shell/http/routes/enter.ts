import { z } from '@hono/zod-openapi'
import { giveCode } from '../../auth/second-factor.ts'
import { actRoute } from '../act-route.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

export const open = true

/**
 * The one-time link: signs in once and leads to the app; where the person has a second factor, to the page that asks for the code. A used
 * or stale one leads to the app too, where the page says what to do.
 */
export const routes: Routes = (api, { auth }) => {
  api.get('/enter/:token', async c => {
    const answer = await auth.api
      .magicLinkVerify({ query: { token: c.req.param('token') }, headers: c.req.raw.headers, asResponse: true })
      .catch(() => undefined)
    const cookies = answer?.headers.getSetCookie() ?? []
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    c.header('cache-control', 'no-store')
    if (!answer || cookies.length === 0) return c.redirect('/sign-in?link=used')
    const said = answer.ok ? ((await answer.json()) as { twoFactorRedirect?: boolean }) : {} // what our hook of the link answers
    return c.redirect(said.twoFactorRedirect === true ? '/sign-in?code=asked' : '/')
  })
  const schema = z.object({ code: z.string().trim().min(1).max(30) })
  api.openapi(actRoute('/api/v1/enter-code', 'The code after a sign-in link, of the authenticator app or a spare one', schema), async c => {
    for (const cookie of await giveCode(auth, c.req.raw.headers, c.req.valid('json').code)) c.header('set-cookie', cookie, { append: true })
    return jsonAnswer(c, { entered: true })
  })
}
