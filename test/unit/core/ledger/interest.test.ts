import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { cuts, yearParts } from '../../../../src/core/ledger/day-count.ts'
import { decimalText, fractionText, percentMicro, percentText } from '../../../../src/core/ledger/exact.ts'
import { interestForDays } from '../../../../src/core/ledger/interest.ts'
import { lawTerms } from '../../../../src/core/ledger/law-terms.ts'
import { type RateSeries, rateBook, withOwnRates } from '../../../../src/core/ledger/rates.ts'
import { book, figure, interest, type Late, lines, packOf, termsOf } from '../../../packs/law-of.ts'

const fr: Late = { law: 'FR', principal: '1000.00', currency: 'EUR', due: '2025-01-31', until: '2025-06-30' }

test('percentages are exact', () => {
  expect(['10.15', '-0.88', '0.000001', '5', '+3.50'].map(t => percentText(percentMicro(t) ?? 0n))).toEqual([
    '10.15',
    '-0.88',
    '0.000001',
    '5',
    '3.5',
  ])
  for (const wrong of ['', '1,5', '1.1234567', 'abc', '1e3', '--1', '100000']) expect(percentMicro(wrong), wrong).toBeUndefined()
})

test('fractions as text: lowest terms, decimals cut and not rounded', () => {
  expect(fractionText({ n: 10n, d: 4n })).toBe('5/2')
  expect(fractionText({ n: 0n, d: 7n })).toBe('0')
  expect(fractionText({ n: -10n, d: 5n })).toBe('-2')
  expect(decimalText({ n: 2n, d: 3n }, 4)).toBe('0.6666')
  expect(decimalText({ n: -200n, d: 3n }, 2)).toBe('-66.66')
  expect(decimalText({ n: 7n, d: 2n }, 0)).toBe('3')
})

test.each([
  ['act/365', '2024-02-28', '2024-03-01', 2],
  ['act/act', '2024-02-28', '2024-03-01', 2],
  ['30/360', '2025-01-30', '2025-01-31', 0], // the 31st counts as the 30th
  ['30/360', '2025-01-31', '2025-02-28', 28],
  ['30/360', '2024-12-31', '2025-12-31', 360],
] as const)('%s from %s to %s counts %i days', (count, from, to, days) => {
  const epoch = (d: string): number => Date.parse(d) / 86_400_000
  expect(yearParts(count, epoch(from), epoch(to), 1).days).toBe(days)
})

test('act/act is cut at the new year, years and days at the anniversary too', () => {
  const epoch = (d: string): number => Date.parse(d) / 86_400_000
  expect(cuts('act/act', epoch('2023-06-30'), epoch('2025-02-01'), 1)).toEqual([epoch('2023-12-31'), epoch('2024-12-31')])
  expect(cuts('years+days', epoch('2010-06-02'), epoch('2012-03-02'), 1)).toEqual([epoch('2011-06-02'), epoch('2011-12-31')])
  expect(cuts('years+days', epoch('2010-06-02'), epoch('2012-06-02'), 1)).toEqual([])
  expect(cuts('act/365', epoch('2010-06-02'), epoch('2012-06-02'), 1)).toEqual([])
})

test('a leap year: 366 in act/act, 365 elsewhere', () => {
  const leap: Late = { law: 'CH', principal: '36600', currency: 'CHF', due: '2023-12-31', until: '2024-12-31' }
  expect(figure(leap)).toBe('1830.00')
  expect(figure({ ...leap, overrides: { dayCount: 'act/365' } })).toBe('1835.01')
  expect(figure({ ...leap, overrides: { dayCount: '30/360' } })).toBe('1830.00')
})

test('a half-year boundary: 1 July already bears the new rate', () => {
  expect(lines(interest({ ...fr, until: '2025-07-01' }))).toEqual([
    '2025-02-01..2025-06-30 150 100000 13.15',
    '2025-07-01..2025-07-01 1 100000 12.15',
  ])
})

test('two part payments on the way', () => {
  const facts = {
    payments: [
      { day: day('2025-04-10'), minor: 10_000n },
      { day: day('2025-03-01'), minor: 40_000n },
    ],
  }
  const found = interest({ ...fr, facts })
  expect(lines(found)).toEqual([
    '2025-02-01..2025-03-01 29 100000 13.15',
    '2025-03-02..2025-04-10 40 60000 13.15',
    '2025-04-11..2025-06-30 81 50000 13.15',
  ])
  expect(found.interestMinor).toBe(3369n) // (29×1000 + 40×600 + 81×500) × 13.15 / 36500
  expect(found.openPrincipalMinor).toBe(50_000n)
})

test('a payment before the due day, on it, after the end, and too much', () => {
  const paid = (d: string, minor: bigint) => interest({ ...fr, facts: { payments: [{ day: day(d), minor }] } })
  expect(lines(paid('2025-01-15', 40_000n))).toEqual(['2025-02-01..2025-06-30 150 60000 13.15'])
  expect(lines(paid('2025-01-31', 100_000n))).toEqual([])
  expect(paid('2025-07-01', 40_000n).openPrincipalMinor).toBe(100_000n)
  expect(paid('2025-03-01', 150_000n).payments[0]).toMatchObject({ principalMinor: 100_000n, interestMinor: 1045n, surplusMinor: 48_955n })
})

