import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type Fault, Refusal } from '../../src/core/fault.ts'
import { confirmImport, previewImport } from '../../src/shell/acts/import-lists.ts'
import type { ListAnswers } from '../../src/shell/lists/read-lists.ts'
import { ownPlace } from './own-place.ts'
import { essence, readText } from './read.ts'

const HEAD = 'Client,Invoice No,Invoice Date,Due Date,Total,Currency\n'
const row = (n: number, over: Partial<Record<'client' | 'issued' | 'due' | 'total' | 'currency', string>> = {}): string =>
  `${over.client ?? 'Fern Ltd'},F-${n},${over.issued ?? '2026-09-14'},${over.due ?? '2026-10-14'},${over.total ?? '100.00'},${over.currency ?? 'EUR'}\n`

/** The faults with which a file as a whole is refused. */
async function faultsOf(text: string | Uint8Array, name = 'list.csv'): Promise<readonly Fault[]> {
  const error = await readText(text, {}, undefined, name).then(
    () => undefined,
    (e: unknown) => e,
  )
  if (!(error instanceof Refusal)) throw new Error(`not refused: ${String(error)}`)
  return error.faults
}

test('a line of 50 MB is refused by its line number, in time', async () => {
  const start = performance.now()
  const faults = await faultsOf(`${HEAD}${row(1)}${'x'.repeat(50_000_000)}\n`)
  expect(faults).toMatchObject([{ code: 'line-too-long', file: 'list.csv', line: 3 }])
  expect(faults[0]?.mend).toBeTruthy()
  expect(performance.now() - start).toBeLessThan(10_000)
})

test.each([
  ['within quotes', `${HEAD}${row(1)}"Fern Ltd,F-2,2026-09-14,2026-10-14,100.00,EUR\n${row(3)}`, 3],
  ['within a row', `${HEAD}${row(1)}${row(2)}${row(3).slice(0, 18)}`, 4],
])('a file cut %s is called cut, with its line', async (_what, text, line) => {
  expect(await faultsOf(text)).toMatchObject([{ code: 'file-cut', file: 'list.csv', line }])
})

test('a file cut within a character is called cut', async () => {
  const whole = Buffer.from(`${HEAD}${row(1, { client: 'Étoile' })}${row(2, { client: 'Fôret é' }).slice(0, 8)}`)
  expect(await faultsOf(whole.subarray(0, whole.lastIndexOf(0xc3) + 1))).toMatchObject([{ code: 'file-cut' }])
  const utf16 = Buffer.from(`${HEAD}${row(1)}`, 'utf16le')
  expect(await faultsOf(utf16.subarray(0, utf16.length - 1))).toMatchObject([{ code: 'file-cut' }])
})

test('a workbook that is cut, a bomb and the old binary format are refused by name', async () => {
  expect(await faultsOf(Buffer.from('PK\u0003\u0004 and nothing more'), 'a.xlsx')).toMatchObject([{ code: 'file-cut', file: 'a.xlsx' }])
  expect(await faultsOf(zipThatUnpacksTo(900_000_000), 'b.xlsx')).toMatchObject([{ code: 'file-too-large' }])
  expect(await faultsOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'c.xls')).toMatchObject([{ code: 'format-old' }])
})

/** A zip directory that claims a size; its one entry is small. */
function zipThatUnpacksTo(size: number): Buffer {
  const body = deflateRawSync(Buffer.alloc(1000))
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt32LE(size, 24)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(local.length + body.length, 16)
  return Buffer.concat([local, body, central, end])
}

test.each([
  ['empty', '', 'file-empty'],
  ['binary', 'Client,Invoice\u0000No\nA\u0000,1\n', 'file-binary'],
  ['without headers that say anything', 'alpha,beta\n1,2\n', 'headers-unknown'],
  ['without amounts', 'Client,Invoice No,Invoice Date\nFern,1,2026-09-14\n', 'column-missing'],
])('a file %s is refused with what to do', async (_what, text, code) => {
  const faults = await faultsOf(text)
  expect(faults.map(f => f.code)).toContain(code)
})

