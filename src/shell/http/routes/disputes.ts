import { z } from '@hono/zod-openapi'
import { answerDispute, steerDispute } from '../../acts/dispute.ts'
import { askColleague, closeAsk, colleagueSaid } from '../../acts/dispute-ask.ts'
import { disputeList, oneDispute } from '../../views/disputes.ts'
import type { Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const text = z.string().max(20_000)
const maybe = text.optional()
const Dispute = z.object({ dispute: text })
const Query = z.object({ show: z.enum(['open', 'due', 'all']).optional(), client: z.string().optional() })

const ACTS: readonly Adds[] = [
  act('dispute-answer', 'work', 'What we answered them; only an outcome ends it', Dispute.extend({ words: text }), answerDispute),
  act('dispute-steer', 'work', 'Who answers it, and by when', Dispute.extend({ owner: maybe, answerBy: maybe }), steerDispute),
  act(
    'dispute-ask',
    'work',
    'Ask a colleague, who needs no account: answers with a link that ends by itself, and the mail that asks',
    Dispute.extend({ name: text, email: maybe, question: text, send: z.boolean().optional() }),
    (place, input, deps) => askColleague(place, { origin: deps.config.publicUrl ?? deps.origin, config: deps.config }, input),
  ),
  act('dispute-ask-close', 'work', 'Cut a colleague’s link off', z.object({ ask: text }), closeAsk),
  act(
    'colleague-said',
    'work',
    'Record what a colleague answered by mail, or told us',
    z.object({ ask: text, how: z.enum(['mail', 'told']), finding: text, words: text }),
    colleagueSaid,
  ),
]

/** The disputes desk. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/disputes', 'Disputes, those we owe an answer on first', { query: Query }), async c =>
    jsonAnswer(c, await disputeList(c.get('place'), c.req.valid('query'))),
  )
  api.openapi(viewRoute('/api/v1/disputes/{id}', 'One dispute', { params: z.object({ id: z.string() }) }), async c =>
    jsonAnswer(c, await oneDispute(c.get('place'), c.req.valid('param').id)),
  )
  for (const add of ACTS) add(api, deps)
}
