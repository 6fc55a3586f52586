import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { addAgreement, importAgreements, suggestAgreements } from '../../acts/agreements.ts'
import { FILE_BYTES_MAX } from '../../lists/read-lists.ts'
import { agreementRows } from '../../views/agreements.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { act } from './acts.ts'

const text = z.string().max(10_000)
const maybe = text.optional()
const Agreement = z.object({
  ...{ client: text, title: text, price: text, period: text, startsOn: text },
  ...{ number: maybe, currency: maybe, endsOn: maybe, quantity: maybe, taxRate: maybe, signedBy: maybe, law: maybe },
  ...{ indexPercent: maybe, indexFrom: maybe, discountPercent: maybe, discountFrom: maybe, discountTo: maybe },
  ...{ lateInterestPercent: maybe, earlyDiscountPercent: maybe, retentionPercent: maybe },
  earlyDiscountDays: z.number().int().min(1).max(365).optional(),
  retentionMonths: z.number().int().min(1).max(120).optional(),
  termsDays: z.number().int().min(0).max(365).optional(),
  prices: z
    .array(z.object({ from: text, price: text }))
    .max(200)
    .optional(),
})

/** What was agreed: by hand, by list, or drafted from the invoices and confirmed. */
export const routes: Routes = (api, deps) => {
  act('add-agreement', 'work', 'Put an agreement on file', Agreement, addAgreement)(api, deps)
  api.openapi(viewRoute('/api/v1/agreements', 'Agreements on file, by client', {}), async c =>
    jsonAnswer(c, { agreements: await agreementRows(c.get('place')) }),
  )
  api.openapi(viewRoute('/api/v1/agreements/suggested', 'Agreements drafted from the invoices of clients without one', {}), async c =>
    jsonAnswer(c, { suggestions: await suggestAgreements(c.get('place')) }),
  )
  api.post('/api/v1/agreements/import', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const file = (await c.req.formData()).get('files')
    if (!(file instanceof File)) return refuse('field-missing', 'Give a list.', { field: 'files' })
    if (file.size > FILE_BYTES_MAX)
      refuse('file-too-large', `It has more than ${FILE_BYTES_MAX} bytes.`, {
        params: { megabytes: String(FILE_BYTES_MAX / 1048576) },
        file: file.name,
      })
    return jsonAnswer(c, await importAgreements(c.get('place'), { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
  })
}
