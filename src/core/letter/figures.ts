/** An amount as somebody wrote it: its worth as a plain decimal, and the currency its sign or word names, none where it names none. */
export interface Figure {
  readonly text: string
  /** `1240`, `33.5`: no grouping, no trailing zeros. */
  readonly value: string
  /** The currencies the sign may stand for; empty: none is named. */
  readonly currencies: readonly string[]
}

/** Signs and words beside amounts. A dollar or a crown may be several. Longer words first. */
const SIGNS: readonly (readonly [sign: string, currencies: readonly string[]])[] = [
  ['euros', ['EUR']],
  ['euro', ['EUR']],
  ['€', ['EUR']],
  ['pounds', ['GBP']],
  ['£', ['GBP']],
  ['dollars', ['USD', 'CAD', 'AUD']],
  ['$', ['USD', 'CAD', 'AUD']],
  ['złotych', ['PLN']],
  ['złote', ['PLN']],
  ['zł', ['PLN']],
  ['lei', ['RON']],
  ['francs', ['CHF']],
  ['yen', ['JPY']],
  ['円', ['JPY']],
  ['¥', ['JPY']],
  ['Kč', ['CZK']],
  ['Ft', ['HUF']],
  ['kr', ['SEK', 'NOK', 'DKK']],
]
/** Codes that people write beside amounts; any three letters would make figures of order numbers. */
const CODES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'RON', 'JPY', 'CZK', 'SEK', 'NOK', 'DKK', 'HUF', 'CAD', 'AUD', 'BGN']

const escaped = (text: string): string => text.replace(/[$]/g, '\\$&')
const isWord = (sign: string): boolean => /^\p{L}+$/u.test(sign) && sign !== '円'
const after = [
  ...SIGNS.map(([sign]) => `${escaped(sign)}${isWord(sign) ? '(?!\\p{L})' : ''}`),
  ...CODES.map(code => `${code}(?!\\p{L})`),
].join('|')
const before = [...SIGNS.filter(([sign]) => !isWord(sign)).map(([sign]) => escaped(sign)), ...CODES.map(code => `(?<!\\p{L})${code}`)].join(
  '|',
)

const GROUPED = "\\d{1,3}(?:[ .,'’]\\d{3})+(?:[.,]\\d{1,2})?"
const NUMBER = `(?:${GROUPED}|\\d+(?:[.,]\\d{1,3})?)`
/** The year of a date that stands before a signed amount belongs to the date. */
const YEAR_BEFORE = `(?:19|20)\\d\\d (?:${before}) ?\\d`
/** Signed, or at least written as money is: three digits or more, then exactly two decimals. A per cent, a rate or a date is none. */
const FIGURE = new RegExp(
  `(?:${before}) ?(?<first>${NUMBER})(?![\\d])` +
    `|(?<![\\p{L}\\d.,/-])(?!${YEAR_BEFORE})(?<last>${NUMBER}) ?(?:${after})` +
    `|(?<![\\p{L}\\d.,/-])(?<bare>(?:\\d{1,3}(?:[ .'’]\\d{3})+|\\d{3,}),\\d{2}|(?:\\d{1,3}(?:[ ,'’]\\d{3})+|\\d{3,})\\.\\d{2})(?![\\d.,/-]| ?[%\\p{L}])`,
  'gu',
)

/** `1 240,00`, `1.240,00`, `1,240.00` and `1240` are worth the same. A mark before exactly three digits groups. */
function worthOf(number: string): string {
  const mark = /[.,](\d{1,2})$/.exec(number)
  const whole = (mark ? number.slice(0, mark.index) : number).replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const decimals = (mark?.[1] ?? '').replace(/0+$/, '')
  return decimals === '' ? whole : `${whole}.${decimals}`
}

function currenciesIn(text: string): readonly string[] {
  const code = CODES.find(c => text.includes(c))
  return code ? [code] : (SIGNS.find(([sign]) => text.includes(sign))?.[1] ?? [])
}

/** Full-width figures and signs (￥１，５００) as the narrow ones they stand for, every kind of space as one. */
export const narrowed = (text: string): string => text.normalize('NFKC').replace(/[\s\u00a0\u202f]+/g, ' ')

/** Every amount that a text names. */
export function figuresOf(text: string): Figure[] {
  return [...narrowed(text).matchAll(FIGURE)].map(match => {
    const { first, last, bare } = match.groups ?? {}
    const number = first ?? last ?? bare ?? ''
    return { text: match[0].trim(), value: worthOf(number), currencies: currenciesIn(match[0].replace(number, '')) }
  })
}

/** Two figures may mean the same money: worth the same, and no two different currencies named. */
export const sameMoney = (a: Figure, b: Figure): boolean =>
  a.value === b.value && (a.currencies.length === 0 || b.currencies.length === 0 || a.currencies.some(c => b.currencies.includes(c)))
