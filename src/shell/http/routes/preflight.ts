import { z } from '@hono/zod-openapi'
import { preflightOf, preflightRows } from '../../views/preflight.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { Page, viewRoute } from '../view-route.ts'

const Param = z.object({ invoiceId: z.string() })

export const routes: Routes = api => {
  const query = Page.pick({ offset: true, limit: true })
  api.openapi(viewRoute('/api/v1/preflight', 'E-invoices with something to mend or to look at, newest first', { query }), async c =>
    jsonAnswer(c, await preflightRows(c.get('place'), c.req.valid('query'))),
  )
  api.openapi(viewRoute('/api/v1/preflight/{invoiceId}', 'What the pre-flight finds in one invoice', { params: Param }), async c =>
    jsonAnswer(c, await preflightOf(c.get('place'), c.req.valid('param').invoiceId)),
  )
}
