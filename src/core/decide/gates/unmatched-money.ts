import { type Gate, reviewOf } from '../case.ts'
import { obstacle } from '../gate.ts'

const NAME = 'unmatched-money'

/** Money in the bank that is not booked yet may be theirs: it is settled first. */
export const unmatchedMoney: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: [],
  holdsClient: c => {
    if (!((c.world.unmatchedByClient.get(c.facts.client.id) ?? 0) > 0)) return undefined
    const until = reviewOf(c, c.cycle?.from ?? c.origin)
    return until && obstacle(NAME, until)
  },
}
