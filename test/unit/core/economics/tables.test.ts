import { expect, test } from 'vitest'
import { discountFactor, relationValue, type Way } from '../../../../src/core/economics/assumptions.ts'
import { agencyCheck, breakEvenDiscount } from '../../../../src/core/economics/break-even.ts'
import { type Solution, solve } from '../../../../src/core/economics/solve.ts'
import { worthOf } from '../../../../src/core/economics/worth.ts'
import { DEFAULTS } from '../../../../src/packs/economics/defaults.ts'

// The published tables of the default assumptions: age, best way, its value, then each way. They were worked out without "part now".
const COLUMNS: readonly Way[] = ['wait', 'remind', 'call', 'plan', 'settle', 'letter', 'agency', 'court', 'write-off']
type Row = readonly [age: number, best: string, value: number, ...ways: (number | null)[]]
interface Table {
  readonly owed: number
  readonly relation: number
  readonly rows: readonly Row[]
  readonly paths: Readonly<Record<number, string>>
}

const TABLES: readonly Table[] = [
  {
    owed: 300,
    relation: 0,
    rows: [
      [0, 'remind', 269, 262, 269, 267, 182, 240, null, 193, 129, 0],
      [30, 'remind', 202, 198, 202, 198, 153, 181, 88, 176, 102, 0],
      [60, 'remind', 161, 159, 161, 156, 130, 148, 61, 160, 75, 0],
      [90, 'wait', 134, 134, 133, 125, 113, 129, 40, 123, 49, 0],
      [180, 'settle 20', 93, 92, 93, 82, 75, 93, -3, 91, -11, 0],
      [360, 'agency', 46, 41, 40, 28, 26, 42, -61, 46, -98, 0],
    ],
    paths: {
      0: 'remind remind agency',
      90: 'wait remind remind settle-25 wait agency',
      180: 'settle-20 agency',
    },
  },
  {
    owed: 1000,
    relation: 0,
    rows: [
      [0, 'call', 920, 884, 906, 920, 677, 837, null, 689, 636, 0],
      [30, 'call', 707, 681, 696, 707, 588, 656, 591, 630, 563, 0],
      [60, 'call', 576, 562, 569, 576, 513, 537, 504, 571, 490, 0],
      [90, 'remind', 483, 481, 483, 480, 458, 475, 439, 444, 417, 0],
      [180, 'settle 20', 352, 347, 350, 340, 335, 352, 298, 330, 253, 0],
      [360, 'plan', 170, 166, 166, 152, 170, 168, 100, 165, 17, 0],
    ],
    paths: {
      0: 'call remind remind wait remind wait wait settle-25',
      90: 'remind remind settle-15 agency',
      180: 'settle-20 agency',
    },
  },
  {
    owed: 1000,
    relation: 2000,
    rows: [
      [0, 'call', 896, 867, 892, 896, 641, 780, null, -311, -964, 0],
      [30, 'call', 650, 635, 649, 650, 531, 565, 351, -370, -1037, 0],
      [60, 'remind', 504, 499, 504, 498, 450, 447, 258, -429, -1110, 0],
      [90, 'remind', 405, 404, 405, 388, 388, 380, 186, -556, -1183, 0],
      [180, 'wait', 256, 256, 256, 232, 256, 253, 34, -670, -1347, 0],
      [360, 'settle 40', 105, 104, 101, 72, 101, 105, -150, -835, -1583, 0],
    ],
    paths: {
      0: 'call remind wait wait wait wait wait wait',
      90: 'remind remind remind plan wait wait wait wait',
      180: 'wait plan settle-35 wait wait wait wait wait',
    },
  },
  {
    owed: 5000,
    relation: 0,
    rows: [
      [0, 'call', 4655, 4474, 4570, 4655, 3537, 4276, null, 3673, 3568, 0],
      [30, 'call', 3744, 3595, 3659, 3744, 3195, 3479, 3539, 3360, 3234, 0],
      [60, 'call', 3184, 3103, 3129, 3184, 2838, 3017, 3107, 3048, 2900, 0],
      [90, 'letter', 2778, 2692, 2694, 2708, 2557, 2678, 2778, 2393, 2566, 0],
      [180, 'letter', 2047, 1971, 1990, 1973, 1890, 1967, 2047, 1778, 1815, 0],
      [360, 'letter', 1054, 1006, 1011, 977, 993, 1007, 1054, 889, 730, 0],
    ],
    paths: {
      0: 'call call call remind wait remind settle-35 remind',
      90: 'letter call settle-15 agency',
      180: 'letter settle-15 agency',
    },
  },
  {
    owed: 5000,
    relation: 10_000,
    rows: [
      [0, 'call', 4531, 4364, 4479, 4531, 3323, 3975, null, -1327, -4432, 0],
      [30, 'call', 3351, 3237, 3308, 3351, 2774, 2920, 2292, -1640, -4766, 0],
      [60, 'call', 2617, 2586, 2607, 2617, 2372, 2342, 1839, -1952, -5100, 0],
      [90, 'remind', 2136, 2129, 2136, 2089, 2063, 2012, 1490, -2607, -5434, 0],
      [180, 'plan', 1414, 1411, 1413, 1335, 1414, 1390, 751, -3222, -6185, 0],
      [360, 'plan', 645, 625, 611, 501, 645, 603, -228, -4111, -7270, 0],
    ],
    paths: {
      0: 'call remind remind wait wait wait wait wait',
      90: 'remind remind remind plan wait wait wait wait',
      180: 'plan settle-35 wait wait wait wait wait wait',
    },
  },
]

