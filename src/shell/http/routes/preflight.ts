import { z } from '@hono/zod-openapi'
import { preflightOf, preflightRows } from '../../views/preflight.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Param = z.object({ invoiceId: z.string() })

export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/preflight', 'E-invoices with something to mend or to look at', {}), async c =>
    jsonAnswer(c, await preflightRows(c.get('place'))),
  )
  api.openapi(viewRoute('/api/v1/preflight/{invoiceId}', 'What the pre-flight finds in one invoice', { params: Param }), async c =>
    jsonAnswer(c, await preflightOf(c.get('place'), c.req.valid('param').invoiceId)),
  )
}
