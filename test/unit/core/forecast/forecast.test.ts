import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, epochDay, weekday } from '../../../../src/core/day/day.ts'
import { bent, bucketsOf, curveOf, quantile, unpaidAfter } from '../../../../src/core/forecast/curve.ts'
import { binOf, clipDelay, DELAY_BINS, delayOf, weekdayIndex, weekendShift } from '../../../../src/core/forecast/delay.ts'
import { type Forecast, forecasting } from '../../../../src/core/forecast/forecast.ts'
import { hazardsOf, mixed, sharesOf, smoothed } from '../../../../src/core/forecast/histogram.ts'
import { addCounts, emptyCounts, historyOf, type PastInvoice, scaleAt } from '../../../../src/core/forecast/history.ts'
import { aroundAt, priorAt, shippedFrom, typicalShares } from '../../../../src/core/forecast/prior.ts'
import { calibrated, fitWeekdays, type Outcome } from '../../../../src/core/forecast/weekday-calibration.ts'
import { HABITS } from '../../../../src/packs/forecast/prior.ts'
import { shippedHabits } from '../../../../src/packs/forecast/shipped.ts'

const shipped = shippedHabits()
const START = day('2025-01-01')

/** `count` invoices of one customer, a week apart, 30 days to pay, each settled `delay(at)` days after its due date moved to Monday. */
const regular = (customer: string, count: number, delay: (at: number) => number): PastInvoice[] =>
  Array.from({ length: count }, (_, at) => {
    const issued = addDays(START, at * 7)
    const due = addDays(issued, 30)
    return { customer, issued, due, settled: addDays(due, weekendShift(epochDay(due)) + delay(at)) }
  })
const forecastOf = (facts: readonly PastInvoice[], customer: string, due: Day, asOf: Day): Forecast =>
  forecasting(historyOf(facts), { shipped }).asOf(asOf).forecast({ customer, due })

test.each([
  ['2026-03-06', '2026-03-06', 0], // Friday
  ['2026-03-07', '2026-03-09', 0], // Saturday, paid on Monday
  ['2026-03-08', '2026-03-09', 0],
  ['2026-03-07', '2026-03-10', 1],
  ['2026-03-09', '2026-03-02', -7],
])('due %s, settled %s: %s days late', (due, settled, delay) => {
  expect(delayOf(day(due), day(settled))).toBe(delay)
})

test('weekdays are counted as the calendar does, also before 1970', () => {
  for (const text of ['1969-12-28', '1970-01-01', '2026-03-07']) expect(weekdayIndex(epochDay(day(text)))).toBe(weekday(day(text)) - 1)
  expect([-61, -60, 0, 120, 500].map(binOf)).toEqual([0, 0, 60, 180, 180])
  expect(clipDelay(-1000)).toBe(-60)
})

test('a histogram is smoothed 1-2-3-2-1 around its day and leaves no day impossible', () => {
  const counts = new Float64Array(DELAY_BINS)
  counts[100] = 5
  const shares = smoothed(counts)
  const even = 0.02 / DELAY_BINS
  expect([98, 99, 100, 101, 102].map(at => (shares[at] ?? 0) - even)).toEqual([1, 2, 3, 2, 1].map(w => expect.closeTo((0.98 * w) / 9, 12)))
  expect(shares[50]).toBeCloseTo(even, 12)
  expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  expect(smoothed(new Float64Array(DELAY_BINS))[7]).toBeCloseTo(1 / DELAY_BINS, 12)
})

test('hazards and shares are each other’s inverse; open invoices move weight to later days', () => {
  const paid = new Float64Array(DELAY_BINS)
  paid[60] = 2
  paid[70] = 2
  const open = new Float64Array(DELAY_BINS + 1)
  expect([...sharesOf(paid, open)].filter(s => s > 0)).toEqual([0.5, 0.5])
  open[65] = 4 // four more were unpaid for five days when last seen
  const shares = sharesOf(paid, open)
  expect(shares[60]).toBeCloseTo(0.25, 12) // two of eight
  expect(shares[70]).toBeCloseTo(0.75, 12) // all of those left
  const hazards = hazardsOf(smoothed(paid))
  let alive = 1
  const back = [...hazards].map(h => {
    const share = alive * h
    alive -= share
    return share
  })
  expect(back).toEqual([...smoothed(paid)].map(s => expect.closeTo(s, 9)))
  expect(mixed(shares, 3, smoothed(paid), 1)[60]).toBeCloseTo((3 * 0.25 + (smoothed(paid)[60] ?? 0)) / 4, 12)
})

