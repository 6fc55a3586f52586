import { type Day, dayOf, isDay } from '../../core/day/day.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { exponentOf, halfUp } from '../../core/money/money.ts'

/** Where a value stands, for the message that names it. */
export type Place = Pick<Fault, 'file' | 'line' | 'field'>

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/**
 * A plain amount, decimal point or comma, 0 to 5 decimals, sign before it: minor units of the currency (hundredths where unknown).
 * ISO 20022 allows five decimals and brokers use them: what lies below the minor unit is rounded half away from zero, here and only here.
 * @throws Refusal where it is no such number.
 */
export function minorOf(text: string, currency: string | undefined, place: Place): bigint {
  const plain = text
    .trim()
    .replace(/\s/g, '')
    .replace(',', '.')
    .replace(/\.$/, '')
    .replace(/^([+-]?)\./, '$10.')
    .replace(/^([+-]?)0+(?=\d)/, '$1')
  const parts = /^([+-]?)(\d{1,15})(?:\.(\d{1,5}))?$/.exec(plain)
  if (parts) {
    const exponent = exponentOf(currency ?? '')
    const digits = BigInt(`${parts[2]}${(parts[3] ?? '').padEnd(5, '0')}`)
    const minor = halfUp(digits, 10n ** BigInt(5 - exponent))
    return parts[1] === '-' ? -minor : minor
  }
  return refuse('amount-unreadable', `"${shown(text)}" is not an amount${currency ? ` in ${currency}` : ''}.`, {
    ...place,
    params: { value: shown(text) },
    mend: 'Correct the line or download the file from the bank again.',
  })
}

/** Digits without a decimal sign, the last `decimals` of them decimals. @throws Refusal */
export function digitsToMinor(digits: string, decimals: number, currency: string | undefined, place: Place): bigint {
  const text = digits.trim()
  if (!/^\d{1,18}$/.test(text)) {
    return refuse('amount-unreadable', `"${shown(digits)}" is not an amount.`, {
      ...place,
      params: { value: shown(digits) },
      mend: 'Download the file from the bank again.',
    })
  }
  const padded = text.padStart(decimals + 1, '0')
  const whole = padded.slice(0, padded.length - decimals)
  return minorOf(decimals === 0 ? whole : `${whole}.${padded.slice(-decimals)}`, currency, place)
}

export const decimalsOf = (currency: string | undefined): number => exponentOf(currency ?? '')

/** 00–79 are this century: banks never send statements older than 1980. */
export const fullYear = (twoDigits: number): number => (twoDigits < 80 ? 2000 : 1900) + twoDigits

const unreadableDay = (text: string, place: Place): never =>
  refuse('day-unreadable', `"${shown(text)}" is not a day.`, {
    ...place,
    params: { value: shown(text) },
    mend: 'Correct the line or download the file from the bank again.',
  })

/** A day that must exist. @throws Refusal */
export function dayFrom(year: number, month: number, date: number, text: string, place: Place): Day {
  if (!(year >= 1000 && year <= 2999 && month >= 1 && month <= 12 && date >= 1 && date <= 31)) unreadableDay(text, place)
  const found = dayOf(year, month, date)
  return Number(found.slice(8)) === date ? found : unreadableDay(text, place)
}

/** `YYMMDD`, `DDMMYY` or `YYYYMMDD`. @throws Refusal */
export function dayOfDigits(text: string, form: 'YYMMDD' | 'DDMMYY' | 'YYYYMMDD', place: Place): Day {
  const t = text.trim()
  if (!/^\d+$/.test(t) || t.length !== form.length) return unreadableDay(text, place)
  if (form === 'YYYYMMDD') return dayFrom(+t.slice(0, 4), +t.slice(4, 6), +t.slice(6, 8), text, place)
  if (form === 'YYMMDD') return dayFrom(fullYear(+t.slice(0, 2)), +t.slice(2, 4), +t.slice(4, 6), text, place)
  return dayFrom(fullYear(+t.slice(4, 6)), +t.slice(2, 4), +t.slice(0, 2), text, place)
}

/** The first ten characters of an ISO date or time. An offset does not move it: banks write the booking day in their own zone. @throws Refusal */
export function isoDay(text: string, place: Place): Day {
  const head = text.trim().slice(0, 10)
  return isDay(head) ? head : unreadableDay(text, place)
}

/** One line, no runs of spaces. */
export const oneLine = (...parts: readonly (string | undefined)[]): string =>
  parts
    .filter(p => p !== undefined && p !== '')
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Leaves out what is absent or blank, so that absent means absent. */
export const known = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } => {
  const clean = value === undefined ? '' : oneLine(value)
  return (clean === '' ? {} : { [key]: clean }) as { [P in K]?: string } // a computed key widens to string
}

/** An account as it is compared: no spaces, upper case. */
export const accountOf = (text: string | undefined): string | undefined => {
  const clean = text?.replace(/[\s]/g, '').toUpperCase()
  return clean === '' ? undefined : clean
}
