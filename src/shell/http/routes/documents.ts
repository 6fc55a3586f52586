import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { attach, findPapers, openPaper, readPaper } from '../../acts/attach.ts'
import { forgetPaper, papersDue } from '../../acts/forget-paper.ts'
import { scan } from '../../acts/scan.ts'
import { PAPER_BYTES_MAX } from '../../papers/keep.ts'
import { paperView, SHOWN_INLINE } from '../../views/paper.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { filesIn } from '../given-files.ts'
import { viewRoute } from '../view-route.ts'
import { act } from './acts.ts'

const Query = z.object({
  q: z.string().max(200).optional().openapi({ description: 'words in the name or the text' }),
  clientId: z.string().optional(),
})

const One = z.object({ id: z.string() })
const text = z.string().max(300).optional()
const Scan = z.object({
  ...{ client: text, invoice: text, agreement: text, kind: text, name: text },
  source: z.enum(['feeder', 'platen']).optional(),
  colour: z.boolean().optional(),
  resolution: z.number().int().optional(),
})

/** Papers: kept with a client, an invoice or an agreement, never changed, found by their words. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/documents', 'Papers, newest first', { query: Query }), async c =>
    jsonAnswer(c, { papers: await findPapers(c.get('place'), c.req.valid('query')) }),
  )
  api.post('/api/v1/documents', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const form = await c.req.formData()
    const files = filesIn(form, PAPER_BYTES_MAX, 'Scan it at a lower resolution.')
    const said = (name: string): string | undefined => {
      const value = form.get(name)
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const about = { client: said('client'), invoice: said('invoice'), agreement: said('agreement'), plan: said('plan') }
    const input = { ...about, dispute: said('dispute'), side: said('side'), kind: said('kind') }
    const papers = []
    for (const file of files)
      papers.push(await attach(c.get('place'), { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, input))
    return jsonAnswer(c, { papers }, 201)
  })
  api.openapi(viewRoute('/api/v1/documents/due', 'Papers whose years are over, with what keeps some of them', {}), async c =>
    jsonAnswer(c, { papers: await papersDue(c.get('place')) }),
  )
  act(
    'forget-paper',
    'manage',
    'Forget a paper whose years are over',
    z.object({ paper: z.string(), reason: z.string() }),
    forgetPaper,
  )(api, deps)
  act('scan', 'work', 'Scan what lies in the firm’s scanner and keep it', Scan, scan)(api, deps)
  api.openapi(viewRoute('/api/v1/documents/{id}/preview', 'How a paper can be shown, and the words in it', { params: One }), async c =>
    jsonAnswer(c, await paperView(c.get('place'), c.req.valid('param').id)),
  )
  /** Shown in a frame of the app: pictures and PDFs only, under headers that let them do nothing else (see security.ts). */
  api.get('/api/v1/documents/:id/shown', async c => {
    const paper = await readPaper(c.get('place'), c.req.param('id'))
    if (!SHOWN_INLINE.includes(paper.mime)) refuse('not-shown', `A "${paper.mime}" is only downloaded.`, { field: 'id' })
    return c.body(new Uint8Array(paper.bytes), 200, {
      'content-type': paper.mime,
      'content-disposition': 'inline',
      'cache-control': 'private, no-store',
    })
  })
  /** Always downloaded, never shown in the app’s own origin. */
  api.get('/api/v1/documents/:id', async c => {
    const paper = await openPaper(c.get('place'), c.req.param('id'))
    return c.body(ReadableStream.from(paper.pieces), 200, {
      'content-type': paper.mime,
      'content-length': String(paper.sizeBytes),
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
    })
  })
}
