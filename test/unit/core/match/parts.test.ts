import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { editDistance, foldText, NameIndex, nameLikeness, nameTokens } from '../../../../src/core/match/name.ts'
import {
  holdsDigits,
  isSwapped,
  isTellingNumber,
  isTellingWithAmount,
  keysInText,
  numberKey,
  numberTail,
} from '../../../../src/core/match/number.ts'
import { learnPayers } from '../../../../src/core/match/payment.ts'
import { classifyShortfall } from '../../../../src/core/match/shortfall.ts'
import { subsetSum } from '../../../../src/core/match/subset.ts'
import { legalForms, mentionsSetOff } from '../../../../src/packs/names/legal-forms.ts'

test.each([
  ['Müller GmbH & Co. KG', 'MUELLER GMBH'],
  ['Søren Ågaard ApS', 'SOREN AGAARD'],
  ['Größl S.à r.l.', 'GROSSL SARL'],
  ['Łąka Sp. z o.o.', 'LAKA SP Z O O'],
  ['株式会社キタカゼ', 'キタカゼ カブシキガイシャ'],
  ['B.V. De Smet', 'De Smet'],
])('%s and %s are one name', (a, b) => {
  const cut = (name: string): string[] => nameTokens(name.replace('株式会社', '株式会社 '), legalForms).sort()
  expect(cut(a)).toEqual(cut(b))
})

test('a name that is only a legal form keeps it', () => {
  expect(nameTokens('The Company', legalForms)).toEqual(['THE', 'COMPANY'])
})

test.each([
  ['SCHAFEREI', 'SCHAFEREI', 0], ['SCHAFEREI', 'SCHAFREI', 1], ['SCHAFEREI', 'SCAHFEREI', 1], ['ABCDE', 'ABXDY', 2], ['ABC', 'XYZ', 3], ['ABC', 'ABCDEF', 3], ['', 'AB', 2],
] as const)('%s → %s: %i edits', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits)
  expect(editDistance(b, a)).toBe(edits)
}) // biome-ignore format: rows

test('likeness: word order is free, a cut end and a lost letter cost little, other words cost their length', () => {
  const of = (a: string, b: string): number => nameLikeness(nameTokens(a, legalForms), nameTokens(b, legalForms))
  expect(of('Nordwind Logistik', 'Logistik Nordwind')).toBe(1)
  expect(of('Nordwind Logistik', 'Nordwind Logis')).toBeGreaterThan(0.85)
  expect(of('Nordwind Logistik', 'Nordwind Software')).toBeLessThan(0.6)
  expect(of('Nordwind', 'Sudwind')).toBeLessThan(0.2)
  fc.assert(fc.property(fc.array(fc.constantFrom('NORD', 'WIND', 'BAUHOLZ', 'BAUHOLX', 'AB')), fc.array(fc.constantFrom('NORD', 'WIND', 'BAUHOLZ')), (a, b) => {
    const likeness = nameLikeness(a, b)
    expect(likeness).toBeGreaterThanOrEqual(0)
    expect(likeness).toBeLessThanOrEqual(1)
  })) // biome-ignore format: one property
})

test('a name finds its client, a shared name finds nobody, a name between two finds nobody', () => {
  const index = new NameIndex(new Map([['1', 'Nordwind Logistik GmbH'], ['2', 'Müller Bau'], ['3', 'Mueller Bau AG'], ['4', 'Nordwind Logistix'], ['5', 'Keller Optik']]), legalForms) // biome-ignore format: rows
  expect(index.find('NORDWIND LOGISTIK')).toMatchObject({ client: '1', kind: 'equal' })
  expect(index.find('MULLER BAU')).toBeUndefined()
  expect(index.find('NORDWIND LOGISTI')).toBeUndefined()
  expect(index.find('KELLER OPTI')).toMatchObject({ client: '5', kind: 'close' })
  expect(index.find('KELLEX OPTIK')).toMatchObject({ client: '5', kind: 'close' })
  expect(index.find('Somebody else')).toBeUndefined()
  expect(index.find('')).toBeUndefined()
})

test('numbers are found as whole words, joined or split, the longest first', () => {
  const known = new Set(['RE20260012', 'RE2026001', '120012', 'RE2026'])
  const find = (text: string): string[] => keysInText(text, key => known.has(key))
  for (const text of ['RE-2026-0012', 'pay re 2026 0012 now', 'RE20260012', 'Re.2026/0012,', 'RE2026-0012'])
    expect(find(text)).toEqual(['RE20260012'])
  expect(find('1200123')).toEqual([])
  expect(find('X120012')).toEqual([])
  expect(find('RE | 20260012')).toEqual([])
  expect(find('RE-2026-001 and 12-0012')).toEqual(['RE2026001', '120012'])
  expect(foldText('ﾘｴ-２０２６')).toBe('リエ-2026')
})

