const LATIN_MARKS = /(\p{Script=Latin})\p{M}+/gu
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', æ: 'ae', œ: 'oe' }

/** Printable ASCII but the two signs that stand for words: nothing of it has another form. */
const ASCII = /^[ -"$&-~]*$/

/** A header (or a word in a cell) as it is compared: one form, small letters, no accents, no punctuation. `*Invoice No.` is `invoiceno`. */
export function normaliseHeader(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '')
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/#|n°/g, 'no')
    .replace(/%/g, 'percent')
    .normalize('NFD')
    .replace(LATIN_MARKS, '$1')
    .normalize('NFC')
    .replace(/[ßłøđæœ]/g, letter => LETTERS[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** A client's name as it is compared: case and spaces folded, legal forms and accents kept. */
export const nameKey = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[.,;:'’"“”«»()]/g, '')
    .replace(/[\s\-–_/]+/g, ' ')
    .trim()
