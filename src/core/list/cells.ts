import { type Day, isDay } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import { exponentOf, fromDecimal } from '../money/money.ts'
import { currencyIn, isCurrency, isOther, loneMark, markOf, openMark, readDecimal } from './amount.ts'
import { type ColumnMap, type Vocabulary, vocabularyOf } from './columns.ts'
import { orderShown, readDay } from './date.ts'
import { normaliseHeader } from './header.ts'
import type { Assumption, ListedClient, ListSetting, OpenReading } from './items.ts'
import type { DateOrder, DecimalMark, ListField, ListRow, ListSource, ListTable, ListWords } from './source.ts'

const MONEY: readonly ListField[] = [
  'total', 'net', 'tax', 'paid', 'balance', 'amount', 'lineNet', 'lineTotal', 'lineTax', 'lineUnitPrice',
] // biome-ignore format: one list
const DATES: readonly ListField[] = ['issuedOn', 'dueOn', 'paidOn', 'serviceFrom', 'serviceTo']

/** Thrown inside the reader for one row, caught for that row. */
export class RowFault extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.message)
    this.fault = fault
  }
}

/** One list with its columns understood: reads typed cells, or throws a RowFault that names file, line and field. */
export interface Cells {
  readonly table: ListTable
  readonly source: ListSource
  readonly columns: ColumnMap
  readonly setting: ListSetting
  readonly order: DateOrder
  readonly mark: DecimalMark | undefined
  /** Neither the amounts nor the program show the mark: an amount such as `1.234` is asked about. */
  readonly isMarkOpen: boolean
  readonly quantityMark: DecimalMark | undefined
  readonly assumed: Map<string, Assumption>
  readonly words: Vocabulary['words']
  /** Words of this source: they mean here what it says, whatever other sources mean by them. */
  readonly ownWords: Vocabulary['words']
  readonly refused: Fault[]
  readonly leftOut: Fault[]
}

export function openCells(
  table: ListTable,
  source: ListSource,
  columns: ColumnMap,
  vocabulary: Vocabulary,
  setting: ListSetting,
): Cells & { readonly orderKnown: boolean } {
  const assumed = new Map<string, Assumption>()
  const shown = orderShown(textsOf(table, columns, DATES))
  const evident = shown.dayFirst === shown.monthFirst ? undefined : shown.dayFirst > shown.monthFirst ? 'dmy' : 'mdy'
  const order = evident ?? source.dateOrder
  const { dateOrder = order ?? setting.lastTime?.dateOrder } = setting
  // whoever writes the year last does not write it first, whatever is usual
  const usual = setting.usualOrder === 'ymd' && /\d{4}$/.test(shown.open ?? '') ? 'dmy' : setting.usualOrder
  if (order === undefined && shown.open !== undefined)
    assumed.set('date-order', taken('date-order', setting, 'dateOrder', usual, shown.open))
  const shownMark = markOf(textsOf(table, columns, MONEY)) ?? source.decimal
  const mark = setting.decimal ?? shownMark ?? setting.lastTime?.decimal
  return {
    table,
    source,
    columns,
    setting,
    order: dateOrder ?? usual,
    orderKnown: dateOrder !== undefined,
    mark,
    isMarkOpen: shownMark === undefined,
    quantityMark: markOf(textsOf(table, columns, ['lineQuantity', 'lineTaxRate', 'lineDiscount'])) ?? mark,
    assumed,
    words: vocabulary.words,
    ownWords: vocabularyOf([source]).words,
    refused: [],
    leftOut: [],
  }
}

/** What is taken where the list leaves it open: what was said of it, else of the last list with these headers, else what is usual. */
function taken(code: Assumption['code'], setting: ListSetting, name: keyof OpenReading, usual: string, example: string): Assumption {
  const [said, last] = [setting[name], setting.lastTime?.[name]]
  return { code, value: said ?? last ?? usual, by: said !== undefined ? 'person' : last !== undefined ? 'last-time' : 'nobody', example }
}

function* textsOf(table: ListTable, columns: ColumnMap, fields: readonly ListField[]): Generator<string> {
  for (const field of fields) {
    const at = columns[field]
    if (at !== undefined) for (const row of table.rows) yield row.cells[at] ?? ''
  }
}

export function textIn(cells: Cells, row: ListRow, field: ListField): string {
  const at = cells.columns[field]
  return at === undefined ? '' : (row.cells[at] ?? '').trim()
}

const headerOf = (cells: Cells, field: ListField): string => cells.table.headers[cells.columns[field] ?? -1] ?? field

/** What is wrong with a cell. @param params what fills the code’s sentence in a reader’s language. */
export function rowFault(
  cells: Cells,
  row: ListRow,
  field: ListField,
  code: string,
  message: string,
  mend: string,
  params: Readonly<Record<string, string>> = {},
): never {
  throw new RowFault({ code, message, mend, params, file: cells.setting.file, line: row.line, field: headerOf(cells, field) })
}

