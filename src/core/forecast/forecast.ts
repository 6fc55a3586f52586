import { type Day, epochDay, fromEpochDay } from '../day/day.ts'
import { type Buckets, bent, bucketsOf, type Curve, curveOf, PSEUDO_INVOICES, quantile, unpaidAfter } from './curve.ts'
import { weekendShift } from './delay.ts'
import type { Histogram } from './histogram.ts'
import { addCounts, type Counts, emptyCounts, type History, scaleAt } from './history.ts'
import { type Prior, priorAt } from './prior.ts'
import { calibrated, fitWeekdays, LEAST_OUTCOMES, type Outcome, type WeekdayCalibration } from './weekday-calibration.ts'

/** When one invoice will be paid, from what was known strictly before `asOf`. Chances run from 0 to 1. */
export interface Forecast {
  readonly asOf: Day
  /** The chance of being settled after the due date printed on the invoice. */
  readonly pLate: number
  /** The median day. */
  readonly expected: Day
  /** Paid by p10 in one case of ten, by p90 in nine. */
  readonly p10: Day
  readonly p90: Day
  readonly buckets: Buckets
  readonly basis: Basis
}

/** What a forecast rests on: parameters for a sentence in any language. */
export interface Basis {
  readonly code: 'own-record' | 'new-customer'
  /** Settled invoices of this customer, of these late, and what they weigh today (an invoice of a year ago weighs half). */
  readonly settled: number
  readonly late: number
  readonly weight: number
  /** How many typical invoices the record is mixed with. */
  readonly typicalInvoices: number
  /** How much of "typical" is the firm's own portfolio: 0 … 1. */
  readonly ownShare: number
  /** Median delay of the mixed curve in days after the due date (moved to Monday from a weekend); negative when early. */
  readonly medianDelay: number
  /** P(late) was corrected for the weekday of the due date. */
  readonly weekdayCalibrated: boolean
}

export interface ForecasterOptions {
  /** Shipped habits (a data pack), see `shippedFrom`. */
  readonly shipped: Histogram
  /** Correct P(late) for the weekday the due date falls on, once 200 own invoices are settled. Default true. */
  readonly weekdays?: boolean
}

/** Something that forecasts as of one day. */
export interface Forecaster {
  /** @param known the invoice is open: it counts as unpaid up to the as-of day. */
  forecast(invoice: { readonly customer: string; readonly due: Day }): Forecast
  /** The chance of being paid within `within` days when still unpaid `unpaidFor` days after the due date. Both whole days. */
  paidWithin(invoice: { readonly customer: string; readonly due: Day }, unpaidFor: number, within: number): number
  /** The chance of lateness before the weekday correction. */
  rawLate(customer: string, dueEpoch: number): number
}

/** Forecasts over one history. Remembers what it worked out for a day: ask in order of the as-of day where there are many. */
export interface Forecasting {
  asOf(today: Day): Forecaster
}

/** The correction is fitted on at most so many of the latest invoices: enough for eight numbers, and bounded. */
const MOST_OUTCOMES = 20_000

/** The method of one curve a customer: see curve.ts, prior.ts and weekday-calibration.ts. Nothing dated on or after the as-of day matters. */
export function forecasting(history: History, options: ForecasterOptions): Forecasting {
  const calibrations = calibrationsOf(history, options)
  let last: { today: number; forecaster: Forecaster } | undefined
  return {
    asOf(day) {
      const today = epochDay(day)
      if (last?.today !== today) last = { today, forecaster: forecasterAt(history, options, day, calibrations(day)) }
      return last.forecaster
    },
  }
}

interface Reading {
  readonly counts: Counts
  readonly curve: Curve
}

