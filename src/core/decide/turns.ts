import { addDays, type Day, earliest } from '../day/day.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
import { windowsOf } from './due-note.ts'
import { stepDay } from './ladder.ts'

/** The next day, after today, on which a step can come for an invoice that is not late. */
export function nextTurn(c: Case, item: OpenItem): Day {
  const due = item.nextDueOn ?? item.dueOn
  const first = c.policy.steps.find(s => s.days > 0)
  const late = first ? stepDay(c, first, due) : addDays(due, c.policy.graceDays + 1)
  let next = late > c.today ? late : addDays(c.today, 1)
  for (const window of windowsOf(c, due)) if (window.from > c.today) next = earliest(next, window.from)
  return next
}
