import { addDays, type Day, isDay } from '../../day/day.ts'
import type { Json } from '../../facts/column.ts'
import type { OpenItem } from '../../ledger/balance.ts'
import { promiseCovers } from '../../promise/promise-state.ts'
import { type Case, type Gate, type InvoiceHold, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'

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

function holdFor(c: Case, item: OpenItem, ourPart: Json): InvoiceHold | undefined {
  const ours = overdue(ourPart, c.today)
  const until = ours && reviewOf(c, addDays(ours.by, 1))
  return ours && until ? holdInvoice(NAME, item, until, { words: ours.what, byOn: ours.by }) : undefined
}

/** A promise has two sides: while we have not done what we said, we do not ask for what they said. */
export const ourPartOpen: Gate = {
  name: NAME,
  codes: [NAME],
  reads: ['promise', 'plan'],
  yields: false,
  holdsInvoice: (c, item) => {
    for (const { outcome, promise } of c.promises)
      if (outcome !== 'withdrawn' && outcome !== 'replaced' && promise.ourPart !== null && promiseCovers(promise, item.id, item.currency)) {
        const hold = holdFor(c, item, promise.ourPart)
        if (hold) return hold
      }
    for (const { plan } of c.plans)
      if (plan.ourPart !== null && plan.invoiceIds.includes(item.id)) {
        const hold = holdFor(c, item, plan.ourPart)
        if (hold) return hold
      }
    return undefined
  },
}
