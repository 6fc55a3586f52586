import type { Decimal } from '../money/decimal-text.ts'
import { type AgreedPeriod, costOfStretches, type Stretch } from './periods.ts'
import type { Terms } from './terms.ts'

/** What was probably left out or kept on, where the billed sum is exactly what that gives. */
export type Because =
  | 'index-not-applied'
  | 'index-too-early'
  | 'discount-kept-on'
  | 'discount-left-out'
  | 'old-price'
  | 'later-price'
  | 'quantity-left-out'
  | 'part-billed-whole'

const ONE: Decimal = { unscaled: 1n, scale: 0 }
const NONE: Decimal = { unscaled: 0n, scale: 0 }
const ANNIVERSARIES_MAX = 40

/** Every factor that the index has or had, the yearly percent compounded included. */
function factorsOf(terms: Terms): Decimal[] {
  if (terms.yearly === null) return [ONE, ...terms.index.map(s => s.factor)]
  const { percent } = terms.yearly
  const hundred = 100n * 10n ** BigInt(percent.scale)
  return Array.from({ length: ANNIVERSARIES_MAX }, (_, years) => ({
    unscaled: (hundred + percent.unscaled) ** BigInt(years),
    scale: years * (percent.scale + 2),
  }))
}

const isLess = (a: Decimal, b: Decimal): boolean => a.unscaled * 10n ** BigInt(b.scale) < b.unscaled * 10n ** BigInt(a.scale)

/**
 * Names the one mistake that explains a period’s bill to the minor unit: an index not applied, a discount kept on, an old price … Where none of
 * them gives exactly the billed sum nothing is named: a guess would be no explanation.
 */
export function becauseOf(terms: Terms, period: AgreedPeriod, billedMinor: bigint): Because | null {
  const { stretches, wholeDays } = period
  const last = stretches.at(-1)
  if (!last || billedMinor === 0n) return null
  const gives = (change: (s: Stretch) => Partial<Stretch>, quantity = terms.quantity, days = wholeDays): boolean =>
    costOfStretches(
      stretches.map(s => ({ ...s, ...change(s) })),
      quantity,
      days,
    ) === billedMinor
  for (const factor of factorsOf(terms))
    if (gives(() => ({ factor }))) return isLess(factor, last.factor) ? 'index-not-applied' : 'index-too-early'
  for (const discount of terms.discounts) if (gives(() => ({ discount: discount.percent }))) return 'discount-kept-on'
  if (gives(() => ({ discount: NONE }))) return 'discount-left-out'
  for (const price of terms.prices)
    if (gives(() => ({ priceMinor: price.minor }))) return price.from <= last.from ? 'old-price' : 'later-price'
  if (gives(() => ({}), ONE)) return 'quantity-left-out'
  const billedDays = stretches.reduce((sum, s) => sum + s.days, 0)
  return billedDays < wholeDays && gives(() => ({}), terms.quantity, billedDays) ? 'part-billed-whole' : null
}
