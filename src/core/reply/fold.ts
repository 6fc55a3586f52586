/** A text without case, accents and width, in which every place is known in the text as written. */
export interface Folded {
  readonly text: string
  /** For each UTF-16 unit of the folded text: where it stands in the original. */
  readonly at: readonly number[]
  readonly original: string
}

// letters that carry their stroke or ligature in themselves
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  '’': "'",
  '‘': "'",
  '`': "'",
  '–': '-',
  '—': '-',
}
const MARKS = /[\u0300-\u036f]/g

const foldSign = (sign: string): string => {
  const plain = sign.normalize('NFKC').toLowerCase().normalize('NFD').replace(MARKS, '').normalize('NFC')
  return LETTERS[plain] ?? plain
}

/** Folds a text for comparing: `Payée`, `PAYEE` and `payee` are one; full-width digits are digits. */
export function fold(original: string): Folded {
  let text = ''
  const at: number[] = []
  let place = 0
  for (const sign of original) {
    const folded = foldSign(sign)
    for (let unit = 0; unit < folded.length; unit++) at.push(place)
    text += folded
    place += sign.length
  }
  at.push(place)
  return { text, at, original }
}

/** The words as they were written, between two places of the folded text. */
export const asWritten = (folded: Folded, from: number, to: number): string =>
  folded.original.slice(folded.at[from] ?? 0, folded.at[to] ?? folded.original.length).trim()
