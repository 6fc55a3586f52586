import { z } from '@hono/zod-openapi'
import { refuse } from '../../../core/fault.ts'
import { attach, findPapers, readPaper } from '../../acts/attach.ts'
import { PAPER_BYTES_MAX } from '../../papers/keep.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Query = z.object({
  q: z.string().max(200).optional().openapi({ description: 'words in the name or the text' }),
  clientId: z.string().optional(),
})

/** Papers: kept with a client, an invoice or an agreement, never changed, found by their words. */
export const routes: Routes = api => {
  api.openapi(viewRoute('/api/v1/documents', 'Papers, newest first', { query: Query }), async c =>
    jsonAnswer(c, { papers: await findPapers(c.get('place'), c.req.valid('query')) }),
  )
  api.post('/api/v1/documents', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const form = await c.req.formData()
    const files = form.getAll('files').filter((f): f is File => f instanceof File)
    if (files.length === 0) refuse('field-missing', 'Give at least one file.', { field: 'files' })
    const large = files.find(f => f.size > PAPER_BYTES_MAX)
    if (large) refuse('file-too-large', `It has more than ${PAPER_BYTES_MAX} bytes.`, { file: large.name })
    const said = (name: string): string | undefined => {
      const value = form.get(name)
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const about = { client: said('client'), invoice: said('invoice'), agreement: said('agreement') }
    const input = { ...about, dispute: said('dispute'), side: said('side'), kind: said('kind') }
    const papers = []
    for (const file of files)
      papers.push(await attach(c.get('place'), { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, input))
    return jsonAnswer(c, { papers }, 201)
  })
  /** Always downloaded, never shown in the app’s own origin. */
  api.get('/api/v1/documents/:id', async c => {
    const paper = await readPaper(c.get('place'), c.req.param('id'))
    return c.body(new Uint8Array(paper.bytes), 200, {
      'content-type': paper.mime,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`,
    })
  })
}
