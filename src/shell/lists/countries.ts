import { normaliseHeader } from '../../core/list/header.ts'

const LANGUAGES = ['en', 'fr', 'de', 'pl', 'ro', 'ja', 'es', 'it', 'nl']
/** VAT prefixes that are no country code. */
const VAT_PREFIX: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' }
const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: 'GB',
  england: 'GB',
  scotland: 'GB',
  wales: 'GB',
  usa: 'US',
  america: 'US',
  holland: 'NL',
}

let names: Map<string, string> | undefined
function countryNames(): Map<string, string> {
  if (names) return names
  names = new Map(Object.entries(OTHER_NAMES))
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  // states that are no more have a successor's canonical code
  const codes = letters.flatMap(a => letters.map(b => a + b)).filter(code => new Intl.Locale(`und-${code}`).region === code)
  for (const language of LANGUAGES) {
    const display = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    for (const code of codes) {
      const name = display.of(code)
      if (name && !names.has(normaliseHeader(name))) names.set(normaliseHeader(name), code)
    }
  }
  return names
}

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

/** Whether two capital letters are a country (ISO 3166). */
export const isCountry = (code: string): boolean => /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && regions.of(code) !== undefined

/** ISO 3166 code of a country as lists write it: a code, a name in a common language, else the prefix of the VAT id. */
export function countryCode(written: string, vatId: string): string | null {
  const text = written.trim()
  if (text !== '') {
    const known = countryNames()
    const byName = known.get(normaliseHeader(text))
    if (byName) return byName
    const code = text.toUpperCase()
    if (isCountry(code)) return code
  }
  const prefix = /^([A-Z]{2})[0-9A-Z]{5,}$/.exec(vatId)?.[1]
  if (prefix === undefined) return null
  const code = VAT_PREFIX[prefix] ?? prefix
  return isCountry(code) ? code : null
}
