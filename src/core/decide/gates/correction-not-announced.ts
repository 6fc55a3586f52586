import { toldFrom } from '../../correction/told.ts'
import { type Gate, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'

const NAME = 'correction-not-announced'

/** Never drop the bomb (A2): an invoice that carries arrears is not spoken of before the client was told and the statement exists. */
export const correctionNotAnnounced: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['correction'],
  holdsInvoice: (c, item) => {
    if (c.facts.correction.length === 0) return undefined
    const found = c.facts.correction.find(
      x =>
        x.invoiceIds?.includes(item.id) === true &&
        x.foundOn <= c.today &&
        x.overrideBy === null &&
        (x.closedOn === null || x.closedOn > c.today),
    )
    if (!found) return undefined
    const told = toldFrom(found, c.policy.announceDays)
    if (told !== null && told <= c.today) return undefined
    const until = told ?? reviewOf(c, found.foundOn)
    return until && holdInvoice(NAME, item, until)
  },
}
