import { addBankDays, type Gate } from '../case.ts'
import { holdInvoice, holdOf, obstacle } from '../gate.ts'

const NAME = 'collection-under-way'
/** The way of paying in which the client does nothing and we collect. Anything else the client sends. */
const SENT_BY_CLIENT = 'transfer'

/** We collect the money ourselves: nobody is asked for it until the bank days after the due day are over, or it came back. */
export const collectionUnderWay: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  holdsClient: c => {
    const until = holdOf(c, NAME, null)?.until
    return until && obstacle(NAME, until)
  },
  holdsInvoice: (c, item) => {
    const ends = holdOf(c, NAME, item.id)?.until
    if (ends) return holdInvoice(NAME, item, ends)
    const { collection } = item.account.invoice
    if (collection === null || collection === SENT_BY_CLIENT) return undefined
    const until = addBankDays(c.world, item.dueOn, c.policy.bankDays)
    if (until <= c.today || c.facts.payment.some(p => p.kind === 'bounced' && p.paidOn <= c.today && p.invoiceId === item.id))
      return undefined
    return holdInvoice(NAME, item, until)
  },
}
