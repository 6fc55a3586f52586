import fc from 'fast-check'
import { expect, test } from 'vitest'
import { currencyIn, markOf, markShown, readDecimal } from '../../../src/core/list/amount.ts'
import { orderShown, readDay } from '../../../src/core/list/date.ts'
import { nameKey, normaliseHeader } from '../../../src/core/list/header.ts'
import { countryCode } from '../../../src/shell/lists/countries.ts'
import { calendarWords, usualOrder } from '../../../src/shell/lists/sources.ts'

test.each([
  ['1.234,50', ',', '1234.50'],
  ['1,234.50', '.', '1234.50'],
  ['1 234,50 €', ',', '1234.50'],
  ['1\u202f234,5', ',', '1234.5'],
  ["1'234.50", '.', '1234.50'],
  ['1,23,456.00', '.', '123456.00'],
  ['(12.00)', '.', '-12.00'],
  ['12.00-', '.', '-12.00'],
  ['△1,000', '.', '-1000'],
  ['１２３', undefined, '123'],
  ['1.234', undefined, '1234'],
  ['1.234', '.', '1.234'],
  ['1.234', ',', '1234'],
  ['0.125', undefined, '0.125'],
  ['zł 5', undefined, '5'],
  ['12.34.5', undefined, undefined],
  ['1,2,3', undefined, undefined],
  ['about twelve', undefined, undefined],
  ['', undefined, undefined],
] as const)('the amount %j where the column shows %s', (text, mark, decimal) => {
  expect(readDecimal(text, mark)).toBe(decimal)
})

test('a currency with three decimals keeps a lone mark as decimal', () => {
  expect(readDecimal('1.234', undefined, true)).toBe('1.234')
})

test('property: an amount written in any habit is read as it was meant', () => {
  const habits = [['', '.'], [',', '.'], ['.', ','], ['\u202f', ','], ["'", '.']] as const // biome-ignore format: one list
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.constantFrom(...habits), (cents, [group, mark]) => {
      const size = (cents < 0n ? -cents : cents).toString().padStart(3, '0')
      const whole = size.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group)
      const plain = `${cents < 0n ? '-' : ''}${size.slice(0, -2)}.${size.slice(-2)}`
      expect(readDecimal(`${cents < 0n ? '-' : ''}${whole}${mark}${size.slice(-2)}`, mark)).toBe(plain)
    }),
  )
})

test('the mark of a column comes from amounts that can be read one way only', () => {
  expect(['1.234', '12', '1,234'].map(markShown)).toEqual([undefined, undefined, undefined])
  expect(markOf(['1.234', '5,5', '1.000'])).toBe(',')
  expect(markOf(['1.234', '1,5', '1.5'])).toBe(undefined)
  expect(['12 €', '£5', '5,00 zł', '$5', 'USD 5', '1000円'].map(currencyIn)).toEqual(['EUR', 'GBP', 'PLN', undefined, 'USD', 'JPY'])
})

test.each([
  ['2026-09-14', 'dmy', '2026-09-14'],
  ['14/09/2026', 'dmy', '2026-09-14'],
  ['9/14/2026', 'mdy', '2026-09-14'],
  ['14.9.26', 'dmy', '2026-09-14'],
  ['26/9/14', 'ymd', '2026-09-14'],
  ['20260914', 'dmy', '2026-09-14'],
  ['14092026', 'dmy', '2026-09-14'],
  ['46279', 'dmy', '2026-09-14'],
  ['46279.75', 'dmy', '2026-09-14'],
  ['2026年9月14日', 'dmy', '2026-09-14'],
  ['令和8年9月14日', 'dmy', '2026-09-14'],
  ['R8.9.14', 'dmy', '2026-09-14'],
  ['14 September 2026', 'mdy', '2026-09-14'],
  ['Sep 14, 2026', 'dmy', '2026-09-14'],
  ['14 sept. 2026', 'dmy', '2026-09-14'],
  ['1er août 2026', 'dmy', '2026-08-01'],
  ['14 września 2026', 'dmy', '2026-09-14'],
  ['14. März 2026', 'dmy', '2026-03-14'],
  ['2026-09-14T10:00:00Z', 'dmy', '2026-09-14'],
  ['14/09/2026 10:30', 'dmy', '2026-09-14'],
  ['31/02/2026', 'dmy', undefined],
  ['14/13/2026', 'dmy', undefined],
  ['soon', 'dmy', undefined],
  ['0', 'dmy', undefined],
] as const)('the day %j, order %s', (text, order, day) => {
  expect(readDay(text, order, calendarWords())).toBe(day)
})

test('a day above 12 anywhere shows the order; equal numbers show nothing', () => {
  expect(orderShown(['03/04/2026', '05/05/2026'])).toEqual({ dayFirst: 0, monthFirst: 0, open: '03/04/2026' })
  expect(orderShown(['03/04/2026', '31/01/2026'])).toMatchObject({ dayFirst: 1, monthFirst: 0 })
  expect(orderShown(['03/04/2026', '01/31/2026'])).toMatchObject({ dayFirst: 0, monthFirst: 1 })
  expect(orderShown(['2026-03-04', '05/05/2026']).open).toBe(undefined)
  expect(['FR', 'US', 'JP', 'GB', 'PL', '??'].map(usualOrder)).toEqual(['dmy', 'mdy', 'ymd', 'dmy', 'dmy', 'dmy'])
})

test('headers and names are compared without what does not matter', () => {
  expect(['*Invoice No.', 'invoice_no', 'Invoice #', 'Invoice №'].map(normaliseHeader)).toEqual(Array(4).fill('invoiceno'))
  expect(['Échéance', 'Termin płatności', 'Fälligkeit', 'ＮＩＰ'].map(normaliseHeader)).toEqual([
    'echeance',
    'terminpłatnosci'.replace('ł', 'l'),
    'falligkeit',
    'nip',
  ])
  expect(normaliseHeader('請求書番号 ')).toBe('請求書番号')
  expect([nameKey(' Dupont,  S.A.R.L. '), nameKey('DUPONT SARL')]).toEqual(['dupont sarl', 'dupont sarl'])
})

test('a country by code, by name in a common language, by VAT prefix; never guessed', () => {
  expect([
    countryCode('fr', ''),
    countryCode('Allemagne', ''),
    countryCode('Polska', ''),
    countryCode('UK', ''),
    countryCode('日本', ''),
  ]).toEqual(['FR', 'DE', 'PL', 'GB', 'JP'])
  expect([countryCode('', 'EL123456789'), countryCode('', '5250000000'), countryCode('Atlantis', '')]).toEqual(['GR', null, null])
})
