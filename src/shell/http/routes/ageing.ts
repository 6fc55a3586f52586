import { z } from '@hono/zod-openapi'
import { AGE_BUCKETS } from '../../../core/ledger/ageing.ts'
import { AGEING_SORTS, ageingCsv, ageingOf } from '../../views/ageing.ts'
import { limitationLines } from '../../views/limitation.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { Page, viewRoute } from '../view-route.ts'

const Asked = z.object({
  asOf: z.string().optional().openapi({ description: 'how late on this day; none: today' }),
  knownAt: z.string().optional().openapi({ description: 'as it was known at the end of this day, or at this instant (UTC)' }),
  currency: z.string().optional(),
  bucket: z.enum(AGE_BUCKETS).optional().openapi({ description: 'only clients with something in it' }),
  client: z.string().optional().openapi({ description: 'id, or part of the name' }),
  sort: z.enum(AGEING_SORTS).optional(),
})

/** What is owed by age, client and currency, on any day as known on any day. */
export const routes: Routes = api => {
  api.openapi(
    viewRoute('/api/v1/ageing', 'Ageing by bucket, client and currency on any day, as known at any time', {
      query: Asked.extend({ offset: Page.shape.offset, limit: Page.shape.limit }),
    }),
    async c => {
      const { offset, limit, ...input } = c.req.valid('query')
      const { rows, ...ageing } = await ageingOf(c.get('place'), input)
      return jsonAnswer(c, { ...ageing, rows: rows.slice(offset, offset + limit), total: rows.length })
    },
  )
  api.openapi(
    viewRoute('/api/v1/limitation', 'Claims that soon can no longer be enforced, or no longer can', {
      query: z.object({ client: z.string().optional().openapi({ description: 'only this client’s id' }) }),
    }),
    async c => jsonAnswer(c, { lines: await limitationLines(c.get('place'), c.req.valid('query').client) }),
  )
  api.get('/api/v1/ageing.csv', async c => {
    const ageing = await ageingOf(c.get('place'), Asked.parse(c.req.query()))
    return c.body(ageingCsv(ageing), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="ageing-${ageing.asOf}.csv"`,
    })
  })
}
