import { z } from '@hono/zod-openapi'
import { confirmReply, putAside } from '../../acts/confirm-reply.ts'
import { fetchMail } from '../../acts/fetch-mail.ts'
import { dismissMail, placeMailWith } from '../../acts/place-mail.ts'
import { acceptAnswer, declineAnswer, revokeLinks } from '../../acts/settle-answer.ts'
import { undoReply } from '../../acts/undo-reply.ts'
import { RAW_BYTES_MAX, receive } from '../../replies/receive.ts'
import { inboxView } from '../../views/inbox.ts'
import { mustBeAllowed, type Routes } from '../context.ts'
import { jsonAnswer } from '../errors.ts'
import { viewRoute } from '../view-route.ts'
import { type Adds, act } from './acts.ts'

const id = z.string().max(200)
const maybe = z.string().max(1000).optional()
const Reply = z.object({ reply: id })
const Confirm = Reply.extend({
  reading: maybe,
  day: maybe,
  amount: maybe,
  cause: maybe,
  plan: maybe,
  invoices: z.array(id).max(500).optional(),
})

const ACTS: readonly Adds[] = [
  act('accept-answer', 'work', 'Take an answer as it was given: it becomes the plan, the promise or the dispute', Reply, acceptAnswer),
  act('decline-answer', 'work', 'Deal with an answer without taking it; what it held goes on', Reply, declineAnswer),
  act(
    'confirm-reply',
    'work',
    'Take a reply as what it means: it becomes the fact; copies asked for leave',
    Confirm,
    async (place, input, deps) => {
      const taken = await confirmReply(place, input)
      if (taken.outboxKey !== null) deps.schedules.lookSoon()
      return taken
    },
  ),
  act('aside-reply', 'work', 'Read, and nothing is made of it', Reply, putAside),
  act('undo-reply', 'work', 'Take back what was made of a reply: it waits again', Reply, undoReply),
  act('place-mail', 'work', 'Say whose case a mail belongs to', z.object({ mail: id, client: z.string().max(1000) }), placeMailWith),
  act('dismiss-mail', 'work', 'A mail that is about no client goes out of the way', z.object({ mail: id }), dismissMail),
  act('fetch-mail', 'work', 'Look into the mailbox now', z.object({}), async (place, _input, deps) => {
    const { looked, received } = await fetchMail(place, deps.config)
    return { looked, received: received.filter(r => !r.known).length }
  }),
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
  api.openapi(viewRoute('/api/v1/inbox', 'Answers that wait for a person, oldest first, and mails that found no case', {}), async c => {
    mustBeAllowed(c.get('role'), 'read')
    return jsonAnswer(c, await inboxView(c.get('place')))
  })
  /** One mail as it came (message/rfc822): for mail servers that hand mails over themselves. */
  api.post('/api/v1/mail', async c => {
    mustBeAllowed(c.get('role'), 'work')
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    const isCut = bytes.length > RAW_BYTES_MAX * 4
    return jsonAnswer(
      c,
      isCut ? await receive(c.get('place'), bytes.subarray(0, RAW_BYTES_MAX)) : await receive(c.get('place'), bytes),
      201,
    )
  })
  for (const add of ACTS) add(api, deps)
}
