import { foldText } from './name.ts'

/** Letters and digits of an invoice number, upper case: `RE-2026/0012` → `RE20260012`. */
export const numberKey = (number: string): string => foldText(number).replace(/[^\p{L}\p{N}]/gu, '')

/** Enough signs to stand alone: letters with three digits, or six digits. Shorter ones occur in dates, postcodes and amounts. */
export const isTellingNumber = (key: string): boolean => (/\p{L}/u.test(key) ? (key.match(/\p{N}/gu)?.length ?? 0) >= 3 : key.length >= 6)

/** With the exact amount beside it a shorter number is enough, as long as it is no year. */
export const isTellingWithAmount = (key: string): boolean => isTellingNumber(key) || (key.length >= 4 && !/^(19|20)\d\d$/.test(key))

/** The last group of digits of a number: `RE-2026-0012` → `0012`. Empty where it has fewer than two digits. */
export const numberTail = (number: string): string => /(\d{2,})\D*$/.exec(number)?.[1] ?? ''

/** Does a text hold these digits as a word of their own, as they are or, being two at least, without their leading zeros? */
export function holdsDigits(text: string, digits: string): boolean {
  if (digits === '') return false
  const short = digits.replace(/^0+/, '')
  const words = text.match(/(?<![\p{L}\p{N}.,])\d+(?![\p{L}\p{N}]|[.,]\d)/gu) ?? []
  return words.some(word => word === digits || (short.length >= 2 && word.replace(/^0+/, '') === short))
}

const JOINED_MAX = 6
const KEY_LENGTH_MAX = 30

/**
 * Keys of a text that are wholly made of its words: each word, and up to six neighbours joined, so that `RE 2026-0012` and `RE20260012`
 * are found alike and `120012` is never found in `1200123`. A longer hit hides the shorter ones inside it.
 * @param known is a key one that we look for?
 */
export function keysInText(text: string, known: (key: string) => boolean): string[] {
  const words = foldText(text)
    .split(/[^\p{L}\p{N}|]+/u)
    .filter(w => w !== '')
  const hits: { key: string; from: number; to: number }[] = []
  for (let from = 0; from < words.length; from += 1) {
    let key = ''
    for (let to = from; to < Math.min(words.length, from + JOINED_MAX); to += 1) {
      const word = words[to] ?? ''
      if (word.includes('|')) break
      key += word
      if (key.length > KEY_LENGTH_MAX) break
      if (known(key)) hits.push({ key, from, to })
    }
  }
  const widest = hits.filter(h => !hits.some(o => o !== h && o.from <= h.from && o.to >= h.to && o.to - o.from > h.to - h.from))
  return [...new Set(widest.map(h => h.key))]
}

/** Is one key the other with two neighbouring signs swapped, or with one sign replaced? */
export function isSwapped(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false
  const differing = [...a].flatMap((sign, i) => (sign === b[i] ? [] : [i]))
  const [one, two] = differing
  return differing.length === 2 && one !== undefined && two === one + 1 && a[one] === b[two] && a[two] === b[one]
}
