import { deleteCookie, setCookie } from 'hono/cookie'
import { refuse } from '../../../core/fault.ts'
import { userOf } from '../../auth/auth.ts'
import type { Routes } from '../context.ts'

export const open = true

const COOKIE = 'dunwell-place'

/** Into the sample firm and back: a cookie says which of the two stores this browser is in. */
export const routes: Routes = (api, deps) => {
  api.post('/api/v1/sample', async c => {
    if (!(await userOf(deps.auth, c.req.raw.headers))) return refuse('sign-in-first', 'Sign in first.')
    if (!deps.openSample) return refuse('not-found', 'This is the sample firm already.')
    const enter = await deps.openSample()
    setCookie(c, COOKIE, 'sample', { path: '/', httpOnly: true, sameSite: 'Lax' })
    return c.json({ enter })
  })
  api.post('/api/v1/sample/leave', c => {
    deleteCookie(c, COOKIE, { path: '/' })
    return c.json({ left: true })
  })
}
