import type { Day } from '../day/day.ts'
import { cut, halfUp, maxBig, minBig, type Rounding } from '../money/money.ts'
import { anniversary, bareParts, cuts, dayNumber, dayText, YEAR_PARTS, yearParts } from './day-count.ts'
import type { Fraction } from './exact.ts'
import { interestStart, type NoticeFacts } from './interest-start.ts'
import type { Debt, InterestRounding } from './jurisdiction.ts'
import { type LawNote, type LawRate, type LawTerms, lawRateOn, type Missing, missingFor } from './law-terms.ts'
import type { Confidence } from './rates.ts'

/** What is owed and what happened to it. Amounts in minor units of `currency`, days civil. */
export interface Claim extends NoticeFacts {
  readonly principalMinor: bigint
  readonly currency: string
  readonly due: Day
  /** The last interest day (day of payment, or today). */
  readonly until: Day
  /** By value day; one that bounced comes again with a minus sign. */
  readonly payments?: readonly { readonly day: Day; readonly minor: bigint }[]
  /** Parts in dispute bear no interest while they are (both days included). */
  readonly disputed?: readonly { readonly minor: bigint; readonly from?: Day; readonly until?: Day }[]
  /** Costs and compensation that a payment may have to meet first, where `paymentOrder` says so. */
  readonly costsMinor?: bigint
  /** Default: everything paid reduces the principal first. */
  readonly paymentOrder?: readonly Debt[]
}

/** A stretch with one base and one rate. Without days where only a number of days was given. */
export interface Segment {
  readonly from: Day | null
  readonly to: Day | null
  /** Interest days as the convention counts them. */
  readonly days: number
  readonly baseMinor: bigint
  /** Percent a year. */
  readonly rate: string
  readonly source: string
  readonly confidence: Confidence
  /** Unrounded, in minor units. */
  readonly amount: Fraction
}

export interface PaymentSplit {
  readonly day: Day
  readonly costsMinor: bigint
  readonly interestMinor: bigint
  readonly principalMinor: bigint
  /** More than was owed: belongs to another debt or back to the payer. */
  readonly surplusMinor: bigint
}

export interface InterestResult {
  readonly kind: 'interest'
  readonly law: string
  readonly variant: string
  readonly clause: string
  readonly currency: string
  /** The figure: the sum of the segments, rounded as the law's convention says. Interest already paid is not taken off. */
  readonly interestMinor: bigint
  readonly sum: Fraction
  readonly segments: readonly Segment[]
  readonly payments: readonly PaymentSplit[]
  /** What is left of the principal on `until`. */
  readonly openPrincipalMinor: bigint
  readonly paidInterestMinor: bigint
  readonly notes: readonly LawNote[]
}

/** percent × millionths × parts of a year: one denominator for every segment, so that sums need no common one. */
export const DENOMINATOR = 100n * 1_000_000n * BigInt(YEAR_PARTS)
const RULES: Record<InterestRounding['rule'], Rounding> = { 'half-up': halfUp, cut }
const HALF = DENOMINATOR / 2n // whole: the denominator is even
const PRINCIPAL_FIRST: readonly Debt[] = ['principal', 'interest', 'costs']

/** The state of one run: amounts still owed and segments so far. */
interface Run {
  readonly claim: Claim
  readonly law: LawTerms
  readonly shift: number
  readonly fixed: LawRate | undefined
  readonly segments: Segment[]
  readonly payments: PaymentSplit[]
  sum: bigint
  /** The figure so far where the convention rounds each segment or day. */
  rounded: bigint
  principal: bigint
  costs: bigint
  capitalised: bigint
  paidInterest: bigint
}

/** The figure of everything accrued so far. The usual case is written out: over a known even denominator it needs less. */
function figure(run: Run): bigint {
  const { rule, scope } = run.law.rounding
  if (scope !== 'sum') return run.rounded
  return rule === 'half-up' && run.sum >= 0n ? (run.sum + HALF) / DENOMINATOR : RULES[rule](run.sum, DENOMINATOR)
}

