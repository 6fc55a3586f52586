import { addDays, weekday } from '../../day/day.ts'
import type { Case, Gate } from '../case.ts'
import { obstacle } from '../gate.ts'
import { narrower } from '../law-view.ts'

const NAME = 'quiet-hours'

/** Hours of the client's zone in which a message may leave on a day: the policy's, or the law's where narrower. Empty: [0, 0]. */
export function allowedHours(c: Pick<Case, 'policy' | 'law' | 'today'>): readonly [from: number, to: number] {
  if (c.law.closedWeekdays.length > 0 && c.law.closedWeekdays.includes(weekday(c.today))) return [0, 0]
  const [from, to] = narrower(c.policy.hours, c.law.hours) ?? c.policy.hours
  return from < to ? [from, to] : [0, 0]
}

/**
 * A day is decided as a whole; within it a message leaves only in `Act.hours`. This gate holds a day that has no such hour at all: a weekday
 * the law closes, or hours of law and policy that do not meet.
 */
export const quietHours: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  holdsStep: (c, planned) => {
    if (planned.step.internal || allowedHours(c)[1] > 0) return undefined
    let until = addDays(c.today, 1)
    for (let tried = 0; tried < 7 && allowedHours({ ...c, today: until })[1] === 0; tried++) until = addDays(until, 1)
    return obstacle(NAME, until)
  },
}
