import { expect, test } from 'vitest'
import { balanceGap } from '../../../src/core/match/statement.ts'
import { importer as bai2 } from '../../../src/packs/statements/bai2.ts'
import { importer as cfonb } from '../../../src/packs/statements/cfonb120.ts'
import { importer as coda } from '../../../src/packs/statements/coda.ts'
import { importer as n43 } from '../../../src/packs/statements/norma43.ts'
import { bytesOf, latin1, refusalOf, shown } from './harness.ts'

/** Writes fields at columns counted from 1. */
const fixed = (length: number, ...fields: readonly (readonly [at: number, text: string])[]): string => {
  const line = [...' '.repeat(length)]
  for (const [at, text] of fields) line.splice(at - 1, text.length, ...text)
  return line.join('')
}

const BAI = [
  '01,BANK,ME,260302,0900,1,,,2/',
  '02,ME,BANK,1,260301,2359,EUR,2/',
  '03,12345,,010,+10000,,,015,+12450,,/',
  '16,195,2500,V,260303,,REF1,CUST9,RE-12 PAID/',
  '88,AND THANKS/',
  '16,475,50,,,,FEE/',
  '49,0,4/',
  '98,0,1,6/',
  '99,0,1,8/',
]

test('BAI2: type codes give the sign, continuations go on', () => {
  const [statement] = bai2.read(bytesOf(BAI.join('\n')), 'b.bai')
  expect(statement).toMatchObject({
    account: '12345',
    currency: 'EUR',
    opening: { amountMinor: 10000n, day: '2026-03-01' },
    closing: { amountMinor: 12450n },
  })
  expect(statement?.entries.map(e => [e.day, e.valueDay, e.amountMinor, e.text, e.bankId, e.reference])).toEqual([
    ['2026-03-01', '2026-03-03', 2500n, 'RE-12 PAID AND THANKS', 'REF1', 'CUST9'],
    ['2026-03-01', undefined, -50n, 'FEE', undefined, undefined],
  ])
  expect(statement && balanceGap(statement)).toBe(0n)
  expect(bai2.read(bytesOf(BAI.join('\n').replace(',EUR,', ',,')), 'b.bai')[0]?.currency).toBe('USD') // the standard's own
})

test.each([
  ['a foreign record', BAI.toSpliced(4, 0, '77,x/'), 'record-unknown', 5, undefined],
  ['a code without direction', BAI.with(3, '16,890,2500,,,,x/'), 'direction-unknown', 4, 'type code'],
  ['an amount with letters', BAI.with(3, '16,195,25O0,,,,x/'), 'amount-unreadable', 4, 'amount'],
  ['no trailer', BAI.slice(0, -1), 'file-cut-off', 8, undefined],
])('BAI2 with %s is refused', (_what, lines, code, line, field) => {
  expect(refusalOf(() => bai2.read(bytesOf(lines.join('\n')), 'b.bai'))).toMatchObject({ code, line, field, file: 'b.bai' })
})

const cfonbHead: readonly (readonly [number, string])[] = [
  [3, '10278'],
  [12, '02204'],
  [17, 'EUR2'],
  [22, '00012345603'],
]
const CFONB = [
  fixed(120, [1, '01'], ...cfonbHead, [35, '010326'], [91, '0000000010000{']),
  fixed(
    120,
    [1, '04'],
    ...cfonbHead,
    [33, '05'],
    [35, '020326'],
    [43, '030326'],
    [49, 'VIR NORDWIND'],
    [82, '0000077'],
    [91, '0000000002500{'],
    [105, 'REF-9'],
  ),
  fixed(120, [1, '05'], ...cfonbHead, [46, 'LIB'], [49, 'FACTURE 2026-12']),
  fixed(120, [1, '05'], ...cfonbHead, [46, 'NPY'], [49, 'NORDWIND SARL']),
  fixed(120, [1, '04'], ...cfonbHead, [33, 'B1'], [35, '030326'], [43, '030326'], [49, 'FRAIS'], [91, '0000000000000N']),
  fixed(120, [1, '07'], ...cfonbHead, [35, '310326'], [91, '0000000012499E']),
]

