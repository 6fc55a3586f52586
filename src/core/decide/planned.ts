import type { Day } from '../day/day.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { Reason } from './decision.ts'
import type { PolicyStep } from './policy.ts'

/** An open invoice that may be asked for, and how much of it: what is late or falls due, less what is contested. Minor units. */
export interface Claim {
  readonly item: OpenItem
  readonly minor: bigint
}

/** The next step, and the day it comes; gates have not been asked yet. */
export interface Planned {
  readonly lane: 'due' | 'late'
  readonly step: PolicyStep
  readonly day: Day
  readonly cycle: string
  readonly occurrence: number
  readonly tone: number
  readonly reasons: readonly Reason[]
  readonly claims: readonly Claim[]
  /** The due day of the oldest of them. */
  readonly dueOn: Day
  /** A broken promise or missed instalment: said at once, the gap between contacts does not hold it. */
  readonly atOnce: boolean
  /** The last day of the deadline that the last message named; none where it named none. */
  readonly deadlineDay: Day | null
  /** From this day on another step takes its place; none: it stays. */
  readonly changesOn: Day | null
}