const solved = (owed: number, age: number, relation: number): Solution =>
  solve({ owed, age, relation, excluded: { 'part-now': 'not in the table' } }, DEFAULTS)
const percent = (rate: number | undefined): string => `${Math.round((rate ?? 0) * 100)}`

for (const { owed, relation, rows, paths } of TABLES) {
  const named = rows.map(([age, best, value, ...ways]) => ({ age, best, value, ways }))
  test.each(named)(`owed ${owed}, relation ${relation}, $age days: every way within 1 unit`, ({ age, best, value, ways }) => {
    const solution = solved(owed, age, relation)
    const worth = (way: Way): number | undefined =>
      way === 'write-off' ? solution.writeOff : solution.values.find(v => v.move.way === way)?.value
    COLUMNS.forEach((way, at) => {
      const expected = ways[at]
      if (expected === null || expected === undefined) expect(worth(way)).toBeUndefined()
      else expect(Math.abs((worth(way) ?? Number.NaN) - expected), `${way} ${worth(way)}`).toBeLessThan(1)
    })
    const [top] = [...solution.values].sort((a, b) => b.value - a.value)
    expect(Math.abs((top?.value ?? Number.NaN) - value)).toBeLessThan(1)
    expect(top?.move.way === 'settle' ? `settle ${percent(top.move.rate)}` : top?.move.way).toBe(best)
  })

  test.each(Object.entries(paths))(`owed ${owed}, relation ${relation}: the path from day %s if every step fails`, (age, path) => {
    const steps = solved(owed, Number(age), relation).path(8)
    expect(steps.map(s => (s.way === 'settle' ? `settle-${percent(s.rate)}` : s.way)).join(' ')).toBe(path)
  })
}

test.each([
  [30, 0.86, 0.25, 630, 37],
  [60, 0.78, 0.25, 571, 43],
  [90, 0.7, 0.35, 444, 55],
  [180, 0.52, 0.35, 330, 67],
  [365, 0.25, 0.5, 122, 88],
  [730, 0.09, 0.5, 44, 96],
])('an agency at %s days: collectable %s, fee %s, worth %s, break-even %s %%', (age, collectable, fee, net, discount) => {
  const solution = solved(1000, age, 0)
  const agency = solution.values.find(v => v.move.way === 'agency')
  expect(solution.belief).toBeCloseTo(collectable, 9)
  expect(agency?.move.rate).toBeCloseTo(fee, 9)
  expect(Math.abs((agency?.value ?? 0) - net)).toBeLessThan(1)
  expect(Math.round(100 * breakEvenDiscount(1000, agency?.value ?? 0, discountFactor(0.1, 14)))).toBe(discount)
})

