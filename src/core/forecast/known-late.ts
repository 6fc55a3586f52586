import { addDays, addMonths, type Day } from '../day/day.ts'
import { delayOf } from './delay.ts'
import type { PastInvoice } from './history.ts'

/** The habit of paying late, with the counts it rests on. */
export interface KnownLate {
  readonly knownLate: boolean
  /** Why: too few settled invoices to say · a habit · no habit. */
  readonly code: 'too-few-settled' | 'known-late' | 'not-known-late'
  readonly settled: number
  readonly overdue: number
}

const LEAST_SETTLED = 3
const WINDOW_MONTHS = 12
/** More days than this after the due date count as late. */
const LATE_AFTER_DAYS = 5

/**
 * The first day after `asOf` on which the habit can be judged otherwise with nothing new known: a payment begins to count, or leaves the
 * window. None: never.
 */
export function habitTurns(invoices: Iterable<PastInvoice>, asOf: Day): Day | null {
  let first: Day | null = null
  for (const { settled } of invoices) {
    if (settled === undefined) continue
    const leaves = addMonths(settled, WINDOW_MONTHS)
    // on the day after, or one later about a leap day
    for (const on of [addDays(settled, 1), addDays(leaves, 1), addDays(leaves, 2)])
      if (on > asOf && (first === null || on < first)) first = on
  }
  return first
}

/**
 * Whether one customer is known to pay late, as of a day: at least three invoices settled in the twelve months before it, half or more of them
 * over five days late, a weekend due date counted from its Monday. Payments dated on or after `asOf` are not known.
 */
export function knownLate(invoices: Iterable<PastInvoice>, asOf: Day): KnownLate {
  const from = addMonths(asOf, -WINDOW_MONTHS)
  let settled = 0
  let overdue = 0
  for (const invoice of invoices) {
    if (invoice.settled === undefined || invoice.settled < from || invoice.settled >= asOf) continue
    settled += 1
    if (delayOf(invoice.due, invoice.settled) > LATE_AFTER_DAYS) overdue += 1
  }
  if (settled < LEAST_SETTLED) return { knownLate: false, code: 'too-few-settled', settled, overdue }
  const habit = overdue * 2 >= settled
  return { knownLate: habit, code: habit ? 'known-late' : 'not-known-late', settled, overdue }
}
