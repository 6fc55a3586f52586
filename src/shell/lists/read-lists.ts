import { hash } from 'node:crypto'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/list/amount.ts'
import {
  type ColumnMap,
  habitOf,
  headerRow,
  holdsPayments,
  mapColumns,
  recognise,
  tableOf,
  type Vocabulary,
} from '../../core/list/columns.ts'
import { type CalendarWords, readDay } from '../../core/list/date.ts'
import { normaliseHeader } from '../../core/list/header.ts'
import type { ListSetting, ReadList } from '../../core/list/items.ts'
import { readList } from '../../core/list/read.ts'
import type { DateOrder, DecimalMark, ListField, ListRow, ListSource, ListTable } from '../../core/list/source.ts'
import { delimiterOf, readCsv, refuseIfCut } from './csv.ts'
import { decodeList } from './decode.ts'
import { calendarWords, loadVocabulary, usualOrder } from './sources.ts'
import { isOldWorkbook, isWorkbook, readWorkbook, type WorkbookRows } from './xlsx.ts'

export const FILE_BYTES_MAX = 256 * 1024 * 1024

export interface GivenFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** What the person may say about the lists. */
export interface ListAnswers {
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: DecimalMark | undefined
  readonly currency?: string | undefined
  readonly holds?: 'invoices' | 'payments' | undefined
  /** Headers by meaning, where the person knows better. */
  readonly columns?: Readonly<Partial<Record<ListField, string>>> | undefined
}

/** A list with what was understood of it. */
export interface FileList extends ReadList {
  readonly file: string
  readonly sha256: string
  readonly source: ListSource
  /** The same for every list of one source with the same columns: a newer one is compared with it. */
  readonly origin: string
  readonly encoding: string
  readonly delimiter: string
  readonly rowCount: number
  readonly columns: readonly { readonly header: string; readonly field: ListField | null }[]
}

/** How the list itself calls the column of a field; the field’s own name where it has none. */
export const headerOf = (list: Pick<FileList, 'columns'>, field: ListField): string =>
  list.columns.find(c => c.field === field)?.header ?? field

interface Raw extends WorkbookRows {
  readonly encoding: string
  readonly delimiter: string
}

/** Reads one list, whatever program wrote it. @throws Refusal where the file as a whole cannot be read: nothing of it is used then. */
export async function readListFile(
  given: GivenFile,
  firm: { readonly country: string; readonly currency: string },
  answers: ListAnswers = {},
): Promise<FileList> {
  const { name: file, bytes } = given
  const vocabulary = await loadVocabulary()
  if (bytes.length === 0) refuse('file-empty', 'The file is empty.', { params: {}, file })
  if (bytes.length > FILE_BYTES_MAX) refuse('file-too-large', `The file has more than ${FILE_BYTES_MAX} bytes.`, { params: {}, file })
  const raw = await rowsOf(bytes, file, vocabulary, firm.country)
  const table = titled(raw.rows, vocabulary, file, answers)
  const words = { ...calendarWords(), since1904: raw.since1904 }
  const { source, columns, shaped } = understood(table, vocabulary, answers, file, words)
  const setting: ListSetting = {
    file,
    words,
    dateOrder: answers.dateOrder,
    decimal: answers.decimal,
    currency: answers.currency,
    firmCurrency: firm.currency,
    usualOrder: usualOrder(firm.country),
  }
  const read = readList(shaped, source, columns, vocabulary, setting)
  const fieldOf = new Map(Object.entries(columns).map(([field, at]) => [at, field as ListField]))
  return {
    ...read,
    file,
    sha256: hash('sha256', bytes, 'hex'),
    source,
    origin: originOf(source, table.headers),
    encoding: raw.encoding,
    delimiter: raw.delimiter,
    rowCount: table.rows.length,
    columns: shaped.headers.map((header, at) => ({ header, field: fieldOf.get(at) ?? null })),
  }
}

