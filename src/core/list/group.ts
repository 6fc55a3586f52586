import type { Day } from '../day/day.ts'
import { exponentOf, halfUp } from '../money/money.ts'
import { type Cells, clientIn, currencyOf, dayIn, minorIn, numberTextIn, priceTextIn, rowFault, setAside, textIn, wordIs } from './cells.ts'
import type { ListedInvoice, ListedLine } from './items.ts'
import type { ListField, ListRow } from './source.ts'

/** All rows of one document. */
export interface Group {
  readonly number: string
  readonly credit: boolean
  readonly rows: ListRow[]
}

/** Makes one invoice or credit note of its rows. @returns undefined where it is none (then it is said). */
export function invoiceOf(cells: Cells, group: Group): ListedInvoice | undefined {
  const [head] = group.rows
  if (!head) return undefined
  const rows = withoutRepetition(cells, group.rows)
  const client = clientIn(cells, headFor(cells, rows, 'clientName') ?? head)
  if (client.name === '' && client.ref === '')
    return rowFault(cells, head, 'clientName', 'client-missing', 'The row names no client.', 'Fill in the name.')
  const issuedRow = headFor(cells, rows, 'issuedOn') ?? head
  const issuedOn = dayIn(cells, issuedRow, 'issuedOn')
  if (!issuedOn) return rowFault(cells, head, 'issuedOn', 'date-missing', 'The invoice has no date.', 'Fill in the invoice date.')
  const currency = currencyOf(cells, head)
  for (const field of ['issuedOn', 'dueOn', 'currency'] as const) agree(cells, rows, field)
  const total = totalOf(cells, rows, currency)
  if (total === 0n) {
    setAside(cells, head, 'zero', `"${group.number}" comes to nothing.`, { number: group.number })
    return undefined
  }
  const status = textIn(cells, head, 'status')
  const kind = group.credit || total < 0n ? 'credit' : 'invoice'
  const size = total < 0n ? -total : total
  const paid = paidOf(cells, rows, currency, total, status)
  const left = kind === 'credit' ? creditLeft(cells, head, group.number, size, paid) : size
  if (left === undefined) return undefined
  return {
    kind,
    client: client.name === '' ? { ...client, name: client.ref } : client,
    number: group.number,
    issuedOn,
    ...dueIn(cells, rows, issuedOn),
    currency,
    totalMinor: left,
    taxMinor: taxOf(cells, rows, currency),
    paidMinor: kind === 'credit' ? undefined : paid,
    paidOn: lastDay(cells, rows, 'paidOn'),
    cancelled: wordIs(cells, 'cancelled', status),
    orderNumber: textIn(cells, head, 'orderNumber'),
    reference: textIn(cells, head, 'reference'),
    subject: textIn(cells, head, 'subject'),
    iban: textIn(cells, head, 'iban').replace(/\s/g, ''),
    lines: rows.map(row => lineOf(cells, row, currency)),
    file: cells.setting.file,
    line: head.line,
  }
}

const headFor = (cells: Cells, rows: readonly ListRow[], field: ListField): ListRow | undefined =>
  rows.find(row => textIn(cells, row, field) !== '')

/** Fields that belong to the invoice must not differ between its rows. */
function agree(cells: Cells, rows: readonly ListRow[], field: ListField): void {
  if (rows.length === 1 || cells.columns[field] === undefined) return
  const first = headFor(cells, rows, field)
  const value = first === undefined ? '' : textIn(cells, first, field)
  const other = rows.find(row => textIn(cells, row, field) !== '' && textIn(cells, row, field) !== value)
  if (other)
    rowFault(cells, other, field, 'rows-disagree', `Line ${first?.line} says "${value}", this one "${textIn(cells, other, field)}".`,
      'Give both rows the same value, or each invoice its own number.',
      { line: String(first?.line), value, other: textIn(cells, other, field) }) // biome-ignore format: one call
}

