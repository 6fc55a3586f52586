import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { money, toDecimal } from '../../../src/core/money/money.ts'
import { statementJson } from '../../../src/shell/inbound/print-document.ts'
import { importers } from './harness.ts'

// The shared corpus, read as its manifest says. Left out by name where the corpus is not at hand; the own samples beside this file always run.
const ROOT = '../shared/corpus'
const here = existsSync(`${ROOT}/manifest.csv`)
interface Row {
  file: string
  format: string
  currency: string
  iban: string
  entries: string
  opening: string
  closing: string
}
const rows: Row[] = here
  ? (parse(readFileSync(`${ROOT}/manifest.csv`), { columns: true, relaxColumnCount: true }) as Row[]).filter(
      r => r.file.startsWith('statements/') && !/xlsx/i.test(r.file),
    )
  : []

/** Files that hold a line without a day or with an impossible one: refused, with this place. */
const REFUSED: Readonly<Record<string, string>> = {
  'ofx/OCA__test_ofx_file_test_ofx_wrong.ofx': 'line 42, field "DTPOSTED"',
  'ofx/asgrim__fixtures_ofxdata-banking-xml200.ofx': 'line 32, field "DTPOSTED"',
  'ofx/jseutter__fail_nice_date_missing.ofx': 'line 33, field "DTPOSTED"',
  'ofx/jseutter__fail_nice_decimal_error.ofx': 'line 36, field "DTPOSTED"',
}

/**
 * The manifest counts records: `^` in QIF, rows less one in CSV. Where those are not all booked lines, what the file holds and why; each was
 * counted by hand. A batch counts as the one line that the bank booked.
 */
const OTHERWISE: Readonly<Record<string, number>> = {
  'qif/isaacharrisholt__test_files_test.qif': 6, // classes, categories, securities
  'qif/isaacharrisholt__test_files_test_oth_a.qif': 6, // the same
  'qif/isaacharrisholt__test_files_test_category_inherit.qif': 0, // categories
  'qif/isaacharrisholt__test_files_test_clear_autoswitch.qif': 0, // an account
  'qif/isaacharrisholt__test_files_test_nosymbol.qif': 0, // a security
  'qif/isaacharrisholt__test_files_test_option_autoswitch.qif': 0, // accounts
  'qif/isaacharrisholt__test_files_test_transaction_before_account_definition_1.qif': 2, // an empty record
  'qif/isaacharrisholt__test_files_test_unknown_account_type.qif': 0, // an investment account
  'csv/OCA__fixtures_meta_data_separated_credit_debit.csv': 4, // title rows and balances
  'csv/OCA__fixtures_original_currency_no_header.csv': 1, // no header
  'csv/bank2ynab__test-data_CSV_A_20180414_112204.csv': 3, // line ends written twice
  'csv/bank2ynab__test-data_MS_JANE_SMITH_01-12-2019_14-12-2019.csv': 10, // three pending
  'csv/bank2ynab__test-data_TransactionHistory_20180418043121.csv': 8, // title rows, texts over two rows
  'csv/bank2ynab__test-data_dba33fceecd62c3c727893361e0ba4d3.P000000027355791.csv': 1, // no header
  'csv/bank2ynab__test-data_statement_1.csv': 1, // no header
  'csv/bank2ynab__test-data_test_headers.csv': 73, // empty rows
  'csv/bank2ynab__test-data_test_raiffeisen_01.csv': 73,
  'csv/bank2ynab__test-data_test_row_format_CD_flag.csv': 73,
  'csv/bank2ynab__test-data_test_row_format_neg_inflow.csv': 73,
}

test.skipIf(!here)('the corpus holds what this test knows', () => {
  expect(rows.length).toBeGreaterThan(150)
})

test.skipIf(!here).each(rows.map(r => [r.file.replace('statements/', ''), r] as const))('%s', async (name, row) => {
  const bytes = readFileSync(`${ROOT}/${row.file}`)
  const readers = (await importers()).filter(i => i.sniff(bytes))
  expect(readers.map(r => r.name)).toHaveLength(1)
  const read = () => readers[0]?.read(bytes, 'file') ?? []
  const refused = REFUSED[name]
  if (refused !== undefined) return expect(read).toThrow(refused)
  const statements = read()
  const entries = statements.flatMap(s => s.entries)
  expect(statements.flatMap((s, at) => statementJson(`${at}`, s).entries)).toHaveLength(OTHERWISE[name] ?? Number(row.entries))
  const decimal = (text: string): number => Number(text.replace(/[^\d,.-]/g, '').replace(/,(\d*)$/, '.$1'))
  const written = (of: 'opening' | 'closing', at: number): number | undefined => {
    const statement = statements.at(at)
    const balance = statement?.[of]
    return balance === undefined ? undefined : Number(toDecimal(money(balance.amountMinor, statement?.currency ?? '')))
  }
  if (row.format.startsWith('MT940') && row.opening !== '') expect(written('opening', 0)).toBe(decimal(row.opening))
  if (row.format.startsWith('camt') && row.opening !== '') expect(written('opening', 0)).toBe(decimal(row.opening))
  if (/^(MT940|camt|OFX)/.test(row.format) && row.closing !== '')
    // of the first statement, where there are several
    expect([written('closing', 0), written('closing', -1)]).toContain(decimal(row.closing))
  if (row.iban !== '' && row.format.startsWith('camt')) expect(statements.at(0)?.account).toBe(row.iban)
  if (row.currency !== '' && entries.length > 0) expect(statements.map(s => s.currency)).toContain(row.currency)
})
