import type { Day } from '../day/day.ts'
import { type Decimal, readDecimal } from '../money/decimal-text.ts'
import { halfUp } from '../money/money.ts'

/** A billed line with its tax rate, before tax. */
export interface TaxedLine {
  readonly invoiceId: string
  readonly number: string
  readonly issuedOn: Day
  readonly netMinor: bigint
  /** Percent, decimal text; null where the line does not say. */
  readonly taxRate: string | null
}
/** A line whose tax rate is not the one agreed, or not the usual one. */
export interface TaxDifference {
  readonly invoiceId: string
  readonly number: string
  readonly issuedOn: Day
  readonly netMinor: bigint
  readonly expectedRate: string
  readonly billedRate: string
  /** Where the expected rate comes from. */
  readonly by: 'agreed' | 'usual'
  /** Expected less billed: what is missing from the tax, or below zero too much of it. */
  readonly taxMinor: bigint
}

const sameRate = (a: Decimal, b: Decimal): boolean => a.unscaled * 10n ** BigInt(b.scale) === b.unscaled * 10n ** BigInt(a.scale)
const taxOf = (net: bigint, rate: Decimal): bigint => halfUp(net * rate.unscaled, 100n * 10n ** BigInt(rate.scale))
/** Fewer lines than this have no usual rate. */
const LINES_MIN = 4

/** The rate of at least two lines in three. */
function usualRate(lines: readonly TaxedLine[]): string | null {
  const said = lines.filter(l => l.taxRate !== null)
  if (said.length < LINES_MIN) return null
  const [most] = [...Map.groupBy(said, l => l.taxRate)].sort(([, a], [, b]) => b.length - a.length)
  return most && most[1].length * 3 >= said.length * 2 ? most[0] : null
}

/** Lines taxed otherwise than agreed; where the agreement says no rate, otherwise than two thirds of its lines. */
export function wrongTax(agreedRate: string | null, lines: readonly TaxedLine[]): TaxDifference[] {
  const expectedRate = agreedRate ?? usualRate(lines)
  const expected = expectedRate === null ? undefined : readDecimal(expectedRate)
  if (expectedRate === null || !expected) return []
  return lines.flatMap(line => {
    const billed = line.taxRate === null ? undefined : readDecimal(line.taxRate)
    if (!billed || sameRate(billed, expected)) return []
    const { invoiceId, number, issuedOn, netMinor, taxRate } = line
    const taxMinor = taxOf(netMinor, expected) - taxOf(netMinor, billed)
    const by = agreedRate === null ? ('usual' as const) : ('agreed' as const)
    return [{ invoiceId, number, issuedOn, netMinor, expectedRate, billedRate: taxRate ?? '', by, taxMinor }]
  })
}
