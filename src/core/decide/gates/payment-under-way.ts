import { promiseCovers } from '../../promise/promise-state.ts'
import { addBankDays, type Gate } from '../case.ts'
import { holdInvoice, holdOf, obstacle } from '../gate.ts'

const NAME = 'payment-under-way'
/** How a reply is read that says the money has left. */
const PAID_ALREADY = 'paid-already'

/** The money may be on its way: a promised day has come, they wrote that they paid, or a person said so. The bank gets its days. */
export const paymentUnderWay: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: ['promise', 'hold', 'reply'],
  holdsInvoice: (c, item) => {
    const promise = c.promises.findLast(p => p.outcome === 'in-transit' && p.pauses && promiseCovers(p.promise, item.id, item.currency))
    if (promise) return holdInvoice(NAME, item, promise.missedOn)
    const until = holdOf(c, NAME, item.id)?.until
    return until && holdInvoice(NAME, item, until)
  },
  holdsClient: c => {
    const until = holdOf(c, NAME, null)?.until
    if (until) return obstacle(NAME, until)
    for (const reply of c.facts.reply) {
      if (reply.reading !== PAID_ALREADY || reply.receivedOn > c.today) continue
      const arrives = addBankDays(c.world, reply.receivedOn, c.policy.bankDays)
      if (arrives > c.today) return obstacle(NAME, arrives)
    }
    return undefined
  },
}
