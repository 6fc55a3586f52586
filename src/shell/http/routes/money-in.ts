import { z } from '@hono/zod-openapi'
import { CLIENT_KINDS } from '../../../core/facts/nouns/people.ts'
import { addInvoice } from '../../acts/add-invoice.ts'
import { importBatches } from '../../acts/import-lists.ts'
import { looked } from '../../acts/looked.ts'
import { pay, payTarget, undoPayment } from '../../acts/pay.ts'
import type { Place } from '../../workspace.ts'
import { actRoute } from '../act-route.ts'
import { type Api, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const text = z.string().trim().max(500)
const maybe = text.optional()

const Payment = z.object({
  client: maybe.openapi({ description: 'name or id; the money goes to the oldest debt' }),
  invoices: z.array(text).max(500).optional().openapi({ description: 'numbers or ids, all of one client' }),
  target: maybe.openapi({ description: 'an invoice number or a client, where the caller does not know which' }),
  amount: maybe.openapi({ description: 'decimal text; none: all that is open' }),
  currency: maybe,
  on: maybe.openapi({ description: 'value day; none: today' }),
  means: maybe,
  reference: maybe,
})
const Invoice = z.object({
  client: text.openapi({ description: 'name or id; a new name is a new client' }),
  number: text,
  total: text.openapi({ description: 'decimal text, with tax' }),
  issuedOn: maybe,
  dueOn: maybe.openapi({ description: 'none: from termsDays, else the client’s terms; never invented' }),
  termsDays: z.number().int().optional(),
  currency: maybe,
  subject: maybe,
  reference: maybe,
  orderNumber: maybe,
  email: maybe,
  kind: z.enum(CLIENT_KINDS).optional(),
  country: maybe,
  vatId: maybe,
})

function act<S extends z.ZodObject>(
  api: Api,
  name: string,
  summary: string,
  schema: S,
  work: (place: Place, input: z.output<S>) => Promise<unknown>,
): void {
  api.openapi(actRoute(`/api/v1/acts/${name}`, summary, schema), async c => {
    mustBeAllowed(c.get('role'), 'work')
    const input = schema.parse(await c.req.json()) // the route has checked it: this only gives it its type
    return jsonAnswer(c, await work(c.get('place'), input))
  })
}

/** Money that came in, the bank looked at, an invoice by hand. Amounts here are decimal text, as people write them. */
export const routes: Routes = api => {
  act(api, 'pay', 'Record money that came in; what is queued to that client is withdrawn', Payment, async (place, { target, ...input }) =>
    pay(place, target === undefined ? input : { ...input, ...(await payTarget(place, target)) }),
  )
  act(api, 'pay-undo', 'Take a payment back', z.object({ paymentId: text }), (place, { paymentId }) => undoPayment(place, paymentId))
  act(
    api,
    'looked',
    '“I have looked: every payment up to this day is recorded”',
    z.object({ upTo: text, account: maybe, paid: z.array(text).max(10_000).optional() }),
    (place, { upTo, account, paid }) => looked(place, upTo, account, paid),
  )
  act(api, 'add-invoice', 'Enter one invoice by hand', Invoice, addInvoice)
  api.openapi(viewRoute('/api/v1/imports', 'The imports so far, newest first', {}), async c =>
    jsonAnswer(c, { imports: await importBatches(c.get('place')) }),
  )
}
