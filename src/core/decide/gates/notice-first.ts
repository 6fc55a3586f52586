import { addDays, type Day } from '../../day/day.ts'
import type { Case, Gate } from '../case.ts'
import { obstacle } from '../gate.ts'
import type { PolicyStep } from '../policy.ts'

const NAME = 'notice-first'

/** The day from which late costs may be claimed under the law's notice rule; none where no notice with a deadline has gone out. */
export function noticeOver(c: Case): Day | undefined {
  const days = c.law.noticeFirstDays
  if (days === null) return undefined
  const notice = c.contacts.find(d => {
    const step = c.policy.steps.find(s => s.id === d.step)
    return step?.deadlineDays != null && step.deadlineDays >= days && d.doneOn >= (c.cycle?.from ?? d.doneOn)
  })
  return notice && addDays(notice.doneOn, days + 1)
}

/** Whether a step prints late costs here: the policy wants it, the law allows it to this kind, and a needed notice is over. */
export function claimsCosts(c: Case, step: PolicyStep): boolean {
  if (!step.claimsCosts || !c.law.costsAllowed) return false
  if (c.law.noticeFirstDays === null) return true
  const over = noticeOver(c)
  return over !== undefined && over <= c.today
}

/** A notice that names a deadline went out and its days are not over: a step that claims costs waits for them. */
export const noticeFirst: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['deed'],
  holdsStep: (c, planned) => {
    if (!planned.step.claimsCosts || !c.law.costsAllowed || c.law.noticeFirstDays === null) return undefined
    const over = noticeOver(c)
    return over !== undefined && over > c.today ? obstacle(NAME, over) : undefined
  },
}
