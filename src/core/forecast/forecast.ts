import { type Day, epochDay, fromEpochDay } from '../day/day.ts'
import { type Buckets, bent, bucketsOf, type Curve, PSEUDO_INVOICES, quantile, unpaidAfter } from './curve.ts'
import { weekendShift } from './delay.ts'
import type { Histogram } from './histogram.ts'
import type { History } from './history.ts'
import type { Prior } from './prior.ts'
import { type DayReadings, type Reading, readingsOf } from './readings.ts'
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
  /** The invoice counts as unpaid up to the as-of day. */
  forecast(invoice: { readonly customer: string; readonly due: Day }): Forecast
  /** The chance of being paid within `within` days when still unpaid `unpaidFor` days after the due date. Both whole days. */
  paidWithin(invoice: { readonly customer: string; readonly due: Day }, unpaidFor: number, within: number): number
}

/** Forecasts over one history. Remembers what it worked out for the latest days: ask in order of the as-of day where there are many. */
export interface Forecasting {
  asOf(today: Day): Forecaster
}

/** The correction is fitted on at most so many of the latest invoices: enough for eight numbers, and bounded. */
const MOST_OUTCOMES = 20_000

/** The method of one curve a customer: see curve.ts, prior.ts and weekday-calibration.ts. Nothing dated on or after the as-of day matters. */
export function forecasting(history: History, options: ForecasterOptions): Forecasting {
  const readings = readingsOf(history, options.shipped)
  const calibrationOn = options.weekdays === false ? () => undefined : calibrationsOf(history, readings)
  return { asOf: day => forecasterAt(readings(epochDay(day)), day, calibrationOn(day)) }
}

function forecasterAt(readings: DayReadings, day: Day, calibration: WeekdayCalibration | undefined): Forecaster {
  const today = epochDay(day)
  const lateCurve = (curve: Curve, dueEpoch: number): Curve => {
    if (!calibration) return curve
    const dueAt = -weekendShift(dueEpoch)
    return bent(curve, dueAt, calibrated(calibration, unpaidAfter(curve, dueAt), dueEpoch))
  }
  return {
    forecast: invoice => {
      const dueEpoch = epochDay(invoice.due)
      const reading = readings.of(invoice.customer)
      const late = lateCurve(reading.chances, dueEpoch)
      const basis = basisOf(reading, readings.prior, calibration !== undefined)
      return { asOf: day, ...forecastFrom(reading.curve, late, dueEpoch, today), basis }
    },
    paidWithin: (invoice, unpaidFor, within) => {
      const curve = lateCurve(readings.of(invoice.customer).chances, epochDay(invoice.due))
      const still = unpaidAfter(curve, unpaidFor)
      return still <= 0 ? 0 : 1 - unpaidAfter(curve, unpaidFor + within) / still
    },
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

const basisOf = ({ curve, settled, late, weight }: Reading, prior: Prior, weekdayCalibrated: boolean): Basis => ({
  code: settled > 0 ? 'own-record' : 'new-customer',
  settled,
  late,
  weight,
  typicalInvoices: PSEUDO_INVOICES,
  ownShare: prior.ownShare,
  medianDelay: quantile(curve, 0.5),
  weekdayCalibrated,
})

/**
 * The weekday correction valid on a day: fitted on what was known at the first of its month, so that it is a function of known facts alone and
 * is not fitted again for every invoice. @returns a lookup that fits each month once.
 */
function calibrationsOf(history: History, readings: (today: number) => DayReadings): (day: Day) => WeekdayCalibration | undefined {
  if (history.invoices.length < LEAST_OUTCOMES) return () => undefined
  const fitted = new Map<string, WeekdayCalibration | undefined>()
  const pLate: number[] = []
  const dues = history.invoices.map(invoice => epochDay(invoice.due))
  const settled = history.invoices.map(invoice => (invoice.settled === undefined ? Number.POSITIVE_INFINITY : epochDay(invoice.settled)))
  const outcomesBefore = (month: Day): Outcome[] => {
    const today = epochDay(month)
    const outcomes: Outcome[] = []
    history.invoices.forEach((invoice, at) => {
      const due = dues[at] ?? 0
      if (invoice.issued >= month || due >= today) return // not known, or not yet known to be late
      pLate[at] ??= unpaidAfter(readings(epochDay(invoice.issued)).of(invoice.customer).chances, -weekendShift(due))
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
