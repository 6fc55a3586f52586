import { expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import type { Claim } from '../../src/core/ledger/interest.ts'
import type { Variant } from '../../src/core/ledger/jurisdiction.ts'
import { answer, figure, interest, type Late, lines } from './law-of.ts'

// One claim of 10,000, due 2025-01-31, paid 2025-08-31 (212 days: 150 in the first half-year, 62 in the second), under every law.
const claim = (law: string, currency: string, more: Partial<Late> = {}): Late => ({
  law,
  currency,
  principal: '10000',
  due: '2025-01-31',
  until: '2025-08-31',
  ...more,
})

test.each<[string, Variant, string, string, string[]]>([
  // ECB 3.15 and 2.15: (150 × 13.15 + 62 × 12.15) × 10000 / 36500
  ['FR', 'business', 'EUR', '746.79', ['2025-02-01..2025-06-30 150 1000000 13.15', '2025-07-01..2025-08-31 62 1000000 12.15']],
  // 3.15 + 8, fixed when it began
  ['FR', 'public', 'EUR', '647.62', ['2025-02-01..2025-08-31 212 1000000 11.15']],
  ['DE', 'business', 'EUR', '637.60', ['2025-02-01..2025-06-30 150 1000000 11.27', '2025-07-01..2025-08-31 62 1000000 10.27']],
  ['DE', 'consumer', 'EUR', '405.27', ['2025-02-01..2025-06-30 150 1000000 7.27', '2025-07-01..2025-08-31 62 1000000 6.27']],
  ['AT', 'business', 'EUR', '664.32', ['2025-02-01..2025-06-30 150 1000000 11.73', '2025-07-01..2025-08-31 62 1000000 10.73']],
  ['AT', 'consumer', 'EUR', '232.33', ['2025-02-01..2025-08-31 212 1000000 4']],
  // 11.15 and 10.15 rounded up to the half point
  ['BE', 'business', 'EUR', '650.96', ['2025-02-01..2025-06-30 150 1000000 11.5', '2025-07-01..2025-08-31 62 1000000 10.5']],
  ['NL', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['NL', 'consumer', 'EUR', '348.49', ['2025-02-01..2025-08-31 212 1000000 6']],
  ['LU', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['IT', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['ES', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['PT', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['PT', 'consumer', 'EUR', '572.55', ['2025-02-01..2025-06-30 150 1000000 10.15', '2025-07-01..2025-08-31 62 1000000 9.15']],
  ['IE', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['EU', 'business', 'EUR', '630.63', ['2025-02-01..2025-06-30 150 1000000 11.15', '2025-07-01..2025-08-31 62 1000000 10.15']],
  ['PL', 'business', 'PLN', '906.30', ['2025-02-01..2025-06-30 150 1000000 15.75', '2025-07-01..2025-08-31 62 1000000 15.25']],
  ['PL', 'public-health', 'PLN', '790.14', ['2025-02-01..2025-06-30 150 1000000 13.75', '2025-07-01..2025-08-31 62 1000000 13.25']],
  // 5.75 + 5.5 to 7 May, 5.25 + 5.5 to 2 July, 5 + 5.5 from 3 July
  ['PL', 'consumer', 'PLN', '633.42', ['2025-02-01..2025-05-07 96 1000000 11.25', '2025-05-08..2025-07-02 56 1000000 10.75', '2025-07-03..2025-08-31 60 1000000 10.5']],
  ['RO', 'business', 'RON', '842.19', ['2025-02-01..2025-06-30 150 1000000 14.5', '2025-07-01..2025-08-31 62 1000000 14.5']],
  ['CZ', 'business', 'CZK', '696.99', ['2025-02-01..2025-08-31 212 1000000 12']],
  ['SE', 'business', 'SEK', '621.92', ['2025-02-01..2025-06-30 150 1000000 11', '2025-07-01..2025-08-31 62 1000000 10']],
  ['CH', 'business', 'CHF', '290.41', ['2025-02-01..2025-08-31 212 1000000 5']],
  ['UK', 'business', 'GBP', '740.55', ['2025-02-01..2025-08-31 212 1000000 12.75']],
])('%s, %s: every segment and the figure', (law, variant, currency, expected, segments) => {
  const late = claim(law, currency, { variant })
  expect(lines(interest(late))).toEqual(segments)
  expect(figure(late)).toBe(expected)
}) // biome-ignore format: one line a law

test('Japan: the yen has no cents, the rate of the first day holds, each part is cut', () => {
  const late: Late = { law: 'JP', principal: '1000000', currency: 'JPY', due: '2023-06-15', until: '2025-08-31' }
  expect(lines(interest(late))).toEqual(['2023-06-16..2025-06-15 731 1000000 3', '2025-06-16..2025-08-31 77 1000000 3'])
  expect(figure(late)).toBe('66328') // 60000 + 6328.76…
  expect(figure({ ...late, due: '2020-03-30', until: '2021-03-30' })).toBe('50000') // delay began a day before the rate fell to 3 %
  expect(figure({ ...late, due: '2020-03-31', until: '2021-03-31' })).toBe('30000')
})

test('United States and Canada refuse without a contract rate and take one', () => {
  for (const [law, currency] of [
    ['US', 'USD'],
    ['CA', 'CAD'],
  ] as const) {
    expect(answer(claim(law, currency))).toMatchObject({ kind: 'missing', what: 'contract-rate', law })
    const agreed = { contractRate: { percent: '18', source: 'order form, clause 7' } }
    expect(figure(claim(law, currency, { overrides: agreed }))).toBe('1045.48')
  }
})

test('Canada caps a contract rate at the criminal rate', () => {
  const late = claim('CA', 'CAD', { overrides: { contractRate: { percent: '60', source: 'contract' } } })
  expect(lines(interest(late))).toEqual(['2025-02-01..2025-08-31 212 1000000 35'])
  expect(interest(late).segments[0]?.source).toContain('capped by law at 35')
})

test('a gap is said with its series and period, and blocks only the days that need it', () => {
  for (const [law, currency, series] of [
    ['SE', 'SEK', 'SE_REFERENSRANTA'],
    ['RO', 'RON', 'RO_BNR_POLICY_HALFYEAR'],
  ] as const) {
    const before = claim(law, currency, { due: '2026-05-31', until: '2026-06-30' })
    expect(answer(before).kind).toBe('interest')
    expect(answer({ ...before, until: '2026-07-01' })).toEqual({
      kind: 'missing', what: 'rate', series, day: '2026-07-01', period: '2026-07-01 to 2026-12-31', knownUntil: '2026-06-30',
    }) // biome-ignore format: one record
  }
  // fixed at the start: a default begun in June does not need July, one begun in July does
  expect(answer(claim('CZ', 'CZK', { due: '2026-05-31', until: '2026-09-30' })).kind).toBe('interest')
  expect(answer(claim('CZ', 'CZK', { due: '2026-06-30', until: '2026-09-30' }))).toMatchObject({
    series: 'CZ_CNB_REPO_HALFYEAR',
    day: '2026-07-01',
  })
})

test('Italy: the consumer rate was not found, so none is taken', () => {
  expect(answer(claim('IT', 'EUR', { variant: 'consumer' }))).toMatchObject({ kind: 'missing', what: 'law-rate', law: 'IT' })
})

test('Ireland: the switch to the rate of the day of payment', () => {
  const late = claim('IE', 'EUR', { overrides: { rateMode: 'fixed-at-end' } })
  expect(lines(interest(late))).toEqual(['2025-02-01..2025-08-31 212 1000000 10.15'])
})

test('the contract day picks the version of the law', () => {
  const old = claim('DE', 'EUR', { contract: '2014-07-28' })
  expect(interest(old).segments[0]?.rate).toBe('10.27')
  expect(interest({ ...old, contract: '2014-07-29' }).segments[0]?.rate).toBe('11.27')
  expect(interest(claim('PL', 'PLN', { contract: '2019-12-31' })).segments[0]?.rate).toBe('13.75')
  expect(answer(claim('PL', 'PLN', { contract: '2010-01-01' }))).toMatchObject({ kind: 'missing', what: 'law-version' })
})

test('France: a contract rate below three times the legal rate is raised to it', () => {
  const low = claim('FR', 'EUR', { overrides: { contractRate: { percent: '9', source: 'terms' } } })
  // 3 × 3.71 = 11.13, 3 × 2.76 = 8.28
  expect(lines(interest(low))).toEqual(['2025-02-01..2025-06-30 150 1000000 11.13', '2025-07-01..2025-08-31 62 1000000 9'])
  const fair = claim('FR', 'EUR', { overrides: { contractRate: { percent: '15', source: 'terms' } } })
  expect(lines(interest(fair))).toEqual(['2025-02-01..2025-08-31 212 1000000 15'])
})

test('Poland: a contract rate against a consumer is capped at twice the rate of the law', () => {
  const late = claim('PL', 'PLN', {
    variant: 'consumer',
    until: '2025-03-31',
    overrides: { contractRate: { percent: '40', source: 'terms' } },
  })
  expect(lines(interest(late))).toEqual(['2025-02-01..2025-03-31 59 1000000 22.5'])
})

const noticeCases: [string, string, Variant, string, Partial<Claim>, string[]][] = [
  ['a demand starts it', 'FR', 'consumer', 'EUR', { demandOn: day('2025-08-01') }, ['2025-08-02..2025-08-31 30 1000000 2.76']],
  ['no demand, no interest', 'FR', 'consumer', 'EUR', {}, []],
  ['no date agreed: 30 days later by itself', 'DE', 'business', 'EUR', { dateAgreed: false }, ['2025-03-03..2025-06-30 120 1000000 11.27', '2025-07-01..2025-08-31 62 1000000 10.27']],
  ['an earlier demand comes first', 'DE', 'business', 'EUR', { dateAgreed: false, demandOn: day('2025-02-10') }, ['2025-02-11..2025-06-30 140 1000000 11.27', '2025-07-01..2025-08-31 62 1000000 10.27']],
  ['a consumer who was not told waits for a demand', 'DE', 'consumer', 'EUR', { dateAgreed: false }, []],
  ['a consumer who was told does not', 'DE', 'consumer', 'EUR', { dateAgreed: false, mentioned: true, demandOn: day('2025-08-30') }, ['2025-03-03..2025-06-30 120 1000000 7.27', '2025-07-01..2025-08-31 62 1000000 6.27']],
  ['Swiss demand where no Verfalltag was agreed', 'CH', 'business', 'CHF', { dateAgreed: false, demandOn: day('2025-08-21') }, ['2025-08-22..2025-08-31 10 1000000 5']],
  ['Belgian consumer: 14 days after the free reminder, then from the day after it', 'BE', 'consumer', 'EUR', { demandOn: day('2025-08-10') }, ['2025-08-11..2025-08-31 21 1000000 4.5']],
  ['Belgian consumer: not before the 14 days are over', 'BE', 'consumer', 'EUR', { demandOn: day('2025-08-20') }, []],
  ['Luxembourg consumer: from the end of the third month after delivery', 'LU', 'consumer', 'EUR', { deliveredOn: day('2025-04-30') }, ['2025-07-31..2025-08-31 32 1000000 4.25']],
  ['Luxembourg consumer: not without the mention', 'LU', 'consumer', 'EUR', { deliveredOn: day('2025-04-30'), mentioned: false }, []],
] // biome-ignore format: one line a case

test.each(noticeCases)('from when interest runs: %s (%s)', (_, law, variant, currency, facts, segments) => {
  const found = interest(claim(law, currency, { variant, facts }))
  expect(lines(found)).toEqual(segments)
  if (segments.length === 0) expect(found.notes.some(n => /demand|mention/.test(n.code))).toBe(true)
})
