import { type Case, type Gate, reviewOf } from '../case.ts'
import type { Obstacle } from '../decision.ts'
import { obstacle } from '../gate.ts'

const NAME = 'ladder-ended'

/** Every step was taken and nothing repeats: put before a person every review period, never forgotten. */
export const ladderEnded: Gate = { name: NAME, codes: [NAME], yields: false, reads: [] }

/** None once a look ahead has reached the review. */
export function ladderEndedObstacle(c: Case): Obstacle | undefined {
  const until = reviewOf(c, c.contacts.at(-1)?.doneOn ?? c.cycle?.from ?? c.origin)
  return until && obstacle(NAME, until)
}