function forecasterAt(history: History, options: ForecasterOptions, day: Day, calibration: WeekdayCalibration | undefined): Forecaster {
  const today = epochDay(day)
  const prior = priorAt(history, today, options.shipped)
  const scale = scaleAt(history, today)
  const read = new Map<string, Reading>()
  const readingOf = (customer: string): Reading => {
    const kept = read.get(customer)
    if (kept) return kept
    const counts = emptyCounts()
    const track = history.tracks.get(customer)
    if (track) addCounts(counts, track, today, scale)
    const reading = { counts, curve: curveOf(counts, prior.hazards) }
    read.set(customer, reading)
    return reading
  }
  const curveFor = (customer: string, dueEpoch: number): Curve => {
    const { curve } = readingOf(customer)
    if (!calibration) return curve
    const dueAt = -weekendShift(dueEpoch)
    return bent(curve, dueAt, calibrated(calibration, unpaidAfter(curve, dueAt), dueEpoch))
  }
  return {
    forecast: invoice => {
      const dueEpoch = epochDay(invoice.due)
      const { counts, curve } = readingOf(invoice.customer)
      const late = curveFor(invoice.customer, dueEpoch)
      return { asOf: day, ...forecastFrom(curve, late, dueEpoch, today), basis: basisOf(counts, curve, prior, calibration !== undefined) }
    },
    paidWithin: (invoice, unpaidFor, within) => {
      const curve = curveFor(invoice.customer, epochDay(invoice.due))
      const still = unpaidAfter(curve, unpaidFor)
      return still <= 0 ? 0 : 1 - unpaidAfter(curve, unpaidFor + within) / still
    },
    rawLate: (customer, dueEpoch) => unpaidAfter(readingOf(customer).curve, -weekendShift(dueEpoch)),
  }
}

/** Days come from the curve itself, chances of lateness from the one corrected for the weekday: the correction was learnt on lateness only. */
function forecastFrom(curve: Curve, late: Curve, dueEpoch: number, today: number): Omit<Forecast, 'asOf' | 'basis'> {
  const shift = weekendShift(dueEpoch)
  const start = dueEpoch + shift
  const known = today - start - 1 // unpaid up to and including yesterday
  const at = (q: number): Day => fromEpochDay(start + quantile(curve, q, known))
  const base = unpaidAfter(late, known)
  return {
    pLate: known >= -shift || base <= 0 ? 1 : unpaidAfter(late, -shift) / base,
    expected: at(0.5),
    p10: at(0.1),
    p90: at(0.9),
    buckets: bucketsOf(late, -shift, known),
  }
}

const basisOf = (counts: Counts, curve: Curve, prior: Prior, weekdayCalibrated: boolean): Basis => ({
  code: counts.settled > 0 ? 'own-record' : 'new-customer',
  settled: counts.settled,
  late: counts.late,
  weight: counts.settledWeight,
  typicalInvoices: PSEUDO_INVOICES,
  ownShare: prior.ownShare,
  medianDelay: quantile(curve, 0.5),
  weekdayCalibrated,
})

/**
 * The weekday correction valid on a day: fitted on what was known at the first of its month, so that it is a function of known facts alone and
 * is not fitted again for every invoice. @returns a lookup that fits each month once.
 */
function calibrationsOf(history: History, options: ForecasterOptions): (day: Day) => WeekdayCalibration | undefined {
  if (options.weekdays === false || history.invoices.length < LEAST_OUTCOMES) return () => undefined
  const fitted = new Map<string, WeekdayCalibration | undefined>()
  const plain = forecasting(history, { ...options, weekdays: false })
  const pLate: number[] = []
  const dues = history.invoices.map(invoice => epochDay(invoice.due))
  const settled = history.invoices.map(invoice => (invoice.settled === undefined ? Number.POSITIVE_INFINITY : epochDay(invoice.settled)))
  const outcomesBefore = (month: Day): Outcome[] => {
    const today = epochDay(month)
    const outcomes: Outcome[] = []
    history.invoices.forEach((invoice, at) => {
      const due = dues[at] ?? 0
      if (invoice.issued >= month || due >= today) return // not known, or not yet known to be late
      pLate[at] ??= plain.asOf(invoice.issued).rawLate(invoice.customer, due)
      outcomes.push({ pLate: pLate[at] ?? 0, dueEpoch: due, late: (settled[at] ?? 0) > due })
    })
    return outcomes.slice(-MOST_OUTCOMES)
  }
  return day => {
    const month = `${day.slice(0, 7)}-01` as Day // the first of an existing month
    if (!fitted.has(month)) fitted.set(month, fitWeekdays(outcomesBefore(month)))
    return fitted.get(month)
  }
}
