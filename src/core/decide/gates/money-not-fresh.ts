import { addDays } from '../../day/day.ts'
import { type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'money-not-fresh'
const NEVER = 'money-never-seen'

/** Never chase someone who has paid: the bank was seen too long ago, or never. Looking at it, or a bank file, lifts it at once. */
export const moneyNotFresh: Gate = {
  name: NAME,
  codes: [NAME, NEVER],
  yields: true,
  reads: [],
  holdsClient: c => {
    const seen = c.world.moneySeenUpTo
    if (seen === null) {
      const until = reviewOf(c, c.cycle?.from ?? c.origin)
      return until && obstacle(NAME, until, {}, NEVER)
    }
    const staleFrom = addDays(seen, c.policy.moneyFreshDays + 1)
    if (staleFrom > c.origin) return undefined
    const until = reviewOf(c, staleFrom)
    return until && obstacle(NAME, until, { seenDay: seen, account: c.world.staleAccount ?? 'none' })
  },
}
