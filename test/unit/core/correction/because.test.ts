import { describe, expect, test } from 'vitest'
import { type Billed, compare } from '../../../../src/core/correction/compare.ts'
import { drifts, type MonthBilled } from '../../../../src/core/correction/drift.ts'
import { agreedPeriods } from '../../../../src/core/correction/periods.ts'
import { type TaxedLine, wrongTax } from '../../../../src/core/correction/tax.ts'
import { type Terms, termsOf } from '../../../../src/core/correction/terms.ts'
import { addMonths, day } from '../../../../src/core/day/day.ts'
import type { Body } from '../../../../src/core/facts/nouns.ts'
import { aFact } from '../../../support/facts.ts'

function terms(given: Partial<Body<'agreement'>> = {}): Terms {
  const body = { title: 'Upkeep', currency: 'EUR', priceMinor: 90_000n, period: 'month', startsOn: day('2026-01-01'), ...given } as const
  const read = termsOf(aFact('agreement', body))
  if ('faults' in read) throw new Error(JSON.stringify(read.faults))
  return read.terms
}
const bill = (month: string, netMinor: bigint): Billed => ({
  invoiceId: month,
  number: month,
  issuedOn: day(month),
  from: day(month),
  to: null,
  netMinor,
})
const named = (t: Terms, month: string, netMinor: bigint): string | null =>
  compare(t, [bill(month, netMinor)], day(month)).rows.find(r => r.from <= day(month) && r.to >= day(month))?.because ?? null

describe('the mistake behind a difference is named only where it gives the billed sum exactly', () => {
  const indexed = terms({ indexation: { table: [{ from: '2026-04-01', factor: '1.024' }] } })
  test.each([
    ['an index not applied', indexed, '2026-05-01', 90_000n, 'index-not-applied'],
    ['an index applied too early', indexed, '2026-02-01', 92_160n, 'index-too-early'],
    ['a yearly rise left out', terms({ indexation: { percent: '3' } }), '2028-02-01', 92_700n, 'index-not-applied'],
    [
      'a discount kept on',
      terms({ schedule: { discounts: [{ from: '2026-01-01', to: '2026-01-31', percent: '50', why: 'opening' }] } }),
      '2026-03-01',
      45_000n,
      'discount-kept-on',
    ],
    [
      'a discount left out',
      terms({ schedule: { discounts: [{ from: '2026-01-01', to: '2026-06-30', percent: '10', why: 'loyal' }] } }),
      '2026-03-01',
      90_000n,
      'discount-left-out',
    ],
    ['the old price', terms({ schedule: { prices: [{ from: '2026-03-01', price: '1100.00' }] } }), '2026-03-01', 90_000n, 'old-price'],
    ['a later price', terms({ schedule: { prices: [{ from: '2026-03-01', price: '1100.00' }] } }), '2026-02-01', 110_000n, 'later-price'],
    ['one instead of three', terms({ quantity: '3' }), '2026-02-01', 90_000n, 'quantity-left-out'],
    ['a part billed whole', terms({ endsOn: day('2026-02-14') }), '2026-02-01', 90_000n, 'part-billed-whole'],
    ['nothing that fits', indexed, '2026-05-01', 90_001n, null],
  ] as const)('%s', (_what, t, month, netMinor, because) => {
    expect(named(t, month, netMinor)).toBe(because)
  })
})

describe('tax that differs', () => {
  const line = (number: string, taxRate: string | null, netMinor = 10_000n): TaxedLine => ({
    invoiceId: number,
    number,
    issuedOn: day('2026-02-01'),
    netMinor,
    taxRate,
  })
  test('from the agreed rate, with what is missing; 20 and 20.00 are one rate', () => {
    expect(wrongTax('20', [line('a', '20.00'), line('b', '10'), line('c', '20.5'), line('d', null)])).toMatchObject([
      { number: 'b', by: 'agreed', expectedRate: '20', billedRate: '10', taxMinor: 1_000n },
      { number: 'c', taxMinor: -50n },
    ])
  })
  test('from the usual rate only where there is one', () => {
    const usual = ['a', 'b', 'c', 'd'].map(n => line(n, '20'))
    expect(wrongTax(null, [...usual, line('e', '5.5')])).toMatchObject([{ number: 'e', by: 'usual', taxMinor: 1_450n }])
    expect(wrongTax(null, [line('a', '20'), line('b', '20'), line('e', '5.5')])).toEqual([])
    expect(wrongTax(null, [...usual, ...['e', 'f', 'g'].map(n => line(n, '5.5'))])).toEqual([])
  })
})

