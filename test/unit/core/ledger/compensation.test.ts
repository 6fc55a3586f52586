import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import {
  type Compensation,
  type CompensationFacts,
  compensationFor,
  exchanged,
  monthEndBefore,
} from '../../../../src/core/ledger/compensation.ts'
import type { Variant } from '../../../../src/core/ledger/jurisdiction.ts'
import { toDecimal } from '../../../../src/core/money/money.ts'
import { minorOf, packOf, termsOf } from '../../../packs/law-of.ts'

const facts = (principal: string, currency: string, more: Partial<CompensationFacts> = {}): CompensationFacts => ({
  principalMinor: minorOf(principal, currency),
  currency,
  due: day('2025-01-31'),
  until: day('2025-06-30'),
  contractDay: day('2025-01-01'),
  ...more,
})
const of = (law: string, principal: string, variant: Variant = 'business', more: Partial<CompensationFacts> = {}) => {
  const { currency } = packOf(law)
  return compensationFor(
    facts(principal, currency, more),
    termsOf(law, variant, '2025-01-01', { contractRate: { percent: '5', source: 'x' } }).rules,
  )
}
const said = (found: ReturnType<typeof compensationFor>): string =>
  found.kind === 'compensation' ? `${toDecimal(found)} ${found.currency}` : found.kind === 'none' ? (found.notes[0]?.code ?? '') : 'missing'

test.each([
  ['UK', '999.99', '40.00 GBP'],
  ['UK', '1000.00', '70.00 GBP'], // below 1,000 only
  ['UK', '9999.99', '70.00 GBP'],
  ['UK', '10000.00', '100.00 GBP'],
  ['IE', '1000.00', '40.00 EUR'], // up to and including 1,000
  ['IE', '1000.01', '70.00 EUR'],
  ['IE', '10000.00', '70.00 EUR'],
  ['IE', '10000.01', '100.00 EUR'],
  ['SE', '1.00', '450.00 SEK'],
  ['CZ', '100000.00', '1200.00 CZK'],
  ['FR', '0.01', '40.00 EUR'],
  ['NL', '200.00', '40.00 EUR'], // 15 % is 30: the least is 40
  ['NL', '2500.00', '375.00 EUR'],
  ['NL', '5000.00', '625.00 EUR'],
  ['NL', '10000.00', '875.00 EUR'],
  ['NL', '200000.00', '2775.00 EUR'],
  ['NL', '1000000.00', '6775.00 EUR'], // 2775 + 0.5 % of 800,000
  ['NL', '5000000.00', '6775.00 EUR'],
  ['CH', '1000.00', 'no-compensation'],
  ['JP', '1000', 'no-compensation'],
  ['US', '1000.00', 'no-compensation'],
  ['EU', '1000.00', '40.00 EUR'],
])('%s on %s: %s', (law, principal, expected) => {
  expect(said(of(law, principal))).toBe(expected)
})

test('a consumer owes none where the law gives none', () => {
  for (const law of ['FR', 'DE', 'AT', 'LU', 'IE', 'UK', 'PL', 'CZ', 'SE'])
    expect(said(of(law, '500', 'consumer')), law).toBe('no-compensation')
})

const pln = (rate: string, at = '2025-02-28') => ({ exchange: { from: 'EUR', to: 'PLN', rate, day: day(at), source: 'NBP table A' } })

test.each([
  ['5000.00', '160.00 PLN'], // 40 EUR up to and including 5,000
  ['5000.01', '280.00 PLN'],
  ['49999.99', '280.00 PLN'],
  ['50000.00', '400.00 PLN'], // 100 EUR from 50,000
])('Poland, %s PLN at 4 PLN: %s', (principal, expected) => {
  expect(said(of('PL', principal, 'business', { due: day('2025-03-31'), ...pln('4') }))).toBe(expected)
})

test('Poland: without the rate of exchange the sum is known in euro and the day of the rate is said', () => {
  expect(of('PL', '10000', 'business', { due: day('2025-03-31') })).toMatchObject({
    kind: 'missing', what: 'exchange-rate', from: 'EUR', to: 'PLN', day: '2025-02-28', statutory: { minor: 7_000n, currency: 'EUR' },
  }) // biome-ignore format: one record
})

