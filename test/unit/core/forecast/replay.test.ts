import { expect, test } from 'vitest'
import { haveReceivables, receivables, replay, scoreChances, scoreOf, seeded, settledIn } from '../../../../bench/forecast-replay.ts'
import { addDays, day } from '../../../../src/core/day/day.ts'
import { shippedHabits } from '../../../../src/packs/forecast/shipped.ts'

test('the scores are what their names say', () => {
  const exact = scoreChances([[1, true], [0, false], [0.9, true], [0.2, false]]) // biome-ignore format: one row
  expect(exact).toMatchObject({ n: 4, auc: 1, accuracy: 1 })
  expect(exact.brier).toBeCloseTo((0.01 + 0.04) / 4, 12)
  expect(scoreChances([[0.5, true], [0.5, false]]).auc).toBe(0.5) // biome-ignore format: one row
  expect(scoreChances([[0.1, true], [0.8, false]])).toMatchObject({ auc: 0, accuracy: 0 }) // biome-ignore format: one row
  expect(scoreChances([[0.75, true], [0.75, false]]).ece).toBeCloseTo(0.25, 12) // biome-ignore format: one row
})

test('on invented firms the forecast tells habits apart and beats the share of late invoices', () => {
  const random = seeded(7)
  const invoices = Array.from({ length: 600 }, (_, at) => {
    const habit = at % 3
    const issued = addDays(day('2024-01-01'), Math.floor(at / 2))
    const due = addDays(issued, 30)
    const delay = habit === 0 ? -5 : habit === 1 ? Math.floor(random() * 10) - 4 : 8 + Math.floor(random() * 20)
    return { customer: `c${habit}-${at % 12}`, issued, due, settled: addDays(due, delay) }
  })
  const score = scoreOf(replay(invoices, invoices.slice(300), shippedHabits(), true))
  expect(score.n).toBe(300)
  expect(score.brier).toBeLessThan(0.12)
  expect(score.auc).toBeGreaterThan(0.9)
  expect(score.ece).toBeLessThan(0.09)
})

// Bounds a little looser than what was measured (bench/forecast.bench.ts prints it), so that a change for the worse is seen.
test.skipIf(!haveReceivables()).each([
  ['IBM', 'ibm_ar_open.csv', 'IBM accounts receivable sample', { brier: 0.13, auc: 0.88, accuracy: 0.81, ece: 0.06 }],
  ['HighRadius', 'highradius_us_open.csv', 'HighRadius closed invoices', { brier: 0.157, auc: 0.825, accuracy: 0.775, ece: 0.035 }],
] as const)('real receivables (%s), last 20 %%, habits from the other set: within the bounds, and no leak', (_, file, habits, bounds) => {
  const all = settledIn(receivables(file))
  const score = scoreOf(replay(all, all.slice(Math.floor(all.length * 0.8)), shippedHabits(habits), true))
  expect(score.brier).toBeLessThan(bounds.brier)
  expect(score.auc).toBeGreaterThan(bounds.auc)
  expect(score.auc).toBeLessThan(0.93) // more than that would be a leak until shown otherwise
  expect(score.accuracy).toBeGreaterThan(bounds.accuracy)
  expect(score.ece).toBeLessThan(bounds.ece)
})

test.skipIf(!haveReceivables())('what happens after the day asked about changes no forecast, on real receivables', () => {
  const all = settledIn(receivables('ibm_ar_open.csv')).slice(0, 700)
  const cut = all[600]?.issued ?? day('2013-01-01')
  const moved = all.map((i, at) => (i.settled < cut ? i : { ...i, settled: addDays(i.settled, (at * 37) % 200) }))
  const targets = all.filter(i => i.issued <= cut).slice(-100)
  const shipped = shippedHabits()
  expect(replay(moved, targets, shipped, true).map(s => s.forecast)).toEqual(replay(all, targets, shipped, true).map(s => s.forecast))
})
