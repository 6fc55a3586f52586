import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Assumptions, agencyFee, type Claim, courtFee, onCurve, WAYS, type Way } from '../../../../src/core/economics/assumptions.ts'
import { breakEvenDiscount } from '../../../../src/core/economics/break-even.ts'
import { callOrder } from '../../../../src/core/economics/call-order.ts'
import { expectationText, faultsIn, rounded } from '../../../../src/core/economics/expectation.ts'
import { ageBandOf, recordOf, type Trial } from '../../../../src/core/economics/learning.ts'
import { beliefAfterFailure, solve } from '../../../../src/core/economics/solve.ts'
import { leastForLetter, stopRule } from '../../../../src/core/economics/stop.ts'
import { chooseAmongTies, tieGroups } from '../../../../src/core/economics/ties.ts'
import { netFromTerms, worthOf } from '../../../../src/core/economics/worth.ts'
import { ASSUMED, DEFAULTS, VARIATIONS } from '../../../../src/packs/economics/defaults.ts'

const chance = fc.double({ min: 0, max: 1, noNaN: true })
const claims: fc.Arbitrary<Claim> = fc.record({
  owed: fc.double({ min: 1, max: 200_000, noNaN: true }),
  age: fc.integer({ min: 0, max: 1200 }),
  relation: fc.double({ min: 0, max: 50_000, noNaN: true }),
  belief: chance,
})
const valueIn = (claim: Claim, way: Way, a: Assumptions = DEFAULTS): number =>
  solve(claim, a).values.find(v => v.move.way === way)?.value ?? Number.NaN

test('no way is expected to bring more than the claim can yield', () => {
  fc.assert(
    fc.property(claims, fc.double({ min: 0, max: 0.3, noNaN: true }), (claim, taxRelief) => {
      const solution = solve(claim, { ...DEFAULTS, writeOff: { taxRelief } })
      // a settlement also draws money from one in ten who would never have paid; the grid of beliefs is .01 wide
      const reach = Math.min(1, (claim.belief ?? 0) + DEFAULTS.settle.newMoney * (1 - (claim.belief ?? 0)) + 0.01)
      for (const { value } of solution.values) expect(value).toBeLessThanOrEqual(claim.owed * Math.min(1, reach + taxRelief) + 1e-6)
      expect(solution.writeOff).toBeLessThanOrEqual(claim.owed)
    }),
    { numRuns: 150 },
  )
})

test('belief falls after each failure and never leaves 0 … 1', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 1, noNaN: true }), chance, fc.double({ min: 0.5, max: 0.999, noNaN: true }), (b, q, decay) => {
      const after = beliefAfterFailure(b, q, decay)
      expect(after).toBeLessThan(b)
      expect(after).toBeGreaterThanOrEqual(0)
    }),
  )
  expect(beliefAfterFailure(1, 1, 0.94)).toBe(0)
  expect(beliefAfterFailure(0.94, 0.75, 0.96)).toBeCloseTo(0.765, 3) // worked by hand
})

test('a worthier relation never makes a harsh way better, and a quoted higher fee never the agency', () => {
  fc.assert(
    fc.property(claims, fc.double({ min: 1, max: 10_000, noNaN: true }), chance, (claim, more, fee) => {
      const dearer = { ...claim, relation: (claim.relation ?? 0) + more }
      for (const way of ['agency', 'court', 'call'] as const) expect(valueIn(dearer, way)).toBeLessThanOrEqual(valueIn(claim, way) + 1e-9)
      const quoted = (quotedFee: number): Assumptions => ({ ...DEFAULTS, agency: { ...DEFAULTS.agency, quotedFee } })
      expect(valueIn(claim, 'agency', quoted(fee))).toBeGreaterThanOrEqual(valueIn(claim, 'agency', quoted(Math.min(1, fee + 0.1))) - 1e-9)
    }),
    { numRuns: 60 },
  )
})

