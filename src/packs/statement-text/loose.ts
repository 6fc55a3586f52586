import { type Day, isDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { exponentOf, fromDecimal } from '../../core/money/money.ts'
import { dayFrom, fullYear, type Place } from './field.ts'

/** Values as people and banks write them in lists. Which day comes first and which sign is decimal is learned from the whole column. */
export type DateOrder = 'YMD' | 'DMY' | 'MDY'

const MONTHS = [
  'jan|ene|gen|sty|led|ian|tammi', 'feb|fev|fév|lut|únor|uno|helmi', 'mar|mär|mrz|mrt|bře|bre|maalis', 'apr|abr|avr|kwi|dub|huhti',
  'may|mai|mag|mei|maj|kvě|kve|touko', 'jun|juin|giu|cze|čvn|iun|kesä', 'jul|juil|lug|lip|čvc|iul|heinä', 'aug|aou|aoû|ago|sie|srp|elo', 'sep|set|wrz|zář|zar|syys',
  'oct|okt|ott|out|paź|paz|říj|rij|loka', 'nov|lis|marras', 'dec|dez|déc|dic|gru|pro|joulu',
].map(m => new RegExp(`^(${m})`, 'i')) // biome-ignore format: one row a quarter

const monthOfWord = (word: string): number => MONTHS.findIndex(m => m.test(word)) + 1

/** Numbers of a date, in the order written; a month in words makes the order certain. */
interface DateParts {
  readonly parts: readonly [number, number, number]
  readonly order?: DateOrder
}

function datePartsOf(text: string): DateParts | undefined {
  const t = text
    .normalize('NFKC')
    .trim()
    .replace(/[年月]/g, '-')
    .replace(/日/, '')
    .replace(/\.$/, '')
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\d{4,6})?$/.exec(t)
  if (compact) return { parts: [+(compact[1] ?? 0), +(compact[2] ?? 0), +(compact[3] ?? 0)], order: 'YMD' }
  const numeric = /^(\d{1,4})\s?[/.\-' ]\s?(\d{1,2})\s?[/.\-' ]\s?(\d{1,4})(?:[ T,.]+\d{1,2}[:.]\d{2}.*)?$/.exec(t)
  if (numeric) {
    if ([numeric[1], numeric[3]].some(n => n !== undefined && n.length > 2 && !/^[1-9]\d{3}$/.test(n))) return undefined // no year of ours
    const parts = [Number(numeric[1]), Number(numeric[2]), Number(numeric[3])] as const
    return parts[0] > 999 ? { parts, order: 'YMD' } : { parts }
  }
  const words = /^(?:\p{L}{2,9}\.?,?\s+)?(\d{1,2})[ .\-/]*(\p{L}{3,10})\.?[ .\-/,]*(\d{2,4})(?:[ T,]+\d{1,2}[:.]\d{2}.*)?$/u.exec(t)
  if (words && monthOfWord(words[2] ?? '') > 0)
    return { parts: [Number(words[1]), monthOfWord(words[2] ?? ''), Number(words[3])], order: 'DMY' }
  const american = /^(\p{L}{3,10})\.?[ \-/]+(\d{1,2})(?:st|nd|rd|th)?[ ,\-/]+(\d{2,4})(?:[ T,]+\d{1,2}[:.]\d{2}.*)?$/u.exec(t)
  if (american && monthOfWord(american[1] ?? '') > 0) {
    return { parts: [monthOfWord(american[1] ?? ''), Number(american[2]), Number(american[3])], order: 'MDY' }
  }
  return undefined
}

const arranged = ([a, b, c]: readonly [number, number, number], order: DateOrder): [year: number, month: number, date: number] => {
  const full = (y: number): number => (y > 99 ? y : fullYear(y))
  return order === 'YMD' ? [full(a), b, c] : order === 'DMY' ? [full(c), b, a] : [full(c), a, b]
}

