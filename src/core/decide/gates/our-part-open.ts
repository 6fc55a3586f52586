import { addDays, type Day, isDay } from '../../day/day.ts'
import type { Json } from '../../facts/column.ts'
import { promiseCovers } from '../../promise/promise-state.ts'
import { reviewOf } from '../case.ts'
import { type Gate, holdInvoice } from '../gate.ts'

const NAME = 'our-part-open'

interface Ours {
  readonly what: string
  readonly by: Day
}

/** What we said we would do by a day before today and have not done, the oldest. */
function overdue(ourPart: Json | null, today: Day): Ours | undefined {
  if (!Array.isArray(ourPart)) return undefined
  const open = ourPart.flatMap((o): Ours[] => {
    if (o === null || typeof o !== 'object' || !('by' in o) || !isDay(o.by) || o.by >= today) return []
    return o.doneOn === null || o.doneOn === undefined || String(o.doneOn) > today ? [{ what: String(o.what), by: o.by }] : []
  })
  return open.sort((a, b) => (a.by < b.by ? -1 : 1))[0]
}

/** A promise has two sides: while we have not done what we said, we do not ask for what they said. */
export const ourPartOpen: Gate = {
  name: NAME,
  codes: [NAME],
  reads: ['promise', 'plan'],
  yields: false,
  holdsInvoice: (c, item) => {
    const agreed = [
      ...c.promises
        .filter(p => p.outcome !== 'withdrawn' && p.outcome !== 'replaced' && promiseCovers(p.promise, item.id, item.currency))
        .map(p => p.promise),
      ...c.plans.filter(p => p.plan.invoiceIds.includes(item.id)).map(p => p.plan),
    ]
    for (const { ourPart } of agreed) {
      const ours = overdue(ourPart, c.today)
      const until = ours && reviewOf(c, addDays(ours.by, 1))
      if (ours && until) return holdInvoice(NAME, item, until, { words: ours.what, byOn: ours.by })
    }
    return undefined
  },
}
