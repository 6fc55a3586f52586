import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'
import { paidTowards } from './progress.ts'

export interface PlanState {
  readonly plan: Fact<'plan'>
  readonly state: 'on-track' | 'missed' | 'completed'
  /** On track: the day on which the next instalment counts as missed. Missed: the day on which the oldest unpaid one did. */
  readonly turnsOn: Day
  /** The due day of that instalment. */
  readonly dueOn: Day
  /** What is missing up to and with it (missed), or what it asks for (on track). Minor units. */
  readonly missingMinor: bigint
}

/** How every plan that is not ended stands on a day. Payments since it was agreed fill the earliest instalment first. */
export function planStates(facts: ClientFacts, ledger: Ledger, today: Day): PlanState[] {
  const states: PlanState[] = []
  for (const plan of facts.plan) {
    if (plan.agreedOn > today || (plan.endedOn !== null && plan.endedOn <= today)) continue
    const instalments = facts.instalment.filter(i => i.planId === plan.id).sort((a, b) => a.position - b.position)
    const paid = paidTowards(plan, ledger)
    let asked = 0n
    let found: PlanState | undefined
    for (const instalment of instalments) {
      asked += instalment.amountMinor
      if (paid >= asked) continue
      const turnsOn = addDays(instalment.dueOn, plan.graceDays + 1)
      const missed = turnsOn <= today
      if (found && !missed) break
      const first: PlanState = found ?? { plan, state: missed ? 'missed' : 'on-track', turnsOn, dueOn: instalment.dueOn, missingMinor: 0n }
      found = { ...first, missingMinor: asked - paid }
      if (!missed) break
    }
    const last = instalments.at(-1)
    if (found) states.push(found)
    else if (last) states.push({ plan, state: 'completed', turnsOn: last.dueOn, dueOn: last.dueOn, missingMinor: 0n })
  }
  return states
}