function addSegment(run: Run, rate: LawRate, from: number, to: number, base: bigint): void {
  const { parts, days } = yearParts(run.law.dayCount, from, to, run.shift)
  const n = base * rate.micro * BigInt(parts)
  run.sum += n
  const { rule, scope } = run.law.rounding
  if (scope === 'segment') run.rounded += RULES[rule](n, DENOMINATOR)
  else if (scope === 'day' && days > 0) run.rounded += RULES[rule](n, DENOMINATOR * BigInt(days)) * BigInt(days)
  run.segments.push({
    from: dayText(from + run.shift),
    to: dayText(to - 1 + run.shift),
    days,
    baseMinor: base,
    rate: rate.percent,
    source: rate.source,
    confidence: rate.confidence,
    amount: { n, d: DENOMINATOR },
  })
}

/** Adds the segments of a stretch (from, to] with one base, cut where the rate or the divisor changes. */
function accrue(run: Run, from: number, to: number, base: bigint): Missing | undefined {
  if (base <= 0n) return undefined
  const { law, shift } = run
  for (let at = from; at < to; ) {
    const rate = run.fixed ?? lawRateOn(law.rates, at + shift)
    if (rate === undefined) return missingFor(law, at + shift)
    const end = Math.min(to, rate.until + 1 - shift)
    let start = at
    for (const point of cuts(law.dayCount, at, end, shift)) {
      addSegment(run, rate, start, point, base)
      start = point
    }
    addSegment(run, rate, start, end, base)
    at = end
  }
  return undefined
}

function disputedOn(claim: Claim, epoch: number): bigint {
  let total = 0n
  for (const part of claim.disputed ?? []) {
    const open = (part.from === undefined || dayNumber(part.from) <= epoch) && (part.until === undefined || dayNumber(part.until) >= epoch)
    if (open) total += part.minor
  }
  return total
}

/** Sets a payment against what is owed, in the order agreed; interest in whole minor units as it stands on that day. */
function pay(run: Run, day: Day, minor: bigint): void {
  let left = minor
  const take = (owed: bigint): bigint => {
    const part = minBig(left, maxBig(owed, 0n))
    left -= part
    return part
  }
  const split = { costs: 0n, interest: 0n, principal: 0n }
  for (const debt of run.claim.paymentOrder ?? PRINCIPAL_FIRST) {
    if (debt === 'costs') split.costs += take(run.costs)
    else if (debt === 'interest') split.interest += take(figure(run) - run.paidInterest)
    else split.principal += take(run.principal)
  }
  run.costs -= split.costs
  run.principal -= split.principal
  run.paidInterest += split.interest
  run.capitalised = maxBig(0n, run.capitalised - split.interest) // the oldest interest is paid first
  run.payments.push({ day, costsMinor: split.costs, interestMinor: split.interest, principalMinor: split.principal, surplusMinor: left })
}

/** The evenings after which the base may be another: payments, disputes, years of compounding. Ascending, inside (start, end). */
function turningPoints(claim: Claim, law: LawTerms, start: number, end: number, shift: number): number[] {
  const points = new Set<number>()
  for (const payment of claim.payments ?? []) points.add(dayNumber(payment.day))
  for (const part of claim.disputed ?? []) {
    if (part.from !== undefined) points.add(dayNumber(part.from) - shift)
    if (part.until !== undefined) points.add(dayNumber(part.until) + 1 - shift)
  }
  if (law.compounding === 'yearly') for (let years = 1; anniversary(start, years) < end; years++) points.add(anniversary(start, years))
  return [...points].filter(p => p > start && p < end).sort((a, b) => a - b)
}

function walk(run: Run, start: number, end: number): Missing | undefined {
  const { claim, law, shift } = run
  const payments = [...(claim.payments ?? [])].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  let nextPayment = 0
  const settleUpTo = (point: number): void => {
    for (let next = payments[nextPayment]; next && dayNumber(next.day) <= point; next = payments[nextPayment]) {
      pay(run, next.day, next.minor)
      nextPayment++
    }
  }
  const yearly = new Set<number>()
  if (law.compounding === 'yearly') for (let years = 1; anniversary(start, years) <= end; years++) yearly.add(anniversary(start, years))
  settleUpTo(start)
  let at = start
  for (const point of [...turningPoints(claim, law, start, end, shift), end]) {
    const base = run.principal + run.capitalised - disputedOn(claim, at + shift)
    const missing = accrue(run, at, point, base)
    if (missing) return missing
    if (yearly.has(point)) run.capitalised = maxBig(0n, figure(run) - run.paidInterest)
    settleUpTo(point)
    at = point
  }
  return undefined
}