test('each row that cannot be read is named with line, field and what to do; the others are read', async () => {
  const list = await readText(
    HEAD +
      row(1) +
      row(2, { due: '2026-02-31' }) +
      row(3, { total: 'twelve' }) +
      row(4, { currency: 'Euros' }) +
      row(5, { due: '2026-09-01' }) +
      row(6, { total: '10.005' }) +
      row(7, { client: '' }) +
      'Fern Ltd,,2026-09-14,2026-10-14,1.00,EUR\n' +
      'Fern Ltd,F-9,2026-09-14,2026-10-14,1.00,EUR,spill,over\n',
  )
  expect(list.refused.map(f => [f.code, f.line, f.field])).toEqual([
    ['number-missing', 9, 'Invoice No'],
    ['columns-too-many', 10, undefined],
    ['date-unreadable', 3, 'Due Date'],
    ['amount-unreadable', 4, 'Total'],
    ['currency-unknown', 5, 'Currency'],
    ['due-before-issue', 6, 'Due Date'],
    ['amount-too-fine', 7, 'Total'],
    ['client-missing', 8, 'Client'],
  ])
  expect(list.refused.every(f => f.file === 'list.csv' && f.mend)).toBe(true)
  expect(list.invoices.map(i => i.number)).toEqual(['F-1'])
})

test('three currencies, credit notes by sign, nothing for zero, duplicates said once', async () => {
  const list = await readText(
    HEAD +
      row(1) +
      row(2, { currency: 'USD' }) +
      row(3, { currency: 'JPY', total: '12000' }) +
      row(4, { total: '-30.00' }) +
      row(5, { total: '(40.00)' }) +
      row(6, { total: '0.00' }) +
      row(1),
  )
  expect(essence(list).map(line => line.split(' · ').filter((_, at) => [0, 1, 5, 6].includes(at)))).toEqual([
    ['invoice', 'F-1', '10000', 'EUR'],
    ['invoice', 'F-2', '10000', 'USD'],
    ['invoice', 'F-3', '12000', 'JPY'],
    ['credit', 'F-4', '3000', 'EUR'],
    ['credit', 'F-5', '4000', 'EUR'],
  ])
  expect(list.leftOut.map(f => [f.code, f.line])).toEqual([['row-twice', 8], ['zero', 7]]) // biome-ignore format: two rows
  const other = await readText(HEAD + row(1) + row(1, { total: '90.00' }))
  expect(other.refused).toMatchObject([{ code: 'number-twice', line: 3 }])
})

test('the order of day and month is seen from one day above 12, said where it is open, and can be told', async () => {
  const seen = await readText(
    HEAD + row(1, { issued: '03/04/2026', due: '05/04/2026' }) + row(2, { issued: '04/13/2026', due: '05/04/2026' }),
  )
  expect([seen.dateOrder, seen.invoices[0]?.issuedOn]).toEqual(['mdy', '2026-03-04'])
  const open = HEAD + row(1, { issued: '03/04/2026', due: '05/04/2026' })
  const assumed = await readText(open)
  expect(assumed.assumed).toEqual([{ code: 'date-order', value: 'dmy', by: 'nobody', example: '03/04/2026' }])
  const american = await readText(open, {}, { country: 'US', currency: 'USD' })
  expect(american.assumed[0]?.value).toBe('mdy')
  const japanese = await readText(open, {}, { country: 'JP', currency: 'JPY' }) // the year is last here, though it is first there
  expect([japanese.assumed[0]?.value, japanese.invoices[0]?.issuedOn]).toEqual(['dmy', '2026-04-03'])
  const short = await readText(open.replaceAll('/2026', '/05'), {}, { country: 'JP', currency: 'JPY' })
  expect([short.assumed[0]?.value, short.invoices[0]?.issuedOn]).toEqual(['ymd', '2003-04-05'])
  const told = await readText(open, { dateOrder: 'mdy' })
  expect([told.assumed[0]?.by, told.invoices[0]?.issuedOn]).toEqual(['person', '2026-03-04'])
})

const openMarks = async (totals: readonly string[], answers: ListAnswers = {}, over: { currency?: string } = {}) => {
  const list = await readText(HEAD + totals.map((total, n) => row(n + 1, { total: `"${total}"`, ...over })).join(''), answers)
  return { asked: list.assumed.filter(a => a.code === 'decimal'), minor: list.invoices.map(i => i.totalMinor), refused: list.refused }
}

test('whether 1.234 is a thousand or little more than one is asked where no amount of the list shows it', async () => {
  const open = await openMarks(['80', '1.234', '2.500'])
  expect(open.asked).toEqual([{ code: 'decimal', value: ',', by: 'nobody', example: '1.234' }])
  expect(open.minor).toEqual([8000n, 123400n, 250000n])
  const decimals = await openMarks(['80', '1.234', '2.500'], { decimal: '.' })
  expect([decimals.asked[0]?.by, decimals.minor]).toEqual(['person', [8000n, 250n]])
  expect(decimals.refused).toMatchObject([{ code: 'amount-too-fine', line: 3, params: { value: '1.234', currency: 'EUR' } }])
  const comma = await openMarks(['1,500'])
  expect([comma.asked[0]?.value, comma.minor]).toEqual(['.', [150000n]])
  expect((await openMarks(['1,500'], { decimal: ',' })).minor).toEqual([150n])
})

