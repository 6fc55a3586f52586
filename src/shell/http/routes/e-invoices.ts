import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { Refusal, refuse } from '../../../core/fault.ts'
import { importDocuments, previewDocuments } from '../../acts/import-documents.ts'
import { type ReadDocument, splitFiles } from '../../imports/e-invoices.ts'
import { LIMITS } from '../../inbound/registry.ts'
import type { GivenFile } from '../../lists/read-lists.ts'
import { type Env, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'

const Answers = z.object({ termsDays: z.number().int().min(0).max(3650).optional() })

interface Given {
  readonly documents: readonly ReadDocument[]
  readonly answers: z.infer<typeof Answers>
  /** Names of files that are lists or plain copies. */
  readonly others: readonly string[]
}

async function given(c: Context<Env>): Promise<Given> {
  const form = await c.req.formData()
  const files = form.getAll('files').filter((f): f is File => f instanceof File)
  if (files.length === 0) refuse('field-missing', 'Give at least one file.', { field: 'files' })
  const large = files.find(f => f.size > LIMITS.bytes_max)
  if (large)
    refuse('file-too-large', `It has more than ${LIMITS.bytes_max} bytes.`, {
      params: { megabytes: String(LIMITS.bytes_max / 1048576) },
      file: large.name,
    })
  const read = Answers.safeParse(JSON.parse(String(form.get('answers') ?? '{}')))
  if (!read.success)
    throw new Refusal(read.error.issues.map(i => ({ code: 'field-wrong', message: `${i.message}.`, field: i.path.join('.') })))
  const contents: GivenFile[] = await Promise.all(files.map(async f => ({ name: f.name, bytes: new Uint8Array(await f.arrayBuffer()) })))
  const { documents, rest } = await splitFiles(contents)
  const packed = rest.find(r => !contents.some(f => f.name === r.name))
  if (packed)
    refuse('not-an-e-invoice', 'This is no e-invoice.', { file: packed.name, mend: 'Take lists and PDF copies out of the archive.' })
  return { documents, answers: read.data, others: rest.map(r => r.name) }
}

/** E-invoices and their statuses by form: what they would bring, and bringing them in. */
export const routes: Routes = api => {
  api.post('/api/v1/e-invoices/preview', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const { documents, answers, others } = await given(c)
    return jsonAnswer(c, { documents: await previewDocuments(c.get('place'), documents, answers), others })
  })
  api.post('/api/v1/e-invoices', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const { documents, answers, others } = await given(c)
    const [strange] = others
    if (strange !== undefined)
      refuse('not-an-e-invoice', 'This is no e-invoice.', { file: strange, mend: 'Lists and PDF copies: POST /api/v1/imports.' })
    return jsonAnswer(c, await importDocuments(c.get('place'), documents, answers))
  })
}
