import type { Fact } from '../../facts/nouns.ts'
import { type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'unread-reply'

/** They wrote and nobody has read it: an answer comes before the next reminder. Automatic answers and bounces hold nothing. */
export const unreadReply: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['reply'],
  holdsClient: c => {
    let oldest: Fact<'reply'> | undefined
    for (const r of c.facts.reply)
      if (r.kind === 'human' && r.holds !== false && r.receivedOn <= c.today && (r.handledOn === null || r.handledOn > c.today))
        if (!oldest || r.receivedOn < oldest.receivedOn) oldest = r
    const until = oldest && reviewOf(c, oldest.receivedOn)
    return until && obstacle(NAME, until, { receivedOn: oldest?.receivedOn ?? until })
  },
}