test('the mark is not asked where an amount shows it, where a currency has no decimals, or where nothing is open', async () => {
  expect(await openMarks(['1.234', '2.500,50'])).toMatchObject({ asked: [], minor: [123400n, 250050n] })
  expect(await openMarks(['1,234'], {}, { currency: 'JPY' })).toMatchObject({ asked: [], minor: [1234n] })
  expect(await openMarks(['1234', '0.125 '.trim(), '12.50'])).toMatchObject({ asked: [] })
  expect(await openMarks(['1234567'])).toMatchObject({ asked: [], minor: [123456700n] })
  const three = await openMarks(['1.234'], {}, { currency: 'KWD' })
  expect([three.asked[0]?.value, three.minor]).toEqual(['.', [1234n]])
})

test('a list that writes one amount each way is asked about, and what can be read one way only is read so', async () => {
  const both = await openMarks(['1.234,50', '1,234.50', '1.234'])
  expect([both.asked[0]?.value, both.minor]).toEqual([',', [123450n, 123450n, 123400n]])
})

test('three letters that are no currency of ISO 4217 are refused by line', async () => {
  const list = await readText(HEAD + row(1, { currency: 'TTC' }) + row(2, { currency: 'usd' }))
  expect(list.refused).toMatchObject([{ code: 'currency-unknown', line: 2, params: { value: 'TTC' } }])
  expect(list.invoices.map(i => i.currency)).toEqual(['USD'])
})

test('spreadsheet serial dates and quoted cells with line ends are read, and lines are counted through them', async () => {
  const list = await readText(`${HEAD}"Fern\nLtd",F-1,46279,46309,100.00,EUR\n${row(2, { total: 'x' })}`)
  expect(list.invoices[0]).toMatchObject({ issuedOn: '2026-09-14', dueOn: '2026-10-14', line: 2 })
  expect(list.refused[0]?.line).toBe(4)
})

test('a refused row stops the whole import unless the person says otherwise, and nothing is half-written', async () => {
  const place = await ownPlace()
  const files = [{ name: 'list.csv', bytes: Buffer.from(HEAD + row(1) + row(2, { due: '31/31/2026' })) }]
  await expect(confirmImport(place, files)).rejects.toThrow('list.csv, line 3, field "Due Date"')
  expect(await place.store.db.selectFrom('invoice').selectAll().execute()).toEqual([])
  expect(await place.store.db.selectFrom('importBatch').selectAll().execute()).toEqual([])
  const done = await confirmImport(place, files, { skipRefused: true })
  expect(done.preview.counts).toMatchObject({ new: 1, refused: 1 })
  await place.end()
})

