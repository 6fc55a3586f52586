import { expect, test } from 'vitest'
import { decimalOf, minorOf } from '../../web/src/words/format.ts'

test.each([
  ['1 234,50', 'EUR', '123450'],
  ['1,234.50', 'EUR', '123450'],
  ['1.234.567,8', 'EUR', '123456780'],
  ['1’234.5', 'CHF', '123450'],
  ['1234', 'EUR', '123400'],
  ['1.234', 'EUR', '123400'],
  ['.5', 'EUR', '50'],
  ['-12,30', 'EUR', '-1230'],
  ['20,000', 'JPY', '20000'],
  ['120000', 'JPY', '120000'],
  ['007', 'EUR', '700'],
  ['0', 'JPY', '0'],
] as const)('%s %s is %s', (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor)
  expect(minorOf(decimalOf(minor, currency), currency)).toBe(minor)
})

test.each([
  ['20.5', 'JPY'], // never 205 yen
  ['1,5', 'JPY'],
  ['12.345,6.7', 'EUR'],
  ['1.2.3', 'EUR'],
  ['1,23,45', 'EUR'],
  ['1.2345', 'EUR'],
  ['1,234,50', 'EUR'],
  ['1e3', 'EUR'],
  ['abc', 'EUR'],
  ['', 'EUR'],
  ['--5', 'EUR'],
] as const)('%s %s is no amount', (text, currency) => expect(minorOf(text, currency)).toBeUndefined())
