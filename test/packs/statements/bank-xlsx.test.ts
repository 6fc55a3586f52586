import { existsSync, readFileSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { importer } from '../../../src/packs/statements/bank-xlsx.ts'
import { bytesOf, refusalOf, shown } from './harness.ts'

/** The smallest zip: local heads, directory, end. Checksums are not read and stay zero. */
function zip(parts: Readonly<Record<string, string | Uint8Array>>, packed = true): Uint8Array {
  const bodies: Buffer[] = []
  const entries: Buffer[] = []
  let offset = 0
  for (const [name, content] of Object.entries(parts)) {
    const raw = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
    const data = packed ? deflateRawSync(raw) : raw
    const [head, entry] = [Buffer.alloc(30), Buffer.alloc(46)]
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(name.length, 26)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(packed ? 8 : 0, 10)
    entry.writeUInt32LE(data.length, 20)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    bodies.push(head, Buffer.from(name), data)
    entries.push(entry, Buffer.from(name))
    offset += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...bodies, ...entries, end]))
}

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="166" formatCode="DD/MM/YYYY"/><numFmt numFmtId="167" formatCode="#,##0.00"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>'
const SHARED = '<sst><si><t>Date</t></si><si><r><t>Amo</t></r><r><t>unt</t></r></si><si><t>Description</t></si><si><t>RE-12</t></si></sst>'
const row = (n: number, day: string, style: number, amount: string): string =>
  `<row r="${n}"><c r="A${n}" s="${style}" t="n"><v>${day}</v></c><c r="C${n}" s="3"><v>${amount}</v></c><c r="D${n}" t="s"><v>3</v></c></row>`
const sheet = (...rows: string[]): string =>
  `<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c><c r="D1" t="inlineStr"><is><t>Description</t></is></c></row>${rows.join('')}</sheetData></worksheet>`
const book = (content: string, packed = true): Uint8Array =>
  zip({ 'xl/styles.xml': STYLES, 'xl/sharedStrings.xml': SHARED, 'xl/worksheets/sheet1.xml': content }, packed)

test('days by their format, shared and inline text, empty columns, packed and stored', () => {
  for (const packed of [true, false]) {
    const bytes = book(sheet(row(2, '46083', 1, '1234.5'), row(4, '46084.75', 2, '-0.05')), packed)
    expect(importer.sniff(bytes)).toBe(true)
    expect(shown(importer.read(bytes, 'b.xlsx'))).toEqual([
      '2026-03-02 · 123450 · RE-12 · - · - · -',
      '2026-03-03 · -5 · RE-12 · - · - · -',
    ])
    expect(importer.read(bytes, 'b.xlsx')[0]).toMatchObject({ format: 'XLSX', entries: [{ line: 2 }, { line: 4 }] })
  }
})

test.each([
  ['a day that is a plain number', book(sheet(row(2, '46083', 0, '1'))), 'day-unreadable', 2],
  ['no sheet', zip({ 'xl/styles.xml': STYLES }), 'workbook-unreadable', undefined],
  ['no directory', book(sheet()).slice(0, -30), 'workbook-unreadable', undefined],
  ['a sheet that is no XML', book('<worksheet>'), 'xml-unreadable', 1],
  ['a bomb', zip({ 'xl/worksheets/sheet1.xml': new Uint8Array(80 * 1024 * 1024) }), 'workbook-unreadable', undefined],
  ['no columns we know', book(sheet().replace('<v>0</v>', '<v>3</v>')), 'columns-unknown', 1],
])('refuses %s', (_what, bytes, code, line) => {
  expect(refusalOf(() => importer.read(bytes, 'b.xlsx'))).toMatchObject({ code, line })
})

test('other zips are not taken for a bank list', () => {
  expect([
    importer.sniff(zip({ 'word/document.xml': '<a/>' })),
    importer.sniff(bytesOf('PK hello')),
    importer.sniff(bytesOf('Date,Amount')),
  ]).toEqual([false, false, false])
})

const FOLDER = '../shared/corpus/statements/xlsx'
test.skipIf(!existsSync(FOLDER)).each([
  ['OCA__fixtures_empty_statement_en.xlsx', []],
  ['OCA__fixtures_meta_data_separated_credit_debit.xlsx', [-5000n, -10000n, -8068n, 130000n]],
  ['OCA__fixtures_sample_statement_en.xlsx', [-3350n, 152500n]],
  ['OCA__fixtures_sample_statement_en_empty_values.xlsx', undefined],
] as const)('%s', (name, amounts) => {
  const bytes = readFileSync(`${FOLDER}/${name}`)
  expect(importer.sniff(bytes)).toBe(true)
  const read = importer.read(bytes, name).flatMap(s => s.entries.map(e => e.amountMinor))
  if (amounts) expect(read.toSorted()).toEqual([...amounts].toSorted())
  else expect(read.length).toBeGreaterThan(0)
})
