/** Exact numbers for the law: percentages as millionths of a point, amounts as fractions of minor units. Never a float. */

/** A fraction of whole numbers; the denominator is above zero. */
export interface Fraction {
  readonly n: bigint
  readonly d: bigint
}

const PERCENT = /^([+-]?)(\d{1,5})(?:\.(\d{1,6}))?$/

/** Reads a percentage such as `10.15` or `-0.88` into millionths of a percentage point. @returns undefined where it is not one. */
export function percentMicro(text: string): bigint | undefined {
  const match = PERCENT.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const micro = BigInt(whole + fraction.padEnd(6, '0'))
  return sign === '-' ? -micro : micro
}

/** The same for text that a pack's contract test has already checked. @throws RangeError */
export function checkedPercent(text: string): bigint {
  const micro = percentMicro(text)
  if (micro === undefined) throw new RangeError(`"${text}" is not a percentage`)
  return micro
}

/** Millionths of a point as plain text without trailing zeros: `10.15`. */
export function percentText(micro: bigint): string {
  const size = micro < 0n ? -micro : micro
  const fraction = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '')
  return `${micro < 0n ? '-' : ''}${size / 1_000_000n}${fraction ? `.${fraction}` : ''}`
}

const divisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** Lowest terms as text: `68421/3650`, or `12` where it is whole. */
export function fractionText({ n, d }: Fraction): string {
  const by = divisor(n, d) || 1n
  return d / by === 1n ? `${n / by}` : `${n / by}/${d / by}`
}

/** Decimal text with at most `places` digits after the point, cut and not rounded; for showing an unrounded amount. */
export function decimalText({ n, d }: Fraction, places: number): string {
  const scaled = ((n < 0n ? -n : n) * 10n ** BigInt(places)) / d
  const digits = scaled.toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  return `${n < 0n && scaled !== 0n ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`
}
