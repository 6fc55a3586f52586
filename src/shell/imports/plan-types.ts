import type { Day } from '../../core/day/day.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import type { ListedClient, ListedInvoice, ListedPayment } from '../../core/list/items.ts'
import type { FileList, ListAnswers } from '../lists/read-lists.ts'

export const VANISHED_ANSWERS = ['paid', 'credited', 'cancelled', 'kept'] as const
/** What became of an invoice that the newer list no longer shows as open. `kept`: the list was filtered, nothing changes. */
export type VanishedAnswer = (typeof VANISHED_ANSWERS)[number]

/** What happened to old debts before Dunwell. */
export type OldDebts = 'nothing-sent' | { readonly times: number; readonly lastOn: Day }

/** What the person has answered. Nothing here is ever guessed. */
export interface ImportAnswers extends ListAnswers {
  /** Days after the invoice date, for invoices whose due date nobody states. */
  readonly termsDays?: number | undefined
  /** For every invoice that vanished from a newer list, or is paid there. */
  readonly vanished?: VanishedAnswer | undefined
  /** The same by invoice number, before the answer for all. */
  readonly vanishedByNumber?: Readonly<Record<string, VanishedAnswer>> | undefined
  readonly oldDebts?: OldDebts | undefined
  /** The same by client name, before the answer for all. */
  readonly oldDebtsByClient?: Readonly<Record<string, OldDebts>> | undefined
  /** The kind of new clients that show no VAT or company id; the person who imports confirms it. */
  readonly kind?: Fact<'client'>['kind'] | undefined
  /** Bring in the readable rows although others are refused. */
  readonly skipRefused?: boolean | undefined
}

export interface PlannedClient {
  readonly id: string
  readonly isNew: boolean
  readonly name: string
  readonly termsDays: number | null
  readonly listed: ListedClient
  readonly kind: Fact<'client'>['kind']
  /** Why this kind is proposed. */
  readonly kindWhy: 'vat-id' | 'company-id' | 'said' | 'no-id' | 'known'
  readonly origin: string
  readonly source: string
}

export interface PlannedInvoice {
  readonly id: string
  readonly item: ListedInvoice
  readonly client: PlannedClient
  readonly origin: string
  readonly digest: string
  /** None: nobody states it, and the import cannot be confirmed. */
  readonly dueOn: Day | undefined
  readonly dueSource: 'stated' | 'terms' | 'asked'
}

export interface FieldChange {
  readonly field: 'issuedOn' | 'dueOn' | 'currency' | 'totalMinor' | 'taxMinor' | 'orderNumber' | 'reference' | 'subject'
  readonly from: string | bigint | null
  readonly to: string | bigint
}

export interface PlannedChange {
  readonly noun: 'invoice' | 'creditNote'
  readonly id: string
  readonly invoice: PlannedInvoice
  readonly changes: readonly FieldChange[]
}

/** An invoice that the newer list shows as less open than it is here, or no longer shows. */
export interface PlannedSettling {
  readonly invoiceId: string
  readonly clientId: string
  readonly client: string
  readonly number: string
  readonly currency: string
  /** Minor units that would be booked. */
  readonly minor: bigint
  readonly why: 'vanished' | 'paid' | 'cancelled'
  readonly paidOn: Day | undefined
  readonly answer: VanishedAnswer
  /** Whether the list or the person said so; otherwise nothing is booked. */
  readonly answeredBy: 'person' | 'list' | 'nobody'
}

export interface PlannedPayment {
  readonly item: ListedPayment
  readonly clientId: string
  readonly client: string
  /** Invoices named by the payer, with what each takes. */
  readonly invoices: readonly { readonly id: string; readonly minor: bigint }[]
  readonly origin: string
  readonly digest: string
}

export interface PlannedOldDebt {
  readonly clientId: string
  readonly client: string
  readonly invoiceIds: readonly string[]
  readonly answer: OldDebts | undefined
}

export interface Plan {
  readonly lists: readonly FileList[]
  readonly clients: readonly PlannedClient[]
  readonly added: readonly PlannedInvoice[]
  readonly changed: readonly PlannedChange[]
  readonly sameCount: number
  readonly settling: readonly PlannedSettling[]
  readonly payments: readonly PlannedPayment[]
  readonly samePayments: number
  readonly oldDebts: readonly PlannedOldDebt[]
  readonly withoutDue: readonly PlannedInvoice[]
  readonly refused: readonly Fault[]
  readonly leftOut: readonly Fault[]
  /** Doubts and assumptions, said and not acted on. */
  readonly notes: readonly Fault[]
  /** An earlier import of the same list stands. */
  readonly isNewer: boolean
}

export const writesNothing = (plan: Plan): boolean =>
  plan.added.length + plan.changed.length + plan.payments.length === 0 && plan.settling.every(s => s.answer === 'kept')
