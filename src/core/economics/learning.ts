import type { Way } from './assumptions.ts'

/**
 * Chances that move from the shipped default to the firm's own record: Beta priors of weight 4 at the default, one an action × age band × reason
 * for lateness, so that about twenty own cases outweigh them.
 */
export const PRIOR_WEIGHT = 4

/** Days past due at which a band begins. */
export const AGE_BANDS = [0, 30, 60, 90, 180, 365] as const

export interface Trial {
  readonly way: Way
  /** Days past due when it was done. */
  readonly age: number
  /** A code of the workspace's own: cash, dispute, forgot, paperwork. */
  readonly reason: string
  /** Money came within the action's time. */
  readonly paid: boolean
  /** So many alike; one where absent. */
  readonly times?: number
  /** Shares of their time that were seen before the next thing was done, summed over those alike; all of it where absent. One that brought money counts whole. */
  readonly seen?: number
}

export interface Learned {
  /** Posterior mean. */
  readonly chance: number
  /** 90 % of the posterior lies about here: mean ± 1.64 standard deviations, within 0 … 1. */
  readonly range: readonly [number, number]
  readonly trials: number
  readonly paid: number
  /** How much of it is own evidence: n / (n + 4), n being the trials as far as their time was seen. */
  readonly ownShare: number
}

export const ageBandOf = (age: number): number => AGE_BANDS.findLast(from => age >= from) ?? 0

const keyOf = (way: Way, age: number, reason: string): string => `${way}|${ageBandOf(age)}|${reason}`

export interface TrialRecord {
  /** @param assumed the shipped chance of this action at this age. */
  chance(way: Way, age: number, reason: string, assumed: number): Learned
}

/** Counts a firm's own trials. Order does not matter. */
export function recordOf(trials: Iterable<Trial>): TrialRecord {
  const counts = new Map<string, { trials: number; paid: number; seen: number }>()
  for (const trial of trials) {
    const key = keyOf(trial.way, trial.age, trial.reason)
    const count = counts.get(key) ?? NONE
    const times = trial.times ?? 1
    const seen = count.seen + (trial.paid ? times : (trial.seen ?? times))
    counts.set(key, { trials: count.trials + times, paid: count.paid + (trial.paid ? times : 0), seen })
  }
  return {
    chance(way, age, reason, assumed) {
      return posterior(assumed, counts.get(keyOf(way, age, reason)) ?? NONE)
    },
  }
}

const NONE = { trials: 0, paid: 0, seen: 0 }

/**
 * A reminder that the next one follows after ten days was seen for a third of its month: counted whole it would make every reminder look worse than
 * leaving the client alone.
 */
function posterior(assumed: number, { trials, paid, seen }: typeof NONE): Learned {
  const weight = PRIOR_WEIGHT + seen
  const chance = (PRIOR_WEIGHT * assumed + paid) / weight
  const spread = 1.64 * Math.sqrt((chance * (1 - chance)) / (weight + 1))
  return { chance, range: [Math.max(0, chance - spread), Math.min(1, chance + spread)], trials, paid, ownShare: seen / weight }
}
