/** ISO 4217 exponents come from the platform itself. */
const exponents = new Map<string, number>()
export function exponentOf(currency: string): number {
  const known = exponents.get(currency)
  if (known !== undefined) return known
  const made = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  exponents.set(currency, made)
  return made
}

/** Plain decimal text of minor units: `-1234.50`. Never through a float. */
export function decimalOf(minor: string, currency: string): string {
  const exponent = exponentOf(currency)
  const sign = minor.startsWith('-') ? '-' : ''
  const digits = minor.replace('-', '').padStart(exponent + 1, '0')
  return exponent === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

const GROUPED = /^\d+$|^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/

/** Minor units of what somebody typed: `1 234,50` and `1,234.50` alike. Undefined: not an amount of this currency. */
export function minorOf(text: string, currency: string): string | undefined {
  const exponent = exponentOf(currency)
  const compact = text.replace(/[\s\u00a0\u202f'’]/g, '')
  const match = /^(-?)([\d.,]*\d)$/.exec(compact)
  if (!match) return undefined
  const body = match[2] ?? ''
  const mark = /([.,])(\d*)$/.exec(body)
  const isDecimal = mark !== null && (mark[2] ?? '').length <= exponent && exponent > 0 && (mark[2] ?? '').length !== 3
  const whole = isDecimal ? body.slice(0, mark.index) : body
  const grouping = GROUPED.exec(whole || '0')
  // yen have no hundredths, and one sign never both groups and ends an amount
  if (!grouping || (isDecimal && grouping[1] === mark[1])) return undefined
  const fraction = isDecimal ? (mark[2] ?? '') : ''
  const minor = `${whole.replace(/[.,]/g, '') || '0'}${fraction.padEnd(exponent, '0')}`.replace(/^0+(?=\d)/, '')
  return minor === '0' ? '0' : `${match[1]}${minor}`
}

/** English leaves the form of dates and times open: the reader’s own browser says which, else as in letters. */
export const formOf = (language: string): string =>
  language === 'en' ? (navigator.languages.find(l => l.startsWith('en-')) ?? 'en-GB') : language

const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
function numberFormat(language: string, currency: string, named: boolean): Intl.NumberFormat {
  const key = `${language} ${currency} ${named}`
  const known = formatters.get(key)
  if (known instanceof Intl.NumberFormat) return known
  const digits = exponentOf(currency)
  const made = new Intl.NumberFormat(
    formOf(language),
    named
      ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }
      : { minimumFractionDigits: digits, maximumFractionDigits: digits },
  )
  formatters.set(key, made)
  return made
}

export const amountText = (language: string, minor: string, currency: string, named: boolean): string =>
  numberFormat(language, currency, named).format(decimalOf(minor, currency) as Intl.StringNumericLiteral) // a decimal text

/** An account number as people read it: in groups of four. */
export const inFours = (account: string): string => account.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')

const STYLES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'long', year: 'numeric' },
  short: { day: 'numeric', month: 'short' },
  shortYear: { day: 'numeric', month: 'short', year: 'numeric' },
  near: { day: 'numeric', month: 'long' },
}

/** A day in words. `near` and `short` leave out the year where it is this one. */
export function dayText(language: string, day: string, style: 'long' | 'medium' | 'short' | 'near' = 'medium'): string {
  const sameYear = day.startsWith(String(new Date().getFullYear()))
  const shown = sameYear ? style : style === 'near' ? 'medium' : style === 'short' ? 'shortYear' : style
  const key = `day ${language} ${shown}`
  const known = formatters.get(key)
  const format =
    known instanceof Intl.DateTimeFormat ? known : new Intl.DateTimeFormat(formOf(language), { ...STYLES[shown], timeZone: 'UTC' })
  formatters.set(key, format)
  return format.format(new Date(`${day}T00:00:00Z`))
}
