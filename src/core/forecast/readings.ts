import { type Curve, curveOf } from './curve.ts'
import type { Histogram } from './histogram.ts'
import { addCounts, type Counts, emptyCounts, type History, scaleAt } from './history.ts'
import { type Prior, priorAt } from './prior.ts'

/** What one customer's record says on one day. */
export interface Reading {
  readonly curve: Curve
  readonly settled: number
  readonly late: number
  readonly weight: number
}

/** One day's view of a history: the prior and, worked out when asked, each customer's reading. */
export interface DayReadings {
  readonly prior: Prior
  of(customer: string): Reading
}

/** Days kept: enough for the weekday correction to find again what the month before it worked out. */
const MOST_DAYS = 128

/** Readings by day (days since 1970-01-01), the latest asked for being remembered. */
export function readingsOf(history: History, shipped: Histogram): (today: number) => DayReadings {
  const kept = new Map<number, DayReadings>()
  return today => {
    const found = kept.get(today)
    if (found) return found
    const [oldest] = kept.keys()
    if (kept.size >= MOST_DAYS && oldest !== undefined) kept.delete(oldest)
    const readings = readingsAt(history, shipped, today)
    kept.set(today, readings)
    return readings
  }
}

function readingsAt(history: History, shipped: Histogram, today: number): DayReadings {
  const prior = priorAt(history, today, shipped)
  const scale = scaleAt(history, today)
  const byCustomer = new Map<string, Reading>()
  return {
    prior,
    of: customer => {
      const found = byCustomer.get(customer)
      if (found) return found
      const counts = emptyCounts()
      const track = history.tracks.get(customer)
      if (track) addCounts(counts, track, today, scale)
      const reading = readingFrom(counts, prior)
      byCustomer.set(customer, reading)
      return reading
    },
  }
}

const readingFrom = (counts: Counts, prior: Prior): Reading => ({
  curve: curveOf(counts, prior.hazards),
  settled: counts.settled,
  late: counts.late,
  weight: counts.settledWeight,
})