describe('drift without an agreement', () => {
  const months = (from: string, amounts: readonly number[]): MonthBilled[] =>
    amounts.map((minor, n) => ({ month: addMonths(day(from), n), minor: BigInt(minor) }))
  const year = (minor: number): number[] => Array.from({ length: 12 }, () => minor)
  test('a price that rose each January and then did not: low at two rises, medium at three', () => {
    const two = months('2023-01-01', [...year(10_000), ...year(10_200), ...year(10_404), 10_404, 10_404])
    expect(drifts(two, day('2026-02-28'))).toMatchObject([
      {
        kind: 'rise-missing',
        from: '2026-01-01',
        months: 2,
        nowMinor: 10_404n,
        usualMinor: 10_612n,
        perhapsMinor: 416n,
        confidence: 'low',
      },
    ])
    const three = months('2022-01-01', [...year(9_800), ...year(10_000), ...year(10_200), ...year(10_404), 10_404])
    expect(drifts(three, day('2026-01-31'))).toMatchObject([{ kind: 'rise-missing', confidence: 'medium' }])
  })
  test.each([
    ['one rise only', [...year(10_000), ...year(10_200), 10_200, 10_200]],
    ['a rise that came', [...year(10_000), ...year(10_200), ...year(10_404), 10_612]],
    ['rises at odd times', [...year(10_000), ...year(10_200).slice(0, 7), ...year(10_404), 10_404]],
    ['another price, not an index', [...year(10_000), ...year(15_000), ...year(22_500), 22_500]],
  ])('%s is none', (_what, amounts) => {
    const all = months('2023-01-01', amounts)
    expect(drifts(all, all.at(-1)?.month ?? day('2026-01-01'))).toEqual([])
  })
  test('a price that rose yearly and then halved is found by the last year; two falls are both told', () => {
    const amounts = [...year(10_000), ...year(10_500), 5_250, 5_250, 10_500, 10_500, 10_500, 0, 10_500]
    expect(drifts(months('2024-01-01', amounts), day('2026-07-31')).map(d => [d.kind, d.from, d.months])).toEqual([
      ['fell', '2026-01-01', 2],
      ['month-missing', '2026-06-01', 1],
    ])
  })
})

describe('indexation and mid-period changes, worked out by hand', () => {
  const amounts = (given: Partial<Body<'agreement'>>, until: string): string[] =>
    agreedPeriods(terms(given), day(until)).map(p => `${p.from} ${p.to} ${p.agreedMinor}`)
  test('an index that begins on the 16th of a month of 30 days', () => {
    // 15 days at 900.00 and 15 at 921.60 of 30: 450.00 + 460.80
    expect(
      amounts({ startsOn: day('2026-04-01'), indexation: { table: [{ from: '2026-04-16', factor: '1.024' }] } }, '2026-04-30'),
    ).toEqual(['2026-04-01 2026-04-30 91080'])
  })
  test('an index table of three steps, the last one below', () => {
    const table = [
      { from: '2026-02-01', factor: '1.013' },
      { from: '2026-03-01', factor: '1.0417' },
      { from: '2026-04-01', factor: '0.9985' },
    ]
    // 900.00 · 911.70 · 937.53 · 898.65
    expect(amounts({ indexation: { table } }, '2026-04-30').map(a => a.split(' ')[2])).toEqual(['90000', '91170', '93753', '89865'])
  })
  test('a yearly percent within a quarter that straddles the anniversary', () => {
    // from 15 March 2025, 3 %: the quarter 15 Dec 2025 – 14 Mar 2026 is whole; the one from 15 Mar 2026 is 900.00 × 1.03
    expect(amounts({ period: 'quarter', startsOn: day('2025-03-15'), indexation: { percent: '3' } }, '2026-04-01').slice(-2)).toEqual([
      '2025-12-15 2026-03-14 90000',
      '2026-03-15 2026-06-14 92700',
    ])
    // the percent counts from 1 January instead: 17 of 90 days before, 73 of 90 days after at × 1.03: 170.00 + 751.90
    const fromJanuary = { period: 'quarter' as const, startsOn: day('2025-12-15'), indexation: { percent: '3', from: '2025-01-01' } }
    expect(amounts(fromJanuary, '2025-12-31')).toEqual(['2025-12-15 2026-03-14 92190'])
  })
  test('price, discount and index all change within one month of 31 days', () => {
    // days 1–10: 900.00; 11–20: 1,200.00 less 25 %; 21–31: 1,200.00 × 1.05, less 25 %
    // (10 × 900 + 10 × 900 + 11 × 945) / 31 = 28,395 / 31 = 915.967…
    const given = {
      startsOn: day('2026-05-01'),
      schedule: {
        prices: [{ from: '2026-05-11', price: '1200.00' }],
        discounts: [{ from: '2026-05-11', to: null, percent: '25', why: 'volume' }],
      },
      indexation: { table: [{ from: '2026-05-21', factor: '1.05' }] },
    }
    expect(amounts(given, '2026-05-31')).toEqual(['2026-05-01 2026-05-31 91597'])
  })
  test('months that end on the 31st, and a leap February', () => {
    expect(amounts({ startsOn: day('2028-01-31') }, '2028-04-01').map(a => a.slice(0, 21))).toEqual([
      '2028-01-31 2028-02-28',
      '2028-02-29 2028-03-30',
      '2028-03-31 2028-04-29',
    ])
  })
})
