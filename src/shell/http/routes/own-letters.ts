import { z } from '@hono/zod-openapi'
import { ownLetterPdf, ownLetters, ownLetterView } from '../../views/own-letters.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Key = z.object({ key: z.string() })

/** Letters outside the ladder on their way: an offer, its end, new terms. They are approved like any message. */
export const routes: Routes = api => {
  api.openapi(
    viewRoute('/api/v1/own-letters', 'Offers, ends of offers and new terms on their way', {
      query: z.object({
        client: z.string().optional().openapi({ description: 'only this client’s id; none: all that wait for a person' }),
      }),
    }),
    async c => jsonAnswer(c, { letters: await ownLetters(c.get('place'), c.req.valid('query').client) }),
  )
  api.openapi(viewRoute('/api/v1/own-letters/view', 'Such a letter exactly as it would leave', { query: Key }), async c =>
    jsonAnswer(c, await ownLetterView(c.get('place'), c.req.valid('query').key)),
  )
  api.get('/api/v1/own-letters/letter.pdf', async c => {
    const bytes = await ownLetterPdf(c.get('place'), c.req.query('key') ?? '')
    return c.body(new Uint8Array(bytes), 200, { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="letter.pdf"' })
  })
}