/** The one rate that holds to the end where the law fixes it on a day; undefined where each stretch has its own. */
function fixedRate(law: LawTerms, first: number, last: number): LawRate | Missing | undefined {
  if (law.rateMode !== 'fixed-at-start' && law.rateMode !== 'fixed-at-end') return undefined
  const on = law.rateMode === 'fixed-at-start' ? first : last
  const rate = lawRateOn(law.rates, on)
  return rate === undefined ? missingFor(law, on) : { ...rate, from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
}

const isMissing = (value: LawRate | Missing | undefined): value is Missing => value !== undefined && 'kind' in value

const resultOf = (run: Run, notes: readonly LawNote[]): InterestResult => ({
  kind: 'interest',
  law: run.law.code,
  variant: run.law.variant,
  clause: run.law.clause,
  currency: run.claim.currency,
  interestMinor: figure(run),
  sum: { n: run.sum, d: DENOMINATOR },
  segments: run.segments,
  payments: run.payments,
  openPrincipalMinor: run.principal,
  paidInterestMinor: run.paidInterest,
  notes,
})

/**
 * Late-payment interest on one claim by one law: segments that tile the days from the first interest day to `until`, and the figure
 * they add up to. A payment lowers the base from the day after its value day. Principals of zero or below bear none.
 * @returns what is missing where a rate for one of the days is not known.
 */
export function interestOn(claim: Claim, law: LawTerms): InterestResult | Missing {
  const shift = law.firstDay === 'due-day' ? 0 : 1
  const end = dayNumber(claim.until)
  const begin = interestStart(claim, law)
  const start = begin.point === undefined ? end : law.firstDay === 'both' ? begin.point - 1 : begin.point
  const running = start < end && claim.principalMinor > 0n
  const fixed = running ? fixedRate(law, start + shift, end - 1 + shift) : undefined
  if (isMissing(fixed)) return fixed
  const run: Run = {
    claim, law, shift, fixed, segments: [], payments: [], sum: 0n, rounded: 0n,
    principal: claim.principalMinor, costs: claim.costsMinor ?? 0n, capitalised: 0n, paidInterest: 0n,
  } // biome-ignore format: one record
  const simple = claim.payments === undefined && claim.disputed === undefined && law.compounding === 'none'
  const missing = simple ? running && accrue(run, start, end, claim.principalMinor) : walk(run, running ? start : end, end)
  if (missing) return missing
  return resultOf(run, begin.notes.length === 0 ? law.notes : [...law.notes, ...begin.notes])
}

/**
 * Interest for a bare number of days at one rate: what a calculator without a calendar can say. The rate is the contract's, or the law's
 * latest known stretch, named in the notes.
 */
export function interestForDays(principalMinor: bigint, currency: string, days: number, law: LawTerms): InterestResult | Missing {
  const rate = law.rates.at(-1)
  if (rate === undefined) return missingFor(law, 0)
  const n = maxBig(principalMinor, 0n) * rate.micro * BigInt(bareParts(law.dayCount, days))
  const { rule, scope } = law.rounding
  const byDay = scope === 'day' && days > 0
  const interestMinor = byDay ? RULES[rule](n, DENOMINATOR * BigInt(days)) * BigInt(days) : RULES[rule](n, DENOMINATOR)
  const notes: LawNote[] = [...law.notes]
  if (Number.isFinite(rate.from) && !law.contract)
    notes.push({ code: 'latest-rate', text: `without dates the latest known rate was taken: ${rate.percent} % from ${dayText(rate.from)}` })
  if (law.dayCount === 'act/act' || law.dayCount === 'years+days')
    notes.push({ code: 'year-of-365', text: 'without dates the year has 365 days' })
  if (law.compounding === 'yearly' && days > 365)
    notes.push({ code: 'not-compounded', text: 'without dates the yearly compounding of this law is not applied' })
  const source = { source: rate.source, confidence: rate.confidence }
  const segment: Segment = {
    from: null, to: null, days, baseMinor: principalMinor, rate: rate.percent, ...source, amount: { n, d: DENOMINATOR },
  } // biome-ignore format: one record
  return {
    kind: 'interest', law: law.code, variant: law.variant, clause: law.clause, currency, interestMinor, sum: { n, d: DENOMINATOR },
    segments: [segment], payments: [], openPrincipalMinor: principalMinor, paidInterestMinor: 0n, notes,
  } // biome-ignore format: one record
}