async function rowsOf(bytes: Uint8Array, file: string, vocabulary: Vocabulary, country: string): Promise<Raw> {
  if (isWorkbook(bytes)) return { ...(await readWorkbook(bytes, file)), encoding: 'xlsx', delimiter: '' }
  if (isOldWorkbook(bytes))
    refuse('format-old', 'This is a workbook in the old binary format.', { params: {}, file, mend: 'Save it as .xlsx or .csv.' })
  const decoded = decodeList(bytes, vocabulary.known, country)
  if (decoded.isCut)
    refuse('file-cut', 'The file ends in the middle of a character: it is cut.', {
      params: {},
      file,
      line: decoded.text.split('\n').length,
      mend: 'Export or copy it again.',
    })
  const nul = decoded.text.indexOf('\u0000')
  if (nul !== -1)
    refuse('file-binary', 'The file holds NUL characters: it is no list, or it was damaged.', {
      params: {},
      file,
      line: decoded.text.slice(0, nul).split('\n').length,
      mend: 'Export it again as CSV.',
    })
  const delimiter = delimiterOf(decoded.text)
  const rows = await readCsv(decoded.text, file, delimiter)
  refuseIfCut(decoded.text, rows, file)
  return { rows, since1904: false, encoding: decoded.encoding, delimiter }
}

function titled(rows: readonly ListRow[], vocabulary: Vocabulary, file: string, answers: ListAnswers): ListTable {
  const said = new Set(Object.values(answers.columns ?? {}).map(normaliseHeader))
  const bySaid = said.size === 0 ? -1 : rows.slice(0, 40).findIndex(r => r.cells.some(c => said.has(normaliseHeader(c))))
  const at = bySaid === -1 ? headerRow(rows, vocabulary) : bySaid
  if (at !== undefined) return tableOf(rows, at)
  const first = rows.find(row => row.cells.some(cell => cell.trim() !== ''))
  return refuse(
    'headers-unknown',
    `No row of headers is recognised (the first row begins "${first?.cells.slice(0, 4).join(' | ').slice(0, 120)}").`,
    {
      params: {},
      file,
      line: first?.line ?? 1,
      mend: 'Give the list a row of headers (Client, Invoice number, Invoice date, Due date, Total), or say which column is which.',
    },
  )
}

function understood(
  table: ListTable,
  vocabulary: Vocabulary,
  answers: ListAnswers,
  file: string,
  words: CalendarWords,
): { source: ListSource; columns: ColumnMap; shaped: ListTable } {
  const holds =
    answers.holds ??
    (recognise(table.headers, vocabulary) === undefined && holdsPayments(table.headers, vocabulary) ? 'payments' : 'invoices')
  const source =
    recognise(table.headers, vocabulary, holds) ??
    habitOf(table.headers, vocabulary, holds) ??
    vocabulary.sources.find(s => s.tells.length === 0 && s.holds === holds)
  if (!source) return refuse('headers-unknown', 'The headers are of no known list.', { params: {}, file })
  const tools = { readDay: (text: string, order: DateOrder) => readDay(text, order, words), readDecimal }
  const shaped = source.reshape ? source.reshape(table, tools) : table
  const columns = mapColumns(shaped.headers, source, vocabulary, answers.columns)
  const faults = missingColumns(columns, source, table, file)
  if (faults.length > 0) throw new Refusal(faults)
  return { source, columns, shaped }
}

/** What no list can do without. */
function missingColumns(columns: ColumnMap, source: ListSource, table: ListTable, file: string): Fault[] {
  const has = (...fields: ListField[]): boolean => fields.some(field => columns[field] !== undefined)
  const line = (table.rows[0]?.line ?? 2) - 1
  const headers = table.headers.filter(h => h !== '').slice(0, 12).join(', ') // biome-ignore format: one line
  const missing = (field: ListField, what: string): Fault => ({
    code: 'column-missing',
    message: `No column holds ${what} (headers: ${headers}).`,
    params: { headers },
    mend: `Say which it is: --map ${field}=HEADER`,
    file,
    line,
    field,
  })
  if (source.holds === 'payments')
    return [
      ...(has('amount', 'total') ? [] : [missing('amount', 'the amount paid')]),
      ...(has('paidOn', 'issuedOn') ? [] : [missing('paidOn', 'the day of payment')]),
      ...(has('number', 'clientName', 'clientRef') ? [] : [missing('number', 'the invoice or the client')]),
    ]
  return [
    ...(has('number') ? [] : [missing('number', 'the invoice number')]),
    ...(has('clientName', 'clientRef') ? [] : [missing('clientName', 'the client')]),
    ...(has('issuedOn') ? [] : [missing('issuedOn', 'the invoice date')]),
    ...(has('total', 'lineTotal', 'lineNet', 'net', 'lineUnitPrice', 'balance') ? [] : [missing('total', 'the amount')]),
  ]
}

const originOf = (source: ListSource, headers: readonly string[]): string =>
  `${source.name}:${hash('sha256', headers.map(normaliseHeader).join('|'), 'hex').slice(0, 12)}`
