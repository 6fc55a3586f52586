import { z } from '@hono/zod-openapi'
import { acceptAnswer, declineAnswer, revokeLinks } from '../../acts/settle-answer.ts'
import { inboxView } from '../../views/inbox.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const Reply = z.object({ reply: z.string().max(200) })

const ACTS: readonly Adds[] = [
  act('accept-answer', 'work', 'Take an answer as it was given: it becomes the plan, the promise or the dispute', Reply, acceptAnswer),
  act('decline-answer', 'work', 'Deal with an answer without taking it; what it held goes on', Reply, declineAnswer),
  act(
    'revoke-links',
    'work',
    'Close every private link sent to a client so far',
    z.object({ client: z.string().max(1000), reason: z.string().max(1000) }),
    revokeLinks,
  ),
]

/** What clients answered, and what people make of it. */
export const routes: Routes = (api, deps) => {
  api.openapi(viewRoute('/api/v1/inbox', 'Answers that wait for a person, oldest first', {}), async c => {
    mustBeAllowed(c.get('role'), 'read')
    return jsonAnswer(c, { replies: await inboxView(c.get('place')) })
  })
  for (const add of ACTS) add(api, deps)
}
