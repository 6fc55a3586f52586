import type { Day } from '../../core/day/day.ts'
import type { Act, Amount, Obstacle, Reason } from '../../core/decide/decision.ts'
import type { TableRow } from '../store/tables.ts'

/** Where a message stands. */
export interface MessageState {
  readonly key: string
  readonly state: TableRow<'outbox'>['state']
  readonly approvedBy: string | null
  /** ISO instant. */
  readonly notBefore: string
  readonly messageId: string | null
  readonly lastError: string | null
  /** Why it went back or was taken back. */
  readonly why: readonly Reason[]
}
/** A client and what is owed, in every list of the page. Amounts by currency. */
export interface ClientLine {
  readonly clientId: string
  readonly name: string
  readonly open: readonly Amount[]
  readonly late: readonly Amount[]
  /** Days since the oldest late amount was due. */
  readonly daysLate: number | null
}
export interface ContactLine extends ClientLine {
  readonly act: Act
  /** Numbers of the invoices in it. */
  readonly invoices: readonly string[]
  /** None: nothing is in the outbox yet (no run since), or the step is a person's work. */
  readonly message: MessageState | null
  /** The step is a person's work: no message leaves. */
  readonly byPerson: boolean
}
export interface SilentLine extends ClientLine {
  readonly obstacles: readonly Obstacle[]
  /** The step that would come. */
  readonly step: string | null
  /** The day it is looked at again. */
  readonly reviewOn: Day | null
}
/** A message that waits for a person: unsure, failed or drafted. */
export interface MessageLine {
  readonly clientId: string
  readonly name: string
  readonly step: string
  readonly message: MessageState
}
/** A case of ours on Today: the client does not know yet, or the day to look back at a waiver has come. */
export interface UrgentCorrection {
  readonly id: string
  readonly clientId: string
  readonly client: string
  readonly currency: string
  readonly differenceMinor: string
  /** `untold`: found and not told · `look-back`: months after a waiver, what came back is to be looked at. */
  readonly kind: 'untold' | 'look-back'
  readonly daysWaiting: number
  readonly months: number | null
  readonly foundOn: Day
  /** Where it stands in the list of today’s contacts, counted from 0: one place higher each working day. */
  readonly place: number
}

export interface TodayView {
  readonly on: Day
  readonly firm: { readonly name: string; readonly language: string; readonly currency: string }
  readonly phase: 'rehearsal' | 'live'
  /** Each run is approved by hand (the first 30 live days). */
  readonly approveEachRun: boolean
  readonly ceilingPerDay: number | null
  readonly leftToday: number
  /** Every payment up to this day is recorded. */
  readonly moneySeenUpTo: Day | null
  readonly sums: {
    readonly open: readonly Amount[]
    readonly late: readonly Amount[]
    readonly clientsOpen: number
    readonly clientsLate: number
  }
  /** Replies that hold and that nobody has dealt with, oldest first. */
  readonly replies: readonly { readonly clientId: string; readonly name: string; readonly receivedOn: Day }[]
  readonly contacts: readonly ContactLine[]
  readonly silent: readonly SilentLine[]
  /** Nobody knows whether they left: look in the Sent folder. */
  readonly unsure: readonly MessageLine[]
  readonly failed: readonly MessageLine[]
  readonly drafted: readonly MessageLine[]
  /** What left or was taken back today. */
  readonly done: readonly MessageLine[]
  /** Who would be contacted tomorrow, as things stand. */
  readonly tomorrow: readonly { readonly clientId: string; readonly name: string; readonly step: string; readonly channel: string }[]
  /** Clients that could not be decided, with why. */
  readonly faults: readonly { readonly clientId: string; readonly name: string; readonly message: string }[]
  /**
   * Set where more clients than can be decided on the spot wait for the sweep: what is told of them is as it was decided last, at this
   * instant of this day. Never: nobody has been decided yet.
   */
  readonly asDecided: { readonly on: Day; readonly at: string } | 'never' | null
  /** Errors of ours that the client does not know of yet: each climbs the list a place a working day (A4). */
  readonly corrections: readonly UrgentCorrection[]
  /** Lines left out of a list that would be too long to read; the sums count them. */
  readonly more: { readonly contacts: number; readonly silent: number }
}
export interface TodayInput {
  /** Only what is assigned to this user id. */
  readonly forUser?: string | undefined
}