const XML = '<?xml version="1.0"?>'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
/** A workbook of sheets, each with rows of texts. */
function workbookOf(sheets: readonly (readonly (readonly string[])[])[], { hidesFirst = false, since1904 = false } = {}): Uint8Array {
  const cell = (text: string, row: number, column: number): string =>
    /^\d{5}$/.test(text)
      ? `<c r="${String.fromCharCode(65 + column)}${row + 1}"><v>${text}</v></c>`
      : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`
  const sheet = (rows: readonly (readonly string[])[]): string =>
    rows.map((r, n) => `<row r="${n + 1}">${r.map((t, c) => cell(t, n, c)).join('')}</row>`).join('')
  return bookOf(sheets.map(sheet), { hidesFirst, since1904 })
}

/** A workbook of sheets, each given as its rows in XML. */
function bookOf(sheets: readonly string[], { hidesFirst = false, since1904 = false } = {}): Uint8Array {
  const each = (text: (n: number) => string): string => sheets.map((_, n) => text(n + 1)).join('')
  return zipSync({
    '[Content_Types].xml': strToU8(`${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`),
    '_rels/.rels': strToU8(`${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    'xl/workbook.xml': strToU8(`${XML}<workbook ${MAIN} xmlns:r="${REL}"><workbookPr${since1904 ? ' date1904="1"' : ''}/><sheets>${each(n => `<sheet name="S${n}" sheetId="${n}"${n === 1 && hidesFirst ? ' state="hidden"' : ''} r:id="r${n}"/>`)}</sheets></workbook>`),
    'xl/_rels/workbook.xml.rels': strToU8(`${XML}<Relationships xmlns="${PACKAGE}/relationships">${each(n => `<Relationship Id="r${n}" Type="${REL}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`),
    ...Object.fromEntries(sheets.map((rows, n) => [`xl/worksheets/sheet${n + 1}.xml`, strToU8(`${XML}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`)])),
  }) // biome-ignore format: one part a line
}

test('a hidden sheet is not the list', async () => {
  const rows = (HEAD + row(1)).trim().split('\n').map(line => line.split(',')) // biome-ignore format: one list
  const list = await readText(workbookOf([[['Old numbers'], ['7']], rows], { hidesFirst: true }), {}, undefined, 'list.xlsx')
  expect(list.invoices.map(i => i.number)).toEqual(['F-1'])
})

test('an amount that shows another currency than its row is not believed', async () => {
  const list = await readText(
    HEAD + row(1, { total: '£12.00' }) + row(2, { total: '€ 1.234;50'.replace(';', ',') }).replace('€ 1.234,50', '"€ 1.234,50"'),
  )
  expect(list.refused).toMatchObject([{ code: 'currency-contradicts', line: 2, params: { value: '£12.00', currency: 'EUR' } }])
  expect(list.invoices.map(i => i.number)).toEqual(['F-2'])
})

test.each([
  ['$5.00', 'EUR', true],
  ['$5.00', 'CAD', false],
  ['US$ 5.00', 'USD', false],
  ['USD 5.00', 'EUR', true],
  ['CHF 5.00', 'CHF', false],
  ['5.00 kr', 'NOK', false],
  ['5.00 kr', 'PLN', true],
  ['¥500', 'JPY', false],
  ['5,00 lei', 'EUR', true],
  ['5.00 TTC', 'EUR', false],
])('an amount %j in a row of %s is refused: %s', async (total, currency, isRefused) => {
  const { refused, invoices } = await readText(HEAD + row(1, { total: `"${total}"`, currency }))
  expect([refused.map(f => [f.code, f.line, f.field]), invoices.length]).toEqual(
    isRefused ? [[['currency-contradicts', 2, 'Total']], 0] : [[], 1],
  )
})

test('a dollar where no column says which is refused, until the person says it', async () => {
  const list = 'Client,Invoice No,Invoice Date,Due Date,Total\nFern Ltd,F-1,2026-09-14,2026-10-14,$5.00\n'
  expect((await readText(list)).refused).toMatchObject([{ code: 'currency-contradicts', line: 2, field: 'Total' }])
  expect((await readText(list, { currency: 'USD' })).invoices).toMatchObject([{ currency: 'USD', totalMinor: 500n }])
})

test('a row of headers in the middle is passed over, and said', async () => {
  const list = await readText(HEAD + row(1) + HEAD + row(2))
  expect(list.refused).toEqual([])
  expect(list.leftOut.map(f => [f.code, f.line])).toEqual([['header-again', 3]])
  expect(list.invoices.map(i => i.number)).toEqual(['F-1', 'F-2'])
})

test('days of the century before last, and days nobody means, are refused by line and column', async () => {
  const old = await readText(HEAD + row(1, { issued: '1899-12-31' }) + row(2, { due: '9999-01-01' }))
  expect(old.refused.map(f => [f.code, f.line, f.field])).toEqual([
    ['date-unlikely', 2, 'Invoice Date'],
    ['date-unlikely', 3, 'Due Date'],
  ])
  const place = await ownPlace()
  const bytes = Buffer.from(HEAD + row(1, { issued: '2062-01-05', due: '2062-02-05' }) + row(2, { due: '2062-02-05' }) + row(3))
  const { refused, counts } = await previewImport(place, [{ name: 'list.csv', bytes }], {})
  await place.end()
  expect(counts.new).toBe(1)
  expect(refused.map(f => [f.code, f.line, f.field])).toEqual([
    ['issued-far', 2, 'Invoice Date'],
    ['due-far', 3, 'Due Date'],
  ])
})

test('plain numbers as days are counted from the year from which their workbook counts', async () => {
  const rows = [HEAD.trim().split(','), ['Fern Ltd', 'F-1', '46279', '46309', '100.00', 'EUR']]
  const days = async (since1904: boolean) => {
    const { invoices } = await readText(workbookOf([rows], { since1904 }), {}, undefined, 'list.xlsx')
    return invoices.map(i => [i.issuedOn, i.dueOn])
  }
  expect(await days(false)).toEqual([['2026-09-14', '2026-10-14']])
  expect(await days(true)).toEqual([['2030-09-15', '2030-10-15']])
})

const inlineRow = (n: number, cells: readonly string[]): string =>
  `<row r="${n}">${cells.map((text, c) => (text === '' ? '' : `<c r="${String.fromCharCode(65 + c)}${n}" t="inlineStr"><is><t>${text}</t></is></c>`)).join('')}</row>`
const LISTED = [HEAD.trim().split(','), row(1).trim().split(',')]
const listedRows = LISTED.map((cells, at) => inlineRow(at + 1, cells)).join('')

test('rows keep their numbers over empty ones, below a title, and the sum at the foot is passed over', async () => {
  const sheet =
    inlineRow(1, ['Report of invoices']) +
    inlineRow(3, LISTED[0] ?? []) +
    inlineRow(5, LISTED[1] ?? []) +
    inlineRow(9, ['Fern Ltd', 'F-2', 'nonsense', '2026-10-14', '1.00', 'EUR']) +
    inlineRow(11, ['Total', '', '', '', '101.00'])
  const list = await readText(bookOf([sheet]), {}, undefined, 'list.xlsx')
  expect(list.invoices.map(i => [i.number, i.line])).toEqual([['F-1', 5]])
  expect(list.refused).toMatchObject([{ code: 'date-unreadable', line: 9, field: 'Invoice Date' }])
  expect(list.leftOut).toMatchObject([{ code: 'sum-row', line: 11 }])
  expect(list.rowCount).toBe(3)
})

test.each([
  ['far to the right and below', '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>', 'sheet-too-wide'],
  ['far to the right', '<row r="3"><c r="NTP3"><v>1</v></c></row>', 'sheet-too-wide'],
  ['so far that all before it fills the memory', '<row r="1048576"><c r="AAA1048576"><v>1</v></c></row>', 'file-too-long'],
])('a cell %s is refused before it is read', async (_what, far, code) => {
  expect(await faultsOf(bookOf([listedRows + far]), 'far.xlsx')).toMatchObject([{ code, file: 'far.xlsx', mend: expect.any(String) }])
})

test('empty cells far out, as formatting leaves them, cost nothing', async () => {
  const list = await readText(
    bookOf([`${listedRows}<row r="3"><c r="XFD3" s="1"/></row><row r="1048576" s="1"/>`]),
    {},
    undefined,
    'list.xlsx',
  )
  expect([list.rowCount, list.invoices.map(i => i.number)]).toEqual([1, ['F-1']])
})

test('a workbook that unpacks to more than it says is refused, not unpacked', async () => {
  const bytes = Buffer.from(bookOf([listedRows + ' '.repeat(5_000_000)]))
  const at = bytes.lastIndexOf('xl/worksheets/sheet1.xml') - 46 // its entry in the directory
  expect(bytes.readUInt32LE(at)).toBe(0x02014b50)
  bytes.writeUInt32LE(1000, at + 24)
  expect(await faultsOf(bytes, 'liar.xlsx')).toMatchObject([{ code: 'list-unreadable', file: 'liar.xlsx' }])
})

test.each([
  ['a workbook under a password', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), 'format-locked'],
  ['an OpenDocument sheet', zipSync({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'), 'content.xml': strToU8('<x/>') }), 'format-other'],
  ['a web page saved as a spreadsheet', Buffer.from('\ufeff<html><table><tr><td>Client</td></tr></table></html>'), 'format-other'],
  ['nothing but line ends', Buffer.from('\n\n  \n'), 'file-empty'],
  ['a sheet without rows', bookOf(['']), 'file-empty'],
])('%s is called what it is, with what to do', async (_what, bytes, code) => {
  expect(await faultsOf(bytes, 'list.xls')).toMatchObject([{ code, file: 'list.xls' }])
}) // biome-ignore format: one kind a line

test('a list of headers alone says that it holds no row; of two columns of one name the one that is taken is told', async () => {
  const place = await ownPlace()
  const looked = (text: string) => previewImport(place, [{ name: 'list.csv', bytes: Buffer.from(text) }])
  expect((await looked(HEAD)).notes).toMatchObject([{ code: 'no-rows', file: 'list.csv', line: 1 }])
  const twice = await looked('Client,Client,Invoice No,Invoice Date,Total,Total\nFern,Moss,F-1,2026-09-14,5.00,6.00\n')
  expect(twice.notes.filter(n => n.code === 'header-twice').map(n => n.params)).toEqual([
    { header: 'Client', column: '1' },
    { header: 'Total', column: '5' },
  ])
  await place.end()
})
