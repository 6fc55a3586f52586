import { addDays } from '../../day/day.ts'
import { reviewOf } from '../case.ts'
import { amountText, type Gate, holdInvoice } from '../gate.ts'

const NAME = 'disputed'

/**
 * What is contested is not asked for: that invoice, or that part of it, and nothing else. It ends only by an outcome; until then it is looked
 * at when our answer is due, and after that every review period.
 */
export const disputed: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['dispute'],
  holdsInvoice: (c, item) => {
    if (c.facts.dispute.length === 0) return undefined
    const open = c.facts.dispute.filter(
      d => d.invoiceId === item.id && d.effectiveOn <= c.today && (d.closedOn === null || d.closedOn > c.today),
    )
    const [first] = open
    if (!first) return undefined
    const answerDue = first.answeredOn === null && first.answerBy !== null && first.answerBy >= c.origin ? addDays(first.answerBy, 1) : null
    const until = answerDue === null ? reviewOf(c, first.effectiveOn) : answerDue > c.today ? answerDue : undefined
    if (until === undefined) return undefined
    const contested = open.reduce((total, d) => total + (d.amountMinor ?? item.openMinor), 0n)
    const part = contested < item.openMinor ? contested : item.openMinor
    const held = holdInvoice(NAME, item, until, { contestedAmount: amountText(part, item.currency) })
    return { ...held, leavesMinor: item.openMinor - part }
  },
}