test('CFONB: the last digit carries the sign, complements belong to their line', () => {
  const statements = cfonb.read(bytesOf(CFONB.join('\r\n')), 'c.txt')
  expect(statements[0]).toMatchObject({
    account: '102780220400012345603',
    currency: 'EUR',
    opening: { amountMinor: 100000n },
    closing: { amountMinor: 124995n, day: '2026-03-31' },
  })
  expect(shown(statements)).toEqual([
    '2026-03-02 · 25000 · VIR NORDWIND FACTURE 2026-12 · NORDWIND SARL · - · REF-9',
    '2026-03-03 · -5 · FRAIS · - · - · -',
  ])
  expect(statements[0] && balanceGap(statements[0])).toBe(0n)
  expect(shown(cfonb.read(bytesOf(CFONB.join('')), 'c.txt'))).toHaveLength(2) // one long line
})

test.each([
  ['a cut record', CFONB.with(1, (CFONB[1] ?? '').slice(0, 70)), 'record-unreadable', 2],
  ['an amount without sign', CFONB.with(1, (CFONB[1] ?? '').replace('2500{', '25000')), 'amount-unreadable', 2],
  ['a day that is none', CFONB.with(1, (CFONB[1] ?? '').replace('020326', '320326')), 'day-unreadable', 2],
  ['a line of another account', CFONB.with(1, (CFONB[1] ?? '').replace('00012345603', '00099999999')), 'record-misplaced', 2],
])('CFONB with %s is refused', (_what, lines, code, line) => {
  expect(refusalOf(() => cfonb.read(bytesOf(lines.join('\n')), 'c.txt'))).toMatchObject({ code, line, file: 'c.txt' })
})

const N43 = [
  fixed(
    80,
    [1, '11'],
    [3, '01820000'],
    [11, '0012345678'],
    [21, '260301'],
    [27, '260331'],
    [33, '2'],
    [34, '00000000010000'],
    [48, '978'],
    [51, '3'],
    [52, 'EMPRESA SL'],
  ),
  fixed(
    80,
    [1, '22'],
    [7, '0000'],
    [11, '260302'],
    [17, '260303'],
    [23, '02'],
    [25, '016'],
    [28, '2'],
    [29, '00000000002500'],
    [43, '0000000077'],
    [53, '000000000000'],
    [65, 'REF9'],
  ),
  fixed(80, [1, '23'], [3, '01'], [5, 'TRANSFERENCIA NORDWIND'], [43, 'FACTURA 2026-12']),
  fixed(
    80,
    [1, '22'],
    [7, '0000'],
    [11, '260304'],
    [17, '260304'],
    [23, '17'],
    [25, '001'],
    [28, '1'],
    [29, '00000000000050'],
    [43, '0000000000'],
    [53, '000000000000'],
    [65, '0000000000000000'],
  ),
  fixed(
    80,
    [1, '33'],
    [3, '01820000'],
    [11, '0012345678'],
    [21, '00001'],
    [26, '00000000000050'],
    [40, '00001'],
    [45, '00000000002500'],
    [59, '2'],
    [60, '00000000012450'],
    [74, '978'],
  ),
  fixed(80, [1, '88'], [3, '9'.repeat(18)], [21, '000005']),
]

test('Norma 43: debe and haber, concepts, balances', () => {
  const statements = n43.read(latin1(N43.join('\r\n')), 'n.n43')
  expect(n43.sniff(latin1(N43.join('\r\n')))).toBe(true)
  expect(statements[0]).toMatchObject({
    account: '018200000012345678',
    currency: 'EUR',
    opening: { amountMinor: 10000n, day: '2026-03-01' },
    closing: { amountMinor: 12450n },
  })
  expect(shown(statements)).toEqual([
    '2026-03-02 · 2500 · TRANSFERENCIA NORDWIND FACTURA 2026-12 · - · - · REF9',
    '2026-03-04 · -50 ·  · - · - · -',
  ])
  expect(statements[0] && balanceGap(statements[0])).toBe(0n)
})

