import { check731 } from '../reference-text/check-digits.ts'
import { blocks, digitsOf, findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

const LENGTH_MIN = 4
const LENGTH_MAX = 20

function normalise(text: string): string | undefined {
  const digits = digitsOf(text).replace(/^0+/, '')
  const fits = digits.length >= LENGTH_MIN && digits.length <= LENGTH_MAX && !/[A-Za-z]/.test(text)
  return fits && check731(digits.slice(0, -1)) === digits.at(-1) ? digits : undefined
}

export const scheme: ReferenceScheme = {
  code: 'fi-viite',
  name: 'Viitenumero',
  countries: ['FI', 'EE'],
  source: 'Finance Finland, domestic reference number; Estonian Banking Association (7-3-1)',
  generate: body => {
    const digits = digitsOf(body).replace(/^0+/, '')
    if (digits.length < LENGTH_MIN - 1 || digits.length >= LENGTH_MAX) return undefined
    return digits + check731(digits)
  },
  normalise,
  print: reference => blocks(reference, 5, 'right'),
  find: text => findBy(text, /(?<![\dA-Z])\d{4,20}(?![\dA-Z])|(?<![\dA-Z])\d{1,5}(?: \d{5}){1,3}(?![\dA-Z])/g, normalise),
}