test('a customer without history is forecast as a typical one, and the forecast says so', () => {
  const { pLate, basis } = forecastOf([], 'nobody', day('2026-03-04'), day('2025-12-01'))
  let expected = 0
  for (let at = binOf(1); at < DELAY_BINS; at++) expected += shipped[at] ?? 0
  expect(pLate).toBeCloseTo(expected, 6)
  expect(basis).toMatchObject({ code: 'new-customer', settled: 0, ownShare: 0, typicalInvoices: 3 })
})

test('the curve is a customer’s own record mixed with three typical invoices, worked by hand', () => {
  const counts = emptyCounts()
  counts.paid[70] = 6
  counts.settledWeight = 6
  const hazards = new Float64Array(DELAY_BINS)
  hazards[65] = 0.5
  hazards[DELAY_BINS - 1] = 1
  const curve = curveOf(counts, hazards)
  expect(unpaidAfter(curve, 4)).toBe(1)
  expect(unpaidAfter(curve, 5)).toBeCloseTo(1 - 1.5 / 9, 12) // (0 + 3·.5) / (6 + 3)
  expect(unpaidAfter(curve, 10)).toBeCloseTo((1 - 1.5 / 9) * (1 - 6 / 9), 12)
  expect(quantile(curve, 0.5)).toBe(10)
  expect(quantile(curve, 0.1)).toBe(5)
})

test('an own record takes over: a late payer is late, a punctual one punctual, each around their own day', () => {
  const facts = [...regular('late', 30, () => 12), ...regular('good', 30, () => -2)]
  const asOf = day('2025-09-01')
  const due = day('2025-10-01')
  const late = forecastOf(facts, 'late', due, asOf)
  const good = forecastOf(facts, 'good', due, asOf)
  expect(late.pLate).toBeGreaterThan(0.85)
  expect(good.pLate).toBeLessThan(0.15)
  expect(late.expected).toBe('2025-10-13')
  expect(good.expected).toBe('2025-09-29')
  expect(late.basis).toMatchObject({ code: 'own-record', late: late.basis.settled, medianDelay: 12 })
})

test('an older record weighs less: half after a year', () => {
  const facts = regular('x', 10, () => 0)
  const history = historyOf(facts)
  const weightAt = (asOf: Day): number => {
    const counts = emptyCounts()
    const track = history.tracks.get('x')
    if (track) addCounts(counts, track, epochDay(asOf), scaleAt(history, epochDay(asOf)))
    return counts.settledWeight
  }
  expect(weightAt(day('2027-01-01')) / weightAt(day('2026-01-01'))).toBeCloseTo(0.5, 9)
})

test('one large customer does not speak for the portfolio', () => {
  const facts = [
    ...regular('giant', 100, () => 30),
    ...regular('a', 10, () => 0),
    ...regular('b', 10, () => 0),
    ...regular('c', 10, () => 0),
  ]
  const prior = priorAt(historyOf(facts), epochDay(day('2027-02-01')), shipped)
  const alive = prior.hazards.slice(0, binOf(10)).reduce((s, h) => s * (1 - h), 1)
  expect(alive).toBeLessThan(0.6) // by invoices, the giant's 100 of 130 would leave three quarters unpaid after ten days
  expect(prior.ownShare).toBeGreaterThan(0.5)
})

test('what is still open after a while makes lateness more certain: an overdue invoice is late, and its day lies ahead', () => {
  const facts = regular('x', 20, at => (at % 2 === 0 ? 0 : 20))
  const due = day('2025-08-01') // a Friday
  const before = forecastOf(facts, 'x', due, day('2025-07-20'))
  const after = forecastOf(facts, 'x', due, day('2025-08-05'))
  expect(before.pLate).toBeLessThan(0.7)
  expect(after.pLate).toBe(1)
  expect(after.p10 >= '2025-08-05').toBe(true)
  expect(after.expected).toBe('2025-08-21')
  const far = forecastOf(facts, 'x', due, day('2026-08-01'))
  expect(far.p10 >= '2026-08-01' && far.p10 <= far.expected && far.expected <= far.p90).toBe(true)
  expect(far.buckets).toEqual([0, 0, 0, 0, 1])
})

