import { addDays, addMonths, type Day, daysBetween, earliest, latest } from '../day/day.ts'
import type { Decimal } from '../money/decimal-text.ts'
import { halfUp } from '../money/money.ts'
import type { Terms } from './terms.ts'

/** A stretch of one period over which price, index and discount stay the same. */
export interface Stretch {
  readonly from: Day
  readonly to: Day
  /** Price a whole period, before index and discount. Minor units. */
  readonly priceMinor: bigint
  readonly factor: Decimal
  readonly discount: Decimal
  /** Days in it, both ends included. */
  readonly days: number
}
/** A billing period and what was agreed for it. */
export interface AgreedPeriod {
  readonly from: Day
  /** Last day, included. */
  readonly to: Day
  readonly agreedMinor: bigint
  /** Days of the whole period, also where the agreement ends within it. */
  readonly wholeDays: number
  readonly stretches: readonly Stretch[]
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const
const ONE: Decimal = { unscaled: 1n, scale: 0 }
const NONE: Decimal = { unscaled: 0n, scale: 0 }
const PERIODS_MAX = 5_000

/** The first day of the n-th period, counted from 0. */
function startOf({ startsOn, period }: Terms, n: number): Day {
  if (period === 'once') return startsOn
  return period === 'week' ? addDays(startsOn, 7 * n) : addMonths(startsOn, MONTHS[period] * n)
}

/** Index in force on a day: the table’s last step, or the yearly percent compounded once an anniversary. */
function factorOn(terms: Terms, on: Day): Decimal {
  if (terms.yearly === null) return terms.index.findLast(step => step.from <= on)?.factor ?? ONE
  const { percent, from } = terms.yearly
  let years = 0
  while (years < 100 && addMonths(from, 12 * (years + 1)) <= on) years += 1
  const hundred = 100n * 10n ** BigInt(percent.scale)
  return { unscaled: (hundred + percent.unscaled) ** BigInt(years), scale: years * (percent.scale + 2) }
}

/** Days within a period on which price, index or discount change. */
function cutsIn(terms: Terms, from: Day, to: Day): Day[] {
  const anniversaries: Day[] = []
  if (terms.yearly !== null)
    for (let n = 1, at = addMonths(terms.yearly.from, 12); at <= to && n < 100; n += 1, at = addMonths(terms.yearly.from, 12 * n))
      anniversaries.push(at)
  const days = [
    ...terms.prices.map(p => p.from),
    ...terms.index.map(s => s.from),
    ...anniversaries,
    ...terms.discounts.flatMap(d => [d.from, ...(d.to === null ? [] : [addDays(d.to, 1)])]),
  ]
  return [...new Set(days.filter(d => d > from && d <= to))].sort()
}

function stretchesOf(terms: Terms, from: Day, to: Day): Stretch[] {
  const starts = [from, ...cutsIn(terms, from, to)]
  return starts.map((start, at) => {
    const next = starts[at + 1]
    const last = next === undefined ? to : addDays(next, -1)
    return {
      from: start,
      to: last,
      days: daysBetween(start, last) + 1,
      priceMinor: terms.prices.findLast(p => p.from <= start)?.minor ?? 0n,
      factor: factorOn(terms, start),
      discount: terms.discounts.find(d => d.from <= start && (d.to === null || d.to >= start))?.percent ?? NONE,
    }
  })
}

/**
 * What a stretch costs, as a fraction: price × quantity × index × (1 − discount) × its days / the days of the whole period.
 * Kept as a fraction so that the period is rounded once.
 */
function costOf(stretch: Stretch, quantity: Decimal, wholeDays: number): { n: bigint; d: bigint } {
  const { priceMinor, factor, discount, days } = stretch
  const hundred = 100n * 10n ** BigInt(discount.scale)
  return {
    n: priceMinor * quantity.unscaled * factor.unscaled * (hundred - discount.unscaled) * BigInt(days),
    d: 10n ** BigInt(quantity.scale + factor.scale) * hundred * BigInt(wholeDays),
  }
}

/** What a period’s stretches cost together: rounded once, half up. */
export function costOfStretches(stretches: readonly Stretch[], quantity: Decimal, wholeDays: number): bigint {
  const sum = stretches
    .map(s => costOf(s, quantity, wholeDays))
    .reduce((a, b) => (a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }), { n: 0n, d: 1n })
  return halfUp(sum.n, sum.d)
}

/**
 * Every billing period of an agreement that begins up to a day, with what was agreed for it. A price, index or discount that changes within a
 * period counts by days; so does a last period cut short. Each period is rounded once, half up.
 */
export function agreedPeriods(terms: Terms, until: Day): AgreedPeriod[] {
  const periods: AgreedPeriod[] = []
  for (let n = 0; n < PERIODS_MAX; n += 1) {
    const from = startOf(terms, n)
    if (from > until || (terms.endsOn !== null && from > terms.endsOn) || (n > 0 && terms.period === 'once')) break
    const whole = terms.period === 'once' ? (terms.endsOn ?? from) : addDays(startOf(terms, n + 1), -1)
    const to = terms.endsOn === null ? whole : earliest(whole, terms.endsOn)
    const stretches = stretchesOf(terms, from, latest(from, to))
    const wholeDays = daysBetween(from, whole) + 1
    periods.push({ from, to, agreedMinor: costOfStretches(stretches, terms.quantity, wholeDays), wholeDays, stretches })
  }
  return periods
}
