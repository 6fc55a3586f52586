import type { ListRow, ListSource, ListTable, ReshapeTools } from '../../../core/list/source.ts'

const HEADERS = [
  'clientRef',
  'clientName',
  'number',
  'documentType',
  'issuedOn',
  'total',
  'paid',
  'paidOn',
  'amount',
  'lineText',
  'reference',
  'currency',
]

interface Entry {
  readonly row: ListRow
  readonly account: string
  readonly client: string
  readonly name: string
  readonly piece: string
  readonly day: string
  readonly text: string
  readonly letter: string
  readonly entry: string
  /** Cents, debit less credit. */
  readonly cents: bigint
}

const cents = (text: string, tools: ReshapeTools): bigint => {
  const decimal = tools.readDecimal(text, ',') ?? '0'
  const [whole = '0', rest = ''] = decimal.replace('-', '').split('.')
  const size = BigInt(whole + rest.padEnd(2, '0').slice(0, 2))
  return decimal.startsWith('-') ? -size : size
}

function entriesOf(table: ListTable, tools: ReshapeTools): Entry[] {
  const at = (name: string): number => table.headers.findIndex(h => h.trim().toLowerCase() === name.toLowerCase())
  const columns = Object.fromEntries(
    ['JournalCode', 'EcritureNum', 'EcritureDate', 'CompteNum', 'CompteLib', 'CompAuxNum', 'CompAuxLib', 'PieceRef', 'PieceDate', 'EcritureLib', 'Debit', 'Credit', 'EcritureLet', 'Montant', 'Sens'].map(name => [name, at(name)]),
  ) // biome-ignore format: one list
  return table.rows.map(row => {
    const get = (name: string): string => (row.cells[columns[name] ?? -1] ?? '').trim()
    const signed = columns.Montant === -1 ? cents(get('Debit'), tools) - cents(get('Credit'), tools) : cents(get('Montant'), tools) * (/^[c-]/i.test(get('Sens')) ? -1n : 1n)
    return {
      row,
      account: get('CompteNum'),
      client: get('CompAuxNum') || get('CompteNum'),
      name: get('CompAuxLib') || get('CompteLib'),
      piece: get('PieceRef') || get('EcritureNum'),
      day: get('PieceDate') || get('EcritureDate'),
      text: get('EcritureLib'),
      letter: get('EcritureLet'),
      entry: `${get('JournalCode')}/${get('EcritureNum')}`,
      cents: signed,
    }
  }) // biome-ignore format: one line a field
}

const decimal = (minor: bigint): string => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/**
 * Accounts 411: a debit is an invoice; a credit whose entry touches a sales account (7…) is a credit note, any other a payment.
 * What is lettered together is set off: credits fill the debits of their letter, oldest first; the rest stays open.
 */
function openItems(table: ListTable, tools: ReshapeTools): ListTable {
  const all = entriesOf(table, tools)
  const sales = new Set(all.filter(e => e.account.startsWith('7')).map(e => e.entry))
  const clients = all.filter(e => e.account.startsWith('411') && e.cents !== 0n)
  const credits = new Map<string, { left: bigint; day: string }>()
  for (const e of clients)
    if (e.letter !== '' && e.cents < 0n) {
      const known = credits.get(`${e.client}/${e.letter}`)
      credits.set(`${e.client}/${e.letter}`, { left: (known?.left ?? 0n) - e.cents, day: known && known.day > e.day ? known.day : e.day })
    }
  const rows: ListRow[] = []
  for (const e of [...clients].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.row.line - b.row.line))) {
    if (e.cents > 0n) rows.push(invoiceRow(e, credits.get(`${e.client}/${e.letter}`)))
    else if (e.letter === '') rows.push(creditRow(e, sales.has(e.entry)))
  }
  return { ...table, headers: HEADERS, rows }
}

function invoiceRow(e: Entry, credit: { left: bigint; day: string } | undefined): ListRow {
  const paid = credit === undefined ? 0n : credit.left < e.cents ? credit.left : e.cents
  if (credit) credit.left -= paid
  const cells = [e.client, e.name, e.piece, 'sale', e.day, decimal(e.cents), decimal(paid), paid > 0n ? (credit?.day ?? '') : '', '', e.text, '', 'EUR']
  return { line: e.row.line, cells, raw: e.row.cells }
} // biome-ignore format: one row

function creditRow(e: Entry, isCreditNote: boolean): ListRow {
  const cells = isCreditNote
    ? [e.client, e.name, e.piece, 'sales credit', e.day, decimal(-e.cents), '', '', '', e.text, '', 'EUR']
    : [e.client, e.name, '', 'sales receipt', e.day, '', '', e.day, decimal(-e.cents), e.text, e.text, 'EUR']
  return { line: e.row.line, cells, raw: e.row.cells }
}

// Fichier des écritures comptables (article A47 A-1 of the Livre des procédures fiscales): what every French ledger can write. In euro.
export const source: ListSource = {
  name: 'fec',
  says: 'FEC, accounting entries (accounts 411)',
  holds: 'invoices',
  tells: ['JournalCode', 'EcritureNum', 'EcritureDate', 'CompteNum', 'PieceRef', 'EcritureLet'],
  totalIs: 'line',
  dateOrder: 'ymd',
  decimal: '.',
  columns: Object.fromEntries(HEADERS.map(name => [name, [name]])),
  words: { invoice: ['sale'], credit: ['sales credit'], payment: ['sales receipt'] },
  reshape: openItems,
}
