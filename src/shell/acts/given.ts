import { addDays, type Day, isDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { fromDecimal } from '../../core/money/money.ts'

/** A day as a person gave it. @throws Refusal naming the field. */
export function givenDay(field: string, text: string | undefined): Day {
  if (isDay(text)) return text
  return refuse('day-unreadable', `"${text ?? ''}" is not a day.`, {
    params: { value: text ?? '' },
    field,
    mend: 'Write it as 2026-02-28.',
  })
}

const AHEAD_DAYS_MAX = 3660

/** A day that is not so far that it can only be a slip of the pen, by which somebody would be left in peace for ever. */
export function givenNearDay(field: string, text: string | undefined, today: Day): Day {
  const day = givenDay(field, text)
  if (day <= addDays(today, AHEAD_DAYS_MAX)) return day
  return refuse('day-far', `${day} lies more than ten years ahead.`, { field, mend: 'Name a nearer day.' })
}

/** A day that is not over, and no slip of the pen. */
export function givenComingDay(field: string, text: string | undefined, today: Day): Day {
  const day = givenNearDay(field, text, today)
  return day >= today ? day : refuse('day-past', `${day} is over.`, { field, mend: `Name ${today} or a later day.` })
}

/** Words that must be said. */
export function givenText(field: string, text: string | undefined): string {
  const said = text?.trim() ?? ''
  return said || refuse('field-missing', 'This must be said.', { field })
}

/** A decimal amount above nothing, in minor units. */
export function givenAmount(field: string, text: string, currency: string): bigint {
  const read = fromDecimal(text, currency)
  if (read && read.minor > 0n) return read.minor
  return refuse('amount-unreadable', `"${text}" is not an amount in ${currency}.`, {
    params: { value: text },
    field,
    mend: 'Write it as 1234.50.',
  })
}
