import type { Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import { add, type Money } from '../money/money.ts'

/** ISO 4217's code for "no currency": amounts of a file that names none. `InvoiceDocument.currency` is then null. */
export const NO_CURRENCY = 'XXX'

/** `credit-note` gives money back; everything that asks for money (corrected, self-billed, prepayment …) is an `invoice`, see `typeCode`. */
export type InvoiceKind = 'invoice' | 'credit-note'

export interface Party {
  readonly name: string | null
  readonly tradingName: string | null
  /** As on an envelope, without name and country. */
  readonly addressLines: readonly string[]
  /** Country as the file writes it, usually ISO 3166-1 alpha-2. */
  readonly country: string | null
  readonly vatId: string | null
  /** Register or national company id, without its scheme. */
  readonly companyId: string | null
  readonly email: string | null
  /** Electronic address, `scheme:id` where a scheme is given. */
  readonly endpoint: string | null
}

export interface Period {
  readonly start: Day | null
  readonly end: Day | null
}

export interface InvoiceLine {
  readonly id: string | null
  readonly text: string
  /** Decimal text, as many places as the file gives. */
  readonly quantity: string | null
  readonly unit: string | null
  /** Price per unit (or per base quantity): decimal text, often finer than a minor unit. */
  readonly price: string | null
  readonly net: Money | null
  /** With tax, in the one syntax that states lines so and no total. */
  readonly gross?: Money | null
  /** Percent, decimal text; null where exempt or not stated. */
  readonly taxRate: string | null
  readonly taxCategory: string | null
  readonly period: Period | null
  /** False for lines that only head or explain others and add nothing to the sum. */
  readonly counts: boolean
  /** The line as it stood in the file. */
  readonly raw: string
}

/** A due date the file states, with its share of the sum where it is one of several instalments. */
export interface Instalment {
  readonly due: Day
  readonly amount: Money | null
}

/** Where to pay: the account as the file writes it; often an IBAN, sometimes a national number. */
export interface Account {
  readonly id: string
  readonly bic: string | null
  readonly holder: string | null
  /** Not the seller’s own: the invoice was sold to a factor, who is to be paid. */
  readonly ofFactor?: true
}

export interface Attachment {
  readonly name: string | null
  readonly description: string | null
  readonly mime: string | null
  /** The content in base64 as it stood in the file; null where only `uri` is given. */
  readonly base64: string | null
  readonly uri: string | null
}

export interface PrecedingInvoice {
  readonly number: string
  readonly issueDate: Day | null
}

/** Net base and tax of one rate, from the document's own summary. */
export interface TaxShare {
  readonly rate: string | null
  readonly category: string | null
  readonly base: Money | null
  readonly tax: Money | null
}

/** One invoice or credit note, as its file states it. Nothing in it is computed or guessed: what the file does not say is null or empty. */
export interface InvoiceDocument {
  readonly format: string
  /** Customisation, guideline or schema version the file claims. */
  readonly profile: string | null
  readonly kind: InvoiceKind
  /** The syntax's own type code (380, 384, TD04, KOR …). */
  readonly typeCode: string | null
  readonly number: string
  readonly issueDate: Day | null
  /** The first due date stated; null where the file states none. Never derived from terms. */
  readonly dueDate: Day | null
  readonly dueDates: readonly Instalment[]
  /** Payment terms in words. */
  readonly terms: string | null
  readonly currency: string | null
  /** Sum of lines before tax. */
  readonly linesTotal: Money | null
  readonly taxBase: Money | null
  readonly tax: Money | null
  readonly taxShares: readonly TaxShare[]
  /** Total with tax. */
  readonly total: Money | null
  readonly prepaid: Money | null
  readonly rounding: Money | null
  /** What is to be paid at `dueDate`: of several instalments the first (see `claimOf` for the whole). */
  readonly payable: Money | null
  readonly seller: Party
  readonly buyer: Party
  /** Who is to be paid, where it is not the seller. */
  readonly payee: Party | null
  readonly accounts: readonly Account[]
  /** The reference that the payment is to carry. */
  readonly paymentReference: string | null
  /** FatturaPA’s CodicePagamento: a code of the payment order, which is the reference where none is stated. */
  readonly paymentCode?: string | null
  readonly orderNumber: string | null
  readonly buyerReference: string | null
  readonly preceding: readonly PrecedingInvoice[]
  readonly period: Period | null
  readonly lines: readonly InvoiceLine[]
  readonly notes: readonly string[]
  readonly attachments: readonly Attachment[]
  /** What the file states but could not be read (an impossible date …), and which amounts were rounded. */
  readonly warnings: readonly Fault[]
  /** The file's own text, decoded. */
  readonly raw: string
}

/** How much the whole invoice asks for, and from which statement of the file that follows. */
export type Claim = { readonly amount: Money; readonly from: 'instalments' | 'payable' | 'total' | 'lines' | 'tax-summary' }

/**
 * The open claim an invoice opens: the sum of its instalments where all state an amount, else what is payable, else the total,
 * else its lines where these are stated with tax, else base plus tax of its summary. @returns undefined where the file states none of these.
 */
export function claimOf(document: InvoiceDocument): Claim | undefined {
  const shares = document.dueDates.map(d => d.amount)
  const [first, ...rest] = shares.filter(a => a !== null)
  if (first && rest.length > 0 && shares.length === rest.length + 1) return { amount: rest.reduce(add, first), from: 'instalments' }
  if (document.payable) return { amount: document.payable, from: 'payable' }
  if (document.total) return { amount: document.total, from: 'total' }
  const gross = document.lines.map(l => l.gross ?? null).filter(a => a !== null)
  const [line, ...others] = gross
  if (line && gross.length === document.lines.length) return { amount: others.reduce(add, line), from: 'lines' }
  if (document.lines.some(l => l.gross !== undefined)) return undefined
  const parts = document.taxShares.flatMap(s => [s.base, s.tax]).filter(a => a !== null)
  const [base, ...more] = parts
  return base ? { amount: more.reduce(add, base), from: 'tax-summary' } : undefined
}
