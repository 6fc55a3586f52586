import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, fromEpochDay } from '../../../src/core/day/day.ts'
import { buildPlan, type PlannedPart, type PlanRequest } from '../../../src/core/plan/build.ts'

const firstOn = day('2026-01-31')
const parts = (request: Partial<PlanRequest>): readonly PlannedPart[] => {
  const plan = buildPlan({ totalMinor: 100_000n, firstOn, shape: { kind: 'parts', parts: 3 }, ...request })
  if ('code' in plan) throw new Error(plan.code)
  return plan
}
const refusal = (request: Partial<PlanRequest>): string => {
  const plan = buildPlan({ totalMinor: 100_000n, firstOn, shape: { kind: 'parts', parts: 3 }, ...request })
  return 'code' in plan ? plan.code : 'laid out'
}

test('three equal parts: the last takes what does not divide, February has no 31st, a Sunday moves to Monday', () => {
  expect(parts({})).toEqual([
    { position: 1, dueOn: '2026-01-31', minor: 33_333n },
    { position: 2, dueOn: '2026-03-02', minor: 33_333n }, // 28 February 2026 is a Saturday
    { position: 3, dueOn: '2026-03-31', minor: 33_334n },
  ])
})

test('parts in whole euros leave the cents to the last', () => {
  expect(parts({ roundTo: 100n, totalMinor: 100_050n }).map(p => p.minor)).toEqual([33_300n, 33_300n, 33_450n])
})

test('so much a month until done ends with the rest', () => {
  expect(parts({ shape: { kind: 'until-done', partMinor: 30_000n } }).map(p => p.minor)).toEqual([30_000n, 30_000n, 30_000n, 10_000n])
  expect(parts({ shape: { kind: 'until-done', partMinor: 50_000n } })).toHaveLength(2)
})

test('a good-faith part now, the rest on a day', () => {
  expect(parts({ shape: { kind: 'now-and-rest', nowMinor: 20_000n, restOn: day('2026-03-15') } })).toEqual([
    { position: 1, dueOn: '2026-01-31', minor: 20_000n },
    { position: 2, dueOn: '2026-03-16', minor: 80_000n }, // a Sunday
  ])
})

test('at the end of the month, holidays over', () => {
  expect(parts({ firstOn: day('2026-02-10'), endOfMonth: true, isHoliday: d => d === '2026-03-31' }).map(p => p.dueOn)).toEqual([
    '2026-02-10',
    '2026-04-01',
    '2026-04-30',
  ])
})

test.each<[string, Partial<PlanRequest>]>([
  ['plan-nothing', { totalMinor: 0n }],
  ['plan-parts', { shape: { kind: 'parts', parts: 0 } }],
  ['plan-parts', { shape: { kind: 'parts', parts: 1.5 } }],
  ['plan-parts', { shape: { kind: 'parts', parts: 121 } }],
  ['plan-too-small', { totalMinor: 2n }],
  ['plan-part', { shape: { kind: 'until-done', partMinor: 0n } }],
  ['plan-too-long', { shape: { kind: 'until-done', partMinor: 1n } }],
  ['plan-first-part', { shape: { kind: 'now-and-rest', nowMinor: 100_000n, restOn: day('2026-03-15') } }],
  ['plan-rest-day', { shape: { kind: 'now-and-rest', nowMinor: 1n, restOn: firstOn } }],
  ['plan-over-bound', { monthsMax: 2 }],
  ['plan-first-under-bound', { firstMinor: 50_000n }],
])('%s is refused', (code, request) => {
  expect(refusal(request)).toBe(code)
})

test('whatever the shape, the parts sum to the total, none is nothing, and the days rise', () => {
  const shape = fc.oneof(
    fc.record({ kind: fc.constant('parts' as const), parts: fc.integer({ min: 1, max: 36 }) }),
    fc.record({ kind: fc.constant('until-done' as const), partMinor: fc.bigInt({ min: 1_000n, max: 1_000_000n }) }),
    fc.record({
      kind: fc.constant('now-and-rest' as const),
      nowMinor: fc.bigInt({ min: 1n, max: 1_000_000n }),
      restOn: fc.integer({ min: 21_000, max: 22_000 }).map(fromEpochDay),
    }),
  )
  fc.assert(
    fc.property(
      shape,
      fc.bigInt({ min: 1n, max: 10_000_000n }),
      fc.integer({ min: 20_000, max: 20_900 }),
      fc.boolean(),
      fc.constantFrom(1n, 100n),
      (s, totalMinor, start, endOfMonth, roundTo) => {
        const plan = buildPlan({ totalMinor, firstOn: fromEpochDay(start), shape: s, endOfMonth, roundTo })
        if ('code' in plan) return
        expect(plan.reduce((sum, p) => sum + p.minor, 0n)).toBe(totalMinor)
        expect(plan.every(p => p.minor > 0n)).toBe(true)
        for (const [at, part] of plan.entries()) {
          const before = plan[at - 1]
          if (before) expect(part.dueOn > before.dueOn).toBe(true)
        }
      },
    ),
  )
})
