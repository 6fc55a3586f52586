import { type Gate, holdEnds, obstacle } from '../gate.ts'

const NAME = 'channel-forbidden'

/** The client asked not to be contacted this way. */
export const channelForbidden: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['hold'],
  holdsStep: (c, planned) => {
    if (c.facts.hold.length === 0 || planned.step.internal) return undefined
    const hold = c.facts.hold.find(
      h =>
        h.kind === NAME &&
        (h.channel === null || h.channel === planned.step.channel) &&
        h.effectiveOn <= c.today &&
        (h.endedOn === null || h.endedOn > c.today) &&
        (h.until === null || h.until >= c.today),
    )
    const until = hold && holdEnds(c, hold)
    return until && obstacle(NAME, until)
  },
}
