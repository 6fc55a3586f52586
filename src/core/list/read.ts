import type { Fault } from '../fault.ts'
import { type Cells, clientIn, currencyOf, dayIn, minorIn, openCells, RowFault, rowFault, setAside, textIn, wordIs } from './cells.ts'
import type { ColumnMap, Vocabulary } from './columns.ts'
import { type Group, invoiceOf } from './group.ts'
import { normaliseHeader } from './header.ts'
import type { ListedInvoice, ListedPayment, ListSetting, ReadList } from './items.ts'
import type { ListRow, ListSource, ListTable } from './source.ts'

const REFUSED_MAX = 1000

/**
 * Reads a list into invoices, credit notes and payments. A row that cannot be read is refused with line and field and stops no
 * other; whether anything comes in at all is the caller's decision.
 */
export function readList(table: ListTable, source: ListSource, columns: ColumnMap, vocabulary: Vocabulary, setting: ListSetting): ReadList {
  const cells = openCells(table, source, columns, vocabulary, setting)
  const groups = new Map<string, Group>()
  const payments: ListedPayment[] = []
  let last: Group | undefined
  const headers = table.headers.map(normaliseHeader)
  for (const row of table.rows) {
    if (row.cells.every(cell => cell.trim() === '') || isSum(cells, row) || isHeader(cells, headers, row)) continue
    attempt(cells, () => {
      if (row.cells.length > table.headers.length && row.cells.slice(table.headers.length).some(cell => cell.trim() !== ''))
        tooManyCells(cells, row)
      if (source.holds === 'payments' || wordIs(cells, 'payment', textIn(cells, row, 'documentType'))) {
        payments.push(paymentIn(cells, row))
        last = undefined
      } else last = sortIn(cells, row, groups, last)
    })
  }
  const invoices: ListedInvoice[] = []
  for (const group of groups.values())
    attempt(cells, () => {
      const invoice = invoiceOf(cells, group)
      if (invoice) invoices.push(invoice)
    })
  return {
    invoices,
    payments,
    refused: cells.refused,
    leftOut: cells.leftOut,
    assumed: [...cells.assumed.values()],
    dateOrder: cells.orderKnown ? cells.order : undefined,
    decimal: cells.mark,
  }
}

function attempt(cells: Cells, work: () => void): void {
  try {
    work()
  } catch (error) {
    if (!(error instanceof RowFault)) throw error
    if (cells.refused.length < REFUSED_MAX) cells.refused.push(error.fault)
  }
}

function tooManyCells(cells: Cells, row: ListRow): never {
  const fault: Fault = {
    code: 'columns-too-many',
    message: `The row has ${row.cells.length} cells, the header ${cells.table.headers.length}.`,
    mend: 'Put quotes around cells that hold the separator.',
    params: { cells: String(row.cells.length) },
    file: cells.setting.file,
    line: row.line,
  }
  throw new RowFault(fault)
}

/** A row that adds up others: it names a sum where the number or the client should stand. */
function isSum(cells: Cells, row: ListRow): boolean {
  const first = row.cells.find(cell => cell.trim() !== '')?.trim() ?? ''
  if (textIn(cells, row, 'number') !== '' && !wordIs(cells, 'sum', textIn(cells, row, 'number'))) return false
  if (!wordIs(cells, 'sum', first.replace(/[:\s]+$/, '')) && !wordIs(cells, 'sum', first.split(/\s+/)[0] ?? '')) return false
  setAside(cells, row, 'sum-row', `"${first}" adds up other rows.`, { value: first })
  return true
}

/** The row of headers once more, as it stands where lists were joined or pages printed. */
function isHeader(cells: Cells, headers: readonly string[], row: ListRow): boolean {
  if (!row.cells.every((cell, at) => normaliseHeader(cell) === (headers[at] ?? ''))) return false
  setAside(cells, row, 'header-again', 'The row of headers stands here again.', {})
  return true
}

function sortIn(cells: Cells, row: ListRow, groups: Map<string, Group>, last: Group | undefined): Group | undefined {
  const number = textIn(cells, row, 'number')
  if (wordIs(cells, 'otherDocument', textIn(cells, row, 'documentType'))) {
    const value = textIn(cells, row, 'documentType')
    setAside(cells, row, 'other-document', `"${value}" is no invoice.`, { value })
    return undefined
  }
  if (number === '' && last !== undefined && textIn(cells, row, 'clientName') === '' && textIn(cells, row, 'lineText') !== '') {
    last.rows.push(row)
    return last
  }
  if (wordIs(cells, 'draft', textIn(cells, row, 'status'))) {
    setAside(cells, row, 'draft', `"${number}" is a draft: nobody owes it yet.`, { number })
    return undefined
  }
  if (number === '') rowFault(cells, row, 'number', 'number-missing', 'The row has no invoice number.', 'Fill it in, or take the row out.')
  const client = `${textIn(cells, row, 'clientRef')}\u0000${textIn(cells, row, 'clientName')}\u0000${textIn(cells, row, 'vatId')}`
  const credit = wordIs(cells, 'credit', textIn(cells, row, 'documentType'))
  const key = `${number}\u0000${client}\u0000${credit}`
  const known = groups.get(key)
  if (known) {
    known.rows.push(row)
    return known
  }
  const group: Group = { number, credit, rows: [row] }
  groups.set(key, group)
  return group
}

function paymentIn(cells: Cells, row: ListRow): ListedPayment {
  const currency = currencyOf(cells, row)
  const field = (['amount', 'lineTotal', 'total'] as const).find(f => textIn(cells, row, f) !== '') ?? 'amount'
  const amount = minorIn(cells, row, field, currency)
  if (amount === undefined || amount === 0n)
    return rowFault(cells, row, field, 'amount-missing', 'The payment has no amount.', 'Fill it in, or take the row out.')
  const dayField = cells.columns.paidOn === undefined ? 'issuedOn' : 'paidOn'
  const paidOn = dayIn(cells, row, dayField)
  if (!paidOn) return rowFault(cells, row, dayField, 'date-missing', 'The payment has no day.', 'Fill in the day it came.')
  const client = clientIn(cells, row)
  const number = textIn(cells, row, 'number')
  if (number === '' && client.name === '' && client.ref === '' && client.vatId === '')
    return rowFault(cells, row, 'number', 'payer-missing', 'The payment names neither invoice nor client.', 'Fill in one of them.')
  return {
    client,
    number,
    amountMinor: amount,
    currency,
    paidOn,
    means: textIn(cells, row, 'means'),
    reference: textIn(cells, row, 'reference') || textIn(cells, row, 'subject'),
    raw: row.raw ?? row.cells,
    file: cells.setting.file,
    line: row.line,
  }
}