/** In a list of one row an invoice, the same row twice is a slip; in a list of lines it may be two of a kind. */
function withoutRepetition(cells: Cells, rows: readonly ListRow[]): readonly ListRow[] {
  if (rows.length === 1 || cells.columns.lineText !== undefined || cells.source.totalIs === 'line') return rows
  const seen = new Set<string>()
  return rows.filter(row => {
    const key = row.cells.join('\u0000')
    if (!seen.has(key)) {
      seen.add(key)
      return true
    }
    setAside(cells, row, 'row-twice', 'The same row stands twice.', {
      number: textIn(cells, row, 'number'),
      where: `${cells.setting.file}:${rows.find(other => other.cells.join('\u0000') === key)?.line}`,
    })
    return false
  })
}

function sumOf(cells: Cells, rows: readonly ListRow[], field: ListField, currency: string): bigint | undefined {
  let sum: bigint | undefined
  for (const row of rows) {
    const minor = minorIn(cells, row, field, currency)
    if (minor !== undefined) sum = (sum ?? 0n) + minor
  }
  return sum
}

/** A value that each row repeats: the first one stated. */
function stated(cells: Cells, rows: readonly ListRow[], field: ListField, currency: string): bigint | undefined {
  for (const row of rows) {
    const minor = minorIn(cells, row, field, currency)
    if (minor !== undefined) return minor
  }
  return undefined
}

function totalOf(cells: Cells, rows: readonly ListRow[], currency: string): bigint {
  if (cells.columns.total !== undefined) {
    const total = totalColumn(cells, rows, currency)
    if (total !== undefined) return total
  }
  const gross = sumOf(cells, rows, 'lineTotal', currency)
  if (gross !== undefined) return gross
  const net = sumOf(cells, rows, 'lineNet', currency) ?? sumOf(cells, rows, 'net', currency) ?? reckoned(cells, rows, currency)
  const [head] = rows
  const balance = net === undefined ? stated(cells, rows, 'balance', currency) : undefined
  if (balance !== undefined) return balance + (stated(cells, rows, 'paid', currency) ?? 0n)
  if (net === undefined && head)
    return rowFault(cells, head, 'total', 'amount-missing', 'The row has no amount.', 'Fill in the total with tax.')
  return (net ?? 0n) + (sumOf(cells, rows, 'lineTax', currency) ?? stated(cells, rows, 'tax', currency) ?? 0n)
}

function totalColumn(cells: Cells, rows: readonly ListRow[], currency: string): bigint | undefined {
  const { totalIs } = cells.source
  if (rows.length === 1 || totalIs === 'line') return sumOf(cells, rows, 'total', currency)
  const found = rows.map(row => minorIn(cells, row, 'total', currency)).filter(minor => minor !== undefined)
  const same = new Set(found).size <= 1
  if (same && (totalIs === 'invoice' || cells.columns.lineText !== undefined)) return found[0]
  if (totalIs === 'look' && cells.columns.lineText !== undefined) return found.reduce((a, b) => a + b, 0n)
  const at = rows[1] ?? rows[0]
  return at === undefined
    ? undefined
    : rowFault(cells, at, 'number', 'number-twice', `The number "${textIn(cells, at, 'number')}" stands in line ${rows[0]?.line} too, with other content.`,
        'Give each invoice its own number, or take one of the rows out.',
        { number: textIn(cells, at, 'number'), where: `${cells.setting.file}:${rows[0]?.line}` }) // biome-ignore format: one call
}

/** Quantity × price less discount, a line at a time, each rounded half up. */
function reckoned(cells: Cells, rows: readonly ListRow[], currency: string): bigint | undefined {
  let sum: bigint | undefined
  for (const row of rows) {
    const price = scaled(priceTextIn(cells, row, currency))
    if (!price) continue
    const quantity = scaled(numberTextIn(cells, row, 'lineQuantity') || '1') ?? { value: 1n, unit: 1n }
    const discount = scaled(numberTextIn(cells, row, 'lineDiscount') || '0') ?? { value: 0n, unit: 1n }
    const numerator = price.value * quantity.value * (100n * discount.unit - discount.value) * 10n ** BigInt(exponentOf(currency))
    sum = (sum ?? 0n) + halfUp(numerator, price.unit * quantity.unit * discount.unit * 100n)
  }
  return sum
}

