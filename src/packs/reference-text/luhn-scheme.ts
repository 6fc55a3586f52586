import { luhn } from './check-digits.ts'
import { digitsOf, findBy, type ReferenceScheme } from './scheme.ts'

const LENGTH_MIN = 2
const LENGTH_MAX = 25

function normalise(text: string): string | undefined {
  const digits = digitsOf(text).replace(/^0+/, '')
  const fits = digits.length >= LENGTH_MIN && digits.length <= LENGTH_MAX && !/[A-Za-z]/.test(text)
  return fits && luhn(digits.slice(0, -1)) === digits.at(-1) ? digits : undefined
}

/** A reference of 2 to 25 digits whose last is the Luhn (MOD 10) check digit, as several countries have it. */
export const luhnScheme = (own: Pick<ReferenceScheme, 'code' | 'name' | 'countries' | 'source'>): ReferenceScheme => ({
  ...own,
  generate: body => {
    const digits = digitsOf(body).replace(/^0+/, '')
    if (digits.length < LENGTH_MIN - 1 || digits.length >= LENGTH_MAX) return undefined
    return digits + luhn(digits)
  },
  normalise,
  print: reference => reference,
  find: text => findBy(text, /(?<![\dA-Z])\d{4,25}(?![\dA-Z])/g, normalise),
})
