import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { balanceGap, dedupeKeys, type Entry, inCurrency, type Statement, textHash } from '../../../../src/core/match/statement.ts'

const entry = (ordinal: number, amountMinor: bigint, more: Partial<Entry> = {}): Entry => ({
  ordinal,
  day: day('2026-03-02'),
  amountMinor,
  text: 'RE-12',
  raw: '',
  ...more,
})
const statement = (entries: Entry[], more: Partial<Statement> = {}): Statement => ({
  format: 'X',
  account: 'A',
  currency: 'EUR',
  entries,
  ...more,
})

test('the gap is opening + lines − closing, and unknown where a balance is missing', () => {
  const both = { opening: { amountMinor: 100n }, closing: { amountMinor: 130n } }
  expect(balanceGap(statement([entry(1, 50n), entry(2, -20n)], both))).toBe(0n)
  expect(balanceGap(statement([entry(1, 50n)], both))).toBe(20n)
  expect(balanceGap(statement([]))).toBeUndefined()
})

test('overlapping statements share the keys of their common lines, equal lines of one file stay several', () => {
  const first = dedupeKeys(statement([entry(1, 50n), entry(2, 50n), entry(3, 70n)]))
  const second = dedupeKeys(statement([entry(1, 50n, { text: ' RE-12 ' }), entry(2, 50n), entry(3, 90n)]))
  expect(new Set(first).size).toBe(3)
  expect(second.slice(0, 2)).toEqual(first.slice(0, 2))
  expect(first).not.toContain(second[2])
})

test.each([
  ['account', statement([entry(1, 50n)], { account: 'B' })],
  ['currency', statement([entry(1, 50n)], { currency: 'USD' })],
  ['amount', statement([entry(1, 51n)])],
  ['day', statement([entry(1, 50n, { day: day('2026-03-03') })])],
  ['text', statement([entry(1, 50n, { text: 'RE-13' })])],
  ['payer', statement([entry(1, 50n, { counterparty: 'X' })])],
  ['the bank’s id', statement([entry(1, 50n, { bankId: '1' })])],
])('another %s is another line', (_what, other) => {
  expect(dedupeKeys(other)).not.toEqual(dedupeKeys(statement([entry(1, 50n)])))
})

test('a currency stated later turns hundredths into its minor units, or says that it cannot', () => {
  const { currency: _none, ...unstated } = statement([entry(1, 123400n)], { opening: { amountMinor: 500n } })
  expect(inCurrency(unstated, 'JPY')).toMatchObject({ currency: 'JPY', opening: { amountMinor: 5n }, entries: [{ amountMinor: 1234n }] })
  expect(inCurrency(unstated, 'KWD').entries[0]?.amountMinor).toBe(1234000n)
  expect(() => inCurrency({ ...unstated, entries: [entry(1, 150n)] }, 'JPY')).toThrow('1.50 is not an amount in JPY')
  expect(inCurrency(statement([entry(1, 150n)]), 'JPY').currency).toBe('EUR')
})

test('hashes tell texts apart', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `RE-2026-${i}`)
  expect(new Set(texts.map(textHash)).size).toBe(5000)
  expect(textHash('a')).toBe(textHash('a'))
})
