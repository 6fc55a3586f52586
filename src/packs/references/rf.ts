import { mod97 } from '../reference-text/check-digits.ts'
import { blocks, findBy, type ReferenceScheme } from '../reference-text/scheme.ts'

const clean = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '').toUpperCase()

function normalise(text: string): string | undefined {
  const reference = clean(text)
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) return undefined
  return mod97(reference.slice(4) + reference.slice(0, 4)) === 1 ? reference : undefined
}

/** A reference in blocks of four may run into the next word: the longest valid beginning counts. */
function find(text: string): string[] {
  const found = [...text.toUpperCase().matchAll(/(?<![A-Z0-9])RF\s?\d{2}[A-Z0-9 ]{1,30}/g)].flatMap(match => {
    const words = match[0].trim().split(' ')
    for (let count = words.length; count > 0; count -= 1) {
      const whole = normalise(words.slice(0, count).join(''))
      if (whole) return [whole]
    }
    return []
  })
  return [...new Set([...found, ...findBy(text, /RF\d{2}[A-Z0-9]{1,21}/g, normalise)])]
}

export const scheme: ReferenceScheme = {
  code: 'rf',
  name: 'Creditor reference (RF)',
  countries: ['AT', 'CY', 'DE', 'ES', 'FR', 'GR', 'HR', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT', 'NL', 'PT', 'SI', 'SK'],
  source: 'ISO 11649',
  generate: body => {
    const rest = clean(body)
    if (rest.length === 0 || rest.length > 21) return undefined
    return `RF${String(98 - mod97(`${rest}RF00`)).padStart(2, '0')}${rest}`
  },
  normalise,
  print: reference => blocks(reference, 4, 'left'),
  find,
}
