import type { Case, Gate } from '../case.ts'
import type { Planned } from '../planned.ts'
import { rolesToTurn } from './roles-not-turned.ts'

const NAME = 'needs-approval'

/** What is asked for is more than the policy lets go unread, in one of its currencies. */
function isLarge(c: Case, planned: Planned): boolean {
  const limits = c.policy.approvalAbove
  const sums = new Map<string, bigint>()
  for (const { item, minor } of planned.claims) sums.set(item.currency, (sums.get(item.currency) ?? 0n) + minor)
  return [...sums].some(([currency, minor]) => {
    const most = limits[currency] ?? limits['*']
    return most !== undefined && minor > most
  })
}

/** A person reads it before it leaves: the step says so, the sum does, every run of the first live days does, or it is so late that somebody looks from their side first. */
export const asksApproval = (c: Case, planned: Planned): boolean =>
  !planned.step.byPerson && (planned.step.needsApproval || c.world.approveEachRun || isLarge(c, planned) || rolesToTurn(c, planned))

/** Approval does not hide the act: it is decided, shown and waits. */
export const needsApproval: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  remarks: (c, planned) => (asksApproval(c, planned) ? { code: NAME, params: {} } : undefined),
}
