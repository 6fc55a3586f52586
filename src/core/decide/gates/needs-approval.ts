import type { Case } from '../case.ts'
import type { Gate } from '../gate.ts'
import type { PolicyStep } from '../policy.ts'

const NAME = 'needs-approval'

/** A person reads it before it leaves: the step says so, or every run of the first live days does. */
export const asksApproval = (c: Case, step: PolicyStep): boolean => !step.byPerson && (step.needsApproval || c.world.approveEachRun)

/** Approval does not hide the act: it is decided, shown and waits. */
export const needsApproval: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  remarks: (c, planned) => (asksApproval(c, planned.step) ? { code: NAME, params: {} } : undefined),
}
