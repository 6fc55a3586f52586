import type { DecimalMark } from './source.ts'

/** Signs beside amounts, each with the currencies it is written for. */
const SIGNS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/€/, ['EUR']],
  [/£/, ['GBP', 'EGP', 'FKP', 'GIP', 'LBP', 'SHP', 'SYP']],
  [/zł/i, ['PLN']],
  [/円/, ['JPY']],
  [/[¥￥]/, ['JPY', 'CNY']],
  [/₹/, ['INR']],
  [/₺/, ['TRY']],
  [/₴/, ['UAH']],
  [/\$/, [
    ...['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'TWD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'UYU', 'DOP', 'BSD', 'BBD', 'BMD', 'BND', 'BZD'],
    ...['FJD', 'GYD', 'JMD', 'KYD', 'LRD', 'NAD', 'SBD', 'SRD', 'TTD', 'XCD', 'ZWL', 'CUP', 'NIO', 'MOP', 'CVE'],
  ]],
  [/(?:^|[^\p{L}])kr\.?(?:$|[^\p{L}])/iu, ['SEK', 'NOK', 'DKK', 'ISK']],
  [/Kč/i, ['CZK']],
  [/(?:^|[^\p{L}])Ft(?:$|[^\p{L}])/u, ['HUF']],
  [/(?:^|[^\p{L}])lei(?:$|[^\p{L}])/iu, ['RON', 'MDL']],
] // biome-ignore format: one table
const CODES = new Set(Intl.supportedValuesOf('currency'))
/** Whether three letters are a currency of ISO 4217. */
export const isCurrency = (code: string): boolean => CODES.has(code)

/** The one currency that a sign is read as where nothing else is said: the pound is Britain's. None where several are as likely. */
const plainly = (currencies: readonly string[]): string | undefined =>
  currencies.length === 1 || currencies[0] === 'GBP' ? currencies[0] : undefined

/** The currency an amount carries in its own cell: `1.200,00 €`, `USD 12.50`. */
export function currencyIn(text: string): string | undefined {
  for (const [sign, currencies] of SIGNS) if (sign.test(text)) return codeIn(text) ?? plainly(currencies)
  return codeIn(text)
}

function codeIn(text: string): string | undefined {
  const code = /(?:^|[^A-Z])([A-Z]{3})(?:[^A-Z]|$)/.exec(text)?.[1]
  return code !== undefined && CODES.has(code) ? code : undefined
}

/** Whether what stands beside an amount (`$ 5.00`, `USD 5.00`) belongs to another currency. Most cells show none, and are plain. */
export function isOther(text: string, currency: string): boolean {
  if (PLAIN.test(text)) return false
  const code = codeIn(text)
  if (code !== undefined) return code !== currency
  const sign = SIGNS.find(([shown]) => shown.test(text))
  return sign !== undefined && !sign[1].includes(currency)
}

/** Digits, separators and a sign only; brackets, a trailing minus and the Japanese triangles become a leading minus. */
function bare(text: string): { negative: boolean; digits: string } | undefined {
  const t = text.normalize('NFKC').replace(/[\s'’`_]/g, '')
  const match = /^(\(?)([^\d.,()]*)([\d.,]+)([^\d.,()]*)(\)?)$/.exec(t)
  if (!match) return undefined
  const [, open = '', before = '', digits = '', after = '', shut = ''] = match
  if (/\p{L}{6,}/u.test(before + after) || (open === '(') !== (shut === ')')) return undefined
  const negative = open === '(' || /[-−–▲△]/.test(before) || /[-−–]|^cr$/i.test(after)
  return /\d/.test(digits) ? { negative, digits } : undefined
}

/** Plain text such as most lists hold: nothing about it is open. */
const PLAIN = /^-?\d{1,15}(\.(\d{1,2}|\d{4,10}))?$/

/** What one amount shows of its decimal mark: none, where it could be either. */
export function markShown(text: string): DecimalMark | undefined {
  if (PLAIN.test(text)) return text.includes('.') ? '.' : undefined
  const digits = bare(text)?.digits
  if (digits === undefined) return undefined
  const commas = digits.split(',').length - 1
  const points = digits.split('.').length - 1
  if (commas > 0 && points > 0) return digits.lastIndexOf(',') > digits.lastIndexOf('.') ? ',' : '.'
  if (commas + points === 0) return undefined
  const mark: DecimalMark = commas > 0 ? ',' : '.'
  if (commas + points > 1) return mark === ',' ? '.' : ','
  const [whole = '', rest = ''] = digits.split(mark)
  return rest.length === 3 && whole.length >= 1 && whole.length <= 3 && !whole.startsWith('0') ? undefined : mark
}

/** The lone mark of an amount that is one thing where it parts thousands and another where decimals follow it: `1.234`. */
export function openMark(text: string): DecimalMark | undefined {
  if (PLAIN.test(text) || markShown(text) !== undefined) return undefined
  return /[.,]/.exec(bare(text)?.digits ?? '')?.[0] as DecimalMark | undefined // one of the two
}

/** The decimal mark of a column, by the amounts that can be read one way only. */
export function markOf(values: Iterable<string>): DecimalMark | undefined {
  let commas = 0
  let points = 0
  for (const value of values) {
    const mark = markShown(value)
    if (mark === ',') commas += 1
    else if (mark === '.') points += 1
  }
  return commas === points ? undefined : commas > points ? ',' : '.'
}

/**
 * Reads an amount into plain decimal text (`-1234.50`). A lone mark before exactly three digits is what `mark` (the column's) says;
 * where the column says nothing it parts thousands, unless the currency has three decimals. @returns undefined where it is no amount.
 */
export function readDecimal(text: string, mark: DecimalMark | undefined, threeDecimals = false): string | undefined {
  if (PLAIN.test(text)) return text
  const found = bare(text)
  if (!found) return undefined
  const shown = markShown(text)
  const decimal = shown ?? mark ?? loneMark(found.digits, threeDecimals)
  if (mark !== undefined && shown !== undefined && shown !== mark && found.digits.includes(mark)) return undefined
  const thousands = decimal === ',' ? '.' : ','
  const plain = found.digits.split(thousands).join('').replace(',', '.')
  if (!/^(\d+(\.\d*)?|\.\d+)$/.test(plain) || !groupsAreWhole(found.digits, thousands, decimal)) return undefined
  const [whole = '', rest = ''] = plain.split('.')
  return `${found.negative ? '-' : ''}${whole === '' ? '0' : whole}${rest === '' ? '' : `.${rest}`}`
}

/** The decimal mark of amounts of which a lone mark parts thousands, or is the decimal mark itself. */
export const loneMark = (digits: string, isDecimal: boolean): DecimalMark => (digits.includes(',') === isDecimal ? ',' : '.')

/** `12.34.567,00` is nobody's number. */
function groupsAreWhole(digits: string, thousands: string, decimal: string): boolean {
  const whole = digits.split(decimal)[0] ?? ''
  const groups = whole.split(thousands)
  return groups.length === 1 || groups.slice(1).every(group => group.length === 3 || group.length === 2)
}
