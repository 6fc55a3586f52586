import { currencyCodes } from '../statement-text/currency-numbers.ts'
import { type DateOrder, dateOrderOf, decimalSignOf, looksLikeAmount, looksLikeDate } from '../statement-text/loose.ts'
import { type BankRole, bankWords } from './bank-words.ts'
import { assignRoles, headerMatches, plainHeader, type Table, type TableRow } from './table.ts'

/**
 * How one bank writes its lists. Learned once from a file (`learnBankMapping`), kept by the caller under the headers' words, passed in
 * for the next file of that bank; every value may be corrected by a person.
 */
export interface BankMapping {
  readonly delimiter: string
  /** The headers as compared (`plainHeader`), joined with "|": by this the next file of the bank is known. Absent without headers. */
  readonly fingerprint?: string
  readonly columns: Readonly<Partial<Record<BankRole, number>>>
  readonly dateOrder: DateOrder
  readonly decimal: '.' | ','
  readonly currency?: string
  /** Money in is written below zero (cards). */
  readonly inverted?: true
}

export interface FoundHeader {
  readonly row: number
  readonly columns: Partial<Record<BankRole, number>>
}

const HEADER_ROWS_MAX = 40

/** The row that names a day and an amount and most of what we know; undefined where the list has no headers. */
export function findHeader(table: Table): FoundHeader | undefined {
  let best: (FoundHeader & { score: number }) | undefined
  table.rows.slice(0, HEADER_ROWS_MAX).forEach((row, at) => {
    const columns = assignRoles(headerMatches(row.cells, bankWords))
    const money = columns.amount ?? columns.debit ?? columns.credit
    if (columns.day === undefined || money === undefined) return
    const score = Object.keys(columns).length
    if (!best || score > best.score) best = { row: at, columns, score }
  })
  return best && { row: best.row, columns: best.columns }
}

const SIDES = /^([DCSHOI+-]|DR|CR|IN|OUT)$/i

interface ColumnProfile {
  readonly at: number
  readonly filled: number
  readonly dates: number
  readonly amounts: number
  readonly codes: number
  readonly sides: number
  readonly letters: number
  readonly values: ReadonlySet<string>
}

function profile(rows: readonly TableRow[], at: number): ColumnProfile {
  const cells = rows.map(r => r.cells[at] ?? '').filter(c => c !== '')
  const isAmount = (c: string): boolean =>
    looksLikeAmount(c) && !/^\d{7,}$/.test(c) && (/[.,]\d{1,3}\D*$/.test(c) || /^[-+]/.test(c) || c.length < 7)
  return {
    at,
    filled: cells.length,
    dates: cells.filter(looksLikeDate).length,
    amounts: cells.filter(c => isAmount(c) && !looksLikeDate(c)).length,
    codes: cells.filter(c => currencyCodes.has(c.toUpperCase())).length,
    sides: cells.filter(c => SIDES.test(c)).length,
    letters: cells.reduce((n, c) => n + (c.match(/\p{L}/gu)?.length ?? 0), 0) / Math.max(1, cells.length),
    values: new Set(cells.slice(0, 500)),
  }
}

/** Never both cells of a row are filled, and one of them nearly always. */
function isExclusive(rows: readonly TableRow[], one: number, two: number): boolean {
  const [first, second] = [one, two].map(at => rows.map(r => (r.cells[at] ?? '') !== ''))
  if (!first?.includes(true) || !second?.includes(true)) return false
  return !first.some((f, i) => f && second[i]) && mostly(first.filter((f, i) => f || second[i]).length, rows.length)
}

const mostly = (part: number, whole: number): boolean => whole > 0 && part / whole >= 0.8
/**
 * Columns of a list without headers, by what stands in them. Of two amount columns of which always one is empty, the one filled more
 * often is taken for money out; of two that are always filled the first is the amount and the last the balance.
 */
export function columnsByValue(rows: readonly TableRow[]): Partial<Record<BankRole, number>> | undefined {
  const width = Math.max(0, ...rows.map(r => r.cells.length))
  const profiles = Array.from({ length: width }, (_, at) => profile(rows, at))
  const dates = profiles.filter(p => mostly(p.dates, p.filled) && mostly(p.filled, rows.length))
  const money = profiles.filter(p => mostly(p.amounts, p.filled) && !dates.includes(p))
  const [day, valueDay] = dates
  if (!day || money.length === 0) return undefined
  const columns: Partial<Record<BankRole, number>> = { day: day.at, ...(valueDay && { valueDay: valueDay.at }) }
  const exclusive = money
    .flatMap((one, i) => money.slice(i + 1).map(two => [one, two] as const))
    .find(([one, two]) => isExclusive(rows, one.at, two.at))
  const always = money.filter(p => mostly(p.filled, rows.length))
  if (exclusive) {
    const [one, two] = exclusive
    const [debit, credit] = one.filled > two.filled ? [one, two] : [two, one]
    columns.debit = debit.at
    columns.credit = credit.at
  } else if (always.length > 0) {
    columns.amount = always[0]?.at ?? 0
    if (always.length > 1) columns.balance = always.at(-1)?.at ?? 0
  } else columns.amount = money[0]?.at ?? 0
  const currency = profiles.find(p => mostly(p.codes, p.filled))
  if (currency) columns.currency = currency.at
  const side = profiles.find(p => p.filled > 0 && p.values.size <= 4 && mostly(p.sides, p.filled))
  if (side && columns.amount !== undefined) columns.side = side.at
  const texts = profiles
    .filter(p => p.letters >= 3 && p !== currency && p !== side && !dates.includes(p))
    .sort((a, b) => b.letters - a.letters)
  if (texts[0]) columns.text = texts[0].at
  if (texts[1]) columns.counterparty = texts[1].at
  return columns
}

