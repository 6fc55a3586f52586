import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, type Day, day, daysBetween, fromEpochDay } from '../../src/core/day/day.ts'
import { anniversary, dayNumber, dayText } from '../../src/core/ledger/day-count.ts'
import { type Claim, DENOMINATOR, type InterestResult, interestOn } from '../../src/core/ledger/interest.ts'
import type { LawTerms } from '../../src/core/ledger/law-terms.ts'
import { halfUp } from '../../src/core/money/money.ts'
import { termsOf } from '../packs/law-of.ts'

const simple: readonly LawTerms[] = [
  termsOf('FR', 'business', '2014-01-01'),
  termsOf('DE', 'business', '2014-09-01'),
  termsOf('BE', 'business', '2014-01-01'),
  termsOf('AT', 'business', '2014-01-01'),
  termsOf('PL', 'consumer', '2016-01-01'),
  termsOf('CH', 'business', '2014-01-01'),
  termsOf('DE', 'business', '2014-09-01', { dayCount: '30/360' }),
  termsOf('DE', 'business', '2014-09-01', { dayCount: 'act/360' }),
  termsOf('SE', 'business', '2014-01-01', { firstDay: 'due-day' }),
]
const law = fc.constantFrom(...simple)
const FIRST = dayNumber(day('2016-01-01'))
const LAST = dayNumber(day('2026-06-30'))
const anyDay = fc.integer({ min: FIRST, max: LAST }).map(fromEpochDay)
const period = fc.tuple(anyDay, anyDay).map(([a, b]) => (a <= b ? ([a, b] as const) : ([b, a] as const)))
const principal = fc.bigInt({ min: 1n, max: 10n ** 12n })
const payment = fc.record({ day: anyDay, minor: fc.bigInt({ min: 1n, max: 10n ** 11n }) })

function run(claim: Omit<Claim, 'currency'>, terms: LawTerms): InterestResult {
  const found = interestOn({ currency: 'EUR', ...claim }, terms)
  if (found.kind === 'missing') throw new Error(JSON.stringify(found))
  return found
}

test('segments tile the period: no day twice, none left out', () => {
  fc.assert(
    fc.property(law, period, principal, (terms, [due, until], minor) => {
      const { segments } = run({ principalMinor: minor, due, until }, terms)
      const shift = terms.firstDay === 'due-day' ? 0 : 1
      let next = addDays(due, shift)
      for (const segment of segments) {
        expect(segment.from).toBe(next)
        expect((segment.to as Day) >= (segment.from as Day)).toBe(true)
        next = addDays(segment.to as Day, 1)
      }
      expect(next).toBe(addDays(until, shift))
      if (!terms.dayCount.startsWith('30')) expect(segments.reduce((a, s) => a + s.days, 0)).toBe(daysBetween(due, until))
    }),
  )
})

test('the figure is the sum of its segments, rounded once', () => {
  fc.assert(
    fc.property(law, period, principal, fc.array(payment, { maxLength: 4 }), (terms, [due, until], minor, payments) => {
      const found = run({ principalMinor: minor, due, until, payments }, terms)
      const sum = found.segments.reduce((a, s) => a + s.amount.n, 0n)
      expect(found.sum).toEqual({ n: sum, d: DENOMINATOR })
      expect(found.interestMinor).toBe(halfUp(sum, DENOMINATOR))
    }),
  )
})

test('cutting a period at any day changes no unrounded sum', () => {
  const each = simple.filter(t => t.rateMode !== 'fixed-at-start')
  fc.assert(
    fc.property(fc.constantFrom(...each), fc.tuple(anyDay, anyDay, anyDay), principal, (terms, days, minor) => {
      const [a, b, c] = [...days].sort() as [Day, Day, Day]
      const whole = run({ principalMinor: minor, due: a, until: c }, terms).sum.n
      const parts =
        run({ principalMinor: minor, due: a, until: b }, terms).sum.n + run({ principalMinor: minor, due: b, until: c }, terms).sum.n
      expect(parts).toBe(whole)
    }),
  )
})

