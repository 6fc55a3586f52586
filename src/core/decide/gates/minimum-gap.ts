import { addDays } from '../../day/day.ts'
import type { Gate } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'minimum-gap'

/** Fewest days between two contacts; it beats the step's date. A broken promise is spoken of at once, but never twice in a day. Notes on one due day do not hold each other. */
export const minimumGap: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['deed'],
  holdsStep: (c, planned) => {
    if (planned.step.internal) return undefined
    const last = c.contacts.findLast(d => planned.lane === 'late' || d.cycle !== planned.cycle || d.doneOn === c.today)
    if (!last) return undefined
    const until = addDays(last.doneOn, planned.atOnce ? 1 : Math.max(1, c.policy.gapDays))
    return until > c.today ? obstacle(NAME, until, { lastDay: last.doneOn }) : undefined
  },
}
