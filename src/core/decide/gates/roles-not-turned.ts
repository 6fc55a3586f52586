import type { Case, Gate } from '../case.ts'
import type { Planned } from '../planned.ts'

const NAME = 'roles-not-turned'

/** So late, nobody has looked yet from the client’s side at what may have gone wrong (C12); once a run of being late. */
export function rolesToTurn(c: Pick<Case, 'facts' | 'policy' | 'today'>, planned: Planned): boolean {
  const from = c.policy.turnRolesFromDays
  const { step } = planned
  if (from === null || planned.lane !== 'late' || step.days < from || step.byPerson) return false
  return !c.facts.rolesTurned.some(t => t.cycle === planned.cycle && t.effectiveOn <= c.today)
}

/** It does not hide the message: that is decided, shown with the card beside it, and cannot be approved before the card is answered. */
export const rolesNotTurned: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  remarks: (c, planned) => (rolesToTurn(c, planned) ? { code: NAME, params: {} } : undefined),
}
