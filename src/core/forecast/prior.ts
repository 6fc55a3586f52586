import { DELAY_BINS } from './delay.ts'
import { type Histogram, hazardsOf, mixed, sharesOf, smoothed } from './histogram.ts'
import { addCounts, emptyCounts, type History, knownOf, scaleAt } from './history.ts'

/** What a new customer is expected to do before anything is known of them: hazards by day, and how much of it is own evidence. */
export interface Prior {
  readonly hazards: Float64Array
  /** Own invoices behind it, in weight; against SHIPPED_INVOICES of the shipped habits. */
  readonly ownWeight: number
  /** 0 … 1. */
  readonly ownShare: number
}

/** How many invoices the shipped habits weigh. */
export const SHIPPED_INVOICES = 5
/** One customer speaks for the whole portfolio with at most this many invoices. */
const MOST_OF_ONE_CUSTOMER = 10

/** The portfolio's own habits as known strictly before `today` (days since 1970-01-01), mixed with the shipped ones. */
export function priorAt(history: History, today: number, shipped: Histogram): Prior {
  const scale = scaleAt(history, today)
  const counts = emptyCounts()
  for (const track of history.tracks.values()) {
    const weight = (track.weightBefore[knownOf(track, today)] ?? 0) * scale
    if (weight > 0) addCounts(counts, track, today, scale * Math.min(1, MOST_OF_ONE_CUSTOMER / weight))
  }
  const ownWeight = counts.settledWeight
  if (ownWeight <= 0) return { hazards: hazardsOf(shipped), ownWeight: 0, ownShare: 0 }
  const own = smoothed(sharesOf(counts.paid, counts.open))
  return {
    hazards: hazardsOf(mixed(own, ownWeight, shipped, SHIPPED_INVOICES)),
    ownWeight,
    ownShare: ownWeight / (ownWeight + SHIPPED_INVOICES),
  }
}

/** Shipped habits from a data pack: shares a bin, checked. @throws RangeError where the pack does not hold one share a day. */
export function shippedFrom(shares: readonly number[]): Histogram {
  const total = shares.reduce((a, b) => a + b, 0)
  if (shares.length !== DELAY_BINS || shares.some(s => !(s > 0)) || Math.abs(total - 1) > 1e-3)
    throw new RangeError(`shipped habits need ${DELAY_BINS} shares above zero adding to 1; these are ${shares.length} adding to ${total}`)
  return Float64Array.from(shares, s => s / total)
}
