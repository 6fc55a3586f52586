import { addDays, type Day } from '../../day/day.ts'
import type { Fact } from '../../facts/nouns.ts'
import { type Case, reviewOf } from '../case.ts'
import { type Gate, holdInvoice } from '../gate.ts'

const NAME = 'correction-not-announced'

/** From when the client counts as told: at once in a talk, after the waiting days with a delivered notice in writing. None: not told. */
function toldFrom(c: Case, correction: Fact<'correction'>): Day | null {
  const { announcedOn, announcedHow, noticeDelivered, statementId } = correction
  if (announcedOn === null || statementId === null) return null
  if (announcedHow !== 'writing') return announcedOn
  return noticeDelivered === true ? addDays(announcedOn, c.policy.announceDays) : null
}

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
    const told = toldFrom(c, found)
    if (told !== null && told <= c.today) return undefined
    const until = told ?? reviewOf(c, found.foundOn)
    return until && holdInvoice(NAME, item, until)
  },
}
