import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { outboxRow } from '../../acts/approve.ts'
import { meansFor } from '../../acts/run.ts'
import { letterPdf, previewView } from '../../views/preview.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const OfClient = z.object({ clientId: z.string() })

/** Messages as they would leave: their words, their letter, their draft file. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/outbox/preview', 'The exact message of a client’s step', { query: OfClient }), async c =>
    jsonAnswer(c, await previewView(c.get('place'), c.req.valid('query').clientId)),
  )
  api.get('/api/v1/outbox/letter', async c => {
    const bytes = await letterPdf(c.get('place'), c.req.query('clientId') ?? '')
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="letter.pdf"' })
  })
  api.get('/api/v1/outbox/draft', async c => {
    const place = c.get('place')
    const row = await outboxRow(place, c.req.query('key') ?? '')
    const [means] = await meansFor(place, deps.config)
    if (!row.messageId || !means) return refuse('not-found', 'There is no draft of this message.', { field: 'key' })
    const bytes = await readFile(join(means.draftFolder, `${row.messageId.slice(1, 33)}.eml`)).catch(() => undefined)
    if (!bytes) return refuse('not-found', 'The draft file is not there any more.', { field: 'key' })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'message/rfc822',
      'content-disposition': 'attachment; filename="reminder.eml"',
    })
  })
}
