import type { Gate } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'grace'

/** A few days in which nothing is said: the money may come by itself. */
export const grace: Gate = {
  name: NAME,
  codes: [NAME],
  yields: false,
  reads: [],
  explains: (c, item) => {
    if (item.lateMinor === 0n) return undefined
    const until = c.agenda.dueDays(item.dueOn).graceOver
    if (until <= c.today) return undefined
    return obstacle(NAME, until, { invoice: item.account.invoice.number, dueOn: item.dueOn }, NAME, item.id)
  },
}
