import type { Day } from '../../core/day/day.ts'
import type { Act, Amount, Obstacle, Reason } from '../../core/decide/decision.ts'
import { type Decider, loadDecider } from '../run/decider.ts'
import { toDecideNow } from '../run/sweep-aside.ts'
import { lastSweep, rulesOf } from '../run/sweep-since.ts'
import type { TableRow } from '../store/tables.ts'
import type { Place } from '../workspace.ts'
import { type UrgentCorrection, urgentCorrections } from './today-corrections.ts'
import { todayFromFacts } from './today-facts.ts'
import { todayFromRows } from './today-rows.ts'

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

/**
 * Whom to contact today, how and why, and why everybody else is left in peace. Writes nothing. It comes from the decision rows; the few
 * clients of whom something was recorded since, or whose row turns today, are decided on the spot, and so is everybody of a small firm.
 * Where many wait for the sweep it does not wait with them: it says as of when it tells of them.
 */
export async function todayView(place: Place, input: TodayInput = {}): Promise<TodayView> {
  const decider = await loadDecider(place)
  const view = await listsOf(place, decider, input)
  return { ...view, corrections: await urgentCorrections(place, decider, input, view.contacts.length) }
}

async function listsOf(place: Place, decider: Decider, input: TodayInput): Promise<Omit<TodayView, 'corrections'>> {
  const which = await toDecideNow(place, rulesOf(decider))
  if (which === 'all') return todayFromFacts(place, decider, input)
  if (which !== 'many') return todayFromRows(place, decider, input, which)
  const [view, last] = await Promise.all([todayFromRows(place, decider, input, new Set()), lastSweep(place.store.db, place.workspaceId)])
  return { ...view, asDecided: last ? { on: last.on, at: last.startedAt } : 'never' }
}
