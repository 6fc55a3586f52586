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
  const start = onGrid(claim.belief ?? onCurve(a.collectability, claim.age))
  const usedAtStart = (claim.used ?? []).reduce((bits, way) => bits | (ONCE[way] ?? 0), 0)
  const best = bestLater({ months, start, usedAtStart, writeOff, monthly, decay: a.beliefDecay })

  const valuesAt = (step: number, grid: number, used: number): Valued[] => {
    const belief = grid / GRID
    const open = (months[step]?.moves ?? []).filter(move => (move.once & used) === 0)
    const valued = open.map((move): Valued => {
      const probability = probabilityOf(move, belief)
      const after = onGrid(beliefAfterFailure(belief, move.chance, a.beliefDecay))
      const later = move.final ? 0 : (1 - probability) * monthly * best(step + 1, after, used | move.once)
      return { move, probability, later, value: probability * move.money - move.cost - move.leaves * relation + later }
    })
    return bestOfEachWay(valued)
  }
  return {
    belief: start / GRID,
    values: valuesAt(0, start, usedAtStart),
    writeOff,
    path: length => pathOf(valuesAt, writeOff, a.beliefDecay, start, usedAtStart, Math.min(length, steps)),
  }
}

interface Pursuit {
  readonly months: readonly Month[]
  /** The belief it starts from, on the grid: later beliefs lie below. */
  readonly start: number
  readonly usedAtStart: number
  readonly writeOff: number
  readonly monthly: number
  readonly decay: number
}

/** What the best move brings in a later month, by belief and ways used: worked out from the last month backwards. */
function bestLater({
  months,
  start,
  usedAtStart,
  writeOff,
  monthly,
  decay,
}: Pursuit): (step: number, grid: number, used: number) => number {
  const width = start + 1
  const place = (step: number, used: number): number => (step * USES + (used % USES)) * width
  const values = new Float64Array(place(months.length + 1, 0)).fill(writeOff) // a claim past its last month, or not believed in, is written off
  const now = new Float64Array(width)
  const failure = new Float64Array(width)
  const after = new Uint8Array(width)
  // The belief falls by κ at least with each month, so that later months need fewer of the grid.
  const highest = [start]
  for (let step = 1; step < months.length; step++) highest.push(onGrid((decay * (highest[step - 1] ?? 0)) / GRID))
  for (let step = months.length - 1; step > 0; step--) {
    const top = highest[step] ?? 0
    const rows = months[step]?.rows ?? new Float64Array(0)
    for (let row = 0; row < rows.length; row += FIELDS) {
      const chance = rows[row + CHANCE] ?? 0
      const once = rows[row + ONCE_BIT] ?? 0
      const follows = rows[row + FINAL] === 1 ? 0 : monthly
      for (let grid = 1; grid <= top; grid++) {
        const belief = grid / GRID
        const probability = (belief + (rows[row + NEW_MONEY] ?? 0) * (1 - belief)) * chance
        now[grid] = probability * (rows[row + MONEY] ?? 0) - (rows[row + OUTLAY] ?? 0)
        failure[grid] = (1 - probability) * follows
        after[grid] = onGrid(beliefAfterFailure(belief, chance, decay))
      }
      for (let used = 0; used < USES; used++) {
        if ((once & used) !== 0 || (~used & (usedAtStart % USES)) !== 0) continue // not open, or never reached
        const here = place(step, used)
        const next = place(step + 1, used | once)
        for (let grid = 1; grid <= top; grid++) {
          const worth = (now[grid] ?? 0) + (failure[grid] ?? 0) * (values[next + (after[grid] ?? 0)] ?? 0)
          if (worth > (values[here + grid] ?? 0)) values[here + grid] = worth
        }
      }
    }
  }
  return (step, grid, used) => values[place(step, used) + grid] ?? writeOff
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
