import { z } from '@hono/zod-openapi'
import { sendSorry, sorryPreview, sorrySaid } from '../../acts/sorry.ts'
import { sorryOffers } from '../../views/sorry.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { act } from './acts.ts'

const text = z.string().max(100_000)
const Send = z.object({ client: text, subject: text.optional(), body: text.optional() })
const Said = z.object({ client: text, how: z.enum(['phone', 'not-needed']) })

/** Reminded after paying: who, what failed, and the apology. */
export const routes: Routes = (api, deps) => {
  api.openapi(
    viewRoute('/api/v1/sorry', 'Clients that were reminded although their money had come', {
      query: z.object({ client: z.string().optional().openapi({ description: 'only this client’s id' }) }),
    }),
    async c => jsonAnswer(c, { lines: await sorryOffers(c.get('place'), c.req.valid('query').client) }),
  )
  api.openapi(
    viewRoute('/api/v1/clients/{clientId}/sorry', 'The apology as it would leave', { params: z.object({ clientId: z.string() }) }),
    async c => {
      const { line, mail } = await sorryPreview(c.get('place'), c.req.valid('param').clientId)
      const { language, subject, text: body, to } = mail
      return jsonAnswer(c, { line, mail: { language, subject, text: body, to } })
    },
  )
  act('sorry-send', 'work', 'Let the apology leave', Send, async (place, input) => {
    const sent = await sendSorry(place, input)
    deps.schedules.lookSoon()
    return sent
  })(api, deps)
  act('sorry-said', 'work', 'Said sorry by phone, or saw no need', Said, sorrySaid)(api, deps)
}
