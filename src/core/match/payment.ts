import type { Day } from '../day/day.ts'

/** An invoice with something open, as matching sees it. Minor units of its currency. */
export interface OpenInvoice {
  readonly id: string
  /** As printed on it. */
  readonly number: string
  readonly client: string
  readonly clientName: string
  readonly currency: string
  readonly openMinor: bigint
  readonly issued?: Day
  readonly due?: Day
  /** Structured references given for it, normalised. */
  readonly references?: readonly string[]
  /** Reductions the terms allow for paying by a day. */
  readonly discounts?: readonly { readonly minor: bigint; readonly until: Day }[]
  /** What the contract lets the client keep back for a time. */
  readonly retentionMinor?: bigint
}

/** Money a client said would come: a promise, an instalment of a plan, a statement with a reference of its own. */
export interface ExpectedPayment {
  readonly id: string
  readonly client: string
  readonly currency: string
  /** Oldest first: in this order the money is spread. */
  readonly invoices: readonly string[]
  readonly minor: bigint
  readonly day: Day
  readonly references?: readonly string[]
}

/** A bank line that may be a payment. Only amounts above zero are. */
export interface PaymentLine {
  /** The key of the line (`dedupeKeys`), or any other that stays the same. */
  readonly id: string
  readonly day: Day
  readonly amountMinor: bigint
  readonly currency: string
  readonly text: string
  readonly reference?: string
  readonly endToEndId?: string
  readonly counterparty?: string
  readonly counterpartyAccount?: string
}

/** Why the amount is smaller than what is open. Only the last is chased. */
export type ShortfallKind = 'discount-in-time' | 'discount-late' | 'retention' | 'withholding' | 'bank-fee' | 'set-off' | 'unexplained'

/** A reason with its particulars, as text; a sentence per language belongs to the shell. */
export interface Reason {
  readonly code: ReasonCode
  readonly params: Readonly<Record<string, string>>
}

export const REASON_CODES = [
  'structured-reference', 'number-in-text', 'known-account', 'name-equal', 'name-close', 'amount-exact', 'amount-part', 'amount-over',
  'sum-of-invoices', 'whole-balance', 'expected-payment', 'shortfall', 'oldest-first', 'tie', 'conflict', 'number-near-another',
  'taken-back', 'already-settled', 'not-incoming', 'other-currency', 'nothing-found', 'payee-equal', 'payee-close', 'credit-kept', 'credit-short',
] as const // biome-ignore format: one list
export type ReasonCode = (typeof REASON_CODES)[number]

export interface Share {
  readonly invoice: string
  readonly number: string
  readonly client: string
  readonly amountMinor: bigint
}

export interface Match {
  readonly line: string
  readonly status: 'applied' | 'proposed' | 'none'
  readonly shares: readonly Share[]
  /** What of the line belongs to no invoice in `shares`. */
  readonly restMinor: bigint
  readonly shortfall?: { readonly kind: ShortfallKind; readonly minor: bigint }
  readonly reasons: readonly Reason[]
}

/** What matching needs to know of the world; all of it is data or a pure function handed in. */
export interface MatchKnowledge {
  readonly expected?: readonly ExpectedPayment[]
  /** Payer's account → client, from what people confirmed (`learnPayers`). */
  readonly payers?: ReadonlyMap<string, string>
  /** `line id|invoice id` pairs a person took back: never applied again. */
  readonly takenBack?: ReadonlySet<string>
  /** Valid structured references in a text, normalised. */
  readonly findReferences: (text: string) => readonly string[]
  /** Words that say what kind of firm it is, folded (`foldText`): they tell nobody apart. */
  readonly legalForms: ReadonlySet<string>
  /** Does the text speak of set-off? */
  readonly mentionsSetOff: (text: string) => boolean
  /** A bank fee takes at most this much, minor units of the currency. */
  readonly bankFeeMaxMinor: (currency: string) => bigint
  /** Rates of withholding tax in tenths of a percent. */
  readonly withholdingPermille: readonly bigint[]
  /** Days an expected payment may come early or late. */
  readonly expectedWindowDays: number
}

/**
 * Which account belongs to which client, from confirmed payments. An account that paid for two clients tells nothing and is left out.
 */
export function learnPayers(confirmed: Iterable<{ readonly account?: string | undefined; readonly client: string }>): Map<string, string> {
  const clients = new Map<string, Set<string>>()
  for (const { account, client } of confirmed) {
    if (account) clients.set(account, (clients.get(account) ?? new Set()).add(client))
  }
  return new Map([...clients].flatMap(([account, found]) => (found.size === 1 ? [[account, [...found][0] ?? ''] as const] : [])))
}
