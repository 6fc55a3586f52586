import { weekdayIndex } from './delay.ts'

/** What the curve said and what happened, for one own invoice. */
export interface Outcome {
  /** The curve's chance of lateness at issue. */
  readonly pLate: number
  /** Days since 1970-01-01, as printed on the invoice. */
  readonly dueEpoch: number
  readonly late: boolean
}

/** A logistic correction of P(late): [intercept, slope on logit P(late), Tuesday … Sunday]; Monday is the intercept's. */
export type WeekdayCalibration = readonly number[]

/** Fewer own settled invoices than this teach nothing a small firm can lean on. */
export const LEAST_OUTCOMES = 200
const SIZE = 8
/** Pulls towards "no correction" with the weight of a few invoices. */
const RIDGE = 2
const ITERATIONS = 8
const IDENTITY: readonly number[] = [0, 1, 0, 0, 0, 0, 0, 0]

const logit = (p: number): number => {
  const kept = Math.min(0.999, Math.max(0.001, p))
  return Math.log(kept / (1 - kept))
}
const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Fits by Newton's method with a ridge towards identity. @returns undefined below LEAST_OUTCOMES or where all or none were late. */
export function fitWeekdays(outcomes: readonly Outcome[]): WeekdayCalibration | undefined {
  const late = outcomes.reduce((n, o) => n + (o.late ? 1 : 0), 0)
  if (outcomes.length < LEAST_OUTCOMES || late === 0 || late === outcomes.length) return undefined
  const rows: Rows = {
    x: Float64Array.from(outcomes, o => logit(o.pLate)),
    day: Uint8Array.from(outcomes, o => weekdayIndex(o.dueEpoch)),
    y: Uint8Array.from(outcomes, o => (o.late ? 1 : 0)),
  }
  const beta = Float64Array.from(IDENTITY)
  for (let round = 0; round < ITERATIONS; round++) {
    const step = solved(system(rows, beta))
    for (let at = 0; at < SIZE; at++) beta[at] = (beta[at] ?? 0) - (step[at] ?? 0)
    if (step.every(s => Math.abs(s) < 1e-6)) break
  }
  return [...beta]
}

interface Rows {
  readonly x: Float64Array
  readonly day: Uint8Array
  readonly y: Uint8Array
}

/** Hessian and gradient side by side, SIZE rows of SIZE + 1, at `beta`. */
function system(rows: Rows, beta: Float64Array): Float64Array {
  const width = SIZE + 1
  const out = new Float64Array(SIZE * width)
  const add = (row: number, column: number, value: number): void => {
    out[row * width + column] = (out[row * width + column] ?? 0) + value
  }
  const intercept = beta[0] ?? 0
  const slope = beta[1] ?? 1
  for (let at = 0; at < rows.x.length; at++) {
    const x = rows.x[at] ?? 0
    const day = rows.day[at] ?? 0
    const p = logistic(intercept + slope * x + (day === 0 ? 0 : (beta[day + 1] ?? 0)))
    const error = p - (rows.y[at] ?? 0)
    const curvature = p * (1 - p)
    add(0, 0, curvature)
    add(0, 1, curvature * x)
    add(1, 1, curvature * x * x)
    add(0, SIZE, error)
    add(1, SIZE, error * x)
    if (day === 0) continue
    add(0, day + 1, curvature)
    add(1, day + 1, curvature * x)
    add(day + 1, day + 1, curvature)
    add(day + 1, SIZE, error)
  }
  for (let row = 0; row < SIZE; row++) {
    add(row, row, RIDGE)
    add(row, SIZE, RIDGE * ((beta[row] ?? 0) - (IDENTITY[row] ?? 0)))
    for (let column = 0; column < row; column++) add(row, column, out[column * width + row] ?? 0) // symmetric
  }
  return out
}

/** The corrected chance of lateness. */
export function calibrated(calibration: WeekdayCalibration, pLate: number, dueEpoch: number): number {
  const day = weekdayIndex(dueEpoch)
  return logistic((calibration[0] ?? 0) + (calibration[1] ?? 1) * logit(pLate) + (day === 0 ? 0 : (calibration[day + 1] ?? 0)))
}

/** Solves a symmetric positive system (SIZE rows of SIZE + 1) by Gauss–Jordan; the ridge keeps every pivot above zero. */
function solved(system: Float64Array): number[] {
  const width = SIZE + 1
  const rows = Array.from({ length: SIZE }, (_, row) => [...system.subarray(row * width, (row + 1) * width)])
  rows.forEach((top, pivot) => {
    for (const line of rows) {
      if (line === top) continue
      const factor = (line[pivot] ?? 0) / (top[pivot] ?? 1)
      if (factor !== 0) for (let column = pivot; column < width; column++) line[column] = (line[column] ?? 0) - factor * (top[column] ?? 0)
    }
  })
  return rows.map((row, at) => (row[SIZE] ?? 0) / (row[at] ?? 1))
}
