import { hash } from 'node:crypto'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { readDecimal } from '../../core/list/amount.ts'
import {
  type ColumnMap,
  columnNames,
  columnsSaid,
  habitOf,
  headerRow,
  holdsPayments,
  isPlaceName,
  likelyHeaderRow,
  mapColumns,
  mayHoldPayments,
  NEEDED,
  recognise,
  tableOf,
  type Vocabulary,
} from '../../core/list/columns.ts'
import { type CalendarWords, readDay } from '../../core/list/date.ts'
import { normaliseHeader } from '../../core/list/header.ts'
import type { Assumption, ListSetting, ReadList } from '../../core/list/items.ts'
import { readList } from '../../core/list/read.ts'
import type { DateOrder, DecimalMark, ListField, ListRow, ListSource, ListTable } from '../../core/list/source.ts'
import { delimiterOf, readCsv, refuseIfCut } from './csv.ts'
import { decodeList } from './decode.ts'
import { headersPrint, type KeptReading, NO_READINGS, type Reading, type Readings } from './readings.ts'
import { calendarWords, loadVocabulary, usualOrder } from './sources.ts'
import { isWorkbook, readWorkbook, refuseOtherFormats, type WorkbookRows } from './xlsx.ts'

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
  /** How one list is read, by the name of its file: it goes before the answers for all. */
  readonly lists?: Readonly<Record<string, SaidList>> | undefined
}

/** What the person said of a whole list: columns that are not named mean nothing. */
export interface SaidList {
  readonly holds?: 'invoices' | 'payments' | undefined
  /** Headers by meaning; `#3` is the third column. */
  readonly columns: Readonly<Partial<Record<ListField, string>>>
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
  /** Rows below the headers that hold anything. */
  readonly rowCount: number
  /** What whoever brings the list should know of it, and nothing is refused for. */
  readonly doubts: readonly Fault[]
  readonly columns: readonly { readonly header: string; readonly field: ListField | null }[]
  /** Who said which column is which; none: its headers did. */
  readonly columnsBy: 'person' | 'last-time' | null
  /** What was said of the last list with these headers. */
  readonly lastTime: KeptReading | undefined
  readonly headersPrint: string
  /** How the next list with these headers is to be read, where a person said something of this one. */
  readonly said: Reading | undefined
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
  readings: Readings = NO_READINGS,
): Promise<FileList> {
  const { name: file, bytes } = given
  const vocabulary = await loadVocabulary()
  const raw = await rowsOf(given, vocabulary, firm.country)
  const at = headerAt(raw.rows, vocabulary, file, answers, readings)
  if (at === undefined) return refuseHeaders(raw.rows.filter(isFilled), file)
  const table = tableOf(raw.rows, at)
  const words = { ...calendarWords(), since1904: raw.since1904 }
  const print = headersPrint(table.headers)
  const lastTime = readings.get(print)
  const { source, columns, shaped, columnsBy } = understood(table, vocabulary, answers, file, words, lastTime)
  const faults = missingColumns(columns, source, table, file)
  if (faults.length > 0) throw new Refusal(faults)
  const setting: ListSetting = {
    file,
    words,
    dateOrder: answers.dateOrder,
    decimal: answers.decimal,
    currency: answers.currency,
    firmCurrency: firm.currency,
    usualOrder: usualOrder(firm.country),
    lastTime,
  }
  const rowCount = table.rows.filter(isFilled).length
  const isOpenWhat =
    columnsBy === null &&
    answers.holds === undefined &&
    source.holds === 'invoices' &&
    source.tells.length === 0 &&
    mayHoldPayments(table.headers, vocabulary)
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
    rowCount,
    doubts: [...(isOpenWhat ? [maybePayments(file)] : []), ...doubtsOf(table, shaped, columns, rowCount, file, raw.rows[at]?.line ?? 1)],
    columns: shaped.headers.map((header, at) => ({ header, field: fieldOf.get(at) ?? null })),
    columnsBy,
    lastTime,
    headersPrint: print,
    said: saidNow(read, source.holds, columnsBy === 'person' ? namesOf(columns, shaped.headers) : undefined, lastTime),
  }
}

