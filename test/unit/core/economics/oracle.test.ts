import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim, Way } from '../../../../src/core/economics/assumptions.ts'
import { solve } from '../../../../src/core/economics/solve.ts'
import { DEFAULTS } from '../../../../src/packs/economics/defaults.ts'

// The same economics written a second time, straight from the page and without care for speed: recursion, text keys, default values as literals.
const P30 = [[0, 0.75], [30, 0.35], [60, 0.22], [90, 0.14], [180, 0.08], [365, 0.04]] as const // biome-ignore format: one row
const delta = (days: number): number => 1.1 ** (-days / 365)

function alone(age: number): number {
  let value: number = P30[5][1]
  for (let at = 1; at < P30.length; at++) {
    const [from, high] = P30[at - 1] ?? [0, 0]
    const [to, low] = P30[at] ?? [0, 0]
    if (age >= from && age <= to) value = high + ((low - high) * (age - from)) / (to - from)
  }
  return value
}

function fee(owed: number, age: number): number {
  const byAge = age < 90 ? 0.2 : age < 365 ? 0.3 : 0.5
  const bySize = owed < 1000 ? 0.1 : owed < 5000 ? 0.05 : owed > 50_000 ? -0.1 : 0
  return Math.max(0.1, Math.min(0.5, byAge + bySize))
}

function fees(owed: number): number {
  for (const [upTo, price] of [[300, 35], [500, 50], [1000, 70], [1500, 80], [3000, 115], [5000, 205], [10_000, 455]] as const) if (owed <= upTo) return price // biome-ignore format: one row
  return Math.min(10_000, 0.05 * owed)
}

function naive(owed: number, relation: number, age: number, belief: number): Partial<Record<Way, number>> {
  const known = new Map<string, number>()
  const grid = (b: number): number => Math.round(b * 100) / 100
  const values = (month: number, d: number, b: number, used: string): Partial<Record<Way, number>> => {
    const q = alone(d)
    const fails = (chance: number, paid: number, also: string): number => {
      const next = b * chance >= 1 ? 0 : grid((0.94 * b * (1 - chance)) / (1 - b * chance))
      return (1 - paid) * delta(30) * best(month + 1, d + 30, next, used + also)
    }
    const out: Partial<Record<Way, number>> = {}
    const nudge = (boost: number, cost: number, leaves: number): number => {
      const chance = Math.min(0.97, q * boost)
      return b * chance * owed * delta(15) - cost - leaves * relation + fails(chance, b * chance, '')
    }
    out.wait = nudge(1, 0, 0)
    out.remind = nudge(1.15, 1, 0.002)
    out.call = nudge(1.4, 12, 0.01)
    if (!used.includes('p')) {
      const chance = Math.max(0.5, q)
      out.plan = b * chance * owed * 0.75 * delta(60) - 25 - 0.01 * relation + fails(chance, b * chance, 'p')
    }
    if (!used.includes('s'))
      for (let percent = 5; percent <= 60; percent += 5) {
        const x = percent / 100
        const chance = Math.max(q, Math.min(0.8, 0.15 + 1.3 * x))
        const paid = (b + 0.1 * (1 - b)) * chance
        const value = paid * owed * (1 - x) * delta(14) - 12 - 0.02 * relation + fails(chance, paid, 's')
        out.settle = Math.max(out.settle ?? Number.NEGATIVE_INFINITY, value)
      }
    if (!used.includes('l') && d > 0) {
      const chance = Math.max(0.45, q)
      out.letter = b * chance * owed * delta(21) - 120 - 0.1 * relation + fails(chance, b * chance, 'l')
    }
    out.agency = b * owed * (1 - fee(owed, d)) * delta(90) - 0.5 * relation
    const cost = fees(owed) + 150
    out.court = b * 0.85 * (owed * delta(240) + 0.6 * cost) - cost - 0.8 * relation
    return out
  }
  const last = Math.max(1, 26 - Math.round(age / 30))
  const best = (month: number, d: number, b: number, used: string): number => {
    if (month >= last || b < 0.01) return 0
    const key = `${month} ${b} ${[...used].sort().join('')}`
    const before = known.get(key)
    if (before !== undefined) return before
    const most = Math.max(0, ...Object.values(values(month, d, b, used)))
    known.set(key, most)
    return most
  }
  return values(0, age, grid(belief), '')
}

test('the solver agrees with a second, plain writing of the same economics', () => {
  const claims: fc.Arbitrary<Claim> = fc.record({
    owed: fc.double({ min: 20, max: 80_000, noNaN: true }),
    age: fc.integer({ min: 0, max: 900 }),
    relation: fc.double({ min: 0, max: 20_000, noNaN: true }),
    belief: fc.integer({ min: 1, max: 100 }).map(b => b / 100),
  })
  fc.assert(
    fc.property(claims, claim => {
      const expected = naive(claim.owed, claim.relation ?? 0, claim.age, claim.belief ?? 0)
      const values = solve({ ...claim, excluded: { 'part-now': 'not in the plain writing' } }, DEFAULTS).values
      expect(values.map(v => v.move.way).sort()).toEqual(Object.keys(expected).sort())
      for (const { move, value } of values) expect(value, move.way).toBeCloseTo(expected[move.way] ?? Number.NaN, 6)
    }),
    { numRuns: 25 },
  )
})
