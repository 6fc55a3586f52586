import { z } from '@hono/zod-openapi'
import { todayView } from '../../views/today.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Query = z.object({ mine: z.enum(['true', 'false']).optional().openapi({ description: 'only what is assigned to you' }) })

export const routes: Routes = api => {
  api.openapi(
    viewRoute('/api/v1/today', 'Whom to contact today, how and why, and why everybody else is left in peace', { query: Query }),
    async c => jsonAnswer(c, await todayView(c.get('place'), c.req.valid('query').mine === 'true' ? { forUser: c.get('user').id } : {})),
  )
}
