import type { ListSource } from '../../../core/list/source.ts'

const SALES: Readonly<Record<string, string>> = { SI: 'sales invoice', SC: 'sales credit', SR: 'sales receipt', SA: 'sales receipt' }

// Sage 50 UK, audit trail: one row a split, amounts net and tax apart, no due date (the client's terms give it).
export const source: ListSource = {
  name: 'sage50',
  says: 'Sage 50, audit trail',
  holds: 'invoices',
  tells: ['Type', 'Account Reference', 'Nominal A/C Ref', 'Net Amount', 'Tax Amount'],
  totalIs: 'line',
  dateOrder: 'dmy',
  columns: {
    documentType: ['saleType'],
    clientRef: ['Account Reference'],
    issuedOn: ['Date'],
    number: ['Reference'],
    lineText: ['Details'],
    lineTotal: ['gross'],
    lineNet: ['Net Amount'],
    lineTax: ['Tax Amount'],
    reference: ['Extra Reference'],
  },
  words: { invoice: ['sales invoice'], credit: ['sales credit'], payment: ['sales receipt'], otherDocument: ['not sales'] },
  reshape(table, tools) {
    const at = (name: string): number => table.headers.findIndex(h => h.trim().toLowerCase() === name)
    const [type, net, tax] = [at('type'), at('net amount'), at('tax amount')]
    const rows = table.rows.map(row => {
      const amounts = [net, tax].map(i => tools.readDecimal(row.cells[i] ?? '', '.') ?? '0')
      const gross = amounts.reduce((sum, text) => sum + pence(text), 0n)
      const kind = SALES[(row.cells[type] ?? '').trim().toUpperCase()] ?? 'not sales'
      return { line: row.line, cells: [...row.cells, ...padding(table, row.cells), kind, asDecimal(gross)], raw: row.cells }
    })
    return { ...table, headers: [...table.headers, 'saleType', 'gross'], rows }
  },
}

const padding = (table: { headers: readonly string[] }, cells: readonly string[]): string[] =>
  Array.from({ length: Math.max(0, table.headers.length - cells.length) }, () => '')

const pence = (text: string): bigint => {
  const [whole = '0', rest = ''] = text.replace('-', '').split('.')
  const size = BigInt(whole + rest.padEnd(2, '0').slice(0, 2))
  return text.startsWith('-') ? -size : size
}
const asDecimal = (minor: bigint): string => {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0')
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
