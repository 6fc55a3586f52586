import { DELAY_BINS } from './delay.ts'

/** Shares of delays, one a day from SHORTEST_DELAY to LONGEST_DELAY unless said otherwise, adding to 1. */
export type Histogram = Float64Array

const KERNEL = [1, 2, 3, 2, 1] as const
const KERNEL_SUM = 9
const HALF = 2
/** Kept for days nobody has paid on yet, so that no delay is impossible. */
const UNIFORM_SHARE = 0.02

/** Smoothed with weights 1-2-3-2-1 (what falls off an end stays at the end), 2 % spread evenly, adding to 1. */
export function smoothed(counts: Readonly<Float64Array>): Histogram {
  const bins = counts.length
  const out = new Float64Array(bins)
  let total = 0
  for (let at = 0; at < bins; at++) {
    const count = counts[at] ?? 0
    if (count === 0) continue
    total += count
    for (let step = -HALF; step <= HALF; step++) {
      const to = Math.min(bins - 1, Math.max(0, at + step))
      out[to] = (out[to] ?? 0) + (count * (KERNEL[step + HALF] ?? 0)) / KERNEL_SUM
    }
  }
  const even = 1 / bins
  for (let at = 0; at < bins; at++) out[at] = total === 0 ? even : (1 - UNIFORM_SHARE) * ((out[at] ?? 0) / total) + UNIFORM_SHARE * even
  return out
}

/** `(a·weightA + b·weightB) / (weightA + weightB)`, day by day. */
export function mixed(a: Histogram, weightA: number, b: Histogram, weightB: number): Histogram {
  const out = new Float64Array(DELAY_BINS)
  const total = weightA + weightB
  for (let at = 0; at < DELAY_BINS; at++) out[at] = ((a[at] ?? 0) * weightA + (b[at] ?? 0) * weightB) / total
  return out
}

/** The chance of paying on each day given that it was not paid before. */
export function hazardsOf(shares: Histogram): Float64Array {
  const out = new Float64Array(DELAY_BINS)
  let left = 0
  for (let at = DELAY_BINS - 1; at >= 0; at--) {
    left += shares[at] ?? 0
    out[at] = left > 0 ? (shares[at] ?? 0) / left : 1
  }
  return out
}

/** Shares from counts of payments and of open invoices last seen unpaid (Kaplan–Meier): `censored[at]` left before bin `at`. */
export function sharesOf(paid: Readonly<Float64Array>, censored: Readonly<Float64Array>): Float64Array {
  const out = new Float64Array(DELAY_BINS)
  const atRisk = new Float64Array(DELAY_BINS)
  let risk = 0
  for (let at = DELAY_BINS - 1; at >= 0; at--) {
    risk += (paid[at] ?? 0) + (censored[at + 1] ?? 0)
    atRisk[at] = risk
  }
  let alive = 1
  for (let at = 0; at < DELAY_BINS; at++) {
    const count = atRisk[at] ?? 0
    const dying = count > 0 ? (alive * (paid[at] ?? 0)) / count : 0
    out[at] = dying
    alive -= dying
  }
  out[DELAY_BINS - 1] = (out[DELAY_BINS - 1] ?? 0) + Math.max(0, alive) // never seen to pay: the last bin, "120 days or more"
  return out
}
