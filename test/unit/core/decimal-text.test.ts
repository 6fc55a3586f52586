import fc from 'fast-check'
import { expect, test } from 'vitest'
import { needsRounding, readDecimal, toMoney } from '../../../src/core/money/decimal-text.ts'
import { cut, halfUp, money, toDecimal } from '../../../src/core/money/money.ts'

test.each([
  ['1234.5', 12_345n, 1],
  [' -3 ', -3n, 0],
  ['+.50', 50n, 2],
  ['7.', 7n, 0],
  ['-0.00', 0n, 2],
])('%s is a number', (text, unscaled, scale) => {
  expect(readDecimal(text)).toEqual({ unscaled, scale })
})

test.each(['', ' ', '.', '-', '1,5', '1 000', '1e3', '0x10', 'NaN', '1.2.3', '--1', '١', '9'.repeat(31)])('"%s" is not', text => {
  expect(readDecimal(text)).toBeUndefined()
})

test('digits beyond the minor unit are rounded once, by the rule that is named', () => {
  const fine = readDecimal('-10.005')
  if (!fine) throw new Error('unreadable')
  expect(toMoney(fine, 'EUR', halfUp)).toEqual(money(-1_001n, 'EUR'))
  expect(toMoney(fine, 'EUR', cut)).toEqual(money(-1_000n, 'EUR'))
  expect(toMoney(fine, 'KWD', cut)).toEqual(money(-10_005n, 'KWD'))
  expect(needsRounding(fine, 'EUR')).toBe(true)
  expect(needsRounding(fine, 'KWD')).toBe(false)
  expect(needsRounding({ unscaled: 100_000n, scale: 4 }, 'JPY')).toBe(false)
})

test('what money prints is read back unchanged', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (minor, currency) => {
      const read = readDecimal(toDecimal(money(minor, currency)))
      expect(read && toMoney(read, currency, halfUp)).toEqual(money(minor, currency))
    }),
  )
})