export function dayIn(cells: Cells, row: ListRow, field: ListField): Day | undefined {
  const text = textIn(cells, row, field)
  if (text === '' || /^[0\-./\s]+$/.test(text)) return undefined
  const day = readDay(text, cells.order, cells.setting.words)
  if (day === undefined && isDay(text))
    rowFault(cells, row, field, 'date-unlikely', `Nobody means the day ${text}.`, 'Mend the date.', { value: text })
  return (
    day ??
    rowFault(cells, row, field, 'date-unreadable', `"${text}" is not a day.`, `Write it as YYYY-MM-DD (dates are read ${cells.order}).`, {
      value: text,
      order: /^\d{4}\D/.test(text) ? 'ymd' : cells.order,
    })
  )
}

/** The currency of a row: its column, a sign beside an amount, what the person said, the firm's (then it is said). */
export function currencyOf(cells: Cells, row: ListRow): string {
  const own = textIn(cells, row, 'currency')
  if (own !== '') {
    const code = isCurrency(own.toUpperCase()) ? own.toUpperCase() : currencyIn(own)
    if (code !== undefined) return code
    rowFault(cells, row, 'currency', 'currency-unknown', `"${own}" is not a currency.`, 'Write an ISO 4217 code such as EUR.', {
      value: own,
    })
  }
  for (const field of ['total', 'amount', 'lineTotal', 'balance'] as const) {
    const sign = currencyIn(textIn(cells, row, field))
    if (sign) return sign
  }
  const known = cells.assumed.get('currency')
  if (known) return known.value
  const found = taken('currency', cells.setting, 'currency', cells.setting.firmCurrency, textIn(cells, row, 'total'))
  cells.assumed.set('currency', found)
  return found.value
}

/** An amount as plain decimal text. Where nothing shows which mark stands before its decimals, that is asked. */
function decimalIn(cells: Cells, text: string, currency: string): string | undefined {
  const decimals = exponentOf(currency)
  const open = cells.isMarkOpen && decimals > 0 ? openMark(text) : undefined
  if (open === undefined) return readDecimal(text, cells.mark, decimals === 3)
  const found = cells.assumed.get('decimal') ?? taken('decimal', cells.setting, 'decimal', loneMark(open, decimals === 3), text)
  cells.assumed.set('decimal', found)
  return readDecimal(text, found.value === ',' ? ',' : '.')
}

export function minorIn(cells: Cells, row: ListRow, field: ListField, currency: string): bigint | undefined {
  const text = textIn(cells, row, field)
  if (text === '' || text === '-' || text === '–') return undefined
  const decimal = decimalIn(cells, text, currency)
  if (isOther(text, currency))
    rowFault(cells, row, field, 'currency-contradicts', `"${text}" shows another currency than ${currency}, in which the row is read.`,
      'Correct it, or name the currency of the list.', { value: text, currency }) // biome-ignore format: one call
  if (decimal === undefined)
    return rowFault(cells, row, field, 'amount-unreadable', `"${text}" is not an amount.`, 'Write it as 1234.50.', { value: text })
  if (cells.source.minorUnits && /^-?\d+$/.test(decimal)) return BigInt(decimal)
  const money = fromDecimal(trimZeros(decimal), currency)
  return (
    money?.minor ??
    rowFault(cells, row, field, 'amount-too-fine', `"${text}" is finer than ${currency} allows.`, 'Round it to the currency’s decimals.', {
      value: text,
      currency,
    })
  )
}

const trimZeros = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)

/** A quantity, price or percentage as plain decimal text; as it stands where it is no number. */
export function numberTextIn(cells: Cells, row: ListRow, field: ListField): string {
  const text = textIn(cells, row, field)
  return text === '' ? '' : (readDecimal(text.replace('%', ''), cells.quantityMark, true) ?? text)
}

/** A price of one, as plain decimal text; as it stands where it is no number. */
export function priceTextIn(cells: Cells, row: ListRow, currency: string): string {
  const text = textIn(cells, row, 'lineUnitPrice')
  return text === '' ? '' : (decimalIn(cells, text, currency) ?? text)
}

export function wordIs(cells: Pick<Cells, 'words' | 'ownWords'>, meaning: keyof ListWords, text: string): boolean {
  if (text === '') return false
  const word = normaliseHeader(text)
  if (cells.ownWords.get(meaning)?.has(word)) return true
  for (const own of cells.ownWords.values()) if (own.has(word)) return false
  return cells.words.get(meaning)?.has(word) ?? false
}

export const setAside = (cells: Cells, row: ListRow, code: string, message: string, params?: Fault['params']): void => {
  cells.leftOut.push({ code, message, ...(params ? { params } : {}), file: cells.setting.file, line: row.line })
}

export function clientIn(cells: Cells, row: ListRow): ListedClient {
  const get = (field: ListField): string => textIn(cells, row, field)
  const place = [get('postcode'), get('city')].filter(part => part !== '').join(' ')
  return {
    name: get('clientName'),
    ref: get('clientRef'),
    vatId: get('vatId')
      .replace(/[\s.-]/g, '')
      .toUpperCase(),
    companyId: get('companyId').replace(/[\s.]/g, ''),
    email: get('mailAddress').split(/[;,\s]+/)[0] ?? '',
    phone: get('phone'),
    contactName: get('contactName'),
    address: [get('street'), get('street2'), place, get('region')].filter(line => line !== ''),
    country: get('country'),
  }
}
