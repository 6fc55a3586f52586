import type { InvoiceDocument } from '../../core/facts/invoice-document.ts'
import type { StatusDocument } from '../../core/facts/status-document.ts'
import type { Fault } from '../../core/fault.ts'
import { type Money, toDecimal } from '../../core/money/money.ts'
import type { ReadResult } from './registry.ts'

const decimal = (amount: Money | null): string | null => (amount ? toDecimal(amount) : null)

/** What the owner sees of a fault in JSON: code and message, and line and field where they are known. */
export const faultJson = ({ file: _, ...fault }: Fault) => fault

const warningsOf = (warnings: readonly Fault[]) => (warnings.length > 0 ? { warnings: warnings.map(faultJson) } : {})

/** What only some syntaxes state: the account of a factor, the code of a payment order. */
function elsewhere({ accounts, paymentCode }: InvoiceDocument) {
  const factor = accounts.find(a => a.ofFactor)
  return { ...(factor ? { factorAccount: factor.id } : {}), ...(paymentCode ? { paymentCode } : {}) }
}

export const invoiceJson = (file: string, invoice: InvoiceDocument) => ({
  file,
  format: invoice.format,
  kind: invoice.kind,
  number: invoice.number,
  issueDate: invoice.issueDate,
  dueDate: invoice.dueDate,
  currency: invoice.currency,
  total: decimal(invoice.total),
  payable: decimal(invoice.payable),
  seller: invoice.seller.name,
  buyer: invoice.buyer.name,
  iban: invoice.accounts.find(a => !a.ofFactor)?.id ?? null,
  reference: invoice.paymentReference,
  ...elsewhere(invoice),
  ...(invoice.dueDates.length > 1 ? { dueDates: invoice.dueDates.map(d => ({ dueDate: d.due, amount: decimal(d.amount) })) } : {}),
  lines: invoice.lines.length,
  ...warningsOf(invoice.warnings),
})

export const statusJson = (file: string, status: StatusDocument) => ({
  file,
  format: status.format,
  kind: 'status',
  status: status.meaning,
  statusCode: status.statusCode,
  invoice: status.invoiceNumber,
  invoiceDate: status.invoiceDate,
  issueDate: status.issueDate,
  effectiveDate: status.effectiveDate,
  issuer: status.issuer,
  recipient: status.recipient,
  reasons: status.reasons,
  amounts: status.amounts.map(a => ({ type: a.type, currency: a.amount.currency, amount: toDecimal(a.amount) })),
  ...warningsOf(status.warnings),
})

const isMoney = (value: unknown): value is Money =>
  typeof value === 'object' && value !== null && 'minor' in value && typeof value.minor === 'bigint' && 'currency' in value

/** Any value as JSON takes it: amounts as decimal text. */
export function plainJson(value: unknown): unknown {
  if (isMoney(value)) return toDecimal(value)
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return value.map(plainJson)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, plainJson(v)]))
  return value
}

/** One JSON object a document. Bank statements are printed as their reader returns them; a printer of their own belongs here. */
export function documentJson(file: string, result: ReadResult): object {
  if (result.type === 'invoice') return invoiceJson(file, result.document)
  if (result.type === 'status') return statusJson(file, result.document)
  return { file, ...(plainJson(result.document) as object) } // a reader returns one object a statement
}

/** One line of plain text a document. */
export function documentText(file: string, result: ReadResult): string {
  if (result.type === 'invoice') return `${file}: ${invoiceText(result.document)}`
  if (result.type === 'status')
    return `${file}: invoice ${result.document.invoiceNumber}: ${result.document.meaning} (${result.document.statusCode})`
  return `${file}: ${JSON.stringify(plainJson(result.document))}`
}

function invoiceText(invoice: InvoiceDocument): string {
  const amount = invoice.payable ?? invoice.total
  const sum = amount ? `${toDecimal(amount)} ${invoice.currency ?? '(no currency stated)'}` : 'no sum stated'
  const due = invoice.dueDate ? `due ${invoice.dueDate}` : 'no due date stated'
  return `${invoice.kind} ${invoice.number}, ${invoice.seller.name ?? '?'} to ${invoice.buyer.name ?? '?'}, ${sum}, ${due} [${invoice.format}]`
}
