import type { ClientFacts } from '../facts/nouns.ts'

/** What may have gone wrong on their side, as they would see it. In the order in which it is asked. */
export const TURNED_ITEMS = ['arrived', 'right-person', 'order-number', 'as-ordered', 'details', 'our-part', 'person-away', 'cash'] as const
export type TurnedItem = (typeof TURNED_ITEMS)[number]
export const TURNED_STATES = ['fine', 'wrong', 'unknown'] as const
export type TurnedState = (typeof TURNED_STATES)[number]
/** Other ways to pay that a letter may offer. */
export const OTHER_WAYS = ['parts', 'later-day', 'first-part', 'other-means'] as const
export type OtherWay = (typeof OTHER_WAYS)[number]

const late = (facts: ClientFacts, invoiceIds: readonly string[]) => facts.invoice.filter(i => invoiceIds.includes(i.id))

/** What our own records say about each item before anybody asks; unknown where they say nothing. */
export function turnedHints(facts: ClientFacts, invoiceIds: readonly string[]): Record<TurnedItem, TurnedState> {
  const invoices = late(facts, invoiceIds)
  const arrived = invoices.map(i => facts.arrival.findLast(a => a.invoiceId === i.id)?.state)
  const isThere = (state: string | undefined): boolean => state === 'accepted' || state === 'viewed' || state === 'acknowledged'
  const disputed = facts.dispute.some(d => d.closedOn === null && invoiceIds.includes(d.invoiceId))
  const said = facts.latenessReason.at(-1)?.reason
  const ours = [...facts.promise, ...facts.plan].flatMap(p => (Array.isArray(p.ourPart) ? p.ourPart : []))
  const hasUndone = ours.some(part => part !== null && typeof part === 'object' && 'by' in part && !('doneOn' in part && part.doneOn))
  const bounced = facts.bounce.some(b => b.hard)
  return {
    arrived: arrived.some(s => s === 'bounced' || s === 'never-received')
      ? 'wrong'
      : arrived.length > 0 && arrived.every(isThere)
        ? 'fine'
        : 'unknown',
    'right-person': said === 'wrong-contact' || bounced ? 'wrong' : 'unknown',
    'order-number': invoices.every(i => i.orderNumber) ? 'fine' : facts.client.wantsOrderNumber ? 'wrong' : 'unknown',
    'as-ordered': disputed || said === 'dispute' ? 'wrong' : 'unknown',
    details: 'unknown',
    'our-part': hasUndone ? 'wrong' : 'unknown',
    'person-away': 'unknown',
    cash: said === 'cash-flow' ? 'wrong' : 'unknown',
  }
}
