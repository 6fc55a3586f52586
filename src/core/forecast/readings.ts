import { type Curve, curveOf, quantile } from './curve.ts'
import { LONGEST_DELAY, weekdayIndex } from './delay.ts'
import { type Histogram, hazardsOf } from './histogram.ts'
import { addCounts, type Counts, emptyCounts, type History, scaleAt } from './history.ts'
import { aroundAt, type Prior, priorAt, typicalShares } from './prior.ts'

/** What one customer's record says on one day. */
export interface Reading {
  readonly curve: Curve
  /** The curve whose chances of lateness are told: the typical invoices it is mixed with lie around this customer’s own middle. */
  readonly chances: Curve
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
  const around = new Map<number, Float64Array | undefined>()
  /** As known on the Monday before: it moves slowly, and need not be found anew each day. */
  const aroundOn = (today: number): Float64Array | undefined => {
    const monday = today - weekdayIndex(today)
    if (!around.has(monday)) around.set(monday, aroundAt(history, monday))
    return around.get(monday)
  }
  return today => {
    const found = kept.get(today)
    if (found) return found
    const [oldest] = kept.keys()
    if (kept.size >= MOST_DAYS && oldest !== undefined) kept.delete(oldest)
    const readings = readingsAt(history, shipped, today, aroundOn(today))
    kept.set(today, readings)
    return readings
  }
}

function readingsAt(history: History, shipped: Histogram, today: number, around: Float64Array | undefined): DayReadings {
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
      const reading = readingFrom(counts, prior, around)
      byCustomer.set(customer, reading)
      return reading
    },
  }
}

/** What a typical invoice of a known customer owes to the whole portfolio, against the weight of their own record. */
const GENERAL_INVOICES = 1

const readingFrom = (counts: Counts, prior: Prior, around: Float64Array | undefined): Reading => {
  const curve = curveOf(counts, prior.hazards)
  const { settled, late, settledWeight: weight } = counts
  return { curve, chances: chancesOf(counts, prior, around, curve), settled, late, weight }
}

/**
 * A late payer’s typical invoice is late: others’ distances from their own middle, laid around this customer’s, tell more than others’ delays
 * themselves. Days and ranges stay with the broader curve, which covers what it says it covers.
 */
function chancesOf(counts: Counts, { shares }: Prior, around: Float64Array | undefined, curve: Curve): Curve {
  if (around === undefined || counts.settledWeight <= 0) return curve
  const middle = Math.min(LONGEST_DELAY, quantile(curve, 0.5))
  return curveOf(counts, hazardsOf(typicalShares(around, middle, counts.settledWeight, shares, GENERAL_INVOICES)))
}