test('paid within: the chance for an invoice unpaid a week after its due date', () => {
  const facts = regular('x', 40, at => (at % 2 === 0 ? 0 : 15))
  const forecaster = forecasting(historyOf(facts), { shipped, weekdays: false }).asOf(day('2025-12-01'))
  const invoice = { customer: 'x', due: day('2025-11-20') }
  expect(forecaster.paidWithin(invoice, 7, 14)).toBeGreaterThan(0.8)
  expect(forecaster.paidWithin(invoice, 7, 3)).toBeLessThan(0.1)
  expect(forecaster.paidWithin(invoice, 7, 0)).toBe(0)
})

const facts = fc.array(
  fc.record({
    customer: fc.constantFrom('a', 'b', 'c'),
    issue: fc.integer({ min: 0, max: 400 }),
    terms: fc.integer({ min: 0, max: 60 }),
    delay: fc.option(fc.integer({ min: -70, max: 200 }), { nil: undefined }),
  }),
  { maxLength: 60 },
)
const invoiceOf = (f: { customer: string; issue: number; terms: number; delay: number | undefined }): PastInvoice => {
  const issued = addDays(START, f.issue)
  const due = addDays(issued, f.terms)
  return { customer: f.customer, issued, due, ...(f.delay === undefined ? {} : { settled: addDays(due, f.delay) }) }
}

test('a forecast is a forecast: chances within 0 … 1, buckets adding to 1, days in order', () => {
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 900 }), fc.integer({ min: -100, max: 400 }), (given, at, until) => {
      const asOf = addDays(START, at)
      const f = forecastOf(given.map(invoiceOf), 'a', addDays(asOf, until), asOf)
      expect(f.pLate).toBeGreaterThanOrEqual(0)
      expect(f.pLate).toBeLessThanOrEqual(1)
      expect(f.p10 <= f.expected && f.expected <= f.p90).toBe(true)
      expect(f.buckets.reduce((a, b) => a + b)).toBeCloseTo(1, 9)
      expect(f.buckets.every(b => b >= -1e-12)).toBe(true)
      expect(f.buckets[0]).toBeCloseTo(1 - f.pLate, 9)
      if (until < 0) expect(f.p10 >= asOf).toBe(true) // overdue: it cannot be paid in the past
    }),
  )
})

test('nothing dated on or after the as-of day matters: settled later, altered, swapped or issued later, the forecast is the same', () => {
  fc.assert(
    fc.property(
      facts,
      fc.integer({ min: 0, max: 450 }),
      fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 60, maxLength: 60 }),
      (given, at, later) => {
        const asOf = addDays(START, at)
        const known = given.map(invoiceOf)
        const altered = known.flatMap((invoice, n): PastInvoice[] => {
          if (invoice.issued >= asOf) return (later[n] ?? 0) % 2 === 0 ? [] : [{ ...invoice, due: addDays(invoice.due, 5) }]
          if (invoice.settled !== undefined && invoice.settled < asOf) return [invoice]
          const { settled: _, ...open } = invoice
          return [(later[n] ?? 0) % 3 === 0 ? open : { ...open, settled: addDays(asOf, later[n] ?? 0) }]
        })
        for (const customer of ['a', 'b', 'nobody']) {
          const due = addDays(asOf, 20)
          expect(forecastOf(altered.toReversed(), customer, due, asOf)).toEqual(closeTo(forecastOf(known, customer, due, asOf)))
        }
      },
    ),
  )
})

/** The same forecast; sums of weights in another order may differ in the last digits. */
const closeTo = (f: Forecast): unknown => ({
  ...f,
  pLate: expect.closeTo(f.pLate, 9),
  buckets: f.buckets.map(b => expect.closeTo(b, 9)),
  basis: { ...f.basis, weight: expect.closeTo(f.basis.weight, 9), ownShare: expect.closeTo(f.basis.ownShare, 9) },
})

test('the same holds once the weekday correction is fitted', () => {
  const known = ['a', 'b', 'c', 'd'].flatMap((customer, n) => regular(customer, 80, at => ((at * 7 + n * 3) % 11) - 5))
  const asOf = day('2026-06-15')
  const altered = known
    .map(i => (i.settled !== undefined && i.settled >= asOf ? { ...i, settled: addDays(i.settled, 90) } : i))
    .filter(i => i.issued < asOf)
  expect(altered).not.toEqual(known)
  const due = day('2026-07-17')
  const before = forecastOf(known, 'a', due, asOf)
  expect(before.basis.weekdayCalibrated).toBe(true)
  expect(forecastOf(altered, 'a', due, asOf)).toEqual(before)
})

