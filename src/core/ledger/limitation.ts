import { addDays, addMonths, type Day, dayOf, latest, yearOf } from '../day/day.ts'
import { type VariantRules, versionFor } from './jurisdiction.ts'
import type { Confidence } from './rates.ts'

/** Days before the end at which a person is warned, unless the firm says otherwise. */
export const WARN_DAYS = 90

export interface LimitationFacts {
  readonly due: Day
  readonly contractDay: Day
  /** The last written demand, part payment or acknowledgement that starts the term anew where the law says so. */
  readonly lastDemandOn?: Day
  /** An acknowledgement of the debt or part payment that a person recorded as starting the term anew. */
  readonly restartedOn?: Day
}

export interface Limitation {
  /** The last day on which the claim can still be enforced. */
  readonly endsOn: Day
  readonly warnFrom: Day
  /** The day from which the term was counted. */
  readonly countedFrom: Day
  readonly clause: string
  readonly source: string
  readonly confidence: Confidence
}

const endOfYear = (year: number): Day => dayOf(year, 12, 31)

/** When a claim becomes time-barred. @returns undefined where no rule is known for the contract's day. */
export function limitationOf(facts: LimitationFacts, rules: VariantRules, warnDays: number = WARN_DAYS): Limitation | undefined {
  const version = versionFor(rules.limitation, facts.contractDay)
  if (version === undefined) return undefined
  const { years, from, clause, restartedByDemand } = version.value
  const restarts = [facts.restartedOn, restartedByDemand ? facts.lastDemandOn : undefined].filter(d => d !== undefined)
  const countedFrom = restarts.reduce(latest, facts.due)
  const fullYears = yearOf(countedFrom) + years
  const endsOn = from === 'due' ? addMonths(countedFrom, years * 12) : endOfYear(fullYears)
  return {
    endsOn,
    warnFrom: addDays(endsOn, -warnDays),
    countedFrom,
    clause,
    source: version.source,
    confidence: version.confidence,
  }
}

/** Where a claim stands on a day: `running`, `ending` once the warning began, `ended` after the last day. */
export const limitationState = (limitation: Limitation, today: Day): 'running' | 'ending' | 'ended' =>
  today > limitation.endsOn ? 'ended' : today >= limitation.warnFrom ? 'ending' : 'running'
