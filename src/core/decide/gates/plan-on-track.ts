import type { Gate } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'plan-on-track'

/** A payment plan is kept: its invoices rest until the next instalment would count as missed. */
export const planOnTrack: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['plan'],
  holdsInvoice: (c, item) => {
    const found = c.plans.find(p => p.state === 'on-track' && p.plan.invoiceIds.includes(item.id))
    return found && holdInvoice(NAME, item, found.turnsOn, { instalmentDueOn: found.dueOn })
  },
}
