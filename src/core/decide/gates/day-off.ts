import { addDays, type Day, isWeekend } from '../../day/day.ts'
import { type Case, countryOf, type Gate } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'day-off'
const WEEKEND = 'weekend'
const HOLIDAY = 'holiday'
const NAMED = 'named-holiday'

function closedBy(c: Case, on: Day): typeof WEEKEND | typeof HOLIDAY | undefined {
  if (c.world.isHoliday(countryOf(c), on)) return HOLIDAY
  return isWeekend(on) && !c.policy.weekends ? WEEKEND : undefined
}

/** No contact on a weekend or on a public holiday of the client's country; the next open day it comes. */
export const dayOff: Gate = {
  name: NAME,
  codes: [WEEKEND, HOLIDAY, NAMED],
  yields: true,
  reads: [],
  holdsStep: (c, planned) => {
    if (planned.step.internal) return undefined
    const code = closedBy(c, c.today)
    if (code === undefined) return undefined
    let until = addDays(c.today, 1)
    while (closedBy(c, until) !== undefined) until = addDays(until, 1)
    const holiday = code === HOLIDAY ? c.world.holidayName?.(countryOf(c), c.today) : undefined
    return holiday === undefined ? obstacle(NAME, until, {}, code) : obstacle(NAME, until, { holiday }, NAMED)
  },
}
