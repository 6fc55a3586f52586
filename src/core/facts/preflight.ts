import type { Fault } from '../fault.ts'
import { readDecimal } from '../money/decimal-text.ts'
import { halfUp, type Money, toDecimal } from '../money/money.ts'
import { claimOf, type InvoiceDocument } from './invoice-document.ts'

/** `mend` must be mended before anything is chased · `look` deserves a second look. */
export type FindingWeight = 'mend' | 'look'

/** One thing wrong with one invoice, in words, with what to do about it; in other languages by its code (`app.finding.CODE`). */
export interface Finding extends Fault {
  readonly mend: string
  readonly weight: FindingWeight
  readonly invoice: string
}

/** A finding of a checker that needs a library (account numbers, tax ids, currencies): see `packs/checks`. */
export type IdFault = Omit<Finding, 'invoice'>

export interface PreflightContext {
  readonly idFaults: readonly IdFault[]
  /** Accounts the same seller named on earlier invoices; empty where there are none. */
  readonly knownAccounts: readonly string[]
}

const NOTHING_KNOWN: PreflightContext = { idFaults: [], knownAccounts: [] }

type Check = (invoice: InvoiceDocument, context: PreflightContext) => readonly (IdFault | undefined)[]

const say = (amount: Money): string => `${toDecimal(amount)} ${amount.currency}`
/** An amount as the words of any language write it out. */
const filled = (minor: bigint, currency: string): string => `${minor} ${currency}`
const differBy = (a: bigint, b: bigint): bigint => (a > b ? a - b : b - a)

/** Adds amounts, a missing one as nothing. */
const total = (...amounts: readonly (Money | null)[]): bigint => amounts.reduce((sum, a) => sum + (a?.minor ?? 0n), 0n)

function differs(code: string, what: string, stated: Money, computed: bigint, tolerance: bigint, mend: string): IdFault | undefined {
  if (differBy(stated.minor, computed) <= tolerance) return undefined
  const found = say({ minor: computed, currency: stated.currency })
  const message = `${what}: the invoice states ${say(stated)}, its own figures give ${found}.`
  return {
    code,
    weight: 'mend',
    message,
    mend,
    params: { statedAmount: filled(stated.minor, stated.currency), foundAmount: filled(computed, stated.currency) },
  }
}

/** Lines may be stated finer than a minor unit, so each may be off by one. */
const linesAddUp: Check = ({ lines, linesTotal }) => {
  const nets = lines.filter(line => line.counts).map(line => line.net)
  if (!linesTotal || lines.length === 0 || nets.includes(null)) return []
  const tolerance = BigInt(lines.length)
  return [
    differs(
      'lines-differ',
      'Sum of the lines',
      linesTotal,
      total(...nets),
      tolerance,
      'Compare the lines with the order; correct and reissue the invoice.',
    ),
  ]
}

const totalAddsUp: Check = ({ taxBase, tax, total: stated }) =>
  taxBase && tax && stated
    ? [differs('total-differs', 'Net plus tax', stated, total(taxBase, tax), 0n, 'Correct the total and reissue the invoice.')]
    : []

/** Only where the file has a summary: elsewhere withholding and instalments stand between total and payable without being stated. */
const payableAddsUp: Check = ({ taxBase, total: stated, prepaid, rounding, payable }) => {
  if (!taxBase || !stated || !payable) return []
  const expected = total(stated, rounding) - total(prepaid)
  const fault = differs(
    'payable-differs',
    'Total less prepayments',
    payable,
    expected,
    0n,
    'Check what was prepaid; correct and reissue the invoice.',
  )
  const maybePrepaid = prepaid === null && payable.minor < expected // the smallest profiles cannot state a prepayment
  return [fault && maybePrepaid ? { ...fault, weight: 'look' } : fault]
}

/** Base × rate, half up to the minor unit; tax may be summed by line, so each line may be off by one unit. */
const taxFollowsRate: Check = ({ taxShares, lines }) =>
  taxShares.map(({ rate, base, tax }) => {
    const percent = rate === null ? undefined : readDecimal(rate)
    if (!percent || !base || !tax) return undefined
    const expected = halfUp(base.minor * percent.unscaled, 100n * 10n ** BigInt(percent.scale))
    const tolerance = BigInt(Math.max(1, lines.length))
    const fault = differs(
      'tax-differs',
      `Tax at ${rate} % of ${say(base)}`,
      tax,
      expected,
      tolerance,
      'Correct rate or tax and reissue the invoice.',
    )
    return fault && { ...fault, params: { ...fault.params, rate: rate ?? '', baseAmount: filled(base.minor, base.currency) } }
  })

const taxSharesAddUp: Check = ({ taxShares, tax }) => {
  const shares = taxShares.map(share => share.tax)
  if (!tax || shares.length === 0 || shares.includes(null)) return []
  return [differs('tax-sum-differs', 'Sum of the taxes', tax, total(...shares), 0n, 'Correct the tax total and reissue the invoice.')]
}

const missing = (isMissing: boolean, code: string, weight: FindingWeight, message: string, mend: string): IdFault | undefined =>
  isMissing ? { code, weight, message, mend, params: {} } : undefined

