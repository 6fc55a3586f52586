import { expect, test } from 'vitest'
import type { Fault } from '../../../src/core/fault.ts'
import { DEFAULTS } from '../../../src/packs/economics/defaults.ts'
import { leversOf } from '../../../src/shell/desk/levers.ts'
import { applySettings, numberAt } from '../../../src/shell/economics/settings.ts'

const faultsOf = (...settings: string[]): Fault[] => {
  const faults: Fault[] = []
  applySettings(DEFAULTS, settings, faults)
  return faults
}

test.each([
  ['beliefDecay=.9', 'beliefDecay', 0.9],
  ['call.boost=1.9', 'call.boost', 1.9],
  ['collectability.2.chance=.6', 'collectability.2.chance', 0.6],
  ['payWithin30.1.days=3', 'payWithin30.1.days', 3],
  ['agency.feeByAge.2.fee=.25', 'agency.feeByAge.2.fee', 0.25],
  ['agency.feeByAge.3.from=200', 'agency.feeByAge.3.from', 200],
  ['agency.feeBySize.2.add=-.05', 'agency.feeBySize.2.add', -0.05],
  ['court.fees.3.upTo=1200', 'court.fees.3.upTo', 1200],
  ['settle.grid.to=.3', 'settle.grid.to', 0.3],
])('%s is one number, set and nothing else', (setting, path, value) => {
  const before = structuredClone(DEFAULTS)
  const faults: Fault[] = []
  const after = applySettings(DEFAULTS, [setting], faults)
  expect(faults).toEqual([])
  expect(numberAt(after, path)).toBe(value)
  expect(DEFAULTS).toEqual(before)
  expect(applySettings(after, [`${path}=${numberAt(DEFAULTS, path)}`], faults)).toEqual(DEFAULTS)
})

test.each([
  ['agency.feeByAge=1', 'assumption-unknown', 'set'],
  ['agency.feeByAge.9.fee=.2', 'assumption-unknown', 'set'],
  ['agency.feeByAge.0.fee=.2', 'assumption-unknown', 'set'],
  ['agency.feeByAge.2.fees=.2', 'assumption-unknown', 'set'],
  ['collectability.2=.2', 'assumption-unknown', 'set'],
  ['collectability.length=2', 'assumption-unknown', 'set'],
  ['__proto__.x=1', 'assumption-unknown', 'set'],
  ['agency.feeByAge.2.fee=1.2', 'number-out-of-bounds', 'agency.feeByAge.2.fee'],
  ['agency.feeBySize.2.add=-1.5', 'number-out-of-bounds', 'agency.feeBySize.2.add'],
  ['court.fees.1.fee=NaN', 'number-out-of-bounds', 'court.fees.1.fee'],
  ['court.fees.1.fee=1e400', 'number-out-of-bounds', 'court.fees.1.fee'],
  ['call.boost=', 'number-out-of-bounds', 'call.boost'],
  ['agency.feeByAge.2.from=400', 'rows-out-of-order', 'agency.feeByAge'],
  ['court.fees.1.upTo=500', 'rows-out-of-order', 'court.fees'],
  ['settle.grid.step=0', 'rows-out-of-order', 'settle.grid'],
  ['settle.grid.from=.7', 'rows-out-of-order', 'settle.grid'],
])('%s is refused: %s at %s', (setting, code, field) => {
  expect(faultsOf(setting)).toMatchObject([{ code, field }])
})

test('every lever sets what it names, within its reach, and stays in order at both its ends', () => {
  for (const claim of [
    { owed: 2500, age: 97 },
    { owed: 60_000, age: 0 },
    { owed: 90, age: 700, belief: 0.4 },
  ])
    for (const lever of Object.values(leversOf(DEFAULTS, DEFAULTS, claim)).flat()) {
      expect(numberAt(DEFAULTS, lever.path), lever.path).toBe(lever.value)
      expect(lever.least, lever.path).toBeLessThanOrEqual(lever.value)
      expect(lever.most, lever.path).toBeGreaterThanOrEqual(lever.value)
      expect(faultsOf(`${lever.path}=${lever.least}`), lever.path).toEqual([])
      expect(faultsOf(`${lever.path}=${lever.most}`), lever.path).toEqual([])
    }
})

test('a slider keeps its reach and step while it is moved', () => {
  const claim = { owed: 2500, age: 97 }
  const moved = applySettings(DEFAULTS, ['letter.cost=400', 'remind.leaves=.2'], [])
  const ofLever = (path: string) =>
    [DEFAULTS, moved].map(a => {
      const { value: _, ...rest } = Object.values(leversOf(a, DEFAULTS, claim)).flat().find(l => l.path === path) ?? { value: 0 } // biome-ignore format: one line
      return rest
    })
  for (const path of ['letter.cost', 'remind.leaves']) {
    const [before, after] = ofLever(path)
    expect(after).toEqual(before)
  }
})

test('tables speak through the rows a claim reaches; a quoted fee leaves none of the bands', () => {
  const paths = (a = DEFAULTS): string[] => Object.values(leversOf(a, DEFAULTS, { owed: 2500, age: 97 })).flat().map(l => l.path) // biome-ignore format: one line
  expect(paths()).toEqual(
    expect.arrayContaining(['collectability.2.chance', 'payWithin30.4.chance', 'agency.feeByAge.3.from', 'agency.feeByAge.3.fee', 'agency.feeBySize.2.add', 'court.fees.5.fee', 'settle.grid.step']), // biome-ignore format: one line
  )
  expect(paths()).not.toContain('court.share')
  const quoted = paths({ ...DEFAULTS, agency: { ...DEFAULTS.agency, quotedFee: 0.2 } })
  expect(quoted.filter(path => /fee/i.test(path))).toEqual(['court.fees.5.fee'])
})
