import type { InvoiceDocument } from '../../core/facts/invoice-document.ts'
import type { StatusDocument } from '../../core/facts/status-document.ts'
import type { Fault } from '../../core/fault.ts'
import { balanceGap, type Entry, type Statement } from '../../core/match/statement.ts'
import { type Money, money, toDecimal } from '../../core/money/money.ts'
import type { ReadResult } from './registry.ts'

const decimal = (amount: Money | null): string | null => (amount ? toDecimal(amount) : null)

/** What the owner sees of a fault in JSON: code and message, and line and field where they are known. */
export const faultJson = ({ file: _, params: __, ...fault }: Fault) => fault

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

const named = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T> // only what is not there is left out

/** A bank statement; its lines as the bank booked them, the parts of a batch within theirs. A currency that is not stated has two decimals. */
export function statementJson(file: string, statement: Statement) {
  const text = (minor: bigint): string => toDecimal(money(minor, statement.currency ?? ''))
  const entryJson = (e: Entry) => ({
    date: e.day,
    ...named({ valueDate: e.valueDay }),
    amount: text(e.amountMinor),
    text: e.text,
    reference: e.reference ?? null,
    counterparty: e.counterparty ?? null,
    ...named({ counterpartyAccount: e.counterpartyAccount, endToEndId: e.endToEndId, bankId: e.bankId, pending: e.pending, line: e.line }),
  })
  const gap = balanceGap(statement)
  const booked = [...Map.groupBy(statement.entries, e => (e.batch === undefined ? `own ${e.ordinal}` : `batch ${e.batch}`)).values()]
  return {
    ...{
      file,
      format: statement.format,
      kind: 'statement' as const,
      account: statement.account ?? null,
      currency: statement.currency ?? null,
    },
    opening: statement.opening ? text(statement.opening.amountMinor) : null,
    closing: statement.closing ? text(statement.closing.amountMinor) : null,
    ...named({ openingDate: statement.opening?.day, closingDate: statement.closing?.day }),
    ...(gap === undefined || gap === 0n ? {} : { gap: text(gap) }),
    entries: booked.flatMap(([first, ...more]) => {
      if (!first) return []
      if (more.length === 0) return [entryJson(first)]
      const parts = [first, ...more]
      const amount = text(parts.reduce((sum, e) => sum + e.amountMinor, 0n))
      const { line: _, ...whole } = entryJson(first)
      return [{ ...whole, amount, text: '', reference: null, counterparty: null, parts: parts.map(entryJson) }]
    }),
  }
}

/** One JSON object a document. */
export function documentJson(file: string, result: ReadResult): object {
  if (result.type === 'invoice') return invoiceJson(file, result.document)
  if (result.type === 'status') return statusJson(file, result.document)
  return statementJson(file, result.document)
}

/** One line of plain text a document. */
export function documentText(file: string, result: ReadResult): string {
  if (result.type === 'invoice') return `${file}: ${invoiceText(result.document)}`
  if (result.type === 'status')
    return `${file}: invoice ${result.document.invoiceNumber}: ${result.document.meaning} (${result.document.statusCode})`
  return `${file}: ${statementText(statementJson(file, result.document))}`
}

function statementText({ format, account, currency, opening, closing, gap, entries }: ReturnType<typeof statementJson>): string {
  const head = `statement of ${account ?? 'an account not named'}, ${currency ?? '(no currency stated)'}, ${entries.length} lines [${format}]`
  const balances = `  opening ${opening ?? 'not stated'}, closing ${closing ?? 'not stated'}${gap === undefined ? '' : `, they differ from the lines by ${gap}`}`
  const lines = entries.map(
    e => `  ${e.date}  ${e.amount.padStart(14)}  ${[e.counterparty, e.text, e.reference].filter(Boolean).join(' · ')}`,
  )
  return [head, balances, ...lines].join('\n')
}

function invoiceText(invoice: InvoiceDocument): string {
  const amount = invoice.payable ?? invoice.total
  const sum = amount ? `${toDecimal(amount)} ${invoice.currency ?? '(no currency stated)'}` : 'no sum stated'
  const due = invoice.dueDate ? `due ${invoice.dueDate}` : 'no due date stated'
  return `${invoice.kind} ${invoice.number}, ${invoice.seller.name ?? '?'} to ${invoice.buyer.name ?? '?'}, ${sum}, ${due} [${invoice.format}]`
}
