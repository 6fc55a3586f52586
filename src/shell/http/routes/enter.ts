import type { Routes } from '../context.ts'

export const open = true

/** The one-time link: signs in once and leads to the app. A used or stale one leads there too, where the page says what to do. */
export const routes: Routes = (api, deps) => {
  api.get('/enter/:token', async c => {
    const answer = await deps.auth.api
      .magicLinkVerify({ query: { token: c.req.param('token') }, headers: c.req.raw.headers, asResponse: true })
      .catch(() => undefined)
    const cookies = answer?.headers.getSetCookie() ?? []
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    c.header('cache-control', 'no-store')
    return c.redirect(cookies.length > 0 ? '/' : '/sign-in?link=used')
  })
}
