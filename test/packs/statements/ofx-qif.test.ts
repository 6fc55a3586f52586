import { expect, test } from 'vitest'
import { importer as ofx } from '../../../src/packs/statements/ofx.ts'
import { importer as qif } from '../../../src/packs/statements/qif.ts'
import { bytesOf, latin1, refusalOf, shown } from './harness.ts'

const sgml = (
  transactions: string,
  head = 'OFXHEADER:100\nDATA:OFXSGML\nCHARSET:1252\n',
): string => `${head}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>
<CURDEF>EUR<BANKACCTFROM><BANKID>1<ACCTID>42 17<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST><DTSTART>20260301<DTEND>20260331
${transactions}
</BANKTRANLIST><LEDGERBAL><BALAMT>12.50<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`
const transaction = (amount: string, more = ''): string =>
  `<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260302120000[-5:EST]<TRNAMT>${amount}<FITID>F1<NAME>Caf\u00e9 &amp; Fils<MEMO>RE-12${more}</STMTTRN>`

test('SGML without end tags, windows-1252', () => {
  const [statement] = ofx.read(latin1(sgml(transaction('1234.50'))), 's.ofx')
  expect(statement).toMatchObject({ format: 'OFX', account: '4217', currency: 'EUR', closing: { amountMinor: 1250n, day: '2026-03-31' } })
  expect(shown(ofx.read(latin1(sgml(transaction('1234.50'))), 's.ofx'))).toEqual(['2026-03-02 · 123450 · RE-12 · Café & Fils · - · -'])
  expect(statement?.entries[0]?.bankId).toBe('F1')
})

test('a file cut in the middle is refused, wherever it breaks off', () => {
  const whole = sgml(transaction('1234.50'))
  for (const at of [60, 200, whole.length - 8])
    expect(refusalOf(() => ofx.read(latin1(whole.slice(0, at)), 's.ofx'))).toMatchObject({ file: 's.ofx', line: expect.any(Number) })
  expect(refusalOf(() => ofx.read(latin1(whole.slice(0, -8)), 's.ofx'))).toMatchObject({ code: 'file-cut-off', line: 8, field: 'OFX' })
})

test('all on one line, XML, comments and blank values', () => {
  const xml = sgml(transaction('-7').replaceAll(/<(TRNTYPE|DTPOSTED|TRNAMT|FITID|NAME|MEMO)>([^<]*)/g, '<$1>$2</$1>').replace('</MEMO>', '</MEMO><CHECKNUM></CHECKNUM><REFNUM>R9</REFNUM>'), '<?xml version="1.0"?><?OFX OFXHEADER="200"?>')
    .replaceAll('\n', '').replace('<BANKTRANLIST>', '<!-- <STMTTRN> --><BANKTRANLIST>') // biome-ignore format: one document
  expect(ofx.sniff(bytesOf(xml))).toBe(true)
  expect(shown(ofx.read(bytesOf(xml), 's.ofx'))).toEqual(['2026-03-02 · -700 · RE-12 · Café & Fils · - · R9'])
})

test('decimal comma, grouped thousands, several statements', () => {
  const amounts = ['1.234,56', '1,234.56', '-0,05', '+00012.5000', '1,234,567'].map(a => transaction(a)).join('\n')
  expect(ofx.read(latin1(sgml(amounts)), 's.ofx')[0]?.entries.map(e => e.amountMinor)).toEqual([123456n, 123456n, -5n, 1250n, 123456700n])
  const two = sgml(transaction('1')).replace('</STMTRS>', '</STMTRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>2</BANKACCTFROM></STMTRS>')
  expect(ofx.read(latin1(two), 's.ofx').map(s => [s.account, s.currency, s.entries.length])).toEqual([['4217', 'EUR', 1], ['2', 'USD', 0]]) // biome-ignore format: rows
})

test('a day written with signs', () => {
  expect(ofx.read(latin1(sgml(transaction('1').replace('20260302120000[-5:EST]', '2026-03-02'))), 's.ofx')[0]?.entries[0]?.day).toBe(
    '2026-03-02',
  )
})

test.each([
  ['no day', sgml(transaction('1').replace(/<DTPOSTED>[^<]*/, '')), 'value-missing', 'DTPOSTED'],
  ['an impossible day', sgml(transaction('1').replace('20260302', '20260231')), 'day-unreadable', 'DTPOSTED'],
  ['a blank amount', sgml(transaction('')), 'value-missing', 'TRNAMT'],
  ['an absurd amount', sgml(transaction('1'.repeat(30))), 'amount-unreadable', 'TRNAMT'],
  ['a value of a megabyte', sgml(transaction('1', 'x'.repeat(1_000_000))), 'value-too-long', 'MEMO'],
])('OFX with %s is refused with its line', (_what, text, code, field) => {
  expect(refusalOf(() => ofx.read(latin1(text), 's.ofx'))).toMatchObject({
    code,
    field,
    file: 's.ofx',
    line: text.startsWith('OFXHEADER') ? 7 : 1,
  })
})

const record = (...lines: string[]): string => ['!Type:Bank', ...lines, '^'].join('\n')

test('QIF in American, European and ISO order, as the whole file shows', () => {
  expect(
    shown(qif.read(bytesOf(record("D2/14'2026", 'T1,234.50', 'PNordwind', 'MRE-12', 'N7', '^', "D2/ 1'26", 'T-3.00', 'PCafé')), 'q.qif')),
  ).toEqual(['2026-02-14 · 123450 · RE-12 · Nordwind · - · 7', '2026-02-01 · -300 · Café · Café · - · -'])
  expect(
    shown(qif.read(bytesOf(record('D14.02.2026', 'T1.234,50', '^', 'D01.03.2026', 'T-3,00')), 'q.qif')).map(l => l.slice(0, 22)),
  ).toEqual(['2026-02-14 · 123450 · ', '2026-03-01 · -300 ·  ·'])
  expect(qif.read(bytesOf(record('D2026-09-03', 'T-184.8')), 'q.qif')[0]?.entries[0]).toMatchObject({
    day: '2026-09-03',
    amountMinor: -18480n,
  })
})

test('QIF: only money accounts are statements, under the account named before them', () => {
  const file = [
    '!Account',
    'NGiro',
    'TBank',
    '^',
    '!Type:Bank',
    '^',
    'D1/2/2026',
    'T5',
    '^',
    '!Type:Cat',
    'NFood',
    'D',
    'E',
    '^',
    '!Type:Invst',
    'D1/2/2026',
    'T9',
    '^',
  ].join('\n')
  expect(qif.sniff(bytesOf(file))).toBe(true)
  expect(qif.read(bytesOf(file), 'q.qif')).toMatchObject([{ account: 'Giro', entries: [{ amountMinor: 500n }] }])
})

test.each([
  ['no day', record('T5'), 'value-missing', 2, 'D'],
  ['no amount', record('D1/2/2026'), 'value-missing', 2, 'T'],
  ['an amount in words', record('D1/2/2026', 'Tfive'), 'amount-unreadable', 3, 'T'],
  ['a day that is none', record('D13/13/2026', 'T5'), 'day-unreadable', 2, 'D'],
  ['the end cut off', '!Type:Bank\nD1/2/2026\nT5', 'record-unfinished', 3, undefined],
])('QIF with %s is refused', (_what, text, code, line, field) => {
  expect(refusalOf(() => qif.read(bytesOf(text), 'q.qif'))).toMatchObject({ code, line, field, file: 'q.qif' })
})
