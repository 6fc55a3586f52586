import { DELAY_BINS, LONGEST_DELAY, SHORTEST_DELAY } from './delay.ts'
import type { Counts } from './history.ts'

/** How many typical invoices a customer's own record is mixed with. */
export const PSEUDO_INVOICES = 3

/** Chance of being still unpaid after each delay: `unpaid[at]` belongs to SHORTEST_DELAY + at. Falls from at most 1. */
export interface Curve {
  readonly unpaid: Float64Array
  /** The chance of paying on a day beyond the longest delay, when it came to that. */
  readonly tailHazard: number
  /** The chance of being unpaid after `delay` was `before` and is `target`, see `bent`. */
  readonly bend?: { readonly delay: number; readonly before: number; readonly target: number }
}

/** A debt that outlived the longest delay is given at least this chance a day, so that a day can be named at all. */
const LEAST_TAIL_HAZARD = 1 / LONGEST_DELAY
const TAIL_FROM = 60

/** Discrete Kaplan–Meier with a Beta prior: h(d) = (paid(d) + k·g(d)) / (atRisk(d) + k). Open invoices count while they were at risk. */
export function curveOf(counts: Counts, priorHazards: Float64Array, k = PSEUDO_INVOICES): Curve {
  const unpaid = new Float64Array(DELAY_BINS)
  let risk = counts.settledWeight + counts.openWeight
  let alive = 1
  for (let at = 0; at < DELAY_BINS; at++) {
    risk = Math.max(0, risk - (counts.open[at] ?? 0)) // an open invoice is at risk on the days strictly before the one it has reached
    const paid = counts.paid[at] ?? 0
    alive *= 1 - Math.min(1, (paid + k * (priorHazards[at] ?? 0)) / (risk + k))
    unpaid[at] = alive
    risk = Math.max(0, risk - paid)
  }
  return { unpaid, tailHazard: tailHazardOf(unpaid) }
}

function tailHazardOf(unpaid: Float64Array): number {
  const start = unpaid[TAIL_FROM - SHORTEST_DELAY] ?? 0
  const end = unpaid[DELAY_BINS - 2] ?? 0
  const days = LONGEST_DELAY - 1 - TAIL_FROM
  return start <= 0 ? LEAST_TAIL_HAZARD : Math.max(LEAST_TAIL_HAZARD, 1 - (end / start) ** (1 / days))
}

const plainUnpaid = (curve: Curve, delay: number): number => {
  if (delay < SHORTEST_DELAY) return 1
  if (delay < LONGEST_DELAY) return curve.unpaid[delay - SHORTEST_DELAY] ?? 0
  return (curve.unpaid[DELAY_BINS - 2] ?? 0) * (1 - curve.tailHazard) ** (delay - LONGEST_DELAY + 1)
}

/** The chance of being unpaid after `delay` days, any whole number. */
export function unpaidAfter(curve: Curve, delay: number): number {
  const now = plainUnpaid(curve, delay)
  const { bend } = curve
  if (bend === undefined) return now
  return delay >= bend.delay ? (now * bend.target) / bend.before : 1 - ((1 - now) * (1 - bend.target)) / (1 - bend.before)
}

/**
 * The first delay by which a share `q` of invoices is paid, given that it was unpaid after `known` days (−Infinity: nothing known).
 * Beyond the longest delay the tail is geometric.
 */
export function quantile(curve: Curve, q: number, known = Number.NEGATIVE_INFINITY): number {
  const still = (Number.isFinite(known) ? unpaidAfter(curve, known) : 1) * (1 - q)
  const from = Math.max(SHORTEST_DELAY, Number.isFinite(known) ? known + 1 : SHORTEST_DELAY)
  for (let delay = from; delay < LONGEST_DELAY; delay++) if ((curve.unpaid[delay - SHORTEST_DELAY] ?? 0) <= still) return delay
  if (from > LONGEST_DELAY) return from + Math.ceil(Math.log(1 - q) / Math.log(1 - curve.tailHazard)) - 1
  const tail = curve.unpaid[DELAY_BINS - 2] ?? 0
  return LONGEST_DELAY + Math.max(0, Math.ceil(Math.log(still / tail) / Math.log(1 - curve.tailHazard)) - 1)
}

/** Stretches a curve so that the chance of being unpaid after `delay` becomes `target`; both sides keep their shape. Its chances alone: days are read off a curve as it is. */
export function bent(curve: Curve, delay: number, target: number): Curve {
  const before = plainUnpaid(curve, delay)
  return before <= 0 || before >= 1 ? curve : { ...curve, bend: { delay, before, target } }
}

/** Paid on time or early · 1–30 · 31–60 · 61–90 · more than 90 days late: the chances of each, adding to 1. */
export type Buckets = readonly [onTime: number, to30: number, to60: number, to90: number, beyond: number]

/** The bucket chances, given that it was unpaid after `known` days. `dueAt` is the delay that counts as the due date itself. */
export function bucketsOf(curve: Curve, dueAt: number, known = Number.NEGATIVE_INFINITY): Buckets {
  const base = Number.isFinite(known) ? unpaidAfter(curve, known) : 1
  const left = (delay: number): number => (delay + dueAt <= known || base <= 0 ? 1 : unpaidAfter(curve, delay + dueAt) / base)
  const [at0, at30, at60, at90] = [left(0), left(30), left(60), left(90)]
  return [1 - at0, at0 - at30, at30 - at60, at60 - at90, at90]
}
