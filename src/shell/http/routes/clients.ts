import { z } from '@hono/zod-openapi'
import { clientView } from '../../views/client.ts'
import { CLIENT_SHOWS, CLIENT_SORTS, clientList } from '../../views/lists.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { Page, viewRoute } from '../view-route.ts'

const List = Page.extend({ sort: z.enum(CLIENT_SORTS).default('late'), show: z.enum(CLIENT_SHOWS).default('open') })

export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/clients', 'The clients, one line each', { query: List }), async c =>
    jsonAnswer(c, await clientList(c.get('place'), c.req.valid('query'))),
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}', 'One client: balance, ageing, open invoices, timeline', {
      params: z.object({ clientId: z.string() }),
    }),
    async c => jsonAnswer(c, await clientView(c.get('place'), c.req.valid('param').clientId)),
  )
}
