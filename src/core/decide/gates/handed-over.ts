import { type Gate, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'handed-over'

/** With a lawyer, an agency or a court: we say nothing until it comes back. A draft hands over nothing and holds nothing. */
export const handedOver: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['handOver'],
  holdsInvoice: (c, item) => {
    const out = c.facts.handOver.find(
      h =>
        h.kind !== 'factor' &&
        h.draft !== true &&
        h.startedOn <= c.today &&
        (h.endedOn === null || h.endedOn > c.today) &&
        h.invoiceIds.includes(item.id),
    )
    const until = out && reviewOf(c, out.startedOn)
    return until && holdInvoice(NAME, item, until, { to: out.to, sinceDay: out.startedOn })
  },
}
