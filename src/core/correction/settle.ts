import type { Day } from '../day/day.ts'
import { minBig } from '../money/money.ts'
import type { PeriodRow } from './compare.ts'

/** A period after what was invoiced later and what was given up: billed + corrected + waived + open = agreed, to the minor unit. */
export interface SettledRow extends PeriodRow {
  readonly correctedMinor: bigint
  readonly waivedMinor: bigint
  readonly openMinor: bigint
}

/** What was done about a difference: invoiced after all, or waived. Minor units, above zero. */
export interface Remedy {
  readonly kind: 'corrected' | 'waived'
  readonly minor: bigint
}

/**
 * Sets what was corrected and what was waived against the periods billed too little, oldest first and corrections before waivers, so that the order
 * of events does not matter. Periods billed too much stay as they are: they are credited, not waived.
 * @throws RangeError where more is remedied than was ever short.
 */
export function settle(rows: readonly PeriodRow[], remedies: readonly Remedy[]): SettledRow[] {
  const sumOf = (kind: Remedy['kind']): bigint => remedies.reduce((sum, r) => (r.kind === kind ? sum + r.minor : sum), 0n)
  let corrected = sumOf('corrected')
  let waived = sumOf('waived')
  const settled = rows.map(row => {
    let short = row.kind === 'too-little' || row.kind === 'missing' ? row.differenceMinor : 0n
    const correctedMinor = minBig(short, corrected)
    corrected -= correctedMinor
    short -= correctedMinor
    const waivedMinor = minBig(short, waived)
    waived -= waivedMinor
    return { ...row, correctedMinor, waivedMinor, openMinor: row.differenceMinor - correctedMinor - waivedMinor }
  })
  if (corrected > 0n || waived > 0n) throw new RangeError('more was corrected or waived than was ever billed too little')
  return settled
}

/** A period on a catch-up invoice and what it bills, before tax. Minor units. */
export interface ArrearsPart {
  readonly from: Day
  readonly to: Day
  readonly minor: bigint
}

/**
 * What of a catch-up that was invoiced is given up again, period by period: the newest first, as they were billed last. Lines of one period are one part.
 * @param minor before tax. @param before given up earlier already. @returns parts that sum to it; less where less was invoiced.
 */
export function givenUp(parts: readonly ArrearsPart[], minor: bigint, before = 0n): ArrearsPart[] {
  const byPeriod = new Map<string, ArrearsPart>()
  for (const part of parts) {
    const key = `${part.from} ${part.to}`
    byPeriod.set(key, { ...part, minor: (byPeriod.get(key)?.minor ?? 0n) + part.minor })
  }
  let skip = before
  let left = minor
  const given: ArrearsPart[] = []
  for (const part of [...byPeriod.values()].sort((a, b) => (a.from < b.from ? 1 : -1))) {
    const billed = part.minor > 0n ? part.minor : 0n
    const gone = minBig(billed, skip)
    skip -= gone
    const take = minBig(billed - gone, left)
    left -= take
    if (take > 0n) given.push({ ...part, minor: take })
  }
  return given
}
