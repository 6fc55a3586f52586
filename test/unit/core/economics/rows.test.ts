import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assumptions, agencyFee, type Claim, courtFee } from '../../../../src/core/economics/assumptions.ts'
import { rowsReached } from '../../../../src/core/economics/rows.ts'
import { solve } from '../../../../src/core/economics/solve.ts'
import { DEFAULTS } from '../../../../src/packs/economics/defaults.ts'
import { applySettings } from '../../../../src/shell/economics/settings.ts'

test('age and size pick the rows: between which points, which bands from now on, which line of the court', () => {
  expect(rowsReached({ owed: 2500, age: 97 }, DEFAULTS)).toEqual({
    collectability: [1, 2],
    payWithin30: [3, 4, 5],
    'agency.feeByAge': [1, 2],
    'agency.feeBySize': [1],
    'court.fees': [4],
  })
  expect(rowsReached({ owed: 50_000, age: 0 }, DEFAULTS)).toMatchObject({ collectability: [0], 'agency.feeBySize': [2], 'court.fees': [] })
  expect(rowsReached({ owed: 50_001, age: 900 }, DEFAULTS)).toMatchObject({
    collectability: [4],
    payWithin30: [5],
    'agency.feeByAge': [2],
    'agency.feeBySize': [3],
  })
})

test('a belief that was given leaves the curve of ages alone, a fee that was quoted its bands', () => {
  const quoted: Assumptions = { ...DEFAULTS, agency: { ...DEFAULTS.agency, quotedFee: 0.2 } }
  expect(rowsReached({ owed: 1000, age: 97, belief: 0.5 }, quoted)).toMatchObject({
    collectability: [],
    'agency.feeByAge': [],
    'agency.feeBySize': [],
    'court.fees': [2],
  })
})

const sum = (claim: Claim, a: Assumptions): number =>
  solve(claim, a).values.reduce((all, { value }) => all + value, 0) +
  agencyFee(a.agency, claim.owed, claim.age) +
  courtFee(a.court, claim.owed)

/** Each row of each table, as it is set, with a value it does not have. */
const MOVED: readonly (readonly [table: keyof ReturnType<typeof rowsReached>, row: number, setting: string])[] = [
  ...DEFAULTS.collectability.map(([, v], at) => ['collectability', at, `collectability.${at + 1}.chance=${v / 2}`] as const),
  ...DEFAULTS.payWithin30.map(([, v], at) => ['payWithin30', at, `payWithin30.${at + 1}.chance=${v / 2}`] as const),
  ...DEFAULTS.agency.feeByAge.map(({ fee }, at) => ['agency.feeByAge', at, `agency.feeByAge.${at + 1}.fee=${fee / 2}`] as const),
  ...DEFAULTS.agency.feeBySize.map((_, at) => ['agency.feeBySize', at, `agency.feeBySize.${at + 1}.add=-0.07`] as const),
  ...DEFAULTS.court.fees.map(({ fee }, at) => ['court.fees', at, `court.fees.${at + 1}.fee=${fee * 3}`] as const),
]

test('a row that is not named moves no figure of the claim', () => {
  const claims = fc.record({
    owed: fc.integer({ min: 50, max: 80_000 }),
    age: fc.integer({ min: 0, max: 800 }),
    relation: fc.integer({ min: 0, max: 4000 }),
  })
  fc.assert(
    fc.property(claims, fc.constantFrom(...MOVED), (claim, [table, row, setting]) => {
      const faults: never[] = []
      const moved = applySettings(DEFAULTS, [setting], faults)
      expect(faults).toEqual([])
      if (!rowsReached(claim, DEFAULTS)[table].includes(row)) expect(sum(claim, moved)).toBe(sum(claim, DEFAULTS))
    }),
    { numRuns: 60 },
  )
})

test('a row that is named moves the claim, at an age and size where nothing hides it', () => {
  const claim: Claim = { owed: 2500, age: 97 }
  const reached = rowsReached(claim, DEFAULTS)
  for (const [table, row, setting] of MOVED) {
    if (!reached[table].includes(row)) continue
    expect(sum(claim, applySettings(DEFAULTS, [setting], [])), setting).not.toBe(sum(claim, DEFAULTS))
  }
})
