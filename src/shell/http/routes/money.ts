import { z } from '@hono/zod-openapi'
import { dropOverride, overrideLaw } from '../../acts/law-override.ts'
import { dropRate, importRates } from '../../acts/own-rates.ts'
import { statementPdf } from '../../papers/account-statement.ts'
import { clientCosts, invoiceCosts } from '../../views/costs.ts'
import { forecastView } from '../../views/forecast.ts'
import { hledgerJournal } from '../../views/journal-hledger.ts'
import { lawView } from '../../views/law.ts'
import { statementOf } from '../../views/statement.ts'
import { actRoute } from '../act-route.ts'
import { type Api, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Invoice = z.object({ invoiceId: z.string() })
const Client = z.object({ clientId: z.string() })
const text = z.string().max(2000)
const Override = z.object({ law: text, variant: text, field: text, value: text, writtenIn: text, since: text })
const Rates = z.object({ csv: z.string().max(5_000_000), file: text.optional() })
const Dropped = z.object({ id: text })

/** Figures that open: late costs with their segments, rates, sources and clause; the law behind them; when money will come. */
export const routes: Routes = api => {
  api.openapi(
    viewRoute('/api/v1/invoices/{invoiceId}/costs', 'Late costs of an invoice to the day, opened', { params: Invoice }),
    async c => jsonAnswer(c, { costs: await invoiceCosts(c.get('place'), c.req.valid('param').invoiceId) }),
  )
  api.openapi(viewRoute('/api/v1/clients/{clientId}/costs', 'Late costs of every late invoice of a client', { params: Client }), async c =>
    jsonAnswer(c, { costs: await clientCosts(c.get('place'), c.req.valid('param').clientId) }),
  )
  api.openapi(
    viewRoute('/api/v1/invoices/{invoiceId}/forecast', 'When an open invoice will be paid, with its range', { params: Invoice }),
    async c => jsonAnswer(c, { forecast: await forecastView(c.get('place'), c.req.valid('param').invoiceId) }),
  )
  api.openapi(
    viewRoute('/api/v1/law', 'Which law applies, why, every value with its source, and what is not known', {
      query: z.object({ client: z.string().optional() }),
    }),
    async c => jsonAnswer(c, await lawView(c.get('place'), c.req.valid('query').client)),
  )
  statements(api)
  api.get('/api/v1/export/hledger', async c =>
    c.body(await hledgerJournal(c.get('place')), 200, {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': 'attachment; filename="receivables.journal"',
    }),
  )
  for (const name of ['law-override', 'law-drop-override', 'rates-import', 'rates-drop'])
    api.post(`/api/v1/acts/${name}`, async (c, next) => {
      mustBeAllowed(c.get('role'), 'manage')
      await next()
    })
  api.openapi(actRoute('/api/v1/acts/law-override', 'A value of the law the firm knows better, with its source', Override), async c =>
    jsonAnswer(c, await overrideLaw(c.get('place'), Override.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/rates-import', 'Reference rates of your own, with their source, as CSV', Rates), async c =>
    jsonAnswer(c, await importRates(c.get('place'), Rates.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/rates-drop', 'Back to the rate Dunwell knows', Dropped), async c =>
    jsonAnswer(c, await dropRate(c.get('place'), Dropped.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/law-drop-override', 'Back to what Dunwell knows', Dropped), async c =>
    jsonAnswer(c, await dropOverride(c.get('place'), Dropped.parse(await c.req.json()))),
  )
}

const AsOf = z.object({
  asOf: z.string().optional().openapi({ description: 'the balance of this day' }),
  knownAt: z.string().optional().openapi({ description: 'as it was known at the end of this day, or at this instant (UTC)' }),
})

function statements(api: Api): void {
  const path = '/api/v1/clients/{clientId}/statement'
  api.openapi(
    viewRoute(path, 'Statement of account: open items on any day, as known at any time', { params: Client, query: AsOf }),
    async c => jsonAnswer(c, await statementOf(c.get('place'), c.req.valid('param').clientId, c.req.valid('query'))),
  )
  api.get('/api/v1/clients/:clientId/statement.pdf', async c => {
    const { asOf, knownAt, language } = c.req.query()
    const { pdf, filename } = await statementPdf(c.get('place'), c.req.param('clientId'), { asOf, knownAt, language })
    return c.body(new Uint8Array(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(filename)}`,
    })
  })
}