/** An unnamed column that only says CR or DR belongs to the amount. */
function unnamedSide(
  rows: readonly TableRow[],
  header: TableRow | undefined,
  columns: Partial<Record<BankRole, number>>,
): number | undefined {
  if (columns.side !== undefined || columns.amount === undefined) return columns.side
  const width = Math.max(0, ...rows.map(r => r.cells.length))
  for (let at = 0; at < width; at += 1) {
    if (Object.values(columns).includes(at) || (header?.cells[at] ?? '') !== '') continue
    const values = rows.map(r => r.cells[at] ?? '').filter(v => v !== '')
    if (values.length > 0 && values.every(v => /^(CR|DR|DB)$/i.test(v))) return at
  }
  return undefined
}

/** Of two possible orders the one in which the days of the file follow each other; day first where that says nothing. */
function likelierOrder(texts: readonly string[], currency: string | undefined): DateOrder {
  const key = (text: string, order: 'DMY' | 'MDY'): number => {
    const [a = 0, b = 0, c = 0] = (text.match(/\d+/g) ?? []).map(Number)
    return order === 'DMY' ? c * 10_000 + b * 100 + a : c * 10_000 + a * 100 + b
  }
  const breaks = (order: 'DMY' | 'MDY'): number => {
    let up = 0
    let down = 0
    texts.forEach((t, i) => {
      const before = texts[i - 1]
      if (before === undefined) return
      const step = key(t, order) - key(before, order)
      if (step > 0) up += 1
      if (step < 0) down += 1
    })
    return Math.min(up, down)
  }
  const [dayFirst, monthFirst] = [breaks('DMY'), breaks('MDY')]
  if (dayFirst !== monthFirst) return dayFirst < monthFirst ? 'DMY' : 'MDY'
  return currency === 'USD' ? 'MDY' : 'DMY'
}

const SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/€|\bEUR\b/, 'EUR'], [/£|\bGBP\b/, 'GBP'], [/zł|\bPLN\b/, 'PLN'], [/¥|円/, 'JPY'], [/Kč|\bCZK\b/, 'CZK'], [/\bFt\b|\bHUF\b/, 'HUF'], [/US\$|\bUSD\b/, 'USD'], [/R\$|\bBRL\b/, 'BRL'],
] // biome-ignore format: pairs

/** A currency in the header of the amount (`Betrag (EUR)`), in the amounts themselves or in the rows above the headers. */
function statedCurrency(
  header: TableRow | undefined,
  columns: Partial<Record<BankRole, number>>,
  above: readonly TableRow[],
  amounts: readonly string[],
): string | undefined {
  for (const role of ['amount', 'debit', 'credit', 'balance'] as const) {
    const text = header?.cells[columns[role] ?? -1] ?? ''
    const code = /(?:^|[^A-Za-z])([A-Z]{3})(?:[^A-Za-z]|$)/.exec(text)?.[1]
    if (code && currencyCodes.has(code)) return code
  }
  for (const [sign, code] of SYMBOLS) if (amounts.some(a => sign.test(a))) return code
  for (const cell of above.flatMap(r => r.cells)) {
    const code = /(?:^|[^A-Za-z])([A-Z]{3})$/.exec(cell)?.[1]
    if (code && currencyCodes.has(code)) return code
  }
  return undefined
}

export const fingerprintOf = (row: TableRow): string => row.cells.map(plainHeader).join('|')

/** By what the next list of this bank is known: its headers, else the first row where it holds words only, else how many columns there are. */
export function fingerprintOfTable(table: Table): string {
  const header = findHeader(table)
  const row = table.rows[header?.row ?? 0]
  const isWords = row?.cells.every(cell => !looksLikeDate(cell) && !looksLikeAmount(cell)) ?? false
  return row && (header || isWords) ? fingerprintOf(row) : `${row?.cells.length ?? 0} columns`
}

/** Rows of the list below its headers (all rows where it has none). */
export const bodyOf = (table: Table, header: FoundHeader | undefined): readonly TableRow[] => table.rows.slice(header ? header.row + 1 : 0)

/** Learns how a bank writes its lists from one of them. @returns undefined where neither headers nor values show a day and an amount. */
export function learnBankMapping(table: Table): BankMapping | undefined {
  const header = findHeader(table)
  const body = bodyOf(table, header)
  const columns = header?.columns ?? columnsByValue(body)
  if (!columns) return undefined
  const headerRow = header && table.rows[header.row]
  const side = unnamedSide(body, headerRow, columns)
  if (side !== undefined) columns.side = side
  const cells = (role: BankRole): string[] => {
    const at = columns[role]
    return at === undefined ? [] : body.map(r => r.cells[at] ?? '').filter(c => c !== '')
  }
  const amounts = [...cells('amount'), ...cells('debit'), ...cells('credit')]
  const currency =
    columns.currency === undefined ? statedCurrency(headerRow, columns, table.rows.slice(0, header?.row ?? 0), amounts) : undefined
  const days = cells('day').filter(looksLikeDate)
  return {
    delimiter: table.delimiter,
    ...(headerRow && { fingerprint: fingerprintOf(headerRow) }),
    columns,
    dateOrder: dateOrderOf([...days, ...cells('valueDay').filter(looksLikeDate)]) ?? likelierOrder(days, currency ?? cells('currency')[0]),
    decimal: decimalSignOf([...amounts, ...cells('balance')]) ?? '.',
    ...(currency !== undefined && { currency }),
  }
}
