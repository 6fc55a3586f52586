import type { Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import { exponentOf } from '../money/money.ts'
import { buildPlan, type PlannedPart, type PlanShape } from './build.ts'

/** A plan as it is being agreed, in a talk or outside one. Amounts in minor units of `currency`. */
export interface PlanAsked {
  readonly currency: string
  /** Open today on the invoices it is about. */
  readonly openMinor: bigint
  /** Interest that becomes part of it, or why it cannot; nothing: without. */
  readonly interest: bigint | Fault
  readonly shape: PlanShape
  readonly firstOn: Day
  /** Parts after the first fall on the last day of their month. */
  readonly endOfMonth: boolean
  /** Parts in whole units of the currency; the last one takes what is left. */
  readonly wholeUnits: boolean
  readonly isHoliday: (day: Day) => boolean
}
export interface PlanLaid {
  readonly parts: readonly PlannedPart[]
  /** Sum of the parts, and how much of it is interest. */
  readonly totalMinor: bigint
  readonly interestMinor: bigint
}

/** Lays out a plan over all that is open, with or without interest. Its parts always sum to the total. @returns why where it cannot be laid out. */
export function layPlan(asked: PlanAsked): PlanLaid | Fault {
  const { currency, openMinor, interest, shape, firstOn, endOfMonth, wholeUnits, isHoliday } = asked
  if (typeof interest !== 'bigint') return interest
  const totalMinor = openMinor + interest
  const roundTo = wholeUnits ? 10n ** BigInt(exponentOf(currency)) : 1n
  const parts = buildPlan({ totalMinor, firstOn, shape, endOfMonth, roundTo, isHoliday })
  return 'code' in parts ? parts : { parts, totalMinor, interestMinor: interest }
}
