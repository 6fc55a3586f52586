import { type Day, yearOf } from '../../day/day.ts'
import type { OpenItem } from '../../ledger/balance.ts'
import { type Case, type Gate, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'
import { barredFrom } from '../law-view.ts'

const NAME = 'time-barred'

/** From which day on the claim can no longer be enforced: years after it fell due, or after the payment or demand that renewed it. */
export function barredOn(c: Case, item: OpenItem): Day | null {
  const { limitation } = c.law
  if (limitation === null) return null
  let since: Day = item.dueOn
  if (limitation.restartsOnPayment)
    for (const p of c.ledger.postings) if (p.invoiceId === item.id && p.minor > 0n && p.on > since) since = p.on
  if (limitation.restartsOnDemand) for (const d of c.contacts) if (d.doneOn > since && d.invoiceIds?.includes(item.id)) since = d.doneOn
  return barredFrom(limitation, since)
}

/** The law no longer enforces the claim: nothing is sent until a person has decided. Where the law is not known nothing is held for it. */
export const timeBarred: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  holdsInvoice: (c, item) => {
    const { limitation } = c.law
    if (limitation === null || yearOf(c.today) - yearOf(item.dueOn) < limitation.years) return undefined // years away
    const barred = barredOn(c, item)
    if (barred === null || barred > c.today) return undefined
    const until = reviewOf(c, barred)
    return until && holdInvoice(NAME, item, until, { barredOn: barred })
  },
}
