import type { Fault } from '../fault.ts'
import type { Claim } from './assumptions.ts'

/** Rounds an expectation for the eye, half away from zero, to `places` decimals. The one place where economics rounds money. */
export function rounded(value: number, places: number): number {
  const scale = 10 ** places
  const size = Math.round(Math.abs(value) * scale + 1e-9) / scale
  return value < 0 && size > 0 ? -size : size
}

/** An expectation as plain decimal text: `-556.00`. */
export const expectationText = (value: number, places: number): string => rounded(value, places).toFixed(places)

/** A number somebody gave, with the bounds it must keep. */
export interface Bounded {
  readonly field: string
  readonly value: number | undefined
  readonly least: number
  readonly most: number
  /** What to do about it. */
  readonly mend: string
}

/** Faults of numbers outside their bounds, each naming its field. */
export const outOfBounds = (given: readonly Bounded[]): Fault[] =>
  given.flatMap(({ field, value, least, most, mend }) => {
    if (value === undefined || (value >= least && value <= most)) return []
    const what = Number.isFinite(value) ? `${value} is ${value < least ? `below ${least}` : `above ${most}`}.` : 'This is not a number.'
    return [{ code: 'number-out-of-bounds', message: what, field, mend }]
  })

const MOST_MONEY = 1e12
const MOST_AGE = 36_500

/** What is wrong with a claim. @returns nothing where `solve` may be asked. */
export const faultsIn = (claim: Claim): Fault[] =>
  outOfBounds([
    { field: 'owed', value: claim.owed, least: 0.01, most: MOST_MONEY, mend: 'Give what is owed, above zero.' },
    { field: 'age', value: claim.age, least: 0, most: MOST_AGE, mend: 'Give the days past due, 0 or more.' },
    { field: 'relation', value: claim.relation, least: 0, most: MOST_MONEY, mend: 'Give what the relation is worth, 0 or more.' },
    { field: 'belief', value: claim.belief, least: 0, most: 1, mend: 'Give a chance from 0 to 1.' },
  ])