test.each([
  [1000, 0.6, 1200],
  [1000, 0.8, 2667],
  [1000, 0.9, 4500],
  [5000, 0.8, 13_333],
])('a margin of %s with retention %s is worth %s', (margin, retention, worth) => {
  expect(Math.abs(relationValue(margin, retention, 0.1) - worth)).toBeLessThan(1)
  expect(relationValue(margin, retention, 0.1, 0.5)).toBeCloseTo(relationValue(margin, retention, 0.1) / 2, 9)
})

test('owed 1,000, 700 collected, fee 30 %: 490 in hand, 700 by settling at the same percentage, break-even discount 51 %', () => {
  const check = agencyCheck(1000, 700, 0.3)
  expect(check.net).toBeCloseTo(490, 9)
  expect(check.samePercentageSettlement).toBeCloseTo(700, 9)
  expect(check.breakEvenDiscount).toBeCloseTo(0.51, 9)
  const desk = worthOf({
    claim: { owed: 1000, age: 90 },
    assumptions: { ...DEFAULTS, agency: { ...DEFAULTS.agency, quotedFee: 0.3 } },
    variations: [],
  })
  expect(desk.agencyCheck.net).toBeCloseTo(490, 9)
  expect(desk.agencyCheck.breakEvenDiscount).toBeCloseTo(0.51, 9)
})

test.each([
  [1000, 889],
  [5000, 4786],
])('an agency for %s at 90 days is worth nothing once the relation is worth more than %s', (owed, relation) => {
  const agencyAt = (v: number): number => solved(owed, 90, v).values.find(x => x.move.way === 'agency')?.value ?? Number.NaN
  expect(agencyAt(relation - 1)).toBeGreaterThan(0)
  expect(agencyAt(relation + 1)).toBeLessThan(0)
})

test('the fee cliff: 571 at 60 days, 444 at 90, 513 had the fee stayed', () => {
  const at = (age: number, fee?: number): number =>
    solve({ owed: 1000, age }, fee === undefined ? DEFAULTS : { ...DEFAULTS, agency: { ...DEFAULTS.agency, quotedFee: fee } }).values.find(
      v => v.move.way === 'agency',
    )?.value ?? Number.NaN
  expect([at(60), at(90), at(90, 0.25)].map(Math.round)).toEqual([571, 444, 513])
})

test.each([
  [300, 0, 'call call agency remind remind settle'],
  [1000, 0, 'remind remind agency wait remind settle'],
  [1000, 2000, 'remind remind wait wait remind wait'],
  [5000, 0, 'remind remind remind call remind remind'],
  [5000, 10_000, 'remind remind remind wait remind wait'],
])('owed %s, relation %s: the runner-up at 0, 30, 60, 90, 180 and 360 days', (owed, relation, expected) => {
  const second = (age: number): readonly Way[] => {
    const ways = [...solved(owed, age, relation).values].sort((a, b) => b.value - a.value)
    const value = ways[1]?.value ?? 0
    return ways
      .slice(1)
      .filter(w => value - w.value < 1)
      .map(w => w.move.way) // level to the unit: any of them
  }
  for (const [at, way] of expected.split(' ').entries()) expect(second([0, 30, 60, 90, 180, 360][at] ?? 0), `${at}`).toContain(way)
})

const firstOf = (owed: number, age: number, beliefDecay: number): readonly string[] =>
  solve({ owed, age, excluded: { 'part-now': 'not in the table' } }, { ...DEFAULTS, beliefDecay })
    .path(8)
    .map(s => s.way)

test('how belief fades decides how long one asks: .98 a month only ever reminds and calls, .92 hands a small claim over at 60 days', () => {
  expect(new Set(firstOf(1000, 0, 0.98))).not.toContain('agency')
  for (const owed of [300, 1000]) expect(firstOf(owed, 60, 0.92)[0]).toBe('agency')
})
