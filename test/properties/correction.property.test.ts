import fc from 'fast-check'
import { expect, test } from 'vitest'
import { becauseOf } from '../../src/core/correction/because.ts'
import { type Billed, compare } from '../../src/core/correction/compare.ts'
import { agreedPeriods } from '../../src/core/correction/periods.ts'
import { givenUp, type Remedy, settle } from '../../src/core/correction/settle.ts'
import { type Terms, termsOf } from '../../src/core/correction/terms.ts'
import { addDays, addMonths, day } from '../../src/core/day/day.ts'
import { aFact } from '../support/facts.ts'

const START = day('2026-01-01')
const UNTIL = day('2026-12-31')

const terms = fc
  .record({
    price: fc.bigInt({ min: 1n, max: 10_000_000n }),
    later: fc.option(fc.record({ after: fc.integer({ min: 1, max: 330 }), price: fc.bigInt({ min: 1n, max: 10_000_000n }) })),
    factor: fc.option(fc.record({ after: fc.integer({ min: 1, max: 330 }), thousandths: fc.integer({ min: 500, max: 1500 }) })),
    discount: fc.option(
      fc.record({
        from: fc.integer({ min: 0, max: 200 }),
        days: fc.integer({ min: 0, max: 160 }),
        percent: fc.integer({ min: 1, max: 100 }),
      }),
    ),
    quantity: fc.constantFrom('1', '2.5', '3'),
    endsAfter: fc.option(fc.integer({ min: 10, max: 360 })),
    period: fc.constantFrom('week' as const, 'month' as const, 'quarter' as const),
  })
  .map((given): Terms => {
    const { price, later, factor, discount, quantity, endsAfter, period } = given
    const read = termsOf(
      aFact('agreement', {
        ...{ title: 'Upkeep', currency: 'EUR', priceMinor: price, period, startsOn: START, quantity },
        endsOn: endsAfter === null ? null : addDays(START, endsAfter),
        schedule: {
          ...(later
            ? {
                prices: [
                  { from: addDays(START, later.after), price: `${later.price / 100n}.${String(later.price % 100n).padStart(2, '0')}` },
                ],
              }
            : {}),
          ...(discount
            ? {
                discounts: [
                  {
                    from: addDays(START, discount.from),
                    to: addDays(START, discount.from + discount.days),
                    percent: String(discount.percent),
                    why: '',
                  },
                ],
              }
            : {}),
        },
        indexation: factor ? { table: [{ from: addDays(START, factor.after), factor: (factor.thousandths / 1000).toFixed(3) }] } : null,
      }),
    )
    if ('faults' in read) throw new Error(JSON.stringify(read.faults))
    return read.terms
  })

/** Bills that hit and miss: shares of what was agreed, over one or several periods, and some of any day. */
const bills = (t: Terms): fc.Arbitrary<Billed[]> => {
  const periods = agreedPeriods(t, UNTIL)
  const one = fc.record({
    at: fc.nat(Math.max(0, periods.length - 1)),
    percent: fc.integer({ min: -20, max: 130 }),
    over: fc.integer({ min: 0, max: 2 }),
  })
  return fc.array(one, { maxLength: 20 }).map(list =>
    list.flatMap(({ at, percent, over }, n): Billed[] => {
      const [first, last] = [periods[at], periods[Math.min(at + over, periods.length - 1)]]
      if (!first || !last) return []
      return [
        {
          invoiceId: `i${n}`,
          number: `F-${n}`,
          issuedOn: first.from,
          from: first.from,
          to: last.to,
          netMinor: (first.agreedMinor * BigInt(percent)) / 100n,
        },
      ]
    }),
  )
}

