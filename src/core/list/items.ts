import type { Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import type { CalendarWords } from './date.ts'
import type { DateOrder, DecimalMark } from './source.ts'

/** A client as a list names them. Empty text: the list does not say. */
export interface ListedClient {
  readonly name: string
  readonly ref: string
  readonly vatId: string
  readonly companyId: string
  readonly email: string
  readonly phone: string
  readonly contactName: string
  readonly address: readonly string[]
  /** As written: a code or a name. */
  readonly country: string
}

export interface ListedLine {
  readonly line: number
  readonly text: string
  readonly quantity: string
  readonly unitPrice: string
  readonly netMinor: bigint | undefined
  readonly taxRate: string
  readonly serviceFrom: Day | undefined
  readonly serviceTo: Day | undefined
  /** The cells as they came. */
  readonly raw: readonly string[]
}

export interface ListedInvoice {
  readonly kind: 'invoice' | 'credit'
  readonly client: ListedClient
  readonly number: string
  readonly issuedOn: Day
  readonly dueOn: Day | undefined
  /** Days after the invoice date, where the list states terms instead of a day. */
  readonly termsDays: number | undefined
  readonly currency: string
  /** Minor units, not negative. For a credit note: what is still free of it. */
  readonly totalMinor: bigint
  readonly taxMinor: bigint | undefined
  /** Minor units the list says are paid; none: it does not say. */
  readonly paidMinor: bigint | undefined
  readonly paidOn: Day | undefined
  /** The list calls it cancelled. */
  readonly cancelled: boolean
  readonly orderNumber: string
  readonly reference: string
  readonly subject: string
  readonly iban: string
  readonly lines: readonly ListedLine[]
  readonly file: string
  readonly line: number
}

export interface ListedPayment {
  readonly client: ListedClient
  /** Number of the invoice the payer named; empty: none. */
  readonly number: string
  /** Minor units; negative: money that went back. */
  readonly amountMinor: bigint
  readonly currency: string
  readonly paidOn: Day
  readonly means: string
  readonly reference: string
  readonly raw: readonly string[]
  readonly file: string
  readonly line: number
}

/** What the reader may assume, and what the person has answered. */
export interface ListSetting {
  readonly file: string
  readonly words: CalendarWords
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: DecimalMark | undefined
  /** Said by the person: for every row without a currency of its own. */
  readonly currency?: string | undefined
  /** The firm's: taken where nobody says, and said. */
  readonly firmCurrency: string
  /** The order of dates usual where the firm is: proposed where the list leaves it open. */
  readonly usualOrder: DateOrder
  /** What was said of the last list with these headers: it goes before what is usual. */
  readonly lastTime?: OpenReading | undefined
}

/** How a list is read in what it leaves open itself. */
export interface OpenReading {
  readonly dateOrder?: DateOrder | undefined
  readonly decimal?: DecimalMark | undefined
  readonly currency?: string | undefined
}

export interface ReadList {
  readonly invoices: readonly ListedInvoice[]
  readonly payments: readonly ListedPayment[]
  /** Rows that cannot come in, each with line, field and what to do. */
  readonly refused: readonly Fault[]
  /** Rows that are no invoices: sums, drafts, zero amounts, repetitions. */
  readonly leftOut: readonly Fault[]
  /** What the list leaves open, and what is taken. */
  readonly assumed: readonly Assumption[]
  readonly dateOrder: DateOrder | undefined
  readonly decimal: DecimalMark | undefined
}

export interface Assumption {
  readonly code: 'date-order' | 'currency' | 'decimal'
  readonly value: string
  /** Who says so: a person of this list, one of the last list with these headers, or nobody. */
  readonly by: 'person' | 'last-time' | 'nobody'
  /** A cell that shows why it had to be assumed. */
  readonly example: string
}
