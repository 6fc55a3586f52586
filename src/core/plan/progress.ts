import { addDays, type Day } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'

/** One instalment on a day. Minor units. */
export interface InstalmentState {
  readonly position: number
  readonly dueOn: Day
  readonly minor: bigint
  readonly paidMinor: bigint
  /** late: due and within grace · missed: past it. */
  readonly state: 'paid' | 'part-paid' | 'due' | 'late' | 'missed'
}

/**
 * Money that came for a plan since it was agreed, minor units: what its invoices took, and, where interest is part of it, what was left over
 * once they were settled. The principal goes first.
 */
export function paidTowards(plan: Fact<'plan'>, ledger: Ledger): bigint {
  const principal = ledger.postings.reduce(
    (sum, p) => (p.on >= plan.agreedOn && p.on <= ledger.asOf && plan.invoiceIds.includes(p.invoiceId) ? sum + p.minor : sum),
    0n,
  )
  const interest = plan.interestMinor ?? 0n
  const over = interest === 0n ? 0n : (ledger.unapplied.get(plan.currency) ?? 0n)
  return over <= 0n ? principal : principal + (over < interest ? over : interest)
}

/** Money since a plan was agreed goes to its instalments in order. @param instalments in any order; those of the plan are taken. */
export function planProgress(
  plan: Fact<'plan'>,
  instalments: readonly Fact<'instalment'>[],
  ledger: Ledger,
  today: Day,
): InstalmentState[] {
  let left = paidTowards(plan, ledger)
  return instalments
    .filter(i => i.planId === plan.id)
    .sort((a, b) => a.position - b.position)
    .map(({ position, dueOn, amountMinor: minor }) => {
      const paidMinor = left <= 0n ? 0n : left < minor ? left : minor
      left -= paidMinor
      const isPast = addDays(dueOn, plan.graceDays) < today
      const state = paidMinor === minor ? 'paid' : isPast ? 'missed' : dueOn < today ? 'late' : paidMinor > 0n ? 'part-paid' : 'due'
      return { position, dueOn, minor, paidMinor, state }
    })
}
