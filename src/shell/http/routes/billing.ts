import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { draftCatchUp } from '../../acts/correction-outcome.ts'
import { draftWork, matchDraft, withdrawDraft } from '../../acts/draft.ts'
import { draftCredits } from '../../acts/draft-credit.ts'
import { issueDraft } from '../../acts/issue.ts'
import { addWork, importWork, setWorkAside } from '../../acts/work.ts'
import { draftCsv, draftSheet } from '../../billing/sheet.ts'
import { FILE_BYTES_MAX } from '../../lists/read-lists.ts'
import { billingView } from '../../views/unbilled.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { act } from './acts.ts'

const text = z.string().max(100_000)
const maybe = text.optional()
const Draft = z.object({ draft: text })

const ACTS = [
  act(
    'add-work',
    'work',
    'Note work that was delivered and is to be invoiced',
    z.object({
      ...{ client: text, what: text, rate: text, doneOn: maybe, quantity: maybe, unit: maybe },
      ...{ currency: maybe, taxRate: maybe, agreement: maybe, externalRef: maybe },
    }),
    addWork,
  ),
  act('set-work-aside', 'work', 'Work that will not be billed, with the reason', z.object({ work: text, reason: text }), setWorkAside),
  act('draft-work', 'work', 'All unbilled work of a client becomes one draft', z.object({ client: text, currency: maybe }), draftWork),
  act('draft-catch-up', 'work', 'Prepare the catch-up of a case', z.object({ correction: text }), draftCatchUp),
  act('draft-credits', 'work', 'Prepare the credit of what was billed too much', z.object({ agreement: text }), draftCredits),
  act('withdraw-draft', 'work', 'Give a draft up: its work is unbilled again', Draft, withdrawDraft),
  act('match-draft', 'work', 'Say which invoice a draft became', Draft.extend({ invoice: text }), matchDraft),
  act(
    'issue-draft',
    'work',
    'Issue a draft with the firm’s own next number and its PDF',
    Draft.extend({ issuedOn: maybe, dueOn: maybe, taxPercent: maybe }),
    issueDraft,
  ),
]

/** Unbilled work, and bills in the making. */
export const routes: Routes = (api, deps) => {
  for (const add of ACTS) add(api, deps)
  api.openapi(viewRoute('/api/v1/unbilled', 'Delivered, not invoiced: age, what the delay costs, drafts', {}), async c =>
    jsonAnswer(c, await billingView(c.get('place'))),
  )
  api.post('/api/v1/unbilled/import', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const file = (await c.req.formData()).get('files')
    if (!(file instanceof File)) return refuse('field-missing', 'Give a list.', { field: 'files' })
    if (file.size > FILE_BYTES_MAX)
      refuse('file-too-large', `It has more than ${FILE_BYTES_MAX} bytes.`, {
        params: { megabytes: String(FILE_BYTES_MAX / 1048576) },
        file: file.name,
      })
    return jsonAnswer(c, await importWork(c.get('place'), { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))
  })
  api.get('/api/v1/drafts/:id/lines.csv', async c =>
    c.body(await draftCsv(c.get('place'), c.req.param('id')), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="lines.csv"',
    }),
  )
  api.get('/api/v1/drafts/:id/sheet.pdf', async c =>
    c.body(new Uint8Array(await draftSheet(c.get('place'), c.req.param('id'))), 200, {
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="copy-sheet.pdf"',
    }),
  )
}
