import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { refuse } from '../../../core/fault.ts'
import { importDocuments, previewDocuments } from '../../acts/import-documents.ts'
import { type ReadDocument, splitFiles } from '../../imports/e-invoices.ts'
import { LIMITS } from '../../inbound/registry.ts'
import { type Env, mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { givenFiles } from '../given-files.ts'

const Answers = z.object({ termsDays: z.number().int().min(0).max(3650).optional() })

interface Given {
  readonly documents: readonly ReadDocument[]
  readonly answers: z.infer<typeof Answers>
  /** Names of files that are lists or plain copies. */
  readonly others: readonly string[]
}

async function given(c: Context<Env>): Promise<Given> {
  const { files, answers } = await givenFiles(c, Answers, LIMITS.bytes_max)
  const { documents, rest } = await splitFiles(files)
  const packed = rest.find(r => !files.some(f => f.name === r.name))
  if (packed)
    refuse('not-an-e-invoice', 'This is no e-invoice.', { file: packed.name, mend: 'Take lists and PDF copies out of the archive.' })
  return { documents, answers, others: rest.map(r => r.name) }
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
