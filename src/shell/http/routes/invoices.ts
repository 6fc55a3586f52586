import { z } from '@hono/zod-openapi'
import { invoiceView } from '../../views/invoice.ts'
import { INVOICE_SHOWS, INVOICE_SORTS, invoiceList } from '../../views/lists.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { Page, viewRoute } from '../view-route.ts'

const List = Page.extend({
  sort: z.enum(INVOICE_SORTS).default('due'),
  show: z.enum(INVOICE_SHOWS).default('late'),
  currency: z.string().optional(),
})

export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/invoices', 'The invoices, one line each', { query: List }), async c =>
    jsonAnswer(c, await invoiceList(c.get('place'), c.req.valid('query'))),
  )
  api.openapi(
    viewRoute('/api/v1/invoices/{invoiceId}', 'One invoice with all that belongs to it', { params: z.object({ invoiceId: z.string() }) }),
    async c => jsonAnswer(c, await invoiceView(c.get('place'), c.req.valid('param').invoiceId)),
  )
}
