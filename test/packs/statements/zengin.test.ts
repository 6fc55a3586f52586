import { expect, test } from 'vitest'
import { balanceGap } from '../../../src/core/match/statement.ts'
import { importer } from '../../../src/packs/statements/zengin.ts'
import { bytesOf, refusalOf, shown } from './harness.ts'

/** Half-width kana of Shift_JIS are single bytes from A1; the rest of these files is ASCII. */
const kana = (text: string): number[] => [...text].map(c => (c >= '｡' && c <= 'ﾟ' ? c.charCodeAt(0) - 0xff61 + 0xa1 : c.charCodeAt(0)))
const record = (...fields: readonly (readonly [at: number, text: string])[]): number[] => {
  const bytes = new Array<number>(200).fill(0x20)
  for (const [at, text] of fields) bytes.splice(at, kana(text).length, ...kana(text))
  return bytes
}
const file = (records: readonly number[][], ends = true): Uint8Array =>
  Uint8Array.from(records.flatMap(r => (ends ? [...r, 0x0d, 0x0a] : r)))

const NOTICE = [
  record(
    [0, '1'],
    [1, '01'],
    [3, '0'],
    [4, '080302'],
    [10, '080302'],
    [16, '080302'],
    [22, '0005'],
    [26, 'ﾐﾂﾋﾞｼ'],
    [41, '001'],
    [59, '1'],
    [60, '1234567'],
  ),
  record(
    [0, '2'],
    [1, '000001'],
    [7, '080302'],
    [13, '080303'],
    [19, '0000108000'],
    [29, '0000000000'],
    [39, '0000000077'],
    [49, 'ｶ)ｷﾀｶｾﾞｼﾖｳｼﾞ'],
    [128, 'INV-2026-0012'],
  ),
  record(
    [0, '2'],
    [1, '000002'],
    [7, '080303'],
    [13, '080303'],
    [19, '0000005000'],
    [29, '0000000000'],
    [39, '0000000000'],
    [49, 'ﾐﾅﾐ'],
    [127, '1'],
  ),
  record([0, '8'], [1, '000002']),
  record([0, '9']),
]
const MOVES = [
  record(
    [0, '1'],
    [1, '03'],
    [3, '0'],
    [4, '080302'],
    [10, '080301'],
    [16, '080302'],
    [22, '0005'],
    [41, '001'],
    [56 + 3, '000'],
    [62, '1'],
    [63, '0001234567'],
    [113, '1'],
    [115, '00000000100000'],
  ),
  record(
    [0, '2'],
    [1, '00000001'],
    [9, '080302'],
    [15, '080302'],
    [21, '1'],
    [22, '11'],
    [24, '000000108000'],
    [36, '000000000000'],
    [81, 'ｷﾀｶｾﾞ'],
    [159, 'ﾌﾘｺﾐ'],
  ),
  record(
    [0, '2'],
    [1, '00000002'],
    [9, '080302'],
    [15, '000000'],
    [21, '2'],
    [22, '11'],
    [24, '000000000550'],
    [36, '000000000000'],
    [159, 'ﾃｽｳﾘﾖｳ'],
  ),
  record([0, '8'], [1, '000001'], [39, '1'], [40, '00000000207450']),
  record([0, '9']),
]

test('transfers received: Reiwa years, kana full-width, a cancelled one takes the money back', () => {
  for (const bytes of [file(NOTICE), file(NOTICE, false)]) {
    expect(importer.sniff(bytes)).toBe(true)
    expect(shown(importer.read(bytes, 'z.txt'))).toEqual([
      '2026-03-02 · 108000 · INV-2026-0012 · カ)キタカゼシヨウジ · 0000000077 · INV-2026-0012',
      '2026-03-03 · -5000 ·  · ミナミ · - · -',
    ])
  }
  expect(importer.read(file(NOTICE), 'z.txt')[0]).toMatchObject({ format: 'Zengin 01', account: '000500111234567', currency: 'JPY' })
})

test('account movements with balances', () => {
  const [statement] = importer.read(file(MOVES), 'z.txt')
  expect(statement).toMatchObject({ opening: { amountMinor: 100000n, day: '2026-03-01' }, closing: { amountMinor: 207450n } })
  expect(statement?.entries.map(e => [e.amountMinor, e.text, e.counterparty, e.valueDay])).toEqual([
    [108000n, 'フリコミ', 'キタカゼ', '2026-03-02'],
    [-550n, 'テスウリヨウ', undefined, undefined],
  ])
  expect(statement && balanceGap(statement)).toBe(0n)
})

test('a bank that writes the common year', () => {
  const western = NOTICE.with(1, record([0, '2'], [1, '000001'], [7, '260302'], [13, '260302'], [19, '0000000100']))
  expect(importer.read(file(western), 'z.txt')[0]?.entries[0]?.day).toBe('2026-03-02')
})

test.each([
  ['a record cut off', file(NOTICE).slice(0, 350), 'record-cut-off', 2, undefined],
  ['kind 21, an order', file([record([0, '1'], [1, '21']), ...NOTICE.slice(1)]), 'kind-unknown', 1, '種別コード'],
  ['EBCDIC', file([record([0, '1'], [1, '01'], [3, '1']), ...NOTICE.slice(1)]), 'encoding-unknown', 1, 'コード区分'],
  ['an amount with letters', file(NOTICE.with(1, record([0, '2'], [7, '080302'], [19, '00001X8000']))), 'amount-unreadable', 2, '金額'],
  ['a day that is none', file(NOTICE.with(1, record([0, '2'], [7, '081302'], [19, '0000108000']))), 'day-unreadable', 2, '勘定日'],
  ['data before the header', file(NOTICE.slice(1)), 'record-unknown', 1, undefined],
  ['no trailer', file(NOTICE.slice(0, 3)), 'file-cut-off', 3, undefined],
  ['text of another kind', bytesOf('1010 hello'), 'record-cut-off', 1, undefined],
])('refuses %s', (_what, bytes, code, line, field) => {
  expect(refusalOf(() => importer.read(bytes, 'z.txt'))).toMatchObject({ code, line, field, file: 'z.txt' })
})
