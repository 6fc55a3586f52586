import { addDays, type Day } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'

/** From when the client counts as told (A2): at once in a talk, after the waiting days with a delivered notice in writing; never without the statement. */
export function toldFrom(correction: Fact<'correction'>, announceDays: number): Day | null {
  const { announcedOn, announcedHow, noticeDelivered, statementId } = correction
  if (announcedOn === null || statementId === null) return null
  if (announcedHow !== 'writing') return announcedOn
  return noticeDelivered === true ? addDays(announcedOn, announceDays) : null
}

/** Whether arrears may be spoken of: the client was told, or a named person overrode the gate. */
export function mayLeave(correction: Fact<'correction'>, announceDays: number, today: Day): boolean {
  const told = toldFrom(correction, announceDays)
  return correction.overrideBy !== null || (told !== null && told <= today)
}
