import type { ListRow, ListSource, ListTable, ReshapeTools } from '../../../core/list/source.ts'

const HEADERS = [
  'clientRef',
  'clientName',
  'number',
  'documentType',
  'issuedOn',
  'dueOn',
  'total',
  'amount',
  'paidOn',
  'currency',
  'lineText',
  'reference',
]

interface Booking {
  readonly row: ListRow
  readonly debtor: string
  readonly other: string
  readonly isDebit: boolean
  readonly amount: string
  readonly currency: string
  readonly day: string
  readonly number: string
  readonly due: string
  readonly text: string
}

/** Line 1 of the file: format EXTF, category 21, and from which day to which it runs. */
interface Meta {
  readonly digits: number
  readonly from: string
  readonly to: string
  readonly currency: string
}

function metaOf(table: ListTable): Meta {
  const cells = table.above.find(row => /^(EXTF|DTVF)$/.test((row.cells[0] ?? '').trim()))?.cells ?? []
  return { digits: Number(cells[13] || 4), from: cells[14] ?? '', to: cells[15] ?? '', currency: (cells[21] ?? '') || 'EUR' }
}

/** DDMM with the year of the period: the one that puts the day inside it. */
function dayOfPeriod(text: string, meta: Meta): string {
  const t = text.trim().padStart(4, '0')
  const [date, month] = [t.slice(0, 2), t.slice(2, 4)]
  const years = [meta.from.slice(0, 4), meta.to.slice(0, 4)].filter(year => year !== '')
  const inside = years.find(year => `${year}${month}${date}` >= meta.from && `${year}${month}${date}` <= meta.to)
  const year = inside ?? years[0]
  return year === undefined ? text : `${year}-${month}-${date}`
}

/** Belegfeld 2 holds the due date as DDMMYY, where it holds one. */
const dueOf = (text: string): string => (/^\d{6}$/.test(text.trim()) ? `20${text.slice(4, 6)}-${text.slice(2, 4)}-${text.slice(0, 2)}` : '')

function bookings(table: ListTable): Booking[] {
  const meta = metaOf(table)
  const at = (start: string): number => table.headers.findIndex(h => h.trim().toLowerCase().startsWith(start.toLowerCase()))
  const [amount, side, wkz, konto, gegen, day, field1, field2, text] = ['Umsatz', 'Soll/Haben', 'WKZ Umsatz', 'Konto', 'Gegenkonto', 'Belegdatum', 'Belegfeld 1', 'Belegfeld 2', 'Buchungstext'].map(at)
  // personal accounts have one digit more than ledger accounts; debtors begin with 1 to 6
  const isDebtor = (account: string): boolean => account.length === meta.digits + 1 && /^[1-6]/.test(account)
  return table.rows.flatMap(row => {
    const get = (i: number | undefined): string => (row.cells[i ?? -1] ?? '').trim()
    const [a, b] = [get(konto), get(gegen)]
    const debtor = isDebtor(a) ? a : isDebtor(b) ? b : undefined
    if (debtor === undefined) return []
    const kontoIsDebit = get(side).toUpperCase() !== 'H'
    return [{
      row, debtor, other: debtor === a ? b : a, isDebit: (debtor === a) === kontoIsDebit, amount: get(amount), currency: get(wkz) || meta.currency,
      day: dayOfPeriod(get(day), meta), number: get(field1), due: dueOf(get(field2)), text: get(text),
    }]
  })
} // biome-ignore format: tables of fields

/** A debit on a debtor is an invoice; a credit is a payment of it, or a credit note where the other side is an account of revenue (4 or 8). */
function openItems(table: ListTable, _tools: ReshapeTools): ListTable {
  const all = bookings(table)
  const invoiced = new Map(all.filter(b => b.isDebit).map(b => [`${b.debtor}/${b.number}`, b.other]))
  const rows = all.map(b => {
    const name = `Debitor ${b.debtor}`
    const head = [b.debtor, name, b.number]
    const isCredit = !b.isDebit && (invoiced.get(`${b.debtor}/${b.number}`) === b.other || /^[48]/.test(b.other))
    const cells = b.isDebit || isCredit
      ? [...head, b.isDebit ? 'sale' : 'sales credit', b.day, b.due, b.amount, '', '', b.currency, b.text, '']
      : [...head, 'sales receipt', '', '', '', b.amount, b.day, b.currency, b.text, b.text]
    return { line: b.row.line, cells, raw: b.row.cells }
  }) // biome-ignore format: one row
  return { ...table, headers: HEADERS, rows }
}

// DATEV Buchungsstapel, EXTF format: only bookings that touch a debtor count.
export const source: ListSource = {
  name: 'datev',
  says: 'DATEV, posting batch (clients)',
  holds: 'invoices',
  tells: ['Umsatz (ohne Soll/Haben-Kz)', 'Soll/Haben-Kennzeichen', 'Konto', 'Belegdatum', 'Belegfeld 1'],
  totalIs: 'line',
  dateOrder: 'dmy',
  decimal: ',',
  columns: Object.fromEntries(HEADERS.map(name => [name, [name]])),
  words: { invoice: ['sale'], credit: ['sales credit'], payment: ['sales receipt'] },
  reshape: openItems,
}
