import { reviewOf } from '../case.ts'
import { type Gate, obstacle } from '../gate.ts'

const NAME = 'unread-reply'

/** They wrote and nobody has read it: an answer comes before the next reminder. Automatic answers and bounces hold nothing. */
export const unreadReply: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['reply'],
  holdsClient: c => {
    const unread = c.facts.reply.find(r => r.kind === 'human' && r.receivedOn <= c.today && (r.handledOn === null || r.handledOn > c.today))
    const until = unread && reviewOf(c, unread.receivedOn)
    return until && obstacle(NAME, until, { receivedOn: unread.receivedOn })
  },
}