const saysWhatItMust: Check = invoice => [
  missing(invoice.currency === null, 'currency-missing', 'mend', 'The invoice names no currency.', 'State the currency.'),
  missing(
    invoice.issueDate === null,
    'issue-date-missing',
    'mend',
    'The invoice has no readable date of issue.',
    'State the date of issue.',
  ),
  missing(
    invoice.dueDate === null && invoice.kind === 'invoice',
    'due-date-missing',
    'mend',
    'The invoice states no due date.',
    "Set it from the agreed terms or the client's default; it is never guessed.",
  ),
  missing(
    invoice.orderNumber === null && invoice.buyerReference === null,
    'order-number-missing',
    'look',
    'The invoice names neither order number nor buyer reference; many buyers leave such invoices lying.',
    'Ask the client for the number and add it.',
  ),
  missing(!invoice.buyer.name, 'buyer-missing', 'mend', 'The invoice names no buyer.', 'Say whom it is for.'),
  missing(
    invoice.total === null && invoice.payable === null && claimOf(invoice)?.from !== 'lines',
    'total-missing',
    'mend',
    'The invoice states no total.',
    'Enter the total by hand.',
  ),
  missing(
    invoice.accounts.length === 0 && invoice.kind === 'invoice',
    'account-missing',
    'look',
    'The invoice does not say where to pay.',
    'Add the account, or note how this client pays.',
  ),
]

const dueAfterIssue: Check = ({ issueDate, dueDate }) =>
  issueDate && dueDate && dueDate < issueDate
    ? [
        {
          code: 'due-before-issue',
          weight: 'mend',
          message: `The invoice of ${issueDate} was due on ${dueDate}, before it was issued.`,
          mend: 'Correct the due date.',
          params: { issuedOn: issueDate, dueOn: dueDate },
        },
      ]
    : []

const plain = (account: string): string => account.replace(/[\s-]/g, '').toUpperCase()

const accountIsKnown: Check = ({ accounts }, { knownAccounts }) => {
  const known = new Set(knownAccounts.map(plain))
  const strange = accounts.filter(account => !known.has(plain(account.id)))
  if (known.size === 0 || strange.length === 0) return []
  return strange.map(account => ({
    code: 'account-changed',
    weight: 'mend' as const,
    message: `The account ${account.id} stood on no earlier invoice of this seller.`,
    mend: 'Confirm the new account by a number you already know, not by one in the message that brought it.',
    params: { account: account.id },
  }))
}

const CHECKS: readonly Check[] = [
  linesAddUp,
  totalAddsUp,
  payableAddsUp,
  taxFollowsRate,
  taxSharesAddUp,
  saysWhatItMust,
  dueAfterIssue,
  accountIsKnown,
]

/** Checks one invoice against its own figures and what is known. Sums are exact to the minor unit unless said otherwise above. */
export function preflight(invoice: InvoiceDocument, context: PreflightContext = NOTHING_KNOWN): Finding[] {
  const found = [...CHECKS.flatMap(check => check(invoice, context)), ...context.idFaults]
  return found.flatMap(fault => (fault ? [{ ...fault, invoice: invoice.number }] : []))
}

/**
 * Checks a list: each invoice, numbers that one seller used twice, and accounts that differ from the seller's earlier invoices (by date
 * of issue, then by place in the list). `contextOf` gives what is known about each from elsewhere.
 */
export function preflightList(
  invoices: readonly InvoiceDocument[],
  contextOf: (invoice: InvoiceDocument) => PreflightContext = () => NOTHING_KNOWN,
): Finding[][] {
  const order = invoices.map((invoice, at) => ({ invoice, at }))
  order.sort((a, b) => byDay(a.invoice.issueDate ?? '', b.invoice.issueDate ?? '') || a.at - b.at)
  const accounts = new Map<string, string[]>()
  const numbers = new Map<string, number>()
  const findings: Finding[][] = invoices.map(() => [])
  for (const { invoice, at } of order) {
    const seller = sellerKey(invoice)
    const context = contextOf(invoice)
    const earlier = accounts.get(seller) ?? []
    const own = preflight(invoice, { ...context, knownAccounts: [...context.knownAccounts, ...earlier] })
    const key = `${seller} ${invoice.number} ${invoice.kind}`
    const first = numbers.get(key)
    findings[at] = first === undefined ? own : [...own, numberTwice(invoice, first)]
    if (first === undefined) numbers.set(key, at)
    accounts.set(seller, [...earlier, ...invoice.accounts.map(account => account.id)])
  }
  return findings
}

const byDay = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const sellerKey = ({ seller }: InvoiceDocument): string => plain(seller.vatId ?? seller.companyId ?? seller.name ?? '')

const numberTwice = (invoice: InvoiceDocument, first: number): Finding => ({
  code: 'number-twice',
  weight: 'mend',
  invoice: invoice.number,
  message: `The number ${invoice.number} stands on invoice ${first + 1} of this list already.`,
  mend: 'Keep one of them; a corrected invoice needs a number of its own or must replace the first.',
  params: { number: invoice.number, place: String(first + 1) },
})
