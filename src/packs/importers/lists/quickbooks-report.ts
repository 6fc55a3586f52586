import type { ListRow, ListSource, ListTable } from '../../../core/list/source.ts'

const filled = (cells: readonly string[]): readonly string[] => cells.filter(cell => cell.trim() !== '')

const PAYMENT = /^payment$/i

/** A payment of which something is not applied yet is money on account; of others the invoices’ open balances know already. */
function withMoneyLeft(cells: readonly string[], { headers }: ListTable): readonly string[] {
  const at = (name: string): number => headers.findIndex(header => header.trim() === name)
  const left = /^-(.*[1-9].*)$/.exec(cells[at('Open Balance')]?.trim() ?? '')?.[1]
  if (left === undefined || !PAYMENT.test(cells[at('Transaction Type')]?.trim() ?? '')) return cells
  // its number is that of a cheque, no invoice's
  const told = new Map([[at('Transaction Type'), 'Unapplied payment'], [at('Amount'), left], [at('Num'), '']]) // biome-ignore format: by column
  return cells.map((cell, column) => told.get(column) ?? cell)
}

/** The client stands on a row of its own above its transactions, and “Total for …” below them. */
function withClient(table: ListTable): ListTable {
  const rows: ListRow[] = []
  let client = ''
  for (const row of table.rows) {
    const [first = ''] = row.cells
    const rest = filled(row.cells.slice(1))
    if (first.trim() !== '' && rest.length <= 1 && !/^total\b/i.test(first.trim())) client = first.trim()
    else if (first.trim() === '' && rest.length > 2)
      rows.push({ line: row.line, cells: withMoneyLeft([client, ...row.cells.slice(1)], table), raw: row.cells })
  }
  return { ...table, headers: ['clientName', ...table.headers.slice(1)], rows }
}

// The report “Customer Balance Detail”: title lines, then one block a client; balances run, open balances are the row's.
export const source: ListSource = {
  name: 'quickbooks-report',
  says: 'QuickBooks, report Customer Balance Detail',
  holds: 'invoices',
  tells: ['Transaction Type', 'Num', 'Due Date', 'Amount', 'Open Balance'],
  totalIs: 'invoice',
  columns: {
    clientName: ['clientName'],
    issuedOn: ['Date'],
    documentType: ['Transaction Type'],
    number: ['Num'],
    dueOn: ['Due Date'],
    total: ['Amount'],
    balance: ['Open Balance'],
  },
  words: { credit: ['Credit Memo'], payment: ['Unapplied payment'], otherDocument: ['Payment', 'Journal Entry', 'Deposit'] },
  reshape: withClient,
}
