import type { Day } from '../day/day.ts'
import { promiseCovers } from '../promise/promise-state.ts'
import { because } from './act-reasons.ts'
import type { Case } from './case.ts'
import type { Reason } from './decision.ts'
import { amountText } from './gate.ts'
import type { Claim } from './planned.ts'

/** Something that is said at once: a promise was broken, an instalment missed. */
export interface Trigger {
  readonly day: Day
  readonly reason: Reason
}

const answered = (c: Case, since: Day): boolean => c.contacts.some(d => d.doneOn >= since)

/** The oldest broken promise or missed instalment on what is claimed that nobody has spoken to the client about since. */
export function findTrigger(c: Case, claims: readonly Claim[]): Trigger | undefined {
  if (c.promises.length + c.plans.length === 0) return undefined
  const found: Trigger[] = []
  for (const { outcome, promise, missedOn } of c.promises) {
    if (outcome !== 'broken' || answered(c, missedOn)) continue
    if (claims.some(({ item }) => promiseCovers(promise, item.id, item.currency)))
      found.push({
        day: missedOn,
        reason: because('promise-broken', {
          promisedOn: promise.promisedFor,
          promisedAmount: amountText(promise.amountMinor, promise.currency),
        }),
      })
  }
  for (const { state, plan, turnsOn, dueOn, missingMinor } of c.plans) {
    if (state !== 'missed' || answered(c, turnsOn)) continue
    if (claims.some(({ item }) => plan.invoiceIds.includes(item.id)))
      found.push({
        day: turnsOn,
        reason: because('instalment-missed', { instalmentDueOn: dueOn, missingAmount: amountText(missingMinor, plan.currency) }),
      })
  }
  return found.sort((a, b) => (a.day < b.day ? -1 : 1))[0]
}
