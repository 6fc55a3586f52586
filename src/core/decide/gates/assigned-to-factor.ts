import { type Gate, reviewOf } from '../case.ts'
import { holdInvoice, holdOf, obstacle } from '../gate.ts'

const NAME = 'assigned-to-factor'
const KIND = 'factor'

/** The claim was sold: only the factor may ask for it. */
export const assignedToFactor: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['hold', 'handOver'],
  holdsClient: c => {
    const until = holdOf(c, KIND, null)?.until
    return until && obstacle(NAME, until)
  },
  holdsInvoice: (c, item) => {
    const held = holdOf(c, KIND, item.id)
    const out = c.facts.handOver.find(
      h =>
        h.kind === KIND &&
        h.draft !== true &&
        h.startedOn <= c.today &&
        (h.endedOn === null || h.endedOn > c.today) &&
        h.invoiceIds.includes(item.id),
    )
    const until = held ? held.until : out && reviewOf(c, out.startedOn)
    return until && holdInvoice(NAME, item, until)
  },
}
