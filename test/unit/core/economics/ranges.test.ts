import { expect, test } from 'vitest'
import type { Claim } from '../../../../src/core/economics/assumptions.ts'
import { movesAt } from '../../../../src/core/economics/moves.ts'
import { rangeOf, sensitivityOf } from '../../../../src/core/economics/ranges.ts'
import { solve } from '../../../../src/core/economics/solve.ts'
import { DEFAULTS, VARIATIONS } from '../../../../src/packs/economics/defaults.ts'

const CLAIM: Claim = { owed: 2000, age: 75, relation: 500 }

test('each variation changes the assumption it names, and nothing else', () => {
  for (const { assumption, low, high } of VARIATIONS) {
    for (const varied of [low(DEFAULTS), high(DEFAULTS)]) {
      const changed = Object.keys(DEFAULTS).filter(key => key in varied && varied[key as never] !== DEFAULTS[key as never])
      expect(changed).toEqual([assumption])
    }
  }
})

test('a hopeful end is never below the doubtful end for the way it is about', () => {
  const about = {
    call: 'call',
    settle: 'settle',
    plan: 'plan',
    partNow: 'part-now',
    letter: 'letter',
    agency: 'agency',
    court: 'court',
  } as const
  const sensitivities = sensitivityOf(CLAIM, DEFAULTS, VARIATIONS)
  for (const [assumption, way] of Object.entries(about)) {
    const found = sensitivities.find(s => s.assumption === assumption)
    expect(found?.high.get(way), assumption).toBeGreaterThan(found?.low.get(way) ?? Number.NaN)
  }
})

test('a range is the hull of the central value and all ends', () => {
  const way = 'letter'
  const central = solve(CLAIM, DEFAULTS).values.find(v => v.move.way === way)?.value ?? Number.NaN
  const sensitivities = sensitivityOf(CLAIM, DEFAULTS, VARIATIONS)
  const [low, high] = rangeOf(way, central, sensitivities)
  const ends = sensitivities.flatMap(s => [s.low.get(way) ?? Number.NaN, s.high.get(way) ?? Number.NaN])
  expect(low).toBe(Math.min(central, ...ends))
  expect(high).toBe(Math.max(central, ...ends))
  expect(rangeOf(way, 5, [])).toEqual([5, 5])
})

test('a belief that was given is varied too, and kept within 1', () => {
  const [collectability] = sensitivityOf(
    { ...CLAIM, belief: 0.95 },
    DEFAULTS,
    VARIATIONS.filter(v => v.assumption === 'collectability'),
  )
  expect(collectability?.low.get('agency')).toBeLessThan(collectability?.high.get('agency') ?? Number.NaN)
  const capped = solve({ ...CLAIM, belief: 1 }, DEFAULTS).values.find(v => v.move.way === 'agency')?.value
  expect(collectability?.high.get('agency')).toBeCloseTo(capped ?? Number.NaN, 9)
})

test('settlements: a larger discount that persuades nobody else is not offered', () => {
  const offers = movesAt({ owed: 1000, age: 0 }, DEFAULTS, 0).filter(m => m.way === 'settle')
  expect(offers.map(o => o.rate)).toEqual([0.05, 0.5]) // at 0 days three in four pay anyway; from 50 % on nobody else is won
  const later = movesAt({ owed: 1000, age: 200 }, DEFAULTS, 200).filter(m => m.way === 'settle')
  expect(later.map(o => o.rate)).toEqual([0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5])
  expect(later[3]?.chance).toBeCloseTo(0.15 + 1.3 * 0.2, 12)
})

test('moves: no letter on the due date, excluded ways left out, own record in place of the assumption', () => {
  const ways = (claim: Claim): string[] => [...new Set(movesAt(claim, DEFAULTS, claim.age).map(m => m.way))]
  expect(ways({ owed: 1, age: 0 })).not.toContain('letter')
  expect(ways({ owed: 1, age: 1 })).toContain('letter')
  expect(ways({ owed: 1, age: 1, excluded: { settle: 'x', court: 'y' } })).toEqual([
    'wait',
    'remind',
    'call',
    'plan',
    'part-now',
    'letter',
    'agency',
  ])
  const learned: Claim = { owed: 1, age: 50, learned: (way, age, assumed) => (way === 'call' && age === 50 ? 2 : assumed) }
  expect(movesAt(learned, DEFAULTS, 50).find(m => m.way === 'call')?.chance).toBe(1) // a record beyond certainty is kept within it
  expect(movesAt(learned, DEFAULTS, 50).find(m => m.way === 'wait')?.chance).toBeCloseTo(0.35 - (0.13 * 20) / 30, 12)
})