test('every figure opens: an option’s terms put together again give its net, each with a source', () => {
  fc.assert(
    fc.property(claims, claim => {
      const desk = worthOf({ claim, assumptions: DEFAULTS, variations: [] })
      for (const option of desk.options) {
        expect(netFromTerms(option.formula, option.terms)).toBeCloseTo(option.net, 6)
        for (const term of option.terms) expect(['given', 'derived', ...Object.keys(ASSUMED)]).toContain(term.source)
      }
    }),
    { numRuns: 40 },
  )
})

test('options stand best first, ties grouped, ranges around the figure', () => {
  const desk = worthOf({ claim: { owed: 1000, age: 90 }, assumptions: DEFAULTS, variations: VARIATIONS })
  expect(desk.options.map(o => o.way).sort()).toEqual([...WAYS].sort())
  expect(desk.best).toBe('remind')
  const nets = desk.options.map(o => o.net)
  expect(nets).toEqual([...nets].sort((a, b) => b - a))
  for (const option of desk.options) {
    expect(option.range[0]).toBeLessThanOrEqual(option.net)
    expect(option.range[1]).toBeGreaterThanOrEqual(option.net)
    if (option.way !== 'write-off') expect(option.range[1] - option.range[0]).toBeGreaterThan(10)
  }
  const inFirst = desk.options.filter(o => o.tieGroup === 1)
  expect(inFirst.length).toBeGreaterThan(3)
  for (const option of desk.options) expect(option.tieGroup === 1).toBe((nets[0] ?? 0) - option.net < 50)
  expect(desk.options.filter(o => o.closesDirectWay).map(o => o.way)).toEqual(expect.arrayContaining(['agency', 'court']))
  expect(desk.sensitivity.map(s => s.assumption)).toContain('beliefDecay')
})

test('what facts do not allow is left out with its reason, also from the months to come', () => {
  const claim: Claim = { owed: 1000, age: 0, excluded: { agency: 'no-mandate', court: 'no-clause' }, used: ['settle'] }
  const desk = worthOf({ claim, assumptions: DEFAULTS, variations: [] })
  expect(desk.excluded).toEqual([
    { way: 'settle', reason: 'already-tried' },
    { way: 'letter', reason: 'too-early' },
    { way: 'agency', reason: 'no-mandate' },
    { way: 'court', reason: 'no-clause' },
  ])
  expect(desk.path.map(p => p.way)).not.toContain('agency')
  expect(valueIn(claim, 'wait')).toBeLessThan(valueIn({ owed: 1000, age: 0 }, 'wait'))
})

test('the given assumptions are not touched and a firm’s own values replace them', () => {
  const before = structuredClone(DEFAULTS)
  const keener: Assumptions = { ...DEFAULTS, call: { ...DEFAULTS.call, boost: 1.8, cost: 2 } }
  expect(valueIn({ owed: 1000, age: 60 }, 'call', keener)).toBeGreaterThan(valueIn({ owed: 1000, age: 60 }, 'call'))
  expect(DEFAULTS).toEqual(before)
})

test.each([
  [999.99, 10, 0.3],
  [1000, 10, 0.25],
  [5000, 10, 0.2],
  [50_000, 10, 0.2],
  [50_001, 10, 0.1],
  [1000, 89, 0.25],
  [1000, 90, 0.35],
  [1000, 364, 0.35],
  [300, 365, 0.5],
])('an agency asks for %s owed at %s days %s of what it collects', (owed, age, fee) => {
  expect(agencyFee(DEFAULTS.agency, owed, age)).toBeCloseTo(fee, 9)
})

test.each([
  [300, 35],
  [300.01, 50],
  [1000, 70],
  [10_000, 455],
  [10_001, 500.05],
  [1_000_000, 10_000],
])('a court asks for %s a fee of %s', (owed, fee) => {
  expect(courtFee(DEFAULTS.court, owed)).toBeCloseTo(fee, 9)
})

test('a curve is straight between its points and level beyond them', () => {
  const points = [[10, 1], [20, 3]] as const // biome-ignore format: one row
  expect([0, 10, 15, 20, 99].map(d => onCurve(points, d))).toEqual([1, 1, 2, 3, 3])
})

