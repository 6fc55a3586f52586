import { addDays, type Day, isDay } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { assumeDone, type Coming } from './ahead.ts'
import type { Decision } from './decision.ts'

/** What we did or steered from a day on is taken out: the replay does its own. What clients did stays as it happened. */
function withoutOurs(facts: ClientFacts, from: Day): ClientFacts {
  return {
    ...facts,
    deed: facts.deed.filter(d => d.class !== 'chase' || d.outside === true || d.doneOn < from),
    steer: facts.steer.filter(s => s.effectiveOn < from),
  }
}

/** Every day after `from` that any fact names: on these the answer may turn without having been foreseen. */
function turningDays(facts: ClientFacts, from: Day): Day[] {
  const days = new Set<Day>()
  for (const list of Object.values(facts))
    if (Array.isArray(list))
      for (const fact of list as readonly object[])
        for (const value of Object.values(fact)) if (isDay(value) && value > from) days.add(value)
  return [...days].sort()
}

/**
 * What would have been done with one client from a day to another, day by day, by the engine that decides today: each act is taken as done on
 * its day, payments and whatever else the client did come as they came. @param decide the answer on a day under the rules that are tried.
 */
export function* replay(facts: ClientFacts, decide: (facts: ClientFacts, on: Day) => Decision, from: Day, to: Day): Generator<Coming> {
  let known = withoutOurs(facts, from)
  const turns = turningDays(known, from)
  for (let on: Day | undefined = from; on !== undefined && on <= to; ) {
    const decision: Decision = decide(known, on)
    if (decision.outcome.kind === 'act') {
      yield { on, act: decision.outcome }
      known = assumeDone(known, decision.outcome, on)
      on = addDays(on, 1)
      continue
    }
    const today: Day = on
    const turn = turns.find(day => day > today)
    const review = decision.reviewOn ?? undefined
    on = review === undefined || (turn !== undefined && turn < review) ? turn : review
  }
}