test('billed + corrected + waived + open = agreed for every period, to the minor unit, whatever the order of events', () => {
  fc.assert(
    fc.property(
      terms.chain(t =>
        fc.tuple(
          fc.constant(t),
          bills(t),
          fc.array(fc.tuple(fc.constantFrom('corrected' as const, 'waived' as const), fc.nat(1000)), { maxLength: 6 }),
          fc.infiniteStream(fc.nat()),
        ),
      ),
      ([t, billed, wishes, chance]) => {
        const { rows } = compare(t, billed, UNTIL)
        let left = rows.reduce((sum, r) => (r.kind === 'too-little' || r.kind === 'missing' ? sum + r.differenceMinor : sum), 0n)
        const remedies = wishes.map(([kind, permille]): Remedy => {
          const minor = (left * BigInt(permille)) / 1000n
          left -= minor
          return { kind, minor }
        })
        const settled = settle(rows, remedies)
        for (const r of settled) expect(r.billedMinor + r.correctedMinor + r.waivedMinor + r.openMinor).toBe(r.agreedMinor)
        const shuffled = remedies.map(r => ({ r, key: Number(chance.next().value) })).sort((a, b) => a.key - b.key)
        const mixed = billed.map(b => ({ b, key: Number(chance.next().value) })).sort((a, b) => a.key - b.key)
        const again = settle(compare(t, mixed.map(m => m.b), UNTIL).rows, shuffled.map(s => s.r)) // biome-ignore format: one line
        const plain = (list: typeof settled): unknown => list.map(({ invoices: _i, ...r }) => r)
        expect(plain(again)).toEqual(plain(settled))
        const sum = (kind: 'corrected' | 'waived'): bigint => remedies.reduce((s, r) => (r.kind === kind ? s + r.minor : s), 0n)
        expect(settled.reduce((s, r) => s + r.correctedMinor, 0n)).toBe(sum('corrected'))
        expect(settled.reduce((s, r) => s + r.waivedMinor, 0n)).toBe(sum('waived'))
      },
    ),
    { numRuns: 300 },
  )
})

test('nothing billed is lost: what stands in the periods and what lies outside sum to the bills', () => {
  fc.assert(
    fc.property(
      terms.chain(t => fc.tuple(fc.constant(t), bills(t))),
      ([t, billed]) => {
        const { rows, outside } = compare(t, billed, UNTIL)
        const inside = rows.reduce((sum, r) => sum + r.billedMinor, 0n)
        expect(inside + outside.reduce((sum, b) => sum + b.netMinor, 0n)).toBe(billed.reduce((sum, b) => sum + b.netMinor, 0n))
      },
    ),
    { numRuns: 200 },
  )
})

test('periods follow one another without a gap, and a whole year of months sums its stretches to the days', () => {
  fc.assert(
    fc.property(terms, t => {
      const periods = agreedPeriods(t, UNTIL)
      for (const [at, p] of periods.entries()) {
        const before = periods[at - 1]
        if (before) expect(p.from).toBe(addDays(before.to, 1))
        expect(p.stretches.reduce((sum, s) => sum + s.days, 0)).toBeLessThanOrEqual(p.wholeDays)
        expect(p.stretches[0]?.from).toBe(p.from)
        expect(p.stretches.at(-1)?.to).toBe(p.to)
      }
    }),
    { numRuns: 200 },
  )
})

test('a mistake is named only where undoing it gives what was agreed; nothing is named where nothing fits', () => {
  const plain = aFact('agreement', {
    title: 'U',
    currency: 'EUR',
    priceMinor: 90_000n,
    period: 'month',
    startsOn: START,
    indexation: { table: [{ from: addMonths(START, 3), factor: '1.024' }] },
  })
  const read = termsOf(plain)
  if ('faults' in read) throw new Error('the terms are sound')
  const april = agreedPeriods(read.terms, UNTIL)[3]
  if (!april) throw new Error('there is an April')
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 200_000n }), billed => {
      const named = becauseOf(read.terms, april, billed)
      expect(named).toBe(billed === 90_000n ? 'index-not-applied' : billed === 92_160n ? named : null)
    }),
  )
})

test('what is given up of an invoiced catch-up never exceeds a period, and step by step it is the same as at once', () => {
  const parts = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 11 }), fc.bigInt({ min: -5_000n, max: 90_000n })), { maxLength: 14 })
    .map(list => list.map(([month, minor]) => ({ from: addMonths(START, month), to: addDays(addMonths(START, month + 1), -1), minor })))
  fc.assert(
    fc.property(parts, fc.array(fc.bigInt({ min: 0n, max: 120_000n }), { maxLength: 5 }), (lines, gifts) => {
      const billed = Map.groupBy(lines, l => l.from)
      const given = new Map<string, bigint>()
      let before = 0n
      for (const gift of gifts) {
        for (const p of givenUp(lines, gift, before)) given.set(p.from, (given.get(p.from) ?? 0n) + p.minor)
        before += gift
      }
      for (const [from, minor] of given) {
        const most = (billed.get(day(from)) ?? []).reduce((sum, l) => sum + l.minor, 0n)
        expect(minor <= most).toBe(true)
      }
      const atOnce = new Map(givenUp(lines, before).map(p => [p.from, p.minor] as const))
      expect(new Map([...given].sort())).toEqual(new Map([...atOnce].sort()))
    }),
  )
})
