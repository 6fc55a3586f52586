import { z } from '@hono/zod-openapi'
import { holidaysView } from '../../views/holidays.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Which = z.object({ country: z.string().optional(), year: z.string().optional() })

/** Days off by country; the firm's own changes are facts of the calendar (`calendar-day`). */
export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/holidays', 'The holidays of a country in a year, with what the firm changed', { query: Which }), async c =>
    jsonAnswer(c, await holidaysView(c.get('place'), c.req.valid('query'))),
  )
}
