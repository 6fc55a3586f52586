/** Check digits, each by the norm it is published in. Digits in, digit out; all of them text. */

/** ISO 7064 MOD 97-10 of digits and letters (A = 10 … Z = 35). */
export function mod97(text: string): number {
  let rest = 0
  for (const sign of text) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest
}

const weighted = (digits: string, weights: readonly number[]): number =>
  [...digits].toReversed().reduce((sum, d, at) => sum + Number(d) * (weights[at % weights.length] ?? 0), 0)

/** Weights 7, 3, 1 from the right, up to the next ten (Finland, Estonia). */
export const check731 = (digits: string): string => String((10 - (weighted(digits, [7, 3, 1]) % 10)) % 10)

/** Luhn, MOD 10 with weights 2, 1 from the right (Sweden, Norway). */
export function luhn(digits: string): string {
  const sum = [...digits].toReversed().reduce((s, d, at) => {
    const doubled = Number(d) * (at % 2 === 0 ? 2 : 1)
    return s + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** MOD 11 with weights 2–7 from the right (Norway); "-" stands for ten. */
export function mod11(digits: string): string {
  const rest = 11 - (weighted(digits, [2, 3, 4, 5, 6, 7]) % 11)
  return rest === 11 ? '0' : rest === 10 ? '-' : String(rest)
}

const RECURSIVE = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5]

/** MOD 10 recursive (Swiss QR reference and the old orange slip). */
export function mod10Recursive(digits: string): string {
  let carry = 0
  for (const d of digits) carry = RECURSIVE[(carry + Number(d)) % 10] ?? 0
  return String((10 - carry) % 10)
}
