import { normaliseHeader } from './header.ts'
import { LIST_FIELDS, type ListField, type ListRow, type ListSource, type ListTable, type ListWords } from './source.ts'

/** All known programs and habits, ready to be looked up. */
export interface Vocabulary {
  readonly sources: readonly ListSource[]
  /** Every header any source knows, normalised. */
  readonly known: ReadonlySet<string>
  /** Cell words of all sources together, normalised. */
  readonly words: ReadonlyMap<keyof ListWords, ReadonlySet<string>>
}

export function vocabularyOf(sources: readonly ListSource[]): Vocabulary {
  const known = new Set<string>()
  const words = new Map<keyof ListWords, Set<string>>()
  for (const source of sources) {
    for (const headers of Object.values(source.columns)) for (const header of headers) known.add(normaliseHeader(header))
    for (const tell of source.tells) known.add(normaliseHeader(tell))
    for (const [meaning, list] of Object.entries(source.words ?? {}) as [keyof ListWords, readonly string[]][]) {
      const set = words.get(meaning) ?? new Set()
      for (const word of list) set.add(normaliseHeader(word))
      words.set(meaning, set)
    }
  }
  return { sources, known, words }
}

/** The row of headers: among the first 40 the one with most known headers. None where no row has two. */
export function headerRow(rows: readonly ListRow[], vocabulary: Vocabulary): number | undefined {
  let best: { at: number; score: number } | undefined
  for (const [at, row] of rows.slice(0, 40).entries()) {
    const score = new Set(row.cells.map(normaliseHeader).filter(cell => vocabulary.known.has(cell))).size
    if (score >= 2 && score > (best?.score ?? 0)) best = { at, score }
  }
  return best?.at
}

/** Parts the rows into title, headers and body. A DATEV file calls its headers in line 2, a report in line 5. */
export function tableOf(rows: readonly ListRow[], at: number): ListTable {
  return { headers: rows[at]?.cells ?? [], above: rows.slice(0, at), rows: rows.slice(at + 1) }
}

/** The program that wrote it: all its telling headers are there; the one with most of them. */
export function recognise(headers: readonly string[], vocabulary: Vocabulary, holds?: 'invoices' | 'payments'): ListSource | undefined {
  const present = new Set(headers.map(normaliseHeader))
  const fitting = vocabulary.sources.filter(
    s => s.tells.length > 0 && (holds === undefined || s.holds === holds) && s.tells.every(tell => present.has(normaliseHeader(tell))),
  )
  return fitting.sort((a, b) => b.tells.length - a.tells.length || (a.name < b.name ? -1 : 1))[0]
}

/** A habit that knows most of the headers: it gives order of dates and decimal mark where the program is not known. */
export function habitOf(headers: readonly string[], vocabulary: Vocabulary, holds: 'invoices' | 'payments'): ListSource | undefined {
  const present = new Set(headers.map(normaliseHeader))
  const scored = vocabulary.sources
    .filter(s => s.tells.length === 0 && s.holds === holds)
    .map(source => ({ source, score: Object.values(source.columns).flatMap(h => h.filter(x => present.has(normaliseHeader(x)))).length }))
    .filter(({ score }) => score > 0)
  return scored.sort((a, b) => b.score - a.score || (a.source.name < b.source.name ? -1 : 1))[0]?.source
}

export type ColumnMap = Readonly<Partial<Record<ListField, number>>>

/** What no list can do without: of each, one column. */
export const NEEDED: Readonly<Record<ListSource['holds'], readonly { readonly what: string; readonly oneOf: readonly ListField[] }[]>> = {
  invoices: [
    { what: 'the invoice number', oneOf: ['number'] },
    { what: 'the client', oneOf: ['clientName', 'clientRef'] },
    { what: 'the invoice date', oneOf: ['issuedOn'] },
    { what: 'the amount', oneOf: ['total', 'lineTotal', 'lineNet', 'net', 'lineUnitPrice', 'balance'] },
  ],
  payments: [
    { what: 'the amount paid', oneOf: ['amount', 'total'] },
    { what: 'the day of payment', oneOf: ['paidOn', 'issuedOn'] },
    { what: 'the invoice or the client', oneOf: ['number', 'clientName', 'clientRef'] },
  ],
}

/** The row of headers of a list that nobody knows: the first that is filled as a table is, not as a title above it. */
export function likelyHeaderRow(rows: readonly ListRow[]): number | undefined {
  const filled = rows.slice(0, 40).map(row => row.cells.filter(cell => cell.trim() !== '').length)
  const most = Math.max(0, ...filled)
  const at = most < 2 ? -1 : filled.findIndex(count => count * 2 > most && count > 1)
  return at === -1 ? undefined : at
}

