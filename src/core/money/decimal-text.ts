import { exponentOf, type Money, type Rounding } from './money.ts'

/** A decimal number as a file wrote it: `unscaled / 10^scale`. */
export type Decimal = { readonly unscaled: bigint; readonly scale: number }

const DECIMAL = /^([+-]?)(?:(\d{1,30})(?:\.(\d{0,30}))?|\.(\d{1,30}))$/

/**
 * Reads the lexical form of `xs:decimal` (`1234.5`, `-3`, `+.50`), surrounding blanks allowed. No exponent, no grouping, no comma.
 * @returns undefined where the text is not such a number.
 */
export function readDecimal(text: string): Decimal | undefined {
  const match = DECIMAL.exec(text.trim())
  if (!match) return undefined
  const fraction = match[3] ?? match[4] ?? ''
  const size = BigInt((match[2] ?? '') + fraction)
  return { unscaled: match[1] === '-' ? -size : size, scale: fraction.length }
}

/** The number as plain decimal text, digits as they were written: `2.40`. */
export function decimalText({ unscaled, scale }: Decimal): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled).padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  return `${unscaled < 0n ? '-' : ''}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ''}`
}

/** The amount in minor units; digits beyond the currency's minor unit are rounded once, by the named rule. */
export function toMoney<C extends string>(decimal: Decimal, currency: C, round: Rounding): Money<C> {
  return { minor: round(decimal.unscaled * 10n ** BigInt(exponentOf(currency)), 10n ** BigInt(decimal.scale)), currency }
}

/** True where the number has non-zero digits beyond the currency's minor unit, so that `toMoney` has to round. */
export const needsRounding = (decimal: Decimal, currency: string): boolean =>
  (decimal.unscaled * 10n ** BigInt(exponentOf(currency))) % 10n ** BigInt(decimal.scale) !== 0n
