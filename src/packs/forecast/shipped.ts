import type { Histogram } from '../../core/forecast/histogram.ts'
import { shippedFrom } from '../../core/forecast/prior.ts'
import { HABITS } from './prior.ts'

/** The shipped habits: the mean of the sources. `without` leaves a source out, so that a method is never measured on what it was built from. */
export function shippedHabits(without?: string): Histogram {
  const used = HABITS.filter(habits => habits.name !== without)
  if (used.length === 0) throw new RangeError(`no shipped habits remain without ${without}`)
  const bins = used[0]?.shares.length ?? 0
  return shippedFrom(Array.from({ length: bins }, (_, at) => used.reduce((sum, habits) => sum + (habits.shares[at] ?? 0), 0) / used.length))
}