const namesOf = (columns: ColumnMap, headers: readonly string[]): Partial<Record<ListField, string>> => {
  const names = columnNames(headers)
  return Object.fromEntries(Object.entries(columns).map(([field, at]) => [field, names[at] ?? '']))
}

/** What a person said of this list, over what was said of the last one. @returns nothing where nobody said anything new */
function saidNow(
  { assumed }: ReadList,
  holds: Reading['holds'],
  columns: Reading['columns'],
  lastTime: KeptReading | undefined,
): Reading | undefined {
  const by = (code: Assumption['code']): string | undefined => assumed.find(a => a.code === code && a.by === 'person')?.value
  const [dateOrder, decimal, currency] = [by('date-order'), by('decimal'), by('currency')]
  if ((columns ?? dateOrder ?? decimal ?? currency) === undefined) return undefined
  return {
    holds,
    columns: columns ?? lastTime?.columns,
    dateOrder: (dateOrder as DateOrder | undefined) ?? lastTime?.dateOrder, // as the person said it
    decimal: (decimal as DecimalMark | undefined) ?? lastTime?.decimal, // as above
    currency: currency ?? lastTime?.currency,
  }
}

/** The rows of a list as they stand. @throws Refusal where the file cannot be read. */
export async function rowsOf({ name: file, bytes }: GivenFile, vocabulary: Vocabulary, country: string): Promise<Raw> {
  if (bytes.length === 0) refuse('file-empty', 'The file is empty.', { params: {}, file })
  if (bytes.length > FILE_BYTES_MAX) refuse('file-too-large', `The file has more than ${FILE_BYTES_MAX} bytes.`, { params: {}, file })
  if (isWorkbook(bytes)) return { ...(await readWorkbook(bytes, file)), encoding: 'xlsx', delimiter: '' }
  refuseOtherFormats(bytes, file)
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

const saidOf = ({ lists }: ListAnswers, file: string): SaidList | undefined =>
  lists !== undefined && Object.hasOwn(lists, file) ? lists[file] : undefined

/** The row of headers: the first with most of what the person said, else one of which something is remembered, else the one known best. */
export function headerAt(
  rows: readonly ListRow[],
  vocabulary: Vocabulary,
  file: string,
  answers: ListAnswers,
  readings: Readings,
): number | undefined {
  const names = Object.values(saidOf(answers, file)?.columns ?? answers.columns ?? {})
  const said = new Set(names.filter(name => !isPlaceName(name)).map(normaliseHeader))
  const found = rows.slice(0, 40).map(row => new Set(row.cells.map(normaliseHeader).filter(cell => said.has(cell))).size)
  const most = Math.max(0, ...found)
  if (most > 0) return found.indexOf(most)
  const before = readings.size === 0 ? -1 : rows.slice(0, 40).findIndex(row => readings.has(headersPrint(row.cells)))
  if (before !== -1) return before
  return headerRow(rows, vocabulary) ?? (names.some(isPlaceName) ? likelyHeaderRow(rows) : undefined)
}

const isFilled = (row: ListRow): boolean => row.cells.some(cell => cell.trim() !== '')

function refuseHeaders([first]: readonly ListRow[], file: string): never {
  if (!first) return refuse('file-empty', 'The file holds no row.', { params: {}, file })
  return refuse(
    'headers-unknown',
    `No row of headers is recognised (the first row begins "${first.cells.slice(0, 4).join(' | ').slice(0, 120)}").`,
    {
      params: {},
      file,
      line: first.line,
      mend: 'Give the list a row of headers (Client, Invoice number, Invoice date, Due date, Total), or say which column is which.',
    },
  )
}

/** What a list holds and which column means what, whether or not all that is needed is there. */
export function understood(
  table: ListTable,
  vocabulary: Vocabulary,
  answers: ListAnswers,
  file: string,
  words: CalendarWords,
  lastTime: Reading | undefined,
): { source: ListSource; columns: ColumnMap; shaped: ListTable; columnsBy: FileList['columnsBy'] } {
  const own = saidOf(answers, file)
  const said = own ?? remembered(lastTime, answers)
  const holds =
    said?.holds ??
    answers.holds ??
    (recognise(table.headers, vocabulary) === undefined && holdsPayments(table.headers, vocabulary) ? 'payments' : 'invoices')
  const source =
    recognise(table.headers, vocabulary, holds) ??
    habitOf(table.headers, vocabulary, holds) ??
    vocabulary.sources.find(s => s.tells.length === 0 && s.holds === holds)
  if (!source) return refuse('headers-unknown', 'The headers are of no known list.', { params: {}, file })
  const tools = { readDay: (text: string, order: DateOrder) => readDay(text, order, words), readDecimal }
  const shaped = source.reshape ? source.reshape(table, tools) : table
  const columns = said ? columnsSaid(shaped.headers, said.columns) : mapColumns(shaped.headers, source, vocabulary, answers.columns)
  const isSaid = own !== undefined || Object.keys(columnsSaid(shaped.headers, answers.columns ?? {})).length > 0
  return { source, columns, shaped, columnsBy: isSaid ? 'person' : said ? 'last-time' : null }
}

/** What was said of the columns of the last list, with what is said of single columns now over it. */
function remembered(lastTime: Reading | undefined, answers: ListAnswers): SaidList | undefined {
  if (!lastTime?.columns || (answers.holds !== undefined && answers.holds !== lastTime.holds)) return undefined
  const said = answers.columns ?? {}
  const others = Object.entries(lastTime.columns).filter(([field]) => !(field in said))
  return { holds: lastTime.holds, columns: { ...said, ...Object.fromEntries(others) } }
}

/** Nothing in its headers shows whether each row is an invoice or a payment. */
const maybePayments = (file: string): Fault => ({
  code: 'maybe-payments',
  message: 'It is read as a list of invoices; its headers fit a list of payments as well.',
  mend: 'Where each row is a payment, say --holds payments.',
  params: {},
  file,
})

/** A list without a row, and a column that is used though another has the same header. */
function doubtsOf(table: ListTable, shaped: ListTable, columns: ColumnMap, rowCount: number, file: string, line: number): Fault[] {
  if (rowCount === 0) return [{ code: 'no-rows', message: 'Below its headers the list holds no row.', params: {}, file, line }]
  if (table.headers !== shaped.headers) return [] // its headers are not those of the file
  const normal = shaped.headers.map(normaliseHeader)
  return Object.values(columns).flatMap(at => {
    const header = shaped.headers[at] ?? ''
    if (normal[at] === '' || normal.indexOf(normal[at] ?? '') === normal.lastIndexOf(normal[at] ?? '')) return []
    const message = `Several columns are called "${header}"; column ${at + 1} is taken.`
    return [{ code: 'header-twice', message, mend: 'Say which: --map FIELD=#2', params: { header, column: String(at + 1) }, file, line }]
  })
}

/** What no list can do without. */
function missingColumns(columns: ColumnMap, source: ListSource, table: ListTable, file: string): Fault[] {
  const line = (table.rows[0]?.line ?? 2) - 1
  const headers = table.headers.filter(h => h !== '').slice(0, 12).join(', ') // biome-ignore format: one line
  return NEEDED[source.holds]
    .filter(({ oneOf }) => oneOf.every(field => columns[field] === undefined))
    .map(({ what, oneOf: [field = 'number'] }) => ({
      code: 'column-missing',
      message: `No column holds ${what} (headers: ${headers}).`,
      params: { headers },
      mend: `Say which it is: --map ${field}=HEADER`,
      file,
      line,
      field,
    }))
}

const originOf = (source: ListSource, headers: readonly string[]): string =>
  `${source.name}:${hash('sha256', headers.map(normaliseHeader).join('|'), 'hex').slice(0, 12)}`
