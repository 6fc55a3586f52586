import { addDays, type Day } from '../../day/day.ts'
import type { Fact } from '../../facts/nouns.ts'
import { type Case, type Gate, reviewOf } from '../case.ts'
import { amountText, holdInvoice } from '../gate.ts'

const NAME = 'disputed'

/** The day after our answer is due, else the next review. None once a look ahead is past it. */
function looksAgain(c: Case, dispute: Fact<'dispute'>): Day | undefined {
  const { answerBy, answeredOn } = dispute
  if (answerBy === null || answeredOn !== null || answerBy < c.origin) return reviewOf(c, answeredOn ?? dispute.effectiveOn)
  return answerBy >= c.today ? addDays(answerBy, 1) : undefined
}

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
    let until: Day | undefined
    for (const dispute of open) {
      const ends = looksAgain(c, dispute)
      if (ends !== undefined && (until === undefined || ends > until)) until = ends
    }
    if (until === undefined) return undefined
    const contested = open.reduce((total, d) => total + (d.amountMinor ?? item.openMinor), 0n)
    const part = contested < item.openMinor ? contested : item.openMinor
    const held = holdInvoice(NAME, item, until, { contestedAmount: amountText(part, item.currency) })
    return { ...held, leavesMinor: item.openMinor - part }
  },
}