/** A column by its place, counted from 1, where its header is empty or not the only one of its name. */
export const placeName = (at: number): string => `#${at + 1}`
export const isPlaceName = (name: string): boolean => /^#\d{1,5}$/.test(name)

const NAME_MAX = 80

/** How each column is called in an answer: by its header, or by its place where that is empty, too long or not the only one of its name. */
export function columnNames(headers: readonly string[]): string[] {
  const normal = headers.map(normaliseHeader)
  const times = new Map<string, number>()
  for (const header of normal) times.set(header, (times.get(header) ?? 0) + 1)
  return headers.map((header, at) => {
    const own = normal[at] ?? ''
    return own !== '' && times.get(own) === 1 && !isPlaceName(header) && header.length <= NAME_MAX ? header : placeName(at)
  })
}

/** Which column means what where the person has said it of the whole list: nothing else is taken from it. */
export function columnsSaid(headers: readonly string[], said: Readonly<Partial<Record<ListField, string>>>): ColumnMap {
  const normal = headers.map(normaliseHeader)
  const map: Partial<Record<ListField, number>> = {}
  const taken = new Set<number>()
  for (const [field, name] of Object.entries(said) as [ListField, string][]) {
    const at = isPlaceName(name) ? Number(name.slice(1)) - 1 : normal.findIndex(h => h !== '' && h === normaliseHeader(name))
    if (at < 0 || at >= headers.length || taken.has(at)) continue
    map[field] = at
    taken.add(at)
  }
  return map
}

/** Which column means what: what the person said, then the source's own names, then every habit's. One column has one meaning. */
export function mapColumns(
  headers: readonly string[],
  source: ListSource,
  vocabulary: Vocabulary,
  said: Readonly<Partial<Record<ListField, string>>> = {},
): ColumnMap {
  const normal = headers.map(normaliseHeader)
  const taken = new Set<number>()
  const map: Partial<Record<ListField, number>> = {}
  const place = (field: ListField, names: readonly string[]): void => {
    if (map[field] !== undefined) return
    for (const name of names) {
      const wanted = normaliseHeader(name)
      const at = wanted === '' ? -1 : normal.findIndex((header, i) => header === wanted && !taken.has(i))
      if (at === -1) continue
      map[field] = at
      taken.add(at)
      return
    }
  }
  for (const [field, at] of Object.entries(columnsSaid(headers, said)) as [ListField, number][]) {
    map[field] = at
    taken.add(at)
  }
  for (const field of LIST_FIELDS) place(field, source.columns[field] ?? [])
  if (source.tells.length > 0) return map // a program's list is known whole: another habit's word would only mislead
  for (const habit of vocabulary.sources)
    if (habit.tells.length === 0 && habit.holds === source.holds && habit !== source)
      for (const field of LIST_FIELDS) place(field, habit.columns[field] ?? [])
  return map
}

/** What the columns of a list are where each row is an invoice, and where each is a payment. */
function bothWays(headers: readonly string[], vocabulary: Vocabulary): { readonly asInvoices: ColumnMap; readonly asPayments: ColumnMap } {
  const as = (holds: 'invoices' | 'payments'): ColumnMap => {
    const habit = habitOf(headers, vocabulary, holds)
    return habit ? mapColumns(headers, habit, vocabulary) : {}
  }
  return { asInvoices: as('invoices'), asPayments: as('payments') }
}

/** Whether a list is one of payments: no due date and no total, but a day of payment and an amount. */
export function holdsPayments(headers: readonly string[], vocabulary: Vocabulary): boolean {
  const { asInvoices, asPayments } = bothWays(headers, vocabulary)
  if (asPayments.amount === undefined || asPayments.paidOn === undefined) return false
  return asInvoices.dueOn === undefined && asInvoices.issuedOn === undefined && asInvoices.balance === undefined
}

/** Fields of invoices that no list of payments has. */
const OF_INVOICES = ['dueOn', 'terms', 'balance', 'paid', 'net', 'tax', 'lineText'] as const satisfies readonly ListField[]

/** Whether a list that is read as one of invoices may as well be one of payments: a number, a day and an amount, and nothing that only invoices have. */
export function mayHoldPayments(headers: readonly string[], vocabulary: Vocabulary): boolean {
  const { asInvoices, asPayments } = bothWays(headers, vocabulary)
  const fits = (['number', 'amount', 'paidOn'] as const).every(field => asPayments[field] !== undefined)
  return fits && OF_INVOICES.every(field => asInvoices[field] === undefined)
}
