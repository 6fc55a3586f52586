import { reviewOf } from '../case.ts'
import { type Gate, obstacle } from '../gate.ts'

const NAME = 'roles-not-turned'

/** So late, a message comes only once somebody has looked from the client’s side at what may have gone wrong (C12), once a run of being late. */
export const rolesNotTurned: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: [],
  holdsStep: (c, planned) => {
    const from = c.policy.turnRolesFromDays
    const { step } = planned
    if (from === null || planned.lane !== 'late' || step.days < from || step.internal || step.byPerson) return undefined
    if (c.facts.rolesTurned.some(t => t.cycle === planned.cycle && t.effectiveOn <= c.today)) return undefined
    const until = reviewOf(c, planned.day)
    return until && obstacle(NAME, until)
  },
}
