import { addDays, type Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'

const AHEAD_DAYS_MAX = 366
const TERM_DAYS_MAX = 3660

export type FarDay = Fault & { readonly field: 'issuedOn' | 'dueOn' }

/**
 * A day that can only be a slip of the pen, of which nobody would ever be reminded: an invoice written more than a year ahead, or due more
 * than ten years after it was written. @returns the fault, with `field` as the fact calls it; none where both days are likely.
 */
export function farDay(issuedOn: Day, dueOn: Day | undefined, today: Day): FarDay | undefined {
  if (issuedOn > addDays(today, AHEAD_DAYS_MAX))
    return {
      code: 'issued-far',
      message: `The invoice date ${issuedOn} lies more than a year ahead.`,
      mend: 'Mend the invoice date.',
      params: { issuedOn },
      field: 'issuedOn',
    }
  if (dueOn !== undefined && dueOn > addDays(issuedOn, TERM_DAYS_MAX))
    return {
      code: 'due-far',
      message: `Due ${dueOn}, more than ten years after the invoice date ${issuedOn}.`,
      mend: 'Mend the due date.',
      params: { dueOn },
      field: 'dueOn',
    }
  return undefined
}
