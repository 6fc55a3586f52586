import type { Place } from '../workspace.ts'
import { clientRows } from './client-rows.ts'
import { overviewOf } from './kept-overview.ts'
import { type AmountView, amountView, type ClientRow, type InvoiceRow } from './overview.ts'

/** A stretch of a list, with what the whole of it adds up to. */
export interface ListView<Row> {
  readonly rows: readonly Row[]
  /** Rows in the whole list. */
  readonly total: number
  /** Open on the whole list, by currency. */
  readonly open: readonly AmountView[]
}

export interface ListQuery {
  readonly q?: string | undefined
  readonly offset: number
  readonly limit: number
}
export const CLIENT_SORTS = ['late', 'name', 'open'] as const
export const CLIENT_SHOWS = ['open', 'late', 'all'] as const
export interface ClientListQuery extends ListQuery {
  readonly sort: (typeof CLIENT_SORTS)[number]
  readonly show: (typeof CLIENT_SHOWS)[number]
}
export const INVOICE_SORTS = ['due', 'number', 'open', 'client'] as const
export const INVOICE_SHOWS = ['late', 'open', 'disputed', 'settled', 'written-off', 'all'] as const
export interface InvoiceListQuery extends ListQuery {
  readonly sort: (typeof INVOICE_SORTS)[number]
  readonly show: (typeof INVOICE_SHOWS)[number]
  readonly currency?: string | undefined
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const biggest = (amounts: readonly AmountView[]): bigint => amounts.reduce((max, a) => (BigInt(a.minor) > max ? BigInt(a.minor) : max), 0n)
const bigFirst = (a: bigint, b: bigint): number => (a > b ? -1 : a < b ? 1 : 0)

function sumOf(amounts: Iterable<AmountView>): AmountView[] {
  const sums = new Map<string, bigint>()
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor))
  return [...sums].sort(([a], [b]) => byText(a, b)).map(([currency, minor]) => amountView(minor, currency))
}

const CLIENT_ORDER: Readonly<Record<ClientListQuery['sort'], (a: ClientRow, b: ClientRow) => number>> = {
  late: (a, b) => b.lateDays - a.lateDays || bigFirst(biggest(a.open), biggest(b.open)) || byText(plain(a.name), plain(b.name)),
  name: (a, b) => byText(plain(a.name), plain(b.name)),
  open: (a, b) => bigFirst(biggest(a.open), biggest(b.open)) || byText(plain(a.name), plain(b.name)),
}

export async function clientList(place: Place, query: ClientListQuery): Promise<ListView<ClientRow>> {
  const clients = await clientRows(place)
  const wanted = plain(query.q ?? '')
  const found = clients
    .filter(c => (query.show === 'all' ? true : query.show === 'late' ? c.late.length > 0 : c.open.length > 0))
    .filter(c => plain(c.name).includes(wanted))
    .sort(CLIENT_ORDER[query.sort])
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length, open: sumOf(found.flatMap(c => c.open)) }
}

const INVOICE_ORDER: Readonly<Record<InvoiceListQuery['sort'], (a: InvoiceRow, b: InvoiceRow) => number>> = {
  due: (a, b) => byText(a.dueOn, b.dueOn) || byText(a.number, b.number),
  number: (a, b) => byText(a.number, b.number),
  open: (a, b) => bigFirst(BigInt(a.openMinor), BigInt(b.openMinor)) || byText(a.number, b.number),
  client: (a, b) => byText(plain(a.clientName), plain(b.clientName)) || byText(a.dueOn, b.dueOn),
}
const isShown = (row: InvoiceRow, show: InvoiceListQuery['show']): boolean =>
  show === 'all' ||
  (show === 'disputed' ? row.disputed : show === 'open' ? row.state === 'open' || row.state === 'late' : row.state === show)

export async function invoiceList(place: Place, query: InvoiceListQuery): Promise<ListView<InvoiceRow>> {
  const { invoices } = await overviewOf(place)
  const wanted = plain(query.q ?? '')
  const found = invoices
    .filter(i => isShown(i, query.show) && (query.currency === undefined || i.currency === query.currency))
    .filter(i => plain(i.number).includes(wanted) || plain(i.clientName).includes(wanted))
    .sort(INVOICE_ORDER[query.sort])
  const open = sumOf(found.map(i => ({ minor: i.openMinor, currency: i.currency })))
  return { rows: found.slice(query.offset, query.offset + query.limit), total: found.length, open }
}
