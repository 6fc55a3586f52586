import { mod11 } from '../reference-text/check-digits.ts'
import { findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

/** As KID, with MOD 11: the check sign may be "-". Leading zeros belong to it. */
function normalise(text: string): string | undefined {
  const signs = text.replace(/[\s.]/g, '')
  return /^\d{2,24}[\d-]$/.test(signs) && mod11(signs.slice(0, -1)) === signs.at(-1) ? signs : undefined
}

export const scheme: ReferenceScheme = {
  code: 'no-kid11',
  name: 'KID (MOD 11)',
  countries: ['NO'],
  source: 'Bits, KID check digit MOD 11 (weights 2–7)',
  generate: body => {
    const digits = body.replace(/\D/g, '')
    return digits.length >= 2 && digits.length <= 24 ? digits + mod11(digits) : undefined
  },
  normalise,
  print: reference => reference,
  find: text => findBy(text, /(?<![\dA-Z])\d{3,24}[\d-](?![\dA-Z])/g, normalise),
}
