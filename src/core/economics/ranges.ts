import type { Assumptions, Claim, Way } from './assumptions.ts'
import { solve } from './solve.ts'

/** One assumption moved to its doubtful ends, all others as they are. */
export interface Variation {
  readonly assumption: keyof Assumptions
  /** Which of its figures, where an assumption is varied in parts: `fee`. */
  readonly part?: string
  readonly low: (a: Assumptions) => Assumptions
  readonly high: (a: Assumptions) => Assumptions
  /** Where the variation is about the belief: what a belief given for the claim is multiplied by. */
  readonly beliefBy?: readonly [low: number, high: number]
}

/** What moving one assumption does to each way, currency units. */
export interface Sensitivity {
  readonly assumption: keyof Assumptions
  readonly part?: string
  readonly low: ReadonlyMap<Way, number>
  readonly high: ReadonlyMap<Way, number>
}

const valuesOf = (claim: Claim, a: Assumptions): ReadonlyMap<Way, number> =>
  new Map([...solve(claim, a).values.map(v => [v.move.way, v.value] as const), ['write-off', a.writeOff.taxRelief * claim.owed] as const])

const withBelief = (claim: Claim, by: number | undefined): Claim =>
  by === undefined || claim.belief === undefined ? claim : { ...claim, belief: Math.min(1, claim.belief * by) }

/** Moves each assumption to both ends: what a tornado chart shows. */
export const sensitivityOf = (claim: Claim, a: Assumptions, variations: readonly Variation[]): Sensitivity[] =>
  variations.map(variation => ({
    assumption: variation.assumption,
    ...(variation.part === undefined ? {} : { part: variation.part }),
    low: valuesOf(withBelief(claim, variation.beliefBy?.[0]), variation.low(a)),
    high: valuesOf(withBelief(claim, variation.beliefBy?.[1]), variation.high(a)),
  }))

/** The lowest and the highest value of a way over all variations and the central one. */
export function rangeOf(way: Way, central: number, sensitivities: readonly Sensitivity[]): readonly [low: number, high: number] {
  const seen = [central, ...sensitivities.flatMap(s => [s.low.get(way) ?? central, s.high.get(way) ?? central])]
  return [Math.min(...seen), Math.max(...seen)]
}
