import { digitsOf, findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

const check = (ten: string): string => String(Number(ten) % 97 || 97).padStart(2, '0')

function normalise(text: string): string | undefined {
  const digits = digitsOf(text)
  return digits.length === 12 && Number(digits) > 0 && check(digits.slice(0, 10)) === digits.slice(10) ? digits : undefined
}

export const scheme: ReferenceScheme = {
  code: 'be-ogm',
  name: 'Gestructureerde mededeling / communication structurée',
  countries: ['BE'],
  source: 'Febelfin, structured communication: ten digits and their remainder by 97 (97 for 0)',
  generate: body => {
    const digits = digitsOf(body)
    if (digits.length === 0 || digits.length > 10 || Number(digits) === 0) return undefined
    const ten = digits.padStart(10, '0')
    return ten + check(ten)
  },
  normalise,
  print: reference => `+++${reference.slice(0, 3)}/${reference.slice(3, 7)}/${reference.slice(7)}+++`,
  find: text => findBy(text, /(?<![\dA-Z])(?:\+{3}|\*{3})?\s?\d{3}[/ ]?\d{4}[/ ]?\d{5}\s?(?:\+{3}|\*{3})?(?![\dA-Z])/g, normalise),
}
