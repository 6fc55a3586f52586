import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, cut, fromDecimal, halfEven, halfUp, money, multiply, split, sum, toDecimal, up } from '../../../src/core/money/money.ts'

const minor = fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n })

test('two currencies never add', () => {
  // @ts-expect-error with literal currencies it does not even compile
  expect(() => add(money(1n, 'EUR'), money(1n, 'USD'))).toThrow('never add')
  expect(() => sum([money<string>(1n, 'EUR')], 'PLN')).toThrow('never add')
})

test('rounding rules differ exactly at the half', () => {
  const at = (n: bigint) => [halfUp(n, 2n), halfEven(n, 2n), cut(n, 2n), up(n, 2n)]
  expect(at(5n)).toEqual([3n, 2n, 2n, 3n])
  expect(at(-5n)).toEqual([-3n, -2n, -2n, -3n])
  expect(at(3n)).toEqual([2n, 2n, 1n, 2n])
  expect(multiply(money(1000_00n, 'EUR'), 30n, 100n, halfUp)).toEqual(money(300_00n, 'EUR'))
})

test('a split loses nothing and gives the rest to the largest remainders', () => {
  expect(split(money(10_000n, 'EUR'), [1n, 1n, 1n]).map(m => m.minor)).toEqual([3334n, 3333n, 3333n])
  expect(split(money(-5n, 'EUR'), [1n, 1n]).map(m => m.minor)).toEqual([-3n, -2n])
  expect(() => split(money(1n, 'EUR'), [])).toThrow('weight')
  fc.assert(
    fc.property(
      minor,
      fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1 }).filter(w => w.some(x => x > 0n)),
      (m, weights) => {
        expect(split(money(m, 'EUR'), weights).reduce((a, s) => a + s.minor, 0n)).toBe(m)
      },
    ),
  )
})

test.each([
  ['EUR', '1234.50', 123450n],
  ['JPY', '1234', 1234n],
  ['KWD', '-1.234', -1234n],
  ['EUR', '0.05', 5n],
  ['EUR', '-0.05', -5n],
])('%s %s', (currency, text, minor) => {
  expect(fromDecimal(text, currency)).toEqual(money(minor, currency))
  expect(toDecimal(money(minor, currency))).toBe(text)
})

test.each(['', '1,5', '1.2.3', 'abc', '1e3', '1.005', '９', '12345678901234567890'])('"%s" is not an amount in EUR', text => {
  expect(fromDecimal(text, 'EUR')).toBeUndefined()
})

test('decimal text and minor units are each other’s inverse in every exponent', () => {
  fc.assert(
    fc.property(minor, fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), (m, c) => {
      expect(fromDecimal(toDecimal(money(m, c)), c)).toEqual(money(m, c))
    }),
  )
})
