import type { Assumptions } from '../../core/economics/assumptions.ts'
import { unitsMost } from '../economics/worth-request.ts'

/** How a number is shown: a share of one, a multiplier, money in currency units, days, minutes of work, months. */
export type LeverKind = 'share' | 'factor' | 'money' | 'days' | 'minutes' | 'months'

/** One number among the assumptions that a person may move. */
export interface Lever {
  /** As it is set: `call.boost`. */
  readonly path: string
  readonly leaf: string
  readonly kind: LeverKind
  readonly value: number
  /** As far as a slider goes; a value beyond it may be written on the command line. */
  readonly most: number
  readonly step: number
}

const KINDS: Readonly<Record<string, LeverKind>> = {
  boost: 'factor',
  acceptSlope: 'factor',
  cost: 'money',
  most: 'money',
  minutes: 'minutes',
  months: 'months',
  days: 'days',
  payDay: 'days',
  horizonDays: 'days',
}
const STEPS: Readonly<Record<LeverKind, number>> = { share: 0.01, factor: 0.05, money: 1, days: 1, minutes: 1, months: 1 }
const REACH: Readonly<Record<LeverKind, number>> = { share: 1, factor: 3, money: 500, days: 365, minutes: 240, months: 24 }
/** Chances this small are moved in smaller steps. */
const SMALL = 0.05

function leverOf(path: string, leaf: string, value: number): Lever {
  const kind = KINDS[leaf] ?? 'share'
  const most = Math.min(unitsMost(leaf), Math.max(REACH[kind], kind === 'share' ? 1 : Math.ceil(value * 2)))
  return { path, leaf, kind, value, most, step: kind === 'share' && value > 0 && value < SMALL ? SMALL / 50 : STEPS[kind] }
}

/** The single numbers of every assumption, by assumption. Curves are moved by the client's own: belief and chance of payment. */
export const leversOf = (assumptions: Assumptions): Readonly<Record<string, readonly Lever[]>> =>
  Object.fromEntries(
    Object.entries(assumptions).map(([name, value]): [string, Lever[]] => [
      name,
      typeof value === 'number'
        ? [leverOf(name, name, value)]
        : Object.entries(value as object).flatMap(([leaf, v]) => (typeof v === 'number' ? [leverOf(`${name}.${leaf}`, leaf, v)] : [])),
    ]),
  )
