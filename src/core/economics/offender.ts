import { addMonths, type Day, daysBetween } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'
import { lateSpans } from '../ledger/cycle.ts'

/** Months looked back. */
export const OFFENDER_MONTHS = 24
/** So many invoices late by more than `LATE_DAYS`, and at least half of all that fell due, make a habit. */
const INVOICES_LEAST = 3
const LATE_DAYS = 5

/** What a client's lateness took from us in two years: counted, not guessed, but for the two figures a firm states itself. */
export interface LateCost {
  readonly currency: string
  /** Sum over invoices of days late. */
  readonly days: number
  /** Late amount × days late, in minor units × days. */
  readonly minorDays: bigint
  /** What that money costs us a year at the firm's own rate, minor units, rounded half up. */
  readonly capitalMinor: bigint
}
export interface Offender {
  /** A habit, not an accident. */
  readonly isRepeat: boolean
  readonly dueInvoices: number
  readonly lateInvoices: number
  readonly averageDays: number
  readonly costs: readonly LateCost[]
  /** Contacts made and calls held about what was late. */
  readonly contacts: number
  readonly calls: number
  /** Minutes spent: calls as they lasted, other contacts at the firm's own figure. */
  readonly minutes: number
}

const PERCENT_DAYS = 36_500n

/** How long a talk lasted, whole minutes, at least one; 0 where it has not ended. */
export const callMinutes = (call: ClientFacts['call'][number]): number =>
  call.endedAt === null ? 0 : Math.max(1, Math.round((Date.parse(call.endedAt) - Date.parse(call.startedAt)) / 60_000))

/**
 * Whether a client is a repeat offender (C11), and what it costs in days, interest and minutes.
 * @param capitalPercent what money costs the firm a year, in percent × 100 (10 % = 1000).
 * @param minutesPerContact what one written contact takes somebody.
 */
export function offenderOf(facts: ClientFacts, today: Day, capitalPercent: number, minutesPerContact: number): Offender {
  const since = addMonths(today, -OFFENDER_MONTHS)
  const by = new Map<string, { days: number; minorDays: bigint }>()
  let [due, late, allDays] = [0, 0, 0]
  for (const account of openLedger(facts, today).accounts) {
    const { invoice } = account
    if (invoice.dueOn < since || invoice.dueOn >= today || invoice.totalMinor <= 0n) continue
    due += 1
    let days = 0
    let minorDays = 0n
    for (const { from, to } of lateSpans(facts, account, today)) {
      const length = daysBetween(from, to ?? today)
      days += length
      minorDays += minorDaysOf(account.history, from, to ?? today)
    }
    if (days <= LATE_DAYS) continue
    late += 1
    allDays += days
    const sum = by.get(invoice.currency) ?? { days: 0, minorDays: 0n }
    by.set(invoice.currency, { days: sum.days + days, minorDays: sum.minorDays + minorDays })
  }
  const rate = BigInt(Math.round(capitalPercent))
  const costs = [...by].map(([currency, { days, minorDays }]): LateCost => {
    const scaled = minorDays * rate
    return { currency, days, minorDays, capitalMinor: (scaled + (PERCENT_DAYS * 100n) / 2n) / (PERCENT_DAYS * 100n) }
  })
  const contacts = facts.deed.filter(d => d.class === 'chase' && d.doneOn >= since && (d.outcome === 'sent' || d.outcome === 'done'))
  const calls = facts.call.filter(c => c.startedOn >= since && c.endedAt !== null)
  const written = contacts.filter(d => d.channel !== 'phone' || !calls.some(c => c.startedOn === d.doneOn)).length
  return {
    isRepeat: late >= INVOICES_LEAST && late * 2 >= due,
    dueInvoices: due,
    lateInvoices: late,
    averageDays: late === 0 ? 0 : Math.round(allDays / late),
    costs,
    contacts: contacts.length,
    calls: calls.length,
    minutes: calls.reduce((sum, c) => sum + callMinutes(c), 0) + written * minutesPerContact,
  }
}

/** What was open on each day between two days, summed. */
function minorDaysOf(history: readonly { readonly on: Day; readonly openMinor: bigint }[], from: Day, to: Day): bigint {
  let sum = 0n
  let open = history.findLast(h => h.on <= from)?.openMinor ?? 0n
  let at = from
  for (const h of history) {
    if (h.on <= from || h.on >= to) continue
    sum += open * BigInt(daysBetween(at, h.on))
    open = h.openMinor
    at = h.on
  }
  return sum + open * BigInt(daysBetween(at, to))
}
