import { mod10Recursive } from '../reference-text/check-digits.ts'
import { blocks, digitsOf, findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

function normalise(text: string): string | undefined {
  const digits = digitsOf(text)
  return digits.length === 27 && /[1-9]/.test(digits) && mod10Recursive(digits.slice(0, 26)) === digits[26] ? digits : undefined
}

export const scheme: ReferenceScheme = {
  code: 'ch-qrr',
  name: 'Swiss QR reference',
  countries: ['CH', 'LI'],
  source: 'SIX, Swiss Implementation Guidelines QR-bill 2.3, annex B',
  generate: body => {
    const digits = digitsOf(body)
    if (digits.length === 0 || digits.length > 26 || !/[1-9]/.test(digits)) return undefined
    const padded = digits.padStart(26, '0')
    return padded + mod10Recursive(padded)
  },
  normalise,
  print: reference => blocks(reference, 5, 'right'),
  find: text => findBy(text, /(?<![\dA-Z])\d{2} ?(?:\d{5} ?){4}\d{5}(?![\dA-Z])/g, normalise),
}
