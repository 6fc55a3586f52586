import { DELAY_BINS, SHORTEST_DELAY } from './delay.ts'
import { type Histogram, hazardsOf, mixed, sharesOf, smoothed } from './histogram.ts'
import { addCounts, emptyCounts, type History, knownOf, scaleAt } from './history.ts'

/** What a new customer is expected to do before anything is known of them: hazards by day, and how much of it is own evidence. */
export interface Prior {
  readonly hazards: Float64Array
  /** The same as shares. */
  readonly shares: Histogram
  /** Own invoices behind it, in weight; against SHIPPED_INVOICES of the shipped habits. */
  readonly ownWeight: number
  /** 0 … 1. */
  readonly ownShare: number
}

/** How many invoices the shipped habits weigh. */
export const SHIPPED_INVOICES = 5
/** Days from a customer’s middle: from one end of the delays to the other, both ways. */
const AROUND_BINS = 2 * DELAY_BINS
/** A customer with fewer settled invoices has no middle to speak of. */
const LEAST_FOR_MIDDLE = 4
/** One customer speaks for the whole portfolio with at most this many invoices. */
const MOST_OF_ONE_CUSTOMER = 10

/** The portfolio's own habits as known strictly before `today` (days since 1970-01-01), mixed with the shipped ones. */
export function priorAt(history: History, today: number, shipped: Histogram): Prior {
  const scale = scaleAt(history, today)
  const counts = emptyCounts()
  for (const track of history.tracks.values()) {
    const known = knownOf(track, today)
    const weight = (track.weightBefore[known] ?? 0) * scale
    if (weight > 0) addCounts(counts, track, today, scale * Math.min(1, MOST_OF_ONE_CUSTOMER / weight), known)
  }
  const ownWeight = counts.settledWeight
  if (ownWeight <= 0) return { hazards: hazardsOf(shipped), shares: shipped, ownWeight: 0, ownShare: 0 }
  const own = smoothed(sharesOf(counts.paid, counts.open))
  const shares = mixed(own, ownWeight, shipped, SHIPPED_INVOICES)
  return {
    hazards: hazardsOf(shares),
    shares,
    ownWeight,
    ownShare: ownWeight / (ownWeight + SHIPPED_INVOICES),
  }
}

/**
 * How far payments known strictly before `today` fell from their own customer’s weighted median, AROUND_BINS shares; one customer counts as in
 * the prior. undefined where no record is long enough.
 */
export function aroundAt(history: History, today: number): Float64Array | undefined {
  const scale = scaleAt(history, today)
  const around = new Float64Array(AROUND_BINS)
  const paid = new Float64Array(DELAY_BINS)
  let found = false
  for (const track of history.tracks.values()) {
    const known = knownOf(track, today)
    if (known < LEAST_FOR_MIDDLE) continue
    let [settled, weight] = [0, 0]
    paid.fill(0)
    for (let at = 0; at < known; at++) {
      if ((track.settled[at] ?? 0) >= today) continue
      const w = (track.weight[at] ?? 0) * scale
      const bin = track.bin[at] ?? 0
      paid[bin] = (paid[bin] ?? 0) + w
      settled += 1
      weight += w
    }
    if (settled < LEAST_FOR_MIDDLE) continue
    found = true
    const middle = medianBin(paid, weight)
    const share = Math.min(1, MOST_OF_ONE_CUSTOMER / weight)
    for (let bin = 0; bin < DELAY_BINS; bin++) {
      const count = paid[bin] ?? 0
      const to = bin - middle + DELAY_BINS
      if (count > 0) around[to] = (around[to] ?? 0) + count * share
    }
  }
  return found ? smoothed(around) : undefined
}

function medianBin(counts: Readonly<Float64Array>, total: number): number {
  let sum = 0
  for (let at = 0; at < counts.length; at++) {
    sum += counts[at] ?? 0
    if (sum >= total / 2) return at
  }
  return counts.length - 1
}

/**
 * Shares of a typical invoice of one customer: what falls around a middle (beyond an end it stays at the end) with `weight`, general shares with
 * `generalWeight`. @param middle days after the due date
 */
export function typicalShares(
  around: Readonly<Float64Array>,
  middle: number,
  weight: number,
  general: Histogram,
  generalWeight: number,
): Histogram {
  const out = new Float64Array(DELAY_BINS)
  const first = DELAY_BINS - (middle - SHORTEST_DELAY) // of `around`, what falls on the shortest delay: 1 … DELAY_BINS
  const [own, rest] = [weight / (weight + generalWeight), generalWeight / (weight + generalWeight)]
  for (let at = 0; at < DELAY_BINS; at++) out[at] = own * (around[first + at] ?? 0) + rest * (general[at] ?? 0)
  for (let at = 0; at < first; at++) out[0] = (out[0] ?? 0) + own * (around[at] ?? 0)
  const last = DELAY_BINS - 1
  for (let at = first + DELAY_BINS; at < AROUND_BINS; at++) out[last] = (out[last] ?? 0) + own * (around[at] ?? 0)
  return out
}

/** Shipped habits from a data pack: shares a bin, checked. @throws RangeError where the pack does not hold one share a day. */
export function shippedFrom(shares: readonly number[]): Histogram {
  const total = shares.reduce((a, b) => a + b, 0)
  if (shares.length !== DELAY_BINS || shares.some(s => !(s > 0)) || Math.abs(total - 1) > 1e-3)
    throw new RangeError(`shipped habits need ${DELAY_BINS} shares above zero adding to 1; these are ${shares.length} adding to ${total}`)
  return Float64Array.from(shares, s => s / total)
}
