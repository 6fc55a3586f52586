import { type Day, yearOf } from '../../day/day.ts'
import { type Gate, reviewOf } from '../case.ts'
import { holdInvoice } from '../gate.ts'
import { barredFrom } from '../law-view.ts'

const NAME = 'time-barred'

/** The law no longer enforces the claim: nothing is sent until a person has decided. Where the law is not known nothing is held for it. */
export const timeBarred: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  holdsInvoice: (c, item) => {
    const { limitation } = c.law
    if (limitation === null || yearOf(c.today) - yearOf(item.dueOn) < limitation.years) return undefined // years away
    let since: Day = item.dueOn
    if (limitation.restartsOnPayment)
      for (const p of c.ledger.postings) if (p.invoiceId === item.id && p.minor > 0n && p.on > since) since = p.on
    if (limitation.restartsOnDemand) for (const d of c.contacts) if (d.doneOn > since && d.invoiceIds?.includes(item.id)) since = d.doneOn
    const barred = barredFrom(limitation, since)
    if (barred === null || barred > c.today) return undefined
    const until = reviewOf(c, barred)
    return until && holdInvoice(NAME, item, until, { barredOn: barred })
  },
}
