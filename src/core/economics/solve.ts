import { type Assumptions, type Claim, discountFactor, onCurve, type Way } from './assumptions.ts'
import { type Move, movesAt, ONCE } from './moves.ts'

/**
 * Mitchner and Peterson's pursuit of a debt as a recursion over months: the best of all moves now, each followed by the best of the next month
 * with a lowered belief. b is kept on a grid of .01 and the claim ends below .01.
 */
export interface Solution {
  /** The belief it starts from, on the grid. */
  readonly belief: number
  /** Every move now with what it is worth; a settlement once, at its best discount. In the order of WAYS. */
  readonly values: readonly Valued[]
  /** What writing off brings: tax relief. */
  readonly writeOff: number
  /** The best way month by month if every step fails, until one is final or nothing is worth trying; at most `length`. */
  path(length: number): readonly { readonly way: Way; readonly rate?: number }[]
}

export interface Valued {
  readonly move: Move
  /** P(money comes in this step). */
  readonly probability: number
  /** Expected net in currency units, all that follows included. */
  readonly value: number
  /** The part of it that follows a failure: (1 − P)·δ(30)·best next. */
  readonly later: number
}

const STEP_DAYS = 30
const GRID = 100
/** Combinations of the ways that can be used once and come up again in later months. */
const USES = 8
/** No value of a claim lies below writing off, so below nothing. */
const UNKNOWN = -1

/** b′ = κ·b(1 − q)/(1 − b·q): the belief after a month that failed. Always below b while κ < 1 or q > 0. */
export const beliefAfterFailure = (belief: number, chance: number, decay: number): number =>
  belief * chance >= 1 ? 0 : (decay * belief * (1 - chance)) / (1 - belief * chance)

const onGrid = (belief: number): number => Math.floor(belief * GRID + 0.5)

/** P(money) of a move at a belief. */
export const probabilityOf = (move: Move, belief: number): number => (belief + move.newMoney * (1 - belief)) * move.chance

/** The moves of one month as rows of numbers, FIELDS each: thousands of states go over them. */
interface Month {
  readonly moves: readonly Move[]
  readonly rows: Float64Array
}

const FIELDS = 6
const [CHANCE, NEW_MONEY, MONEY, OUTLAY, ONCE_BIT, FINAL] = [0, 1, 2, 3, 4, 5] as const

function monthOf(moves: readonly Move[], relation: number): Month {
  const rows = new Float64Array(moves.length * FIELDS)
  moves.forEach((move, at) => {
    const row = at * FIELDS
    rows[row + CHANCE] = move.chance
    rows[row + NEW_MONEY] = move.newMoney
    rows[row + MONEY] = move.money
    rows[row + OUTLAY] = move.cost + move.leaves * relation
    rows[row + ONCE_BIT] = move.once
    rows[row + FINAL] = move.final ? 1 : 0
  })
  return { moves, rows }
}

/** Solves a claim. Inputs are taken as checked, see `faultsIn`. Part now is weighed as a first step only: later months go on without it. */
export function solve(claim: Claim, a: Assumptions): Solution {
  const relation = claim.relation ?? 0
  const writeOff = a.writeOff.taxRelief * claim.owed
  const steps = Math.max(1, Math.round(a.horizonDays / STEP_DAYS) - Math.round(claim.age / STEP_DAYS))
  const monthly = discountFactor(a.capitalCost, STEP_DAYS)
  const months = Array.from({ length: steps }, (_, step) => {
    const open = movesAt(claim, a, claim.age + step * STEP_DAYS)
    return monthOf(step === 0 ? open : open.filter(move => move.way !== 'part-now'), relation)
  })
  const known = new Float64Array(steps * (GRID + 1) * USES).fill(UNKNOWN)

  /** The formula of moves.ts, with what a failure leaves for the next month. `row`: where the move stands in the month's rows. */
  const worthOf = (rows: Float64Array, row: number, step: number, belief: number, used: number): number => {
    const chance = rows[row + CHANCE] ?? 0
    const probability = (belief + (rows[row + NEW_MONEY] ?? 0) * (1 - belief)) * chance
    const now = probability * (rows[row + MONEY] ?? 0) - (rows[row + OUTLAY] ?? 0)
    if (rows[row + FINAL] === 1) return now
    const after = onGrid(beliefAfterFailure(belief, chance, a.beliefDecay))
    return now + (1 - probability) * monthly * best(step + 1, after, used | (rows[row + ONCE_BIT] ?? 0))
  }
  const best = (step: number, grid: number, used: number): number => {
    const rows = months[step]?.rows
    if (rows === undefined || grid < 1) return writeOff
    const key = (step * (GRID + 1) + grid) * USES + (used % USES)
    const kept = known[key] ?? UNKNOWN
    if (kept !== UNKNOWN) return kept
    let most = writeOff
    for (let row = 0; row < rows.length; row += FIELDS) {
      if (((rows[row + ONCE_BIT] ?? 0) & used) !== 0) continue
      const worth = worthOf(rows, row, step, grid / GRID, used)
      if (worth > most) most = worth
    }
    known[key] = most
    return most
  }
  const valuesAt = (step: number, grid: number, used: number): Valued[] => {
    const month = months[step]
    const belief = grid / GRID
    const valued = (month?.moves ?? []).flatMap((move, at): Valued[] => {
      if (month === undefined || (move.once & used) !== 0) return []
      const probability = probabilityOf(move, belief)
      const value = worthOf(month.rows, at * FIELDS, step, belief, used)
      return [{ move, probability, value, later: value - (probability * move.money - move.cost - move.leaves * relation) }]
    })
    return bestOfEachWay(valued)
  }

  const start = onGrid(claim.belief ?? onCurve(a.collectability, claim.age))
  const usedAtStart = (claim.used ?? []).reduce((bits, way) => bits | (ONCE[way] ?? 0), 0)
  return {
    belief: start / GRID,
    values: valuesAt(0, start, usedAtStart),
    writeOff,
    path: length => pathOf(valuesAt, writeOff, a.beliefDecay, start, usedAtStart, Math.min(length, steps)),
  }
}

function bestOfEachWay(all: readonly Valued[]): Valued[] {
  const byWay = new Map<Way, Valued>()
  for (const valued of all) {
    const kept = byWay.get(valued.move.way)
    if (!kept || valued.value > kept.value) byWay.set(valued.move.way, valued)
  }
  return [...byWay.values()]
}

function pathOf(
  valuesAt: (step: number, grid: number, used: number) => readonly Valued[],
  writeOff: number,
  decay: number,
  start: number,
  usedAtStart: number,
  length: number,
): { way: Way; rate?: number }[] {
  const path: { way: Way; rate?: number }[] = []
  let belief = start / GRID
  let used = usedAtStart
  for (let step = 0; step < length; step++) {
    const grid = onGrid(belief)
    if (grid < 1) break
    const [top] = [...valuesAt(step, grid, used)].sort((x, y) => y.value - x.value)
    if (!top || top.value <= writeOff) break
    path.push(top.move.rate === undefined ? { way: top.move.way } : { way: top.move.way, rate: top.move.rate })
    if (top.move.final) break
    belief = beliefAfterFailure(belief, top.move.chance, decay)
    used |= top.move.once
  }
  return path
}