test('Poland: a rate of another day is taken but named', () => {
  const found = of('PL', '10000', 'business', { due: day('2025-03-31'), ...pln('4.2575', '2025-03-31') }) as Compensation
  expect(said(found)).toBe('298.03 PLN') // 70 × 4.2575 = 298.025
  expect(found.statutory).toEqual({ minor: 7_000n, currency: 'EUR' })
  expect(found.notes.map(n => n.code)).toEqual(['exchanged', 'exchange-day'])
})

test('a bound in another currency needs a rate of exchange', () => {
  const rules = termsOf('UK', 'business', '2025-01-01').rules
  expect(compensationFor(facts('900', 'EUR'), rules)).toMatchObject({ kind: 'missing', from: 'EUR', to: 'GBP' })
  const exchange = { from: 'EUR', to: 'GBP', rate: '1.2', day: day('2024-12-31'), source: 'test' }
  expect(said(compensationFor(facts('900', 'EUR', { exchange }), rules))).toBe('70.00 GBP') // worth 1,080 pounds
})

test('a flat sum in euro needs no bound: an invoice in dollars bears it too', () => {
  expect(said(compensationFor(facts('900', 'USD'), termsOf('FR', 'business', '2025-01-01').rules))).toBe('40.00 EUR')
})

test('the last working day of the month before maturity', () => {
  expect(monthEndBefore(day('2025-03-31'))).toBe('2025-02-28')
  expect(monthEndBefore(day('2025-01-15'))).toBe('2024-12-31')
  expect(monthEndBefore(day('2025-12-01'))).toBe('2025-11-28') // the 30th is a Sunday
  expect(monthEndBefore(day('2025-01-15'), d => d === '2024-12-31')).toBe('2024-12-30')
})

test('currencies without cents convert by their own exponent', () => {
  expect(exchanged(100n, { from: 'EUR', to: 'JPY', rate: '162.5', day: day('2025-01-01'), source: 't' })).toBe(163n)
  expect(exchanged(163n, { from: 'JPY', to: 'EUR', rate: '0.0062', day: day('2025-01-01'), source: 't' })).toBe(101n)
  expect(() => exchanged(1n, { from: 'EUR', to: 'JPY', rate: '0', day: day('2025-01-01'), source: 't' })).toThrow('rate of exchange')
})

test('none before the claim is late, none on nothing', () => {
  expect(said(of('FR', '100', 'business', { until: day('2025-01-31') }))).toBe('not-late')
  expect(said(of('FR', '0'))).toBe('nothing-owed')
})

test('Dutch consumer: only after the letter of 14 days', () => {
  expect(said(of('NL', '2500', 'consumer'))).toBe('demand-needed')
  expect(said(of('NL', '2500', 'consumer', { demandOn: day('2025-06-20') }))).toBe('demand-not-ripe')
  expect(said(of('NL', '2500', 'consumer', { demandOn: day('2025-06-15') }))).toBe('375.00 EUR')
})

test.each([
  ['150.00', '20.00 EUR'],
  ['150.01', '30.00 EUR'],
  ['500.00', '65.00 EUR'], // 30 + 10 % of 350
  ['1000.00', '90.00 EUR'], // 65 + 5 % of 500
  ['1000000.00', '2000.00 EUR'],
])('Belgian consumer, a clause may give at most: %s → %s', (principal, expected) => {
  const more = { clauseAgreed: true, demandOn: day('2025-06-01') }
  expect(said(of('BE', principal, 'consumer', more))).toBe(expected)
  expect(said(of('BE', principal, 'consumer', { ...more, clauseAgreed: false }))).toBe('clause-needed')
})

test('Germany: none for contracts before the reform', () => {
  expect(said(of('DE', '100', 'business', { contractDay: day('2014-07-28') }))).toBe('no-compensation')
  expect(said(of('DE', '100', 'business', { contractDay: day('2001-07-28') }))).toBe('law-version')
})