function scaled(text: string): { value: bigint; unit: bigint } | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(text)
  if (!match) return undefined
  const [, sign = '', whole = '', rest = ''] = match
  return { value: BigInt(`${sign}${whole}${rest}`), unit: 10n ** BigInt(rest.length) }
}

function taxOf(cells: Cells, rows: readonly ListRow[], currency: string): bigint | undefined {
  return sumOf(cells, rows, 'lineTax', currency) ?? stated(cells, rows, 'tax', currency)
}

/** What the list says is paid of it, by its columns or its status. */
function paidOf(cells: Cells, rows: readonly ListRow[], currency: string, total: bigint, status: string): bigint | undefined {
  const read = cells.source.totalIs === 'line' ? sumOf : stated
  const balance = read(cells, rows, 'balance', currency)
  if (balance !== undefined) return total - (total < 0n && balance > 0n ? -balance : balance)
  const paid = read(cells, rows, 'paid', currency)
  if (paid !== undefined) return paid
  return wordIs(cells, 'paid', status) ? total : undefined
}

/** A credit note that is used up is already in the balances of the invoices: it must not count twice. */
function creditLeft(cells: Cells, head: ListRow, number: string, size: bigint, used: bigint | undefined): bigint | undefined {
  const spent = used === undefined ? 0n : used < 0n ? -used : used
  if (spent < size) return size - spent
  setAside(cells, head, 'credit-used', `The credit note "${number}" is used up: the invoices’ balances hold it already.`, { number })
  return undefined
}

function dueIn(cells: Cells, rows: readonly ListRow[], issuedOn: Day): { dueOn: Day | undefined; termsDays: number | undefined } {
  const row = headFor(cells, rows, 'dueOn')
  const dueOn = row && dayIn(cells, row, 'dueOn')
  if (row && dueOn && dueOn < issuedOn)
    rowFault(
      cells,
      row,
      'dueOn',
      'due-before-issue',
      `Due ${dueOn}, before the invoice date ${issuedOn}.`,
      'Mend one of the two, or name the order of dates.',
      { dueDay: dueOn, issuedDay: issuedOn },
    )
  const terms = rows.map(r => textIn(cells, r, 'terms')).find(text => text !== '') ?? ''
  return { dueOn: dueOn || undefined, termsDays: termsIn(cells, terms) }
}

/** `Net 30`, `30 jours`, `14`, `due on receipt`: days after the invoice date. Terms with any other word are not understood, so not used. */
export function termsIn(cells: Pick<Cells, 'words' | 'ownWords'>, text: string): number | undefined {
  if (wordIs(cells, 'atOnce', text)) return 0
  const words = text.normalize('NFKC').match(/\p{L}+|\d+/gu) ?? []
  const numbers = words.filter(word => /^\d{1,3}$/.test(word))
  const others = words.filter(word => !/^\d/.test(word))
  if (numbers.length !== 1 || words.length !== numbers.length + others.length) return undefined
  return others.every(word => wordIs(cells, 'days', word)) ? Number(numbers[0]) : undefined
}

function lastDay(cells: Cells, rows: readonly ListRow[], field: ListField): Day | undefined {
  let last: Day | undefined
  for (const row of rows) {
    const day = dayIn(cells, row, field)
    if (day && (last === undefined || day > last)) last = day
  }
  return last
}

function lineOf(cells: Cells, row: ListRow, currency: string): ListedLine {
  const text = textIn(cells, row, 'lineText') || textIn(cells, row, 'subject') || textIn(cells, row, 'number')
  return {
    line: row.line,
    text,
    quantity: numberTextIn(cells, row, 'lineQuantity'),
    unitPrice: priceTextIn(cells, row, currency),
    netMinor: minorIn(cells, row, 'lineNet', currency),
    taxRate: numberTextIn(cells, row, 'lineTaxRate'),
    serviceFrom: dayIn(cells, row, 'serviceFrom'),
    serviceTo: dayIn(cells, row, 'serviceTo'),
    raw: row.raw ?? row.cells,
  }
}