test('which numbers can stand alone', () => {
  expect(['RE123', '123456', 'FV122026'].map(isTellingNumber)).toEqual([true, true, true])
  expect(['RE12', '12345', '2026'].map(isTellingNumber)).toEqual([false, false, false])
  expect(['12345', '4711', '2026', '1999', '471'].map(isTellingWithAmount)).toEqual([true, true, false, false, false])
  expect(numberKey(' re-2026/0012 ')).toBe('RE20260012')
  expect(['RE-2026-0012', 'INV7', 'A-010', 'none'].map(numberTail)).toEqual(['0012', '', '010', ''])
  expect([
    holdsDigits('Re 12 thanks', '0012'),
    holdsDigits('Re 12.50', '12'),
    holdsDigits('A12', '12'),
    holdsDigits('x', ''),
    holdsDigits('no 3', '0003'),
    holdsDigits('no 0003', '0003'),
  ]).toEqual([true, false, false, false, false, true])
})

test('two neighbouring signs swapped', () => {
  expect([
    isSwapped('RE12', 'RE21'),
    isSwapped('RE12', 'RE12'),
    isSwapped('RE13', 'RE31X'),
    isSwapped('R1E2', 'R2E1'),
    isSwapped('RE12', 'RE34'),
  ]).toEqual([true, false, false, false, false])
})

test('sums: unique, several, none, and never with one or with too many', () => {
  expect(subsetSum([100n, 250n, 70n], 320n).unique).toEqual([1, 2])
  expect(subsetSum([100n, 100n, 50n], 150n)).toMatchObject({ unique: undefined, found: 2 })
  expect(subsetSum([100n, 250n], 100n)).toMatchObject({ unique: undefined, found: 0 })
  expect(
    subsetSum(
      Array.from({ length: 9 }, (_, i) => 1000n + BigInt(i)),
      9036n,
    ),
  ).toMatchObject({ unique: undefined })
  expect(subsetSum([], 5n).found).toBe(0)
  expect(
    subsetSum(
      Array.from({ length: 40 }, (_, i) => BigInt(100 + i)),
      500n,
    ).byChance,
  ).toBeGreaterThan(1)
  fc.assert(fc.property(fc.array(fc.bigInt(1n, 100000n), { minLength: 2, maxLength: 10 }), fc.bigInt(1n, 200000n), (amounts, target) => {
    const { unique } = subsetSum(amounts, target)
    if (unique) expect(unique.reduce((s, at) => s + (amounts[at] ?? 0n), 0n)).toBe(target)
  })) // biome-ignore format: one property
})

const invoice = {
  id: '1',
  number: 'R1',
  client: 'c',
  clientName: 'C',
  currency: 'EUR',
  openMinor: 100000n,
  discounts: [{ minor: 2000n, until: day('2026-03-10') }],
  retentionMinor: 7700n,
}
const knowledge = {
  findReferences: () => [],
  legalForms,
  mentionsSetOff,
  bankFeeMaxMinor: () => 4000n,
  withholdingPermille: [150n],
  expectedWindowDays: 7,
}
test.each([
  ['2026-03-10', 98000n, '', 'discount-in-time'],
  ['2026-03-11', 98000n, '', 'discount-late'],
  ['2026-03-10', 92300n, '', 'retention'],
  ['2026-03-10', 85000n, '', 'withholding'],
  ['2026-03-10', 98500n, '', 'bank-fee'],
  ['2026-03-10', 60000n, 'abzgl. Verrechnung Gutschrift 7', 'set-off'],
  ['2026-03-10', 60000n, 'first half', 'unexplained'],
] as const)('%s, %i paid of 100000 "%s": %s', (paidOn, amountMinor, text, kind) => {
  const line = { id: 'l', day: day(paidOn), amountMinor, currency: 'EUR', text }
  expect(classifyShortfall(line, invoice, invoice.openMinor, knowledge)).toEqual({ kind, minor: 100000n - amountMinor })
})

test('payers are learned from confirmations; an account that paid for two clients tells nothing', () => {
  expect([...learnPayers([{ account: 'A', client: '1' }, { account: 'A', client: '1' }, { account: 'B', client: '1' }, { account: 'B', client: '2' }, { account: undefined, client: '3' }])]).toEqual([['A', '1']]) // biome-ignore format: rows
})
