import { addDays } from '../../day/day.ts'
import type { Case, Gate } from '../case.ts'
import type { Obstacle } from '../decision.ts'
import { obstacle } from '../gate.ts'

const NAME = 'nothing-open'

/** Nothing is owed: every invoice is settled, or money and credit cover what is open. */
export const nothingOpen: Gate = { name: NAME, codes: [NAME], yields: false, reads: [] }

/** Looked at again only when something new is recorded; the obstacle's day is the usual review. */
export const nothingOpenObstacle = (c: Case): Obstacle => obstacle(NAME, addDays(c.today, c.policy.reviewDays))
