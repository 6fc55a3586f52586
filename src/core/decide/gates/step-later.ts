import type { Gate } from '../case.ts'
import type { Obstacle } from '../decision.ts'
import { obstacle } from '../gate.ts'
import type { Planned } from '../planned.ts'

const NAME = 'step-later'

/** The next step of the ladder has its day, and it has not come. */
export const stepLater: Gate = { name: NAME, codes: [NAME], yields: false, reads: [] }

export const stepLaterObstacle = (planned: Planned): Obstacle => obstacle(NAME, planned.day, { step: planned.step.id })
