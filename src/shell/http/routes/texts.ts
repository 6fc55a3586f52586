import { z } from '@hono/zod-openapi'
import { dropText, saveText, tryText } from '../../acts/texts.ts'
import { TEXT_PARTS } from '../../message/text-kinds.ts'
import { previewText, textsView, textView } from '../../views/texts.ts'
import { actRoute } from '../act-route.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'

const Which = z.object({ kind: z.string(), language: z.string() })
const Text = Which.extend({
  ...Object.fromEntries(TEXT_PARTS.map(part => [part, z.string().max(20_000).optional()])),
  client: z.string().optional().openapi({ description: 'for whom it is tried; none: an invented client' }),
})

/** The firm's own words in messages: read, tried for a client, kept, sent to oneself. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/texts', 'The kinds of message, and which words are the firm’s own', {}), async c =>
    jsonAnswer(c, await textsView(c.get('place'))),
  )
  api.openapi(
    viewRoute('/api/v1/texts/{kind}/{language}', 'The words of one kind of message in one language', { params: Which }),
    async c => jsonAnswer(c, await textView(c.get('place'), c.req.valid('param'))),
  )
  api.openapi(actRoute('/api/v1/texts/preview', 'The message that words would make for a client; keeps nothing', Text), async c =>
    jsonAnswer(c, await previewText(c.get('place'), c.req.valid('json'))),
  )
  api.openapi(actRoute('/api/v1/texts', 'Keep words of the firm’s own', Text), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await saveText(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/texts/drop', 'Back to the shipped words', Which), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await dropText(c.get('place'), c.req.valid('json')))
  })
  api.openapi(actRoute('/api/v1/texts/test', 'Send the message to yourself', Text), async c => {
    mustBeAllowed(c.get('role'), 'manage')
    return jsonAnswer(c, await tryText(c.get('place'), deps.config, { ...c.req.valid('json'), to: c.get('user').email }))
  })
}