test('by the order of the law a payment meets costs and interest first', () => {
  const facts = {
    costsMinor: 4_000n,
    paymentOrder: ['costs', 'interest', 'principal'] as const,
    payments: [{ day: day('2025-03-01'), minor: 40_000n }],
  }
  const found = interest({ ...fr, facts })
  expect(found.payments).toEqual([
    { day: '2025-03-01', costsMinor: 4_000n, interestMinor: 1_045n, principalMinor: 34_955n, surplusMinor: 0n },
  ])
  expect(lines(found)).toEqual(['2025-02-01..2025-03-01 29 100000 13.15', '2025-03-02..2025-06-30 121 65045 13.15'])
  expect(found.paidInterestMinor).toBe(1_045n)
})

test('a dispute over a part from one day to another', () => {
  const facts = { disputed: [{ minor: 25_000n, from: day('2025-03-01'), until: day('2025-03-31') }] }
  expect(lines(interest({ ...fr, facts }))).toEqual([
    '2025-02-01..2025-02-28 28 100000 13.15',
    '2025-03-01..2025-03-31 31 75000 13.15',
    '2025-04-01..2025-06-30 91 100000 13.15',
  ])
})

test('compounding adds a year’s interest to the base on the anniversary', () => {
  const nl: Late = {
    law: 'NL',
    principal: '1000.00',
    currency: 'EUR',
    due: '2024-01-31',
    until: '2025-03-31',
    overrides: { contractRate: { percent: '10', source: 'x' }, compounding: 'yearly' },
  }
  expect(lines(interest(nl))).toEqual(['2024-02-01..2025-01-31 366 100000 10', '2025-02-01..2025-03-31 59 110027 10'])
  const paid = { ...nl, facts: { payments: [{ day: day('2025-02-28'), minor: 5_000n }], paymentOrder: ['interest', 'principal'] as const } }
  expect(lines(interest(paid)).at(-1)).toBe('2025-03-01..2025-03-31 31 105027 10')
})

const tiny: RateSeries = {
  id: 'DE_BASISZINSSATZ',
  title: 'A base rate',
  period: 'half-year',
  rows: 'each-period',
  entries: [
    { from: day('2025-01-01'), percent: '-5', source: 'test', confidence: 'seen' },
    { from: day('2025-07-01'), percent: '-9', source: 'test', confidence: 'seen' },
    { from: day('2026-01-01'), percent: '-10', source: 'test', confidence: 'seen' },
  ],
}

test('negative and zero rates are lawful figures too', () => {
  const terms = lawTerms(packOf('DE'), 'business', day('2025-01-01'), rateBook([tiny]))
  if (terms.kind === 'missing') throw new Error(terms.message)
  expect(terms.rates.map(r => r.percent)).toEqual(['4', '0', '-1'])
})

test('a firm’s own rate fills a gap, with its own source', () => {
  const own = new Map([
    ['SE_REFERENSRANTA', [{ from: day('2026-07-01'), percent: '1.75', source: 'the bank’s table', confidence: 'own' as const }]],
  ])
  const terms = lawTerms(packOf('SE'), 'business', day('2026-06-01'), withOwnRates(book.rates, own))
  if (terms.kind === 'missing') throw new Error(terms.message)
  expect(terms.rates.at(-1)).toMatchObject({ percent: '10', confidence: 'own' }) // 1.75 rounded up to 2, plus 8
  expect(terms.rates.at(-1)?.source).toBe('Swedish reference rate 1.75, rounded up to 2 + 8 (the bank’s table)')
  expect(() => withOwnRates(book.rates, new Map([['NONE', []]]))).toThrow('NONE')
})

test('without dates the latest known rate is taken and named', () => {
  const found = interestForDays(100_000n, 'EUR', 30, termsOf('FR', 'business', '2025-01-31'))
  if (found.kind === 'missing') throw new Error('missing')
  expect(found.interestMinor).toBe(1019n) // 1000 × 12.40 % × 30 / 365
  expect(found.notes.map(n => n.code)).toContain('latest-rate')
  expect(found.segments[0]).toMatchObject({ from: null, to: null, days: 30, rate: '12.4' })
})

test('what rests on memory or a secondary source says so', () => {
  const codes = interest({ ...fr, law: 'AT' }).notes.map(n => n.code)
  expect(codes).toEqual(['unsure-notice', 'unsure-day-count', 'unsure-compounding', 'date-assumed'])
  expect(interest(fr).notes).toEqual([])
})

test('a due day taken as agreed says so; told so, it does not', () => {
  const de: Late = { ...fr, law: 'DE' }
  expect(interest(de).notes.map(n => n.code)).toContain('date-assumed')
  expect(interest({ ...de, facts: { dateAgreed: true } }).notes.map(n => n.code)).not.toContain('date-assumed')
})

test('a contract rate for bare days is the contract’s, not called the latest of the law', () => {
  const found = interestForDays(
    1_500_000n,
    'EUR',
    30,
    termsOf('FR', 'business', '2025-01-31', { contractRate: { percent: '15', source: 'terms' } }),
  )
  if (found.kind === 'missing') throw new Error('missing')
  expect(found.interestMinor).toBe(18_493n)
  expect(found.notes.map(n => n.code)).toEqual(['contract-floor'])
})

test('a bounced payment is a negative one: the base rises again', () => {
  const facts = {
    payments: [
      { day: day('2025-03-01'), minor: 40_000n },
      { day: day('2025-03-10'), minor: -40_000n },
    ],
  }
  const found = interest({ ...fr, facts })
  expect(lines(found).map(l => l.split(' ')[2])).toEqual(['100000', '60000', '100000'])
  expect(found.openPrincipalMinor).toBe(100_000n)
})
