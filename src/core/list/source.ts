import type { Day } from '../day/day.ts'

/** What a column of somebody's list can mean. */
export const LIST_FIELDS = [
  'clientName', 'clientRef', 'contactName', 'mailAddress', 'phone', 'street', 'street2', 'postcode', 'city', 'region', 'country', 'vatId', 'companyId',
  'number', 'documentType', 'status', 'issuedOn', 'dueOn', 'terms', 'currency', 'total', 'net', 'tax', 'paid', 'balance', 'paidOn',
  'orderNumber', 'reference', 'subject', 'iban',
  'lineText', 'lineQuantity', 'lineUnitPrice', 'lineDiscount', 'lineNet', 'lineTaxRate', 'lineTax', 'lineTotal', 'serviceFrom', 'serviceTo',
  'amount', 'means',
] as const // biome-ignore format: grouped by meaning
export type ListField = (typeof LIST_FIELDS)[number]

export type DateOrder = 'dmy' | 'mdy' | 'ymd'
export type DecimalMark = ',' | '.'

/** One row as it came: the line of the file it begins on (from 1) and its cells. */
export interface ListRow {
  readonly line: number
  readonly cells: readonly string[]
  /** The cells as they stood in the file, where `reshape` made others. */
  readonly raw?: readonly string[]
}

export interface ListTable {
  readonly headers: readonly string[]
  readonly rows: readonly ListRow[]
  /** Rows above the header: titles, or a line of facts about the file. */
  readonly above: readonly ListRow[]
}

/** Words that stand in cells, by what they mean. Compared as headers are: without case, accents and punctuation. */
export interface ListWords {
  readonly paid?: readonly string[]
  readonly draft?: readonly string[]
  readonly cancelled?: readonly string[]
  readonly invoice?: readonly string[]
  readonly credit?: readonly string[]
  readonly payment?: readonly string[]
  readonly otherDocument?: readonly string[]
  /** A row that begins with one of these adds up the rows above it. */
  readonly sum?: readonly string[]
  /** Words that may stand beside a number of days of payment: net, days. */
  readonly days?: readonly string[]
  /** Terms that mean the day of the invoice. */
  readonly atOnce?: readonly string[]
}

/** A program (or a habit) that writes lists: how its columns are called. One file each in the folder of lists. */
export interface ListSource {
  readonly name: string
  /** For people: `Xero, sales invoices`. */
  readonly says: string
  readonly holds: 'invoices' | 'payments'
  /** Headers by meaning, as the program writes them; the first that is present counts. */
  readonly columns: Readonly<Partial<Record<ListField, readonly string[]>>>
  /** Headers that together occur in no other program's list. Empty: a habit of a language, used where no program is recognised. */
  readonly tells: readonly string[]
  /** Whether an amount in `total` is the invoice's, repeated on every line, or the line's own; `look`: decided by the rows. */
  readonly totalIs: 'invoice' | 'line' | 'look'
  readonly dateOrder?: DateOrder
  readonly decimal?: DecimalMark
  /** Amounts are whole minor units. */
  readonly minorUnits?: boolean
  readonly words?: ListWords
  /** Turns a ledger or a report into a plain list. The headers it gives are field names. */
  reshape?(table: ListTable, tools: ReshapeTools): ListTable
}

/** What a `reshape` may need of the reader. */
export interface ReshapeTools {
  readDay(text: string, order: DateOrder): Day | undefined
  /** Text of an amount as plain decimal text with a point. */
  readDecimal(text: string, mark: DecimalMark): string | undefined
}