test('payments lower the base from the day after and never raise the interest', () => {
  fc.assert(
    fc.property(law, period, principal, payment, (terms, [due, until], minor, paid) => {
      const without = run({ principalMinor: minor, due, until }, terms)
      const found = run({ principalMinor: minor, due, until, payments: [paid] }, terms)
      expect(found.sum.n <= without.sum.n).toBe(true)
      const left = minor > paid.minor ? minor - paid.minor : 0n
      for (const s of found.segments) {
        const after = terms.firstDay === 'due-day' ? (s.from as Day) >= paid.day : (s.from as Day) > paid.day
        expect(s.baseMinor).toBe(after ? left : minor)
      }
    }),
  )
})

test('the order in which payments are recorded does not matter', () => {
  fc.assert(
    fc.property(law, period, principal, fc.array(payment, { maxLength: 5 }), (terms, [due, until], principalMinor, payments) => {
      const forward = run({ principalMinor, due, until, payments }, terms)
      const backward = run({ principalMinor, due, until, payments: [...payments].reverse() }, terms)
      expect(backward.interestMinor).toBe(forward.interestMinor)
      expect(backward.openPrincipalMinor).toBe(forward.openPrincipalMinor)
    }),
  )
})

test('no cent appears or vanishes when payments are split', () => {
  const order = fc.constantFrom(
    ['costs', 'interest', 'principal'] as const,
    ['costs', 'principal', 'interest'] as const,
    ['interest', 'principal', 'costs'] as const,
  )
  fc.assert(
    fc.property(
      law,
      period,
      principal,
      fc.array(payment, { maxLength: 5 }),
      order,
      (terms, [due, until], principalMinor, payments, paymentOrder) => {
        const found = run({ principalMinor, due, until, payments, costsMinor: 4_000n, paymentOrder }, terms)
        const paid = payments.filter(p => p.day <= until).reduce((a, p) => a + p.minor, 0n)
        const spread = found.payments.reduce((a, p) => a + p.costsMinor + p.interestMinor + p.principalMinor + p.surplusMinor, 0n)
        expect(spread).toBe(paid)
        expect(found.paidInterestMinor <= found.interestMinor).toBe(true)
        expect(found.openPrincipalMinor).toBe(principalMinor - found.payments.reduce((a, p) => a + p.principalMinor, 0n))
      },
    ),
  )
})

test('nothing before the due day, nothing on nothing', () => {
  fc.assert(
    fc.property(law, period, fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), (terms, [until, due], principalMinor) => {
      const early = run({ principalMinor, due, until }, terms)
      expect([early.interestMinor, early.segments]).toEqual([0n, []])
      if (principalMinor <= 0n) expect(run({ principalMinor, due: until, until: due }, terms).segments).toEqual([])
    }),
  )
})

test('a part in dispute bears nothing while it is', () => {
  fc.assert(
    fc.property(law, period, principal, fc.tuple(anyDay, anyDay), (terms, [due, until], minor, [a, b]) => {
      const [from, to] = a <= b ? [a, b] : [b, a]
      const found = run({ principalMinor: minor, due, until, disputed: [{ minor, from, until: to }] }, terms)
      expect(found.segments.every(s => (s.to as Day) < from || (s.from as Day) > to)).toBe(true)
      const half = run({ principalMinor: minor * 2n, due, until, disputed: [{ minor }] }, terms)
      expect(half.interestMinor).toBe(run({ principalMinor: minor, due, until }, terms).interestMinor)
    }),
  )
})

test('yearly compounding is never below simple interest, and equal within the first year', () => {
  const compound = termsOf('NL', 'business', '2014-01-01')
  const plain = termsOf('NL', 'business', '2014-01-01', { compounding: 'none' })
  fc.assert(
    fc.property(period, principal, ([due, until], principalMinor) => {
      const [a, b] = [run({ principalMinor, due, until }, compound), run({ principalMinor, due, until }, plain)]
      expect(a.interestMinor >= b.interestMinor).toBe(true)
      if (dayNumber(until) <= anniversary(dayNumber(due), 1)) expect(a.interestMinor).toBe(b.interestMinor)
      expect(a.openPrincipalMinor).toBe(principalMinor)
    }),
  )
})

test('day numbers and texts are each other’s inverse over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -60_000, max: 120_000 }), epoch => {
      expect(dayNumber(dayText(epoch))).toBe(epoch)
      expect(dayText(epoch)).toBe(fromEpochDay(epoch))
    }),
  )
})
