import { addDays, type Day } from '../day/day.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
import { gets } from './due-note.ts'
import { stepDay } from './ladder.ts'

/** The next day, after today, on which a step can come for an invoice that is not late. */
export function nextTurn(c: Case, item: OpenItem): Day {
  const due = item.nextDueOn ?? item.dueOn
  const { firstLate: first } = c.agenda
  const late = first ? stepDay(c, first, due) : addDays(due, c.policy.graceDays + 1)
  let next = late > c.today ? late : addDays(c.today, 1)
  for (const { from, step } of c.agenda.windows(due)) if (from > c.today && from < next && gets(c, step)) next = from
  return next
}
