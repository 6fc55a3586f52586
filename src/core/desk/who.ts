import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'

/** Who is away on a day, and who stands in for them. */
export const standInOn = (absences: readonly Fact<'absence'>[], userId: string, on: Day): string | undefined =>
  absences.findLast(a => a.userId === userId && a.fromOn <= on && on <= a.untilOn && (a.endedOn === null || a.endedOn > on))?.standIn

/** Whoever does a colleague's work on a day: they themselves, or whoever stands in. Two who stand in for each other leave it where it was. */
export function whoNow(absences: readonly Fact<'absence'>[], userId: string, on: Day): string {
  const seen = new Set<string>()
  let at = userId
  while (!seen.has(at)) {
    seen.add(at)
    const next = standInOn(absences, at, on)
    if (next === undefined) return at
    at = next
  }
  return userId
}

/** Whose a client's call is on a day: the colleague the client was given to (a step of its own before the whole client), or whoever stands in for them. None: nobody's in particular. */
export function callerOf(facts: ClientFacts, absences: readonly Fact<'absence'>[], on: Day): string | undefined {
  const given = facts.assignment.filter(a => a.endedOn === null || a.endedOn > on)
  const own = (given.findLast(a => a.step !== null) ?? given.at(-1))?.toUser
  return own === undefined ? undefined : whoNow(absences, own, on)
}