test('stop: nothing to gain, not worth the relation, not worth an enemy, or go on', () => {
  expect(stopRule({ bestNet: -5, relationLoss: 2, writeOff: 0 })).toEqual({ stop: true, code: 'nothing-left-to-gain', gain: -3 })
  expect(stopRule({ bestNet: -5, relationLoss: 20, writeOff: 0 }).code).toBe('not-worth-the-relation')
  expect(stopRule({ bestNet: 50, relationLoss: 0, writeOff: 60 }).code).toBe('nothing-left-to-gain')
  expect(stopRule({ bestNet: 50, relationLoss: 0, writeOff: 0, reputationCost: 80 }).code).toBe('not-worth-an-enemy')
  expect(stopRule({ bestNet: 50, relationLoss: 0, writeOff: 0 })).toEqual({ stop: false, code: 'worth-going-on', gain: 50 })
  expect(leastForLetter(120, 0.45, 1)).toBeCloseTo(266.67, 2)
  expect(leastForLetter(120, 0.45, 0)).toBe(Number.POSITIVE_INFINITY)
})

test('break-even: all may be given away where the next way brings nothing, never more', () => {
  expect(breakEvenDiscount(1000, -400)).toBe(1)
  expect(breakEvenDiscount(1000, 490)).toBeCloseTo(0.51, 9)
  expect(breakEvenDiscount(1000, 1100)).toBeCloseTo(-0.1, 9)
})

test('ties hang together from the best of their group, not by small steps', () => {
  expect(tieGroups([7, 10, 9, 8, 6.5], x => x, 2)).toEqual([
    { item: 10, group: 1 },
    { item: 9, group: 1 },
    { item: 8, group: 2 },
    { item: 7, group: 2 },
    { item: 6.5, group: 2 },
  ])
})

test('chance decides among ties only for the share the firm opted into, and says so', () => {
  expect(chooseAmongTies(['a', 'b', 'c'], 0.1, [0.05, 0.9])).toEqual({ chosen: 'c', randomised: true, alternatives: ['a', 'b'] })
  expect(chooseAmongTies(['a', 'b', 'c'], 0.1, [0.5, 0.9])).toEqual({ chosen: 'a', randomised: false, alternatives: ['b', 'c'] })
  expect(chooseAmongTies(['a'], 1, [0, 0]).randomised).toBe(false)
})

test('chances move from the shipped default to the own record; twenty cases outweigh it', () => {
  const trials: Trial[] = Array.from({ length: 20 }, (_, at) => ({ way: 'call', age: 45, reason: 'cash', paid: at < 10 }))
  const record = recordOf(trials)
  expect(record.chance('call', 35, 'cash', 0.2)).toMatchObject({ chance: (0.8 + 10) / 24, trials: 20, paid: 10, ownShare: 20 / 24 })
  expect(record.chance('call', 70, 'cash', 0.2)).toMatchObject({ chance: 0.2, ownShare: 0 }) // another age
  expect(record.chance('call', 45, 'dispute', 0.2)).toMatchObject({ chance: 0.2, trials: 0 }) // another reason
  expect([0, 29, 30, 89, 90, 400].map(ageBandOf)).toEqual([0, 0, 30, 60, 90, 365])
  const [low, high] = record.chance('call', 35, 'cash', 0.2).range
  expect(low).toBeLessThan(0.45)
  expect(high).toBeGreaterThan(0.45)
})

test('reminders that the next one cut short do not make reminding look worse than it is', () => {
  // one in five pays within ten days, and a reminder leaves every ten days: in thirty days 1 − .8³ = 49 % do
  const shortLived: Trial[] = Array.from({ length: 300 }, (_, at) => ({ way: 'remind', age: 10, reason: 'cash', paid: at % 5 === 0, seen: 1 / 3 })) // biome-ignore format: one row
  const learned = recordOf(shortLived).chance('remind', 10, 'cash', 0.5)
  expect(learned).toMatchObject({ trials: 300, paid: 60 })
  expect(learned.chance).toBeGreaterThan(0.4)
  expect(learned.chance).toBeLessThan(0.5)
  expect(learned.ownShare).toBeCloseTo(140 / 144, 9) // 60 whole, 240 for a third
  const whole = recordOf(shortLived.map(({ seen: _, ...trial }) => trial)).chance('remind', 10, 'cash', 0.5)
  expect(whole.chance).toBeLessThan(0.22)
})

