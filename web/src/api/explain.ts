import type { Day } from '../../../src/core/day/day.ts'
import type { Act, Obstacle } from '../../../src/core/decide/decision.ts'

/** Why an invoice’s client is contacted on a day, or why not. */
export interface ExplainView {
  readonly on: Day
  readonly act: Act | null
  readonly obstacles: readonly Obstacle[]
  readonly reviewOn: Day | null
}
