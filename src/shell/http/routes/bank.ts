import { createRoute, z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { confirmLine, matchBank, rejectLine, setLineAside, setOutgoingAside, undoAside, undoLine } from '../../acts/bank.ts'
import { undoBeside } from '../../acts/import-aside.ts'
import { importStatements, previewStatements } from '../../acts/import-statement.ts'
import { type GivenMapping, listColumns } from '../../bank/columns.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import { bankView } from '../../views/bank.ts'
import { actRoute } from '../act-route.ts'
import { type Api, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const FILES_MAX = 50
const Files = z.object({
  file: z.any().openapi({ type: 'array', items: { type: 'string', format: 'binary' }, description: 'the statements, one part each' }),
  account: z.string().optional().openapi({ description: 'the account of files that name none' }),
  currency: z.string().optional().openapi({ description: 'the currency of files that name none' }),
  mapping: z.string().optional().openapi({
    description: 'how lists are to be read, as JSON: `{columns: {day: 0, amount: 3}, dateOrder, decimal, currency, inverted}`; remembered',
  }),
  confirmGap: z.string().optional().openapi({ description: '`true`: it has been seen that a statement does not add up' }),
})

const upload = (path: string, summary: string) =>
  createRoute({
    method: 'post',
    path,
    summary,
    request: { body: { required: true, content: { 'multipart/form-data': { schema: Files } } } },
    responses: { 200: { description: 'what it brings', content: { 'application/json': { schema: z.looseObject({}) } } } },
  })

async function given(form: FormData): Promise<{ files: GivenFile[]; answers: Parameters<typeof importStatements>[2] }> {
  const parts = form.getAll('file').filter(part => part instanceof File)
  if (parts.length === 0)
    refuse('field-missing', 'There is no file.', { field: 'file', mend: 'Send each statement as a part named "file".' })
  if (parts.length > FILES_MAX) refuse('too-many-files', `More than ${FILES_MAX} files at once.`, { field: 'file' })
  const files = await Promise.all(parts.map(async part => ({ name: part.name, bytes: new Uint8Array(await part.arrayBuffer()) })))
  const said = (name: string): string | undefined => {
    const value = form.get(name)
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const answers = { account: said('account'), currency: said('currency'), confirmGap: said('confirmGap') === 'true' }
  return { files, answers: { ...answers, mapping: mappingSaid(said('mapping')) } }
}

const Mapping = z.strictObject({
  columns: z.record(z.string(), z.number()).optional(),
  dateOrder: z.string().optional(),
  decimal: z.string().optional(),
  currency: z.string().optional(),
  inverted: z.boolean().optional(),
})

/** @throws Refusal where it is no JSON of this shape. */
function mappingSaid(text: string | undefined): GivenMapping | undefined {
  if (text === undefined) return undefined
  try {
    return Mapping.parse(JSON.parse(text))
  } catch {
    return refuse('field-wrong', 'How the list is to be read was not understood.', {
      field: 'mapping',
      mend: 'Write it as {"columns": {"day": 0, "amount": 3}, "dateOrder": "DMY", "decimal": ","}.',
    })
  }
}

const Line = z.object({ line: z.string().max(100) })
const Confirm = Line.extend({
  invoices: z.array(z.string().max(200)).max(500).optional(),
  client: z.string().max(500).optional(),
  named: z.string().max(500).optional(),
})
const Aside = Line.extend({ why: z.string().max(1000) })
const AsideOut = z.object({ why: z.string().max(1000) })
const Batch = z.object({ batch: z.string().max(100) })

/** The bank desk. */
export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/bank', 'How far the bank is seen, what waits to be settled, what was booked', {}), async c =>
    jsonAnswer(c, await bankView(c.get('place'))),
  )
  for (const path of ['/api/v1/bank/*', '/api/v1/acts/bank-*'])
    api.post(path, async (c, next) => {
      mustBeAllowed(c.get('role'), 'work')
      await next()
    })
  api.openapi(upload('/api/v1/bank/preview', 'What an import of bank statements would bring; writes nothing'), async c => {
    const { files, answers } = await given(await c.req.formData())
    return jsonAnswer(c, await previewStatements(c.get('place'), files, answers))
  })
  api.openapi(upload('/api/v1/bank/columns', 'The columns of lists, and how they would be read; writes nothing'), async c => {
    const { files, answers } = await given(await c.req.formData())
    return jsonAnswer(c, await listColumns(c.get('place'), files, answers?.account))
  })
  api.openapi(upload('/api/v1/bank/import', 'Import bank statements: all files or none'), async c => {
    const { files, answers } = await given(await c.req.formData())
    return jsonAnswer(c, await importStatements(c.get('place'), files, answers))
  })
  acts(api)
}

function acts(api: Api): void {
  api.openapi(actRoute('/api/v1/acts/bank-match', 'Match all lines that wait', z.object({})), async c =>
    jsonAnswer(c, await matchBank(c.get('place'))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-confirm', 'Book a line as proposed, or where you say', Confirm), async c =>
    jsonAnswer(c, await confirmLine(c.get('place'), Confirm.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-reject', 'This is not for that invoice', Line), async c =>
    jsonAnswer(c, await rejectLine(c.get('place'), Line.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-undo', 'Take the booking of a line back', Line), async c =>
    jsonAnswer(c, await undoLine(c.get('place'), Line.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-aside', 'Not a client’s money', Aside), async c =>
    jsonAnswer(c, await setLineAside(c.get('place'), Aside.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-aside-out', 'None of the money out that points to nobody is a client’s', AsideOut), async c =>
    jsonAnswer(c, await setOutgoingAside(c.get('place'), AsideOut.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-undo-aside', 'Take back a line set aside, with all that were set aside with it', Line), async c =>
    jsonAnswer(c, await undoAside(c.get('place'), Line.parse(await c.req.json()))),
  )
  api.openapi(actRoute('/api/v1/acts/bank-undo-import', 'Take a whole statement import back', Batch), async c =>
    jsonAnswer(c, await undoBeside(c.get('place'), Batch.parse(await c.req.json()).batch)),
  )
}
