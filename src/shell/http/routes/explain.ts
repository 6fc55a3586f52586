import { z } from '@hono/zod-openapi'
import { standingOn } from '../../cli/open.ts'
import { explainView } from '../../views/explain.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Query = z.object({
  invoice: z.string().openapi({ description: 'number or id' }),
  on: z.string().optional().openapi({ description: 'as things stand, on this day; none: today' }),
  whyNot: z.string().optional().openapi({ description: 'why this step of the policy is not the answer' }),
})

/** The same answer as `dunwell explain`. */
export const routes: Routes = api => {
  api.openapi(
    viewRoute('/api/v1/explain', 'Why an invoice is asked about on a day, or why not; and why not another step', { query: Query }),
    async c => {
      const { invoice, on, whyNot } = c.req.valid('query')
      const place = c.get('place')
      return jsonAnswer(
        c,
        await explainView(on === undefined || on === place.by.today ? place : standingOn(place, on), { invoice, whyNot }),
      )
    },
  )
}
