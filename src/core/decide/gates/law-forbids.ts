import { type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'law-forbids'

/** The law does not allow this channel towards this kind of client; an unknown kind takes the stricter rules. */
export const lawForbids: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  holdsStep: (c, planned) => {
    if (!c.law.forbiddenChannels.includes(planned.step.channel)) return undefined
    const until = reviewOf(c, planned.dueOn)
    return until && obstacle(NAME, until, { law: c.lawView.id })
  },
}
