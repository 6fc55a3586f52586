import { addDays, type Day, dayOf, epochDay, fromEpochDay, isDay, yearOf } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { type Case, daysAfter, everyDaysAfter } from './case.ts'
import type { Obstacle } from './decision.ts'
import { barredOn } from './gates/time-barred.ts'
import { Soonest } from './soonest.ts'
import type { Verdict } from './verdict.ts'

const isStill = (c: Case): boolean => {
  if (c.gates.stirs || c.hasLater) return false
  for (const { account } of c.items) if (account.invoice.instalments !== null) return false
  // before anybody has looked at the bank, the next review is reckoned from each day anew
  if (c.world.moneySeenUpTo === null && !c.cycle) return false
  return c.ledger.complete && !c.world.unmatchedByClient.has(c.facts.client.id)
}

/** The first coming day on which the bank was seen too long ago, or that is put before a person again. */
function moneyTurns(c: Case): Day | null {
  const seen = c.world.moneySeenUpTo
  if (seen === null) return null // asked about in the client's own review chain
  const stale = addDays(seen, c.policy.moneyFreshDays + 1)
  return stale > c.today ? stale : everyDaysAfter(stale, c.policy.reviewDays, c.today)
}

/** The next review of what is late and of the run of being late: the first of them. */
function tellReviews(c: Case, turns: Soonest): void {
  const { reviewDays } = c.policy
  const today = epochDay(c.today)
  const next = (since: Day): number => daysAfter(epochDay(since), reviewDays, today)
  let first = c.cycle ? next(c.cycle.from) : Number.POSITIVE_INFINITY
  for (const { lateMinor, dueOn } of c.items) if (lateMinor > 0n) first = Math.min(first, next(dueOn))
  if (first < Number.POSITIVE_INFINITY) turns.tell(fromEpochDay(first))
}

/** The day on which the law bars a claim, and the new year from which it may: only where that is near. */
function tellBarred(c: Case, turns: Soonest): void {
  const { limitation } = c.law
  if (limitation === null) return
  const year = yearOf(c.today)
  for (const item of c.items) {
    const barred = yearOf(item.dueOn) + limitation.years
    if (barred > year + 1) continue
    turns.tell(dayOf(barred, 1, 1))
    turns.tell(barredOn(c, item))
  }
}

/** Every day on which a plan can turn: agreed, ended, a part missed, or what we said we would do not done. */
function tellPlans({ plan, instalment }: ClientFacts, turns: Soonest): void {
  for (const { agreedOn, endedOn, ourPart } of plan) {
    turns.tell(agreedOn)
    turns.tell(endedOn)
    if (Array.isArray(ourPart))
      for (const ours of ourPart)
        if (ours !== null && typeof ours === 'object' && 'by' in ours && isDay(ours.by)) turns.tell(addDays(ours.by, 1))
  }
  // each part by each grace there is: rather a day too many than one too few
  const graces = new Set(plan.map(p => p.graceDays))
  for (const { dueOn } of instalment) for (const grace of graces) turns.tell(addDays(dueOn, grace + 1))
}

/**
 * The first later day on which what is told of a client (answer, reasons, review day, what is open and late) can read otherwise with nothing
 * new recorded. Rather too early than too late: until that day nobody needs to look. None: never by itself.
 * @param verdict of the case's own day; @param obstacles all that were told; @param reviewOn the review day told.
 */
export function steadyUntil(c: Case, verdict: Verdict, obstacles: readonly Obstacle[], reviewOn: Day | null): Day | null {
  const tomorrow = addDays(c.today, 1)
  if (verdict.acts || (verdict.wouldBe && verdict.wouldBe.day <= c.today)) return tomorrow // days off and limits come and go
  if (!isStill(c)) return tomorrow
  const turns = new Soonest(c.today)
  // covered by credit: what falls due is late all the same
  for (const { lateMinor, dueOn } of c.items) if (lateMinor === 0n) turns.tell(addDays(dueOn, 1))
  if (c.facts.plan.length > 0) tellPlans(c.facts, turns)
  if (verdict.nothingOpen) return turns.on
  turns.tell(reviewOn)
  turns.tell(verdict.next)
  turns.tell(verdict.wouldBe?.day)
  turns.tell(verdict.wouldBe?.changesOn)
  turns.tell(moneyTurns(c))
  for (const o of obstacles) turns.tell(o.until)
  if (c.agenda.asksHabit) turns.tell(c.world.habitTurns === undefined ? tomorrow : c.world.habitTurns(c.facts, c.today))
  tellBarred(c, turns)
  tellReviews(c, turns)
  return turns.on ?? tomorrow
}
