import { type Assumptions, type Claim, WAYS, type Way } from '../../core/economics/assumptions.ts'
import { AGE_BANDS, ageBandOf, recordOf } from '../../core/economics/learning.ts'
import { movesAt } from '../../core/economics/moves.ts'
import type { Option } from '../../core/economics/worth.ts'
import type { Fact } from '../../core/facts/nouns.ts'
import type { TrialCount } from './trials.ts'

/** What the firm's own outcomes say of one way on. Chances 0 to 1. */
export interface OwnRecord {
  readonly way: Way
  readonly trials: number
  readonly paid: number
  readonly assumed: number
  readonly chance: number
  readonly range: readonly [number, number]
  /** How much of the chance is own evidence. */
  readonly ownShare: number
}

/** The ways of a claim of which the firm has a record of its own, at the claim's age and reason. */
export function ownRecordOf(claim: Claim, assumptions: Assumptions, counts: readonly TrialCount[], reason: string): OwnRecord[] {
  const { learned: _, ...shipped } = claim
  const record = recordOf(counts)
  const seen = new Set<Way>()
  return movesAt(shipped, assumptions, claim.age).flatMap(move => {
    if (seen.has(move.way)) return []
    seen.add(move.way)
    const own = record.chance(move.way, claim.age, reason, move.chance)
    return own.trials === 0 ? [] : [{ way: move.way, assumed: move.chance, ...own }]
  })
}

/** The firm's whole record, and beside it what was drawn by lot alone: only that part compares like with like. */
export interface WholeRecord {
  readonly lines: readonly {
    readonly way: Way
    /** Days past due from which this band counts. */
    readonly from: number
    readonly trials: number
    readonly paid: number
    readonly drawn: { readonly trials: number; readonly paid: number }
  }[]
}

export function wholeRecordOf(counts: readonly TrialCount[]): WholeRecord {
  const sum = (some: readonly TrialCount[]): { trials: number; paid: number } => ({
    trials: some.reduce((n, c) => n + c.times, 0),
    paid: some.reduce((n, c) => n + (c.paid ? c.times : 0), 0),
  })
  const lines = WAYS.flatMap(way =>
    AGE_BANDS.flatMap(from => {
      const some = counts.filter(c => c.way === way && ageBandOf(c.age) === from)
      return some.length === 0 ? [] : [{ way, from, ...sum(some), drawn: sum(some.filter(c => c.drawn)) }]
    }),
  )
  return { lines }
}

/** The ways of equal worth at the top that are open, and the lot already drawn in this run of being late. */
export function lotOf(
  options: readonly (Pick<Option, 'way' | 'tieGroup'> & { readonly isOpen: boolean })[],
  lots: readonly Fact<'lot'>[],
  cycle: string | null,
) {
  const open = options.filter(o => o.isOpen)
  const among = open.filter(o => o.tieGroup === open[0]?.tieGroup).map(o => o.way)
  return { among: among.length > 1 ? among : [], drawn: lots.findLast(l => l.cycle === cycle)?.way ?? null }
}
