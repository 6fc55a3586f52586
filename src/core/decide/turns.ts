import { addDays, type Day } from '../day/day.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
import { gets } from './due-note.ts'

/** The next day, after today, on which a step can come for an invoice that is not late. */
export function nextTurn(c: Case, item: OpenItem): Day {
  const { firstLateOn, windows } = c.agenda.dueDays(item.nextDueOn ?? item.dueOn)
  let next = firstLateOn > c.today ? firstLateOn : addDays(c.today, 1)
  for (const { from, step } of windows) if (from > c.today && from < next && gets(c, step)) next = from
  return next
}
