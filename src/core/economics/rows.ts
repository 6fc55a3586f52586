import type { Assumptions, Claim, Points } from './assumptions.ts'

/** A table among the assumptions. */
export type TableName = 'collectability' | 'payWithin30' | 'agency.feeByAge' | 'agency.feeBySize' | 'court.fees'

/** The rows of every table that a claim reaches now or while it is pursued, by their place from 0. A row that is not named moves nothing of it. */
export type Reached = Readonly<Record<TableName, readonly number[]>>

const from = (first: number, end: number): number[] => Array.from({ length: Math.max(0, end - first) }, (_, at) => first + at)

/** The points between which a curve is read at some age, and the last one reached by `until`. Days past due. */
function pointsReached(points: Points, age: number, until: number): number[] {
  const before = Math.max(
    0,
    points.findLastIndex(([days]) => days <= age),
  )
  const beyond = points.findIndex(([days]) => days >= until)
  return from(before, beyond < 0 ? points.length : beyond + 1)
}

/** Which rows bear on a claim: its age picks from the curves and the fee by age, its size from the fee by size and the court's table. */
export function rowsReached(
  { owed, age, belief }: Claim,
  { collectability, payWithin30, agency, court, horizonDays }: Assumptions,
): Reached {
  const end = Math.max(age, horizonDays)
  const isQuoted = agency.quotedFee !== undefined
  const ages = agency.feeByAge
  const first = Math.max(
    0,
    ages.findLastIndex(line => line.from <= age),
  )
  const later = ages.findIndex(line => line.from > end)
  const size = agency.feeBySize.findLastIndex(line => (line.exclusive ? owed > line.from : owed >= line.from))
  const asked = court.fees.findIndex(line => owed <= line.upTo)
  return {
    collectability: belief === undefined ? pointsReached(collectability, age, age) : [],
    payWithin30: pointsReached(payWithin30, age, end),
    'agency.feeByAge': isQuoted ? [] : from(first, later < 0 ? ages.length : later),
    'agency.feeBySize': isQuoted || size < 0 ? [] : [size],
    'court.fees': asked < 0 ? [] : [asked],
  }
}
