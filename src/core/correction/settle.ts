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
