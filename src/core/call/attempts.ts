import { addDays, type Day } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'

/** How often we rang and how often somebody talked with us: never one figure. */
export interface CallCounts {
  /** Every call made, whatever came of it; one that still runs too. */
  readonly attempts: number
  /** Those of them in which somebody was reached. */
  readonly talks: number
}

const reachedNobody = (call: Fact<'call'>): boolean => call.ending === 'voicemail' || call.ending === 'unreachable'

/** Calls from a day on. As the trade counts them: each is an attempt, a conversation is an attempt that reached somebody. */
export const countCalls = (calls: readonly Fact<'call'>[], since: Day): CallCounts => {
  const recent = calls.filter(c => c.startedOn >= since)
  return { attempts: recent.length, talks: recent.filter(c => c.endedAt !== null && !reachedNobody(c)).length }
}

/** What limits calls: the law's word for this client. None: it sets none. */
export interface CallLaw {
  readonly contactsPerWeek: number | null
  readonly closedWeekdays: readonly number[]
  readonly forbidden: boolean
}

export type DailyCallState =
  | { readonly state: 'today'; readonly mode: Fact<'dailyCall'> }
  /** Why not today, and when again. */
  | { readonly state: 'held'; readonly mode: Fact<'dailyCall'>; readonly why: 'law-cap' | 'law-day' | 'law-channel' | 'done-today' }
  | { readonly state: 'over'; readonly mode: Fact<'dailyCall'> }
  | { readonly state: 'none' }

/** The last daily-call mode of a client on a day. It replaces the firm's own cap; the law's stands. @param weekday 1 Monday … 7 Sunday. */
export function dailyCallOn(
  modes: readonly Fact<'dailyCall'>[],
  calls: readonly Fact<'call'>[],
  law: CallLaw,
  today: Day,
  weekday: number,
  contactsThisWeek: number,
): DailyCallState {
  const mode = modes.findLast(m => m.startsOn <= today)
  if (!mode) return { state: 'none' }
  if (mode.stopOn < today || (mode.endedOn !== null && mode.endedOn <= today)) return { state: 'over', mode }
  if (law.forbidden) return { state: 'held', mode, why: 'law-channel' }
  if (law.closedWeekdays.includes(weekday)) return { state: 'held', mode, why: 'law-day' }
  if (law.contactsPerWeek !== null && contactsThisWeek >= law.contactsPerWeek) return { state: 'held', mode, why: 'law-cap' }
  if (calls.some(c => c.startedOn === today && !reachedNobody(c))) return { state: 'held', mode, why: 'done-today' }
  return { state: 'today', mode }
}

/** Talks and messages of the last seven days: what a law's weekly limit counts. */
export const contactsInWeek = (deeds: readonly Fact<'deed'>[], today: Day): number =>
  deeds.filter(
    d => d.class === 'chase' && ['sent', 'done', 'unsure'].includes(d.outcome) && d.doneOn <= today && addDays(d.doneOn, 7) > today,
  ).length
