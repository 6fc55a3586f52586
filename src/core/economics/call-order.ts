import type { Assumptions, Claim } from './assumptions.ts'
import { solve } from './solve.ts'

/** A call, ranked by what it adds over waiting for each minute it takes: not by amount, not by the chance of lateness (van de Geer, Wang, Bhulai 2018). */
export interface RankedCall<T> {
  readonly subject: T
  /** EV(call) − EV(wait), currency units; may be negative. */
  readonly gain: number
  readonly minutes: number
  readonly gainPerMinute: number
  /** Fits in the minutes there are and adds something. */
  readonly chosen: boolean
}

export interface Callable<T> {
  readonly subject: T
  readonly claim: Claim
  /** Minutes this call will take; the assumption's where absent. */
  readonly minutes?: number
}

/** Best call first. @param budgetMinutes how long there is to call; without it every call that adds something is chosen. */
export function callOrder<T>(calls: Iterable<Callable<T>>, a: Assumptions, budgetMinutes = Number.POSITIVE_INFINITY): RankedCall<T>[] {
  const ranked = [...calls].flatMap(({ subject, claim, minutes = a.call.minutes }) => {
    const { values } = solve(claim, a)
    const call = values.find(v => v.move.way === 'call')
    const wait = values.find(v => v.move.way === 'wait')
    if (!call || !wait) return [] // calling is excluded for this claim
    const gain = call.value - wait.value
    return [{ subject, gain, minutes, gainPerMinute: gain / Math.max(minutes, 1) }]
  })
  ranked.sort((x, y) => y.gainPerMinute - x.gainPerMinute)
  let left = budgetMinutes
  return ranked.map(call => {
    const chosen = call.gain > 0 && call.minutes <= left
    if (chosen) left -= call.minutes
    return { ...call, chosen }
  })
}