test('own evidence: any order gives the same chance, which lies between default and record', () => {
  const trial = fc.record({ way: fc.constantFrom<Way>('call', 'remind'), age: fc.integer({ min: 0, max: 100 }), reason: fc.constantFrom('cash', 'forgot'), paid: fc.boolean() }) // biome-ignore format: one row
  fc.assert(
    fc.property(fc.array(trial), chance, (trials, assumed) => {
      const learned = recordOf(trials).chance('call', 50, 'cash', assumed)
      expect(recordOf(trials.toReversed()).chance('call', 50, 'cash', assumed)).toEqual(learned)
      const own = learned.trials === 0 ? assumed : learned.paid / learned.trials
      expect(learned.chance).toBeGreaterThanOrEqual(Math.min(own, assumed) - 1e-12)
      expect(learned.chance).toBeLessThanOrEqual(Math.max(own, assumed) + 1e-12)
    }),
  )
})

test('a record of calls that always work puts calling first', () => {
  const record = recordOf(Array.from({ length: 40 }, () => ({ way: 'call' as const, age: 95, reason: 'cash', paid: true })))
  const learned = (way: Way, age: number, assumed: number): number => record.chance(way, age, 'cash', assumed).chance
  const desk = worthOf({ claim: { owed: 1000, age: 95, learned }, assumptions: DEFAULTS, variations: [] })
  expect(desk.best).toBe('call')
  expect(worthOf({ claim: { owed: 1000, age: 95 }, assumptions: DEFAULTS, variations: [] }).best).not.toBe('call')
})

test('calls are ranked by what a minute adds over waiting, and fitted into the time there is', () => {
  const calls = [
    { subject: 'small', claim: { owed: 200, age: 20 } },
    { subject: 'large', claim: { owed: 20_000, age: 20 } },
    { subject: 'large and slow', claim: { owed: 20_000, age: 20 }, minutes: 60 },
    { subject: 'old', claim: { owed: 20_000, age: 700 } },
    { subject: 'calls forbidden', claim: { owed: 20_000, age: 20, excluded: { call: 'no-calls' } } },
  ]
  const ranked = callOrder(calls, DEFAULTS, 75)
  expect(ranked.map(c => c.subject)).toEqual(['large', 'large and slow', 'old', 'small'])
  expect(ranked.map(c => c.chosen)).toEqual([true, true, false, false])
  for (const call of ranked) expect(call.gainPerMinute).toBeCloseTo(call.gain / call.minutes, 9)
  expect(
    callOrder(calls, DEFAULTS)
      .filter(c => c.chosen)
      .every(c => c.gain > 0),
  ).toBe(true)
})

test('expectations are rounded once, half away from zero, without a negative nothing', () => {
  expect([rounded(2.5, 0), rounded(-2.5, 0), rounded(1.005, 2), rounded(-0.4, 0)]).toEqual([3, -3, 1.01, 0])
  expect(expectationText(-0.001, 2)).toBe('0.00')
  expect(expectationText(1234.5, 2)).toBe('1234.50')
})

test.each([
  [{ owed: 0, age: 1 }, 'owed'],
  [{ owed: Number.NaN, age: 1 }, 'owed'],
  [{ owed: 10, age: -1 }, 'age'],
  [{ owed: 10, age: 1, belief: 1.2 }, 'belief'],
  [{ owed: 10, age: 1, relation: -3 }, 'relation'],
])('%o is refused for its %s', (claim, field) => {
  expect(faultsIn(claim).map(f => f.field)).toEqual([field])
})

test('every assumption states its source and how far it can be relied on', () => {
  for (const [key, assumed] of Object.entries(ASSUMED)) {
    expect(assumed.source.length, key).toBeGreaterThan(10)
    expect(['read', 'measured', 'assumption']).toContain(assumed.confidence)
  }
  expect(Object.keys(DEFAULTS)).toEqual(Object.keys(ASSUMED))
})
