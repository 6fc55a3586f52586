import { type Day, epochDay } from '../day/day.ts'

/**
 * A payment delay: days from the due date to the settling day, the due date moved to Monday first where it falls on a weekend (nobody can
 * pay on a Sunday what a bank books on Monday). Negative when early; kept within −60 … +120, because beyond that a day more says nothing.
 */
export const SHORTEST_DELAY = -60
export const LONGEST_DELAY = 120
/** How many different delays there are: one bin a day. */
export const DELAY_BINS = LONGEST_DELAY - SHORTEST_DELAY + 1

/** 0 = Monday … 6 = Sunday, of a count of days since 1970-01-01. */
export const weekdayIndex = (epoch: number): number => (((epoch + 3) % 7) + 7) % 7

/** Days by which a due date moves to reach Monday: 2 on Saturday, 1 on Sunday, else 0. */
export const weekendShift = (dueEpoch: number): number => {
  const weekdayOfDue = weekdayIndex(dueEpoch)
  return weekdayOfDue > 4 ? 7 - weekdayOfDue : 0
}

export const clipDelay = (delay: number): number => Math.min(LONGEST_DELAY, Math.max(SHORTEST_DELAY, delay))

/** Days late of `settled` against `due`, a weekend due date moved to Monday; not clipped. */
export function delayOf(due: Day, settled: Day): number {
  const dueEpoch = epochDay(due)
  return epochDay(settled) - dueEpoch - weekendShift(dueEpoch)
}

/** The bin of a delay in an array of DELAY_BINS. */
export const binOf = (delay: number): number => clipDelay(delay) - SHORTEST_DELAY
