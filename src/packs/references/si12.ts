import { digitsOf, findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

/** Weights 2–13 from the right, MOD 11; 10 and 11 give 0. */
function check(digits: string): string {
  const sum = [...digits].toReversed().reduce((s, d, at) => s + Number(d) * (2 + (at % 12)), 0)
  const rest = 11 - (sum % 11)
  return rest >= 10 ? '0' : String(rest)
}

function normalise(text: string): string | undefined {
  const match = /^SI\s?12\s?([\d\s-]{3,16})$/.exec(text.trim().toUpperCase())
  const digits = digitsOf(match?.[1] ?? '')
  return digits.length >= 3 && digits.length <= 13 && check(digits.slice(0, -1)) === digits.at(-1) ? `SI12${digits}` : undefined
}

export const scheme: ReferenceScheme = {
  code: 'si12',
  name: 'Sklic SI12',
  countries: ['SI'],
  source: 'Združenje bank Slovenije, model 12 (unconfirmed: no official vector at hand)',
  generate: body => {
    const digits = digitsOf(body)
    return digits.length >= 2 && digits.length <= 12 ? `SI12${digits}${check(digits)}` : undefined
  },
  normalise,
  print: reference => `SI12 ${reference.slice(4)}`,
  find: text => findBy(text, /(?<![A-Z0-9])SI\s?12\s?\d{3,13}(?!\d)/g, normalise),
}
