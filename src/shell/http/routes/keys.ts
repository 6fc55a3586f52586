import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { actRoute } from '../act-route.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

/** An API key; the key itself is shown once, when it is made. */
export interface ApiKeyView {
  readonly id: string
  readonly name: string | null
  readonly start: string | null
  readonly createdAt: string
}

/** API keys of the person who asks: what is written with a key carries their name. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/keys', 'Your API keys', {}), async c => {
    const { apiKeys } = await deps.auth.api.listApiKeys({ headers: c.req.raw.headers })
    const keys = apiKeys.map(k => ({ id: k.id, name: k.name, start: k.start, createdAt: new Date(k.createdAt).toISOString() }))
    return jsonAnswer(c, keys satisfies ApiKeyView[])
  })
  api.openapi(
    actRoute('/api/v1/keys', 'Make an API key; it is shown this once', z.object({ name: z.string().trim().min(1).max(60) })),
    async c => {
      const made = await deps.auth.api.createApiKey({ body: { name: c.req.valid('json').name, userId: c.get('user').id } })
      return jsonAnswer(c, { id: made.id, key: made.key })
    },
  )
  api.delete('/api/v1/keys/:id', async c => {
    const done = await deps.auth.api
      .deleteApiKey({ body: { keyId: c.req.param('id') }, headers: c.req.raw.headers })
      .catch(() => refuse('not-found', 'There is no such key.', { field: 'id' }))
    return jsonAnswer(c, done)
  })
}