const exists = ([year, month, date]: readonly [number, number, number]): boolean =>
  isDay(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`)

/** Could this be a date at all? */
export function looksLikeDate(text: string): boolean {
  const found = datePartsOf(text)
  if (!found) return false
  return (found.order ? [found.order] : (['DMY', 'MDY', 'YMD'] as const)).some(order => exists(arranged(found.parts, order)))
}

/**
 * The order of day, month and year in a column: the only one in which every value is a day. Where several remain, day first; undefined
 * where none does or where nothing decides and no value says so (the caller then asks or uses its own custom).
 */
export function dateOrderOf(texts: readonly string[]): DateOrder | undefined {
  const dates = texts.flatMap(t => datePartsOf(t) ?? [])
  const open = dates.filter(d => d.order === undefined)
  if (open.length === 0) return dates[0]?.order
  const count = (order: DateOrder): number => open.filter(d => exists(arranged(d.parts, order))).length
  const ranked = (['DMY', 'MDY', 'YMD'] as const).map(order => ({ order, fits: count(order) })).sort((a, b) => b.fits - a.fits)
  const best = ranked[0]
  if (!best || best.fits === 0) return undefined
  const equal = ranked.filter(r => r.fits === best.fits)
  return equal.length === 1 ? best.order : undefined
}

/** @throws Refusal where the text is no day in that order. */
export function looseDay(text: string, order: DateOrder, place: Place): Day {
  const found = datePartsOf(text)
  if (!found) return dayFrom(0, 0, 0, text, place)
  const [year, month, date] = arranged(found.parts, found.order ?? order)
  return dayFrom(year, month, date, text, place)
}

const MINUS = /[-−–‒]/
const NOISE = /[\s\u00a0\u202f'’`]|[\p{Sc}]|(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|zł|Kč|Ft|kr\.?|円|元|lei|R(?=\d)/giu

interface LooseNumber {
  readonly digits: string
  readonly negative: boolean
}

/** Sign, marks and currency taken off; digits with their separators stay. */
function bare(text: string): LooseNumber | undefined {
  let t = text.normalize('NFKC').trim()
  if (t === '') return undefined
  const parenthesised = /^\(.*\)$/.test(t)
  const mark = /(?:^|[\s\d])(CR|DR|DB|C|D|H|S)\.?$/i.exec(t)?.[1]?.toUpperCase()
  if (parenthesised) t = t.slice(1, -1)
  if (mark) t = t.replace(/\s*(CR|DR|DB|C|D|H|S)\.?$/i, '')
  t = t.replace(NOISE, '').replace(/^US|^R\$/i, '')
  const negative =
    parenthesised || MINUS.test(t[0] ?? '') || MINUS.test(t.at(-1) ?? '') || (mark !== undefined && /^(DR|DB|D|S)$/.test(mark))
  const digits = t.replace(/^[+\-−–‒]+|[+\-−–‒]+$/g, '')
  return /^\d[\d.,]*$|^[.,]\d+$/.test(digits) ? { digits, negative } : undefined
}

export const looksLikeAmount = (text: string): boolean => bare(text) !== undefined

/** Which sign is decimal in a column; undefined where no value shows one. */
export function decimalSignOf(texts: readonly string[]): '.' | ',' | undefined {
  let points = 0
  let commas = 0
  for (const text of texts) {
    const digits = bare(text)?.digits
    if (!digits) continue
    const [point, comma] = [digits.lastIndexOf('.'), digits.lastIndexOf(',')]
    if (point >= 0 && comma >= 0) {
      if (point > comma) points += 3
      else commas += 3
    } else if (/^[^.]*\.\d{3}(\.\d{3})+$/.test(digits)) commas += 2
    else if (/^[^,]*,\d{3}(,\d{3})+$/.test(digits)) points += 2
    else if (/\.\d{1,2}$|\.\d{4,}$|^0\.\d+$/.test(digits)) points += 1
    else if (/,\d{1,2}$|,\d{4,}$|^0,\d+$/.test(digits)) commas += 1
  }
  if (points === commas) {
    if (points > 0) return undefined
    // Only values like 1.234 or 1,234: three digits after a sign group thousands.
    const sample = texts.map(t => bare(t)?.digits).find(d => d !== undefined && /[.,]/.test(d))
    return sample === undefined ? undefined : sample.includes('.') ? ',' : '.'
  }
  return points > commas ? '.' : ','
}

/** The signed minor units of an amount as lists write it. @throws Refusal */
export function looseMinor(text: string, decimal: '.' | ',', currency: string | undefined, place: Place): bigint {
  const found = bare(text)
  const plain = found?.digits.replaceAll(decimal === '.' ? ',' : '.', '').replace(decimal, '.')
  const sane = plain !== undefined && /^\d{0,15}(\.\d{0,10})?$/.test(plain) ? plain.replace(/\.$/, '').replace(/^\./, '0.') : undefined
  const read = sane === undefined ? undefined : fromDecimal(trimmed(sane, currency), currency ?? '')
  if (!read) {
    return refuse('amount-unreadable', `"${text.slice(0, 60)}" is not an amount${currency ? ` in ${currency}` : ''}.`, {
      ...place,
      params: { value: text.slice(0, 60) },
      mend: 'Correct the line, or name the decimal sign and the currency in the mapping.',
    })
  }
  return found?.negative ? -read.minor : read.minor
}

/** Floats printed by programs (12.340000000000001) keep their cents; any other excess digit is refused by `fromDecimal`. */
function trimmed(plain: string, currency: string | undefined): string {
  const exponent = exponentOf(currency ?? '')
  const [whole = '0', fraction = ''] = plain.split('.')
  const rest = fraction.slice(exponent)
  if (rest.length >= 6 && (/^0{4,}/.test(rest) || /^9{4,}/.test(rest))) {
    const kept = BigInt(`${whole}${fraction.slice(0, exponent)}`) + (rest.startsWith('9') ? 1n : 0n)
    const digits = kept.toString().padStart(exponent + 1, '0')
    return exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
  }
  return plain
}
