import { refuse } from '../../core/fault.ts'
import type { OpenInvoice, PaymentLine } from '../../core/match/payment.ts'
import { type InvoiceRole, invoiceWords, type LineRole, lineWords } from '../../packs/columns/match-words.ts'
import { assignRoles, headerMatches, type RoleWords, readTable, type TableRow } from '../../packs/columns/table.ts'
import { decodeText } from '../../packs/statement-text/decode.ts'
import { accountOf, type Place } from '../../packs/statement-text/field.ts'
import { dateOrderOf, decimalSignOf, looksLikeDate, looseDay, looseMinor } from '../../packs/statement-text/loose.ts'

/** A list with its columns found by their headers, and how it writes days and amounts. */
interface Mapped<R extends string> {
  readonly file: string
  readonly rows: readonly TableRow[]
  readonly columns: Partial<Record<R, number>>
  readonly headings: readonly string[]
  readonly dateOrder: 'YMD' | 'DMY' | 'MDY'
  readonly decimal: '.' | ','
}

function mapList<R extends string>(
  bytes: Uint8Array,
  file: string,
  words: RoleWords<R>,
  days: readonly R[],
  amounts: readonly R[],
): Mapped<R> {
  const table = readTable(decodeText(bytes, file), file)
  const [header, ...rows] = table.rows
  if (!header) return refuse('list-empty', 'The list is empty.', { file, line: 1, mend: 'Give a list with headers in its first line.' })
  const wide = rows.find(row => row.cells.slice(header.cells.length).some(c => c !== ''))
  if (wide)
    refuse('row-too-wide', `The row has ${wide.cells.length} cells, the headings are ${header.cells.length}.`, {
      ...{ file, line: wide.line },
      mend: 'Put text that holds the separating sign between quotation marks.',
    })
  const columns = assignRoles(headerMatches(header.cells, words))
  const cells = (roles: readonly R[]): string[] =>
    roles.flatMap(role => {
      const at = columns[role]
      return at === undefined ? [] : rows.map(r => r.cells[at] ?? '').filter(c => c !== '')
    })
  return {
    file,
    rows,
    columns,
    headings: header.cells,
    dateOrder: dateOrderOf(cells(days).filter(looksLikeDate)) ?? 'DMY',
    decimal: decimalSignOf(cells(amounts)) ?? '.',
  }
}

const cell = <R extends string>(list: Mapped<R>, row: TableRow, role: R): string => {
  const at = list.columns[role]
  return at === undefined ? '' : (row.cells[at] ?? '')
}
/** Where a value stands: by the heading as it is written, where there is one. */
const place = <R extends string>(list: Mapped<R>, row: TableRow, field: R): Place => ({
  ...{ file: list.file, line: row.line },
  field: list.headings[list.columns[field] ?? -1] ?? field,
})

function needed<R extends string>(list: Mapped<R>, roles: readonly R[], example: string): void {
  if (roles.some(r => list.columns[r] !== undefined)) return
  refuse('column-missing', `No column of the list is known as ${roles.join(' or ')}.`, {
    file: list.file,
    ...{ line: 1, field: example },
    mend: `Name one "${example}".`,
  })
}

function currencyOf<R extends string>(list: Mapped<R>, row: TableRow, role: R, fallback: string | undefined): string {
  const text = cell(list, row, role).toUpperCase()
  if (/^[A-Z]{3}$/.test(text)) return text
  if (text === '' && fallback !== undefined) return fallback
  return refuse('currency-unknown', text === '' ? 'The row states no currency.' : `"${text}" is no currency code.`, {
    params: { value: text },
    ...place(list, row, role),
    mend: 'Fill in a code such as EUR, or give one for all with --currency.',
  })
}

const optionalDay = <R extends string, K extends string>(list: Mapped<R>, row: TableRow, role: R, key: K): object => {
  const text = cell(list, row, role)
  return text === '' ? {} : { [key]: looseDay(text, list.dateOrder, place(list, row, role)) }
}

/** A row of open invoices; rows without an open amount are paid and left out. */
export interface InvoiceRow extends OpenInvoice {
  /** The client's own account, where the list names it. */
  readonly account?: string
}

