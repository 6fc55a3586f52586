import type { Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import type { Money } from '../money/money.ts'

/**
 * What a status document means for collecting.
 * `delivered`: it reached the buyer's side · `in-process` · `accepted` · `partly-accepted` · `disputed`: hold chasing, talk ·
 * `suspended`: something is missing, the clock stands · `refused`: by the buyer · `rejected`: by a platform, never delivered ·
 * `payment-on-its-way` · `paid` · `reminded`: a reminder was sent · `other`: a code not known here, for a person to look at.
 */
export type StatusMeaning =
  | 'delivered'
  | 'in-process'
  | 'accepted'
  | 'partly-accepted'
  | 'disputed'
  | 'suspended'
  | 'refused'
  | 'rejected'
  | 'payment-on-its-way'
  | 'paid'
  | 'reminded'
  | 'other'

export interface StatusReason {
  readonly code: string | null
  readonly text: string | null
  /** What the sender asks for: a new invoice, a credit note … */
  readonly requestedAction: string | null
}

/** One statement about one invoice. */
export interface StatusDocument {
  readonly format: string
  /** The status document's own id; not unique over senders. */
  readonly id: string | null
  readonly meaning: StatusMeaning
  /** The syntax's code (207, RE …). */
  readonly statusCode: string
  readonly issueDate: Day | null
  /** The day from which it holds, where stated. */
  readonly effectiveDate: Day | null
  readonly invoiceNumber: string
  readonly invoiceDate: Day | null
  readonly issuer: string | null
  readonly recipient: string | null
  readonly reasons: readonly StatusReason[]
  /** Amounts named beside the status: paid, approved, or asked for by a reminder. */
  readonly amounts: readonly { readonly type: string; readonly amount: Money }[]
  readonly warnings: readonly Fault[]
  readonly raw: string
}
