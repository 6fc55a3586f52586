import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { preflight } from '../../src/core/facts/preflight.ts'
import { readDecimal } from '../../src/core/money/decimal-text.ts'
import { toDecimal } from '../../src/core/money/money.ts'
import { idFaultsOf } from '../../src/packs/checks/invoice-ids.ts'
import { invoiceJson } from '../../src/shell/inbound/print-document.ts'
import { faultOf, readInvoices, readStatuses } from './samples/registry.ts'

// Real files of others, with what an independent reader found in them. They are not part of this repository.
const CORPUS = join(import.meta.dirname, '../../../shared/corpus')
const here = existsSync(CORPUS)

type Row = Record<
  | 'file'
  | 'format'
  | 'kind'
  | 'number'
  | 'issue_date'
  | 'due_date'
  | 'currency'
  | 'total'
  | 'payable'
  | 'seller'
  | 'buyer'
  | 'iban'
  | 'payment_ref'
  | 'notes',
  string
>

const rows: readonly Row[] = here ? (parse(readFileSync(join(CORPUS, 'manifest.csv')), { columns: true }) as Row[]) : [] // the manifest's header
const rowsIn = (folder: string): Row[] => rows.filter(row => row.file.startsWith(`${folder}/`))
const bytesOf = (row: Row): Uint8Array => readFileSync(join(CORPUS, row.file))

/** The manifest's reader knew no FA_RR, the farmers' invoice: it left every field of the one file empty. */
const MANIFEST_LEAVES_OUT = (row: Row): boolean => row.format === 'KSeF FA_RR (1)'

/** Templates whose dates are placeholders (`#issue_date#`): no day, and a warning that says so. */
const expectedDay = (text: string): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null)

const sameNumber = (a: string | null, b: string | null): boolean => {
  const [x, y] = [readDecimal(a ?? ''), readDecimal(b ?? '')]
  if (!x || !y) return (a ?? '') === (b ?? '')
  return x.unscaled * 10n ** BigInt(y.scale) === y.unscaled * 10n ** BigInt(x.scale)
}

function differences(row: Row): string[] {
  const [first] = readInvoices(bytesOf(row))
  if (!first) return [`${row.file}: nothing read`]
  const got = invoiceJson(row.file, first)
  const expected = {
    format: row.format,
    kind: row.kind === 'credit' ? 'credit-note' : row.kind || got.kind,
    number: row.number || null,
    issueDate: expectedDay(row.issue_date),
    dueDate: expectedDay(row.due_date),
    currency: row.currency || null,
    seller: row.seller || null,
    buyer: row.buyer || null,
    iban: row.iban || null,
    reference: row.payment_ref || null,
  }
  const wrong = Object.entries(expected).filter(
    ([field, value]) => got[field as keyof typeof expected] !== value && !(value === null && MANIFEST_LEAVES_OUT(row)),
  ) // keys of the object above
  const amounts = (['total', 'payable'] as const).filter(
    field => !sameNumber(got[field], row[field] || null) && !(row[field] === '' && MANIFEST_LEAVES_OUT(row)),
  )
  return [
    ...wrong.map(([field, value]) => `${row.file} ${field}: ${String(value)} ≠ ${String(got[field as keyof typeof expected])}`),
    ...amounts.map(field => `${row.file} ${field}: ${row[field]} ≠ ${got[field]}`),
  ]
}

describe.skipIf(!here)('the sample corpus', () => {
  test.each(['ubl', 'cii', 'ksef', 'fatturapa', 'pdf'])('every invoice in %s reads as the manifest says', folder => {
    const found = rowsIn(`invoices/${folder}`)
    expect(found.length).toBeGreaterThan(10)
    expect(found.flatMap(differences)).toEqual([])
  })

  test('every file of the folders stands in the manifest, and one row alone is excepted: it leaves out what its file states', () => {
    for (const folder of ['invoices', 'status'])
      for (const kind of readdirSync(join(CORPUS, folder)))
        expect(
          rowsIn(`${folder}/${kind}`)
            .map(r => r.file.split('/').at(-1))
            .sort(),
        ).toEqual(readdirSync(join(CORPUS, folder, kind)).sort())
    const excepted = rowsIn('invoices').filter(MANIFEST_LEAVES_OUT)
    expect(excepted.map(r => [r.number, r.total, r.payable, r.issue_date, r.due_date, r.currency, r.iban])).toEqual([Array(7).fill('')])
    const file = readFileSync(join(CORPUS, excepted[0]?.file ?? ''), 'utf8')
    const said = (tag: string): string => new RegExp(`<${tag}>([^<]*)<`).exec(file)?.[1] ?? ''
    const [read] = readInvoices(Buffer.from(file))
    expect(read).toMatchObject({ number: said('P_4C'), currency: said('KodWaluty') })
    expect(read?.total && toDecimal(read.total)).toBe(said('P_12_1'))
  })

  test('broken files are refused with the fault named', () => {
    const found = rowsIn('invoices/broken')
    expect(found.length).toBeGreaterThan(0)
    for (const row of found) expect(faultOf(bytesOf(row))).toMatchObject({ code: 'xml-malformed', line: expect.any(Number) })
  })

  test('every line is kept with its raw source', () => {
    for (const row of rowsIn('invoices').filter(r => !r.file.includes('/broken/')))
      for (const invoice of readInvoices(bytesOf(row))) for (const line of invoice.lines) expect(line.raw).toMatch(/^<[\s\S]*>$/)
  })

  test('placeholders for dates are said, not guessed', () => {
    for (const row of rowsIn('invoices').filter(r => r.issue_date.startsWith('#')))
      expect(readInvoices(bytesOf(row))[0]?.warnings.map(w => w.code)).toContain('date-unreadable')
  })

  test('the pre-flight calls hardly any sum of these wrong, and each finding says what to mend', () => {
    const invoices = rowsIn('invoices')
      .filter(row => !row.file.includes('/broken/'))
      .flatMap(row => readInvoices(bytesOf(row)))
    const findings = invoices.flatMap(invoice => preflight(invoice, { idFaults: idFaultsOf(invoice), knownAccounts: [] }))
    const sums = new Set(findings.filter(f => /-differs?$/.test(f.code) && f.weight === 'mend').map(f => f.invoice))
    expect(sums.size).toBeLessThan(invoices.length / 30)
    for (const finding of findings)
      expect([finding.message, finding.mend]).toEqual([expect.stringMatching(/.{15,}\.$/), expect.stringMatching(/.{15,}\.$/)])
  })

  test('FatturaPA with several bodies gives all of them', () => {
    const many = rowsIn('invoices/fatturapa')
      .map(row => ({ row, documents: readInvoices(bytesOf(row)) }))
      .filter(({ documents }) => documents.length > 1)
    expect(many.length).toBeGreaterThan(0)
    for (const { documents } of many) expect(new Set(documents.map(d => d.payable && toDecimal(d.payable))).size).toBe(documents.length)
  })

  test('status documents mean what their code says', () => {
    const found = rowsIn('status')
    expect(found.length).toBeGreaterThan(20)
    for (const row of found) {
      const [first] = readStatuses(bytesOf(row))
      expect(first?.format).toBe(row.format)
      expect(first?.invoiceNumber).not.toBe('')
      if (row.notes) expect(`status ${first?.statusCode}`).toBe(row.notes)
    }
  })
})