test.each([
  ['a foreign record', N43.with(2, '99 what'), 'record-unknown', 3],
  ['neither debe nor haber', N43.with(1, (N43[1] ?? '').replace('016200000', '016700000')), 'direction-unknown', 2],
  ['a movement before any account', N43.slice(1), 'record-misplaced', 1],
  ['the end cut off', N43.slice(0, 3), 'file-cut-off', 3],
])('Norma 43 with %s is refused', (_what, lines, code, line) => {
  expect(refusalOf(() => n43.read(latin1(lines.join('\n')), 'n.n43'))).toMatchObject({ code, line, file: 'n.n43' })
})

const movement = (detail: string, amount: string, communication: string, sign = '0', structured = '0'): string =>
  fixed(
    128,
    [1, '21'],
    [3, '0001'],
    [7, detail],
    [11, 'BANKREF1'],
    [32, sign],
    [33, amount],
    [48, '030326'],
    [54, '00150000'],
    [62, structured],
    [63, communication],
    [116, '020326'],
    [122, '001'],
    [126, '1'],
    [128, '0'],
  )
const CODA = [
  fixed(128, [1, '00000'], [6, '020326'], [12, '725'], [15, '05']),
  fixed(
    128,
    [1, '12'],
    [3, '001'],
    [6, 'BE68539007547034'],
    [40, 'EUR'],
    [43, '0'],
    [44, '000000000100000'],
    [59, '010326'],
    [65, 'ONZE FIRMA'],
  ),
  movement('0000', '000000000025000', '101090933755493', '0', '1'),
  fixed(128, [1, '22'], [3, '0001'], [7, '0000'], [64, 'E2E-5']),
  fixed(128, [1, '23'], [3, '0001'], [7, '0000'], [11, 'BE71096123456769'], [45, 'EUR'], [48, 'NOORDWIND BV']),
  movement('0000', '000000000000500', 'kosten', '1').replace('0001', '0002'),
  fixed(128, [1, '8'], [2, '001'], [5, 'BE68539007547034'], [39, 'EUR'], [42, '0'], [43, '000000000124500'], [58, '310326']),
  fixed(128, [1, '9'], [17, '000006']),
]

test('CODA: three decimals, structured communication, the other side', () => {
  const statements = coda.read(bytesOf(CODA.join('\n')), 'x.cod')
  expect(coda.sniff(bytesOf(CODA.join('\n')))).toBe(true)
  expect(statements[0]).toMatchObject({
    account: 'BE68539007547034',
    currency: 'EUR',
    opening: { amountMinor: 10000n, day: '2026-03-01' },
    closing: { amountMinor: 12450n },
  })
  expect(shown(statements)).toEqual([
    '2026-03-02 · 2500 · 090933755493 · NOORDWIND BV · BE71096123456769 · 090933755493',
    '2026-03-02 · -50 · kosten · - · - · -',
  ])
  expect(statements[0]?.entries[0]?.endToEndId).toBe('E2E-5')
  expect(statements[0] && balanceGap(statements[0])).toBe(0n)
})

test('CODA: details that are the sum of their total replace it, others do not', () => {
  const parts = (second: string): string =>
    [
      ...CODA.slice(0, 2),
      movement('0000', '000000000030000', 'total'),
      movement('0001', '000000000010000', 'one'),
      movement('0002', second, 'two'),
      ...CODA.slice(-2),
    ].join('\n')
  expect(coda.read(bytesOf(parts('000000000020000')), 'x')[0]?.entries.map(e => e.amountMinor)).toEqual([1000n, 2000n])
  expect(coda.read(bytesOf(parts('000000000020010')), 'x')[0]?.entries.map(e => e.amountMinor)).toEqual([3000n])
})

test.each([
  ['a foreign record', CODA.with(2, '7 what'), 'record-unknown', 3],
  ['a sign that is none', CODA.with(2, movement('0000', '000000000025000', 'x', '5')), 'direction-unknown', 3],
  ['an amount with letters', CODA.with(2, movement('0000', '00000000002500X', 'x')), 'amount-unreadable', 3],
  ['the end cut off', CODA.slice(0, -1), 'file-cut-off', 7],
])('CODA with %s is refused', (_what, lines, code, line) => {
  expect(refusalOf(() => coda.read(bytesOf(lines.join('\n')), 'x.cod'))).toMatchObject({ code, line, file: 'x.cod' })
})
