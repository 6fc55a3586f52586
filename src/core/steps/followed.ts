import { addDays, type Day, earliest } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'

/** Days after a step in which a payment counts as following it; the next contact about the same invoice ends it sooner. */
export const WINDOW_DAYS = 14

/** How often a step was done, and how often a payment followed within its window. A count, not a cause. */
export interface StepCount {
  readonly step: string
  /** Times done whose window is over or in which payment came: what the share is taken of. */
  readonly counted: number
  readonly followed: number
  /** Times done whose window still runs and nothing has come yet: not counted. */
  readonly running: number
}

const reached = (deed: Fact<'deed'>): boolean =>
  deed.class === 'chase' && (deed.outcome === 'sent' || deed.outcome === 'done') && (deed.invoiceIds?.length ?? 0) > 0

/** The last day of a contact's window: `WINDOW_DAYS` later, or the day before the next contact about one of its invoices. */
function windowEnd(deed: Fact<'deed'>, contacts: readonly Fact<'deed'>[]): Day {
  const later = contacts.filter(d => d.doneOn > deed.doneOn && d.invoiceIds?.some(id => deed.invoiceIds?.includes(id)))
  const full = addDays(deed.doneOn, WINDOW_DAYS)
  return later.reduce((end, d) => earliest(end, addDays(d.doneOn, -1)), full)
}

/** One client's contacts by step, each with whether money came for one of its invoices in its window (the day of the contact itself included). */
export function followedBy(facts: ClientFacts, today: Day): StepCount[] {
  const contacts = facts.deed.filter(d => d.doneOn <= today && reached(d))
  if (contacts.length === 0) return []
  const payments = new Set(facts.payment.map(p => p.id))
  const postings = openLedger(facts, today).postings.filter(p => p.minor > 0n && payments.has(p.sourceId))
  const byStep = new Map<string, StepCount>()
  for (const deed of contacts) {
    const end = windowEnd(deed, contacts)
    const paid = postings.some(p => p.on >= deed.doneOn && p.on <= end && deed.invoiceIds?.includes(p.invoiceId))
    const isRunning = !paid && end >= today
    const before = byStep.get(deed.step) ?? { step: deed.step, counted: 0, followed: 0, running: 0 }
    byStep.set(deed.step, {
      ...before,
      counted: before.counted + (isRunning ? 0 : 1),
      followed: before.followed + (paid ? 1 : 0),
      running: before.running + (isRunning ? 1 : 0),
    })
  }
  return [...byStep.values()]
}

/** Counts of several clients, summed by step. */
export function addCounts(sums: Map<string, StepCount>, counts: readonly StepCount[]): void {
  for (const c of counts) {
    const s = sums.get(c.step) ?? { step: c.step, counted: 0, followed: 0, running: 0 }
    sums.set(c.step, {
      step: c.step,
      counted: s.counted + c.counted,
      followed: s.followed + c.followed,
      running: s.running + c.running,
    })
  }
}
