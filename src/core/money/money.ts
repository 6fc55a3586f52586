/**
 * Money: whole minor units (cents, yen) as bigint beside an ISO 4217 currency. Two currencies never add: with literal
 * currencies that does not compile, with currencies known only at run time it throws.
 */
export type Money<C extends string = string> = { readonly minor: bigint; readonly currency: C }

/** ISO 4217 exponents other than 2. */
const EXPONENTS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
} // biome-ignore format: one table

/** Decimal places of a currency's minor unit. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2

export const money = <C extends string>(minor: bigint, currency: C): Money<C> => ({ minor, currency })
export const zero = <C extends string>(currency: C): Money<C> => ({ minor: 0n, currency })

function sameCurrency(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} never add`)
}

export function add<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b)
  return { minor: a.minor + b.minor, currency: a.currency }
}

export function subtract<C extends string>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> {
  sameCurrency(a, b)
  return { minor: a.minor - b.minor, currency: a.currency }
}

export const sum = <C extends string>(amounts: Iterable<Money<C>>, currency: C): Money<C> => {
  let total: Money<C> = zero(currency)
  for (const m of amounts) total = add(total, m)
  return total
}

export const minBig = (a: bigint, b: bigint): bigint => (a < b ? a : b)
export const maxBig = (a: bigint, b: bigint): bigint => (a > b ? a : b)

/** A rounding rule: numerator / denominator (denominator > 0) to a whole number. */
export type Rounding = (numerator: bigint, denominator: bigint) => bigint

const floorDivide = (n: bigint, d: bigint): bigint => (n >= 0n ? n / d : -((-n + d - 1n) / d))

/** Half away from zero: what invoices and late-payment interest use. */
export const halfUp: Rounding = (n, d) => (n >= 0n ? (2n * n + d) / (2n * d) : -((-2n * n + d) / (2n * d)))
/** Half to even (banker's rounding). */
export const halfEven: Rounding = (n, d) => {
  const floor = floorDivide(n, d)
  const twice = 2n * (n - floor * d)
  return twice > d || (twice === d && floor % 2n !== 0n) ? floor + 1n : floor
}
/** Cut off towards zero: Japanese interest. */
export const cut: Rounding = (n, d) => n / d
/** Up to the next whole, away from zero. */
export const up: Rounding = (n, d) => (n >= 0n ? (n + d - 1n) / d : -((-n + d - 1n) / d))

/** `amount × numerator / denominator`, rounded once by the named rule. */
export const multiply = <C extends string>(m: Money<C>, numerator: bigint, denominator: bigint, round: Rounding): Money<C> => ({
  minor: round(m.minor * numerator, denominator),
  currency: m.currency,
})

/** Splits without losing a minor unit: by largest remainder, ties to the earlier share. Shares are whole weights, at least one above zero. */
export function split<C extends string>(m: Money<C>, weights: readonly bigint[]): Money<C>[] {
  const total = weights.reduce((a, b) => a + b, 0n)
  if (total <= 0n) throw new RangeError('a split needs a weight above zero')
  const sign = m.minor < 0n ? -1n : 1n
  const size = m.minor * sign
  const shares = weights.map((w, at) => ({ at, whole: (size * w) / total, rest: (size * w) % total }))
  let left = size - shares.reduce((a, s) => a + s.whole, 0n)
  for (const share of [...shares].sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1))) {
    if (left === 0n) break
    share.whole += 1n
    left -= 1n
  }
  return shares.map(s => money(s.whole * sign, m.currency))
}

/** Plain decimal text with a point, as files and the API carry it: `-1234.50`. */
export function toDecimal(m: Money): string {
  const exponent = exponentOf(m.currency)
  const digits = (m.minor < 0n ? -m.minor : m.minor).toString().padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const sign = m.minor < 0n ? '-' : ''
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`
}

/**
 * Reads plain decimal text (`1234.5`, `-3`) into minor units; digits beyond the currency's minor unit must be zeros.
 * Never through a float. @returns undefined where the text is not such a number.
 */
export function fromDecimal<C extends string>(text: string, currency: C): Money<C> | undefined {
  const match = /^([+-]?)(\d{1,15})(?:\.(\d{1,10}))?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '0', fraction = ''] = match
  const exponent = exponentOf(currency)
  if (/[1-9]/.test(fraction.slice(exponent))) return undefined
  const minor = BigInt(whole + fraction.slice(0, exponent).padEnd(exponent, '0'))
  return { minor: sign === '-' ? -minor : minor, currency }
}