/** Reads open invoices from a list. @throws Refusal naming file, line and field. */
export function readInvoices(bytes: Uint8Array, file: string, currency: string | undefined): InvoiceRow[] {
  const list = mapList<InvoiceRole>(bytes, file, invoiceWords, ['issued', 'due', 'discountUntil'], ['open', 'amount', 'discount'])
  needed(list, ['number'], 'number')
  needed(list, ['open', 'amount'], 'open')
  needed(list, ['clientName', 'client'], 'client')
  const ids = new Set<string>()
  return list.rows.map(row => {
    const number = cell(list, row, 'number')
    if (number === '') refuse('value-missing', 'The row has no invoice number.', place(list, row, 'number'))
    const code = currencyOf(list, row, 'currency', currency)
    const role = cell(list, row, 'open') === '' ? 'amount' : 'open'
    const openMinor = looseMinor(cell(list, row, role), list.decimal, code, place(list, row, role))
    const name = cell(list, row, 'clientName') || cell(list, row, 'client')
    if (name === '')
      refuse('value-missing', 'The row names no client.', place(list, row, list.columns.client === undefined ? 'clientName' : 'client'))
    const client = cell(list, row, 'client') || name
    const id = ids.has(number) ? `${number} (${client}, line ${row.line})` : number
    ids.add(id)
    const reference = cell(list, row, 'reference')
      .replace(/[\s+/*]/g, '')
      .toUpperCase()
    const discount = cell(list, row, 'discount')
    const until = cell(list, row, 'discountUntil')
    const account = accountOf(cell(list, row, 'account'))
    return {
      id, number, client, clientName: name, currency: code, openMinor,
      ...optionalDay(list, row, 'issued', 'issued'),
      ...optionalDay(list, row, 'due', 'due'),
      ...(reference !== '' && { references: [reference] }),
      ...(discount !== '' && until !== '' && { discounts: [{ minor: looseMinor(discount, list.decimal, code, place(list, row, 'discount')), until: looseDay(until, list.dateOrder, place(list, row, 'discountUntil')) }] }),
      ...(account !== undefined && { account }),
    } // biome-ignore format: one field a line where it has a rule
  })
}

function lineAmount(list: Mapped<LineRole>, row: TableRow, currency: string): bigint {
  const single = cell(list, row, 'amount')
  if (single !== '') return looseMinor(single, list.decimal, currency, place(list, row, 'amount'))
  const [debit, credit] = [cell(list, row, 'debit'), cell(list, row, 'credit')]
  if (credit !== '') return looseMinor(credit, list.decimal, currency, place(list, row, 'credit'))
  if (debit === '')
    return refuse('value-missing', 'The row states no amount.', place(list, row, list.columns.amount === undefined ? 'credit' : 'amount'))
  const out = looseMinor(debit, list.decimal, currency, place(list, row, 'debit'))
  return out > 0n ? -out : out
}

/** Reads bank lines from a list. A line without an id of its own is called by its row, counted from 1. @throws Refusal */
export function readLines(bytes: Uint8Array, file: string, currency: string | undefined): PaymentLine[] {
  const list = mapList<LineRole>(bytes, file, lineWords, ['day'], ['amount', 'debit', 'credit'])
  needed(list, ['day'], 'date')
  needed(list, ['amount', 'credit'], 'amount')
  return list.rows.map((row, at) => {
    const code = currencyOf(list, row, 'currency', currency)
    const text = (role: LineRole): object => (cell(list, row, role) === '' ? {} : { [role]: cell(list, row, role) })
    const account = accountOf(cell(list, row, 'counterpartyAccount'))
    return {
      id: cell(list, row, 'id') || String(at + 1),
      day: looseDay(cell(list, row, 'day'), list.dateOrder, place(list, row, 'day')),
      amountMinor: lineAmount(list, row, code),
      currency: code,
      text: cell(list, row, 'text'),
      ...text('reference'),
      ...text('endToEndId'),
      ...text('counterparty'),
      ...(account !== undefined && { counterpartyAccount: account }),
    }
  })
}

/** The currencies that the rows of a list state. */
export function currenciesIn(bytes: Uint8Array, file: string): ReadonlySet<string> {
  const list = mapList<InvoiceRole>(bytes, file, invoiceWords, [], [])
  return new Set(list.rows.map(row => cell(list, row, 'currency').toUpperCase()).filter(code => code !== ''))
}
