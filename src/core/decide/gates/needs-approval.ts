import type { Case } from '../case.ts'
import type { Gate } from '../gate.ts'
import type { Planned } from '../planned.ts'
import { rolesToTurn } from './roles-not-turned.ts'

const NAME = 'needs-approval'

/** A person reads it before it leaves: the step says so, every run of the first live days does, or it is so late that somebody looks from their side first. */
export const asksApproval = (c: Case, planned: Planned): boolean =>
  !planned.step.byPerson && (planned.step.needsApproval || c.world.approveEachRun || rolesToTurn(c, planned))

/** Approval does not hide the act: it is decided, shown and waits. */
export const needsApproval: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  remarks: (c, planned) => (asksApproval(c, planned) ? { code: NAME, params: {} } : undefined),
}