test('the order of facts does not matter, nor what else was asked before', () => {
  const known = ['a', 'b'].flatMap((customer, n) => regular(customer, 40, at => ((at * 5 + n) % 9) - 3))
  const forecaster = forecasting(historyOf(known), { shipped })
  const first = forecaster.asOf(day('2025-06-01')).forecast({ customer: 'a', due: day('2025-07-01') })
  forecaster.asOf(day('2025-09-01')).forecast({ customer: 'b', due: day('2025-10-01') })
  expect(forecaster.asOf(day('2025-06-01')).forecast({ customer: 'a', due: day('2025-07-01') })).toEqual(first)
})

test('the weekday correction learns that invoices due on one weekday are paid late', () => {
  const monday = epochDay(day('2026-03-02'))
  const outcomes: Outcome[] = Array.from({ length: 700 }, (_, at) => ({
    pLate: 0.3,
    dueEpoch: monday + at,
    late: at % 7 === 4 ? at % 10 !== 0 : at % 5 === 0,
  }))
  const fitted = fitWeekdays(outcomes)
  if (!fitted) throw new Error('seven hundred outcomes are enough')
  expect(calibrated(fitted, 0.3, monday + 4)).toBeGreaterThan(0.8)
  expect(calibrated(fitted, 0.3, monday + 1)).toBeLessThan(0.3)
  expect(calibrated(fitted, 0.6, monday + 1)).toBeGreaterThan(calibrated(fitted, 0.3, monday + 1))
  expect(fitWeekdays(outcomes.slice(0, 199))).toBeUndefined()
  expect(fitWeekdays(outcomes.map(o => ({ ...o, late: false })))).toBeUndefined()
})

test('others’ distances from their own middle, laid around this customer’s, are a typical invoice of theirs', () => {
  const around = aroundAt(historyOf([...regular('a', 8, () => -10), ...regular('b', 8, at => 30 + (at % 3))]), epochDay(day('2026-06-01')))
  if (!around) throw new Error('both have a middle')
  expect(around.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  const peak = (shares: Float64Array): number => shares.indexOf(Math.max(...shares))
  expect(peak(around)).toBe(DELAY_BINS)
  for (const middle of [-60, -3, 0, 25, 120]) {
    const shares = typicalShares(around, middle, 9, shipped, 1)
    expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12)
    expect(peak(shares)).toBe(binOf(middle))
  }
  expect(aroundAt(historyOf(regular('a', 3, () => 1)), epochDay(day('2026-06-01')))).toBeUndefined()
  // two on record, always late: the days are broad still, the chance of lateness is not
  const facts = [...regular('late', 2, () => 25), ...regular('x', 20, at => -8 + (at % 3)), ...regular('y', 20, at => 9 + (at % 3))]
  const chance = forecastOf(facts, 'late', day('2026-07-06'), day('2026-06-01')).pLate
  const early = forecastOf(facts.map(f => (f.customer === 'late' ? { ...f, settled: addDays(f.due, -8) } : f)), 'late', day('2026-07-06'), day('2026-06-01')).pLate // biome-ignore format: one question
  expect(chance).toBeGreaterThan(0.75)
  expect(early).toBeLessThan(0.25)
})

test('bending a curve moves one point and keeps both sides in shape', () => {
  const curve = curveOf(emptyCounts(), hazardsOf(shipped))
  const bentCurve = bent(curve, 0, 0.6)
  expect(unpaidAfter(bentCurve, 0)).toBeCloseTo(0.6, 12)
  expect(unpaidAfter(bentCurve, 30) / 0.6).toBeCloseTo(unpaidAfter(curve, 30) / unpaidAfter(curve, 0), 12)
  for (let d = -60; d < 140; d++) expect(unpaidAfter(bentCurve, d)).toBeLessThanOrEqual(unpaidAfter(bentCurve, d - 1) + 1e-12)
  expect(bucketsOf(bentCurve, 0)[0]).toBeCloseTo(0.4, 12)
})

test('every shipped set of habits is a set of shares, and a method is never measured on what it was built from', () => {
  for (const habits of HABITS) expect(shippedFrom(habits.shares).length).toBe(DELAY_BINS)
  expect(() => shippedFrom([1])).toThrow('adding to 1')
  const [one, other] = HABITS
  expect([...shippedHabits(one?.name)]).toEqual([...shippedFrom(other?.shares ?? [])])
  expect(() => shippedFrom(Array.from({ length: DELAY_BINS }, () => 0))).toThrow(RangeError)
})
