import type { Gate } from '../case.ts'
import { obstacle, standingHold } from '../gate.ts'

const NAME = 'channel-forbidden'

/** The client asked not to be contacted this way. */
export const channelForbidden: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['hold'],
  holdsStep: (c, planned) => {
    if (c.facts.hold.length === 0 || planned.step.internal) return undefined
    const held = standingHold(c, h => h.kind === NAME && (h.channel === null || h.channel === planned.step.channel))
    return held && obstacle(NAME, held.until)
  },
}
