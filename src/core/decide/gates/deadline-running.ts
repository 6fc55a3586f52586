import { addDays } from '../../day/day.ts'
import type { Gate } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'deadline-running'

/** Our last message gave them until a day: nothing further is said before it has passed, except about a broken promise. */
export const deadlineRunning: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: ['deed'],
  holdsStep: (c, planned) => {
    const deadline = planned.deadlineDay
    if (planned.atOnce || deadline === null || deadline < c.today) return undefined
    const until = addDays(deadline, 1)
    return obstacle(NAME, until, { deadlineDay: deadline })
  },
}
