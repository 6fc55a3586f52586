import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketsOf, type Curve, curveOf, quantile, unpaidAfter } from '../../../../src/core/forecast/curve.ts'
import { DELAY_BINS, LONGEST_DELAY, SHORTEST_DELAY } from '../../../../src/core/forecast/delay.ts'
import { hazardsOf, smoothed } from '../../../../src/core/forecast/histogram.ts'
import { emptyCounts } from '../../../../src/core/forecast/history.ts'

const curves: fc.Arbitrary<Curve> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: DELAY_BINS - 1 }), fc.integer({ min: 1, max: 5 }), fc.boolean()), { maxLength: 20 })
  .map(seen => {
    const counts = emptyCounts()
    for (const [at, weight, settled] of seen) {
      const to = settled ? counts.paid : counts.open
      to[at] = (to[at] ?? 0) + weight
      if (settled) counts.settledWeight += weight
      else counts.openWeight += weight
    }
    return curveOf(counts, hazardsOf(smoothed(new Float64Array(DELAY_BINS).fill(1))))
  })

test('a curve falls from one and never below nothing, far beyond its longest day', () => {
  fc.assert(
    fc.property(curves, curve => {
      expect(unpaidAfter(curve, SHORTEST_DELAY - 1)).toBe(1)
      for (let d = SHORTEST_DELAY; d < LONGEST_DELAY + 400; d++) {
        expect(unpaidAfter(curve, d)).toBeLessThanOrEqual(unpaidAfter(curve, d - 1) + 1e-12)
        expect(unpaidAfter(curve, d)).toBeGreaterThanOrEqual(0)
      }
      expect(unpaidAfter(curve, 5000)).toBeLessThan(1e-6)
    }),
    { numRuns: 30 },
  )
})

test('a quantile is the first day by which that share is paid, whatever is known', () => {
  fc.assert(
    fc.property(
      curves,
      fc.double({ min: 0.02, max: 0.98, noNaN: true }),
      fc.option(fc.integer({ min: -80, max: 300 })),
      (curve, q, known) => {
        const from = known ?? Number.NEGATIVE_INFINITY
        const base = known === null ? 1 : unpaidAfter(curve, known)
        const found = quantile(curve, q, from)
        const target = base * (1 - q)
        expect(found).toBeGreaterThan(from)
        expect(unpaidAfter(curve, found)).toBeLessThanOrEqual(target * (1 + 1e-9) + 1e-15)
        if (found - 1 > from && found > SHORTEST_DELAY) expect(unpaidAfter(curve, found - 1)).toBeGreaterThan(target * (1 - 1e-9))
      },
    ),
  )
})

test('an open invoice speaks only for the days it has been through', () => {
  const flat = hazardsOf(smoothed(new Float64Array(DELAY_BINS).fill(1)))
  const counts = emptyCounts()
  counts.open[70] = 9 // nine invoices, unpaid through day 9 after due
  counts.openWeight = 9
  const [seen, typical] = [curveOf(counts, flat), curveOf(emptyCounts(), flat)]
  const hazard = (curve: Curve, d: number): number => 1 - unpaidAfter(curve, d) / unpaidAfter(curve, d - 1)
  expect(hazard(seen, 9)).toBeCloseTo(hazard(typical, 9) / 4, 9) // 3 of 12 pseudo-invoices' worth
  expect(hazard(seen, 10)).toBeCloseTo(hazard(typical, 10), 9)
})

test('buckets of what is known to be late hold no chance of being on time', () => {
  const curve = curveOf(emptyCounts(), hazardsOf(smoothed(new Float64Array(DELAY_BINS).fill(1))))
  expect(bucketsOf(curve, 0).reduce((a, b) => a + b)).toBeCloseTo(1, 12)
  expect(bucketsOf(curve, 0, 40).slice(0, 2)).toEqual([0, 0])
  expect(bucketsOf(curve, -2)[0]).toBeLessThan(bucketsOf(curve, 0)[0]) // a Saturday's due date comes two days before its Monday
})
