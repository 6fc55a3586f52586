import type { Words } from '../words.ts'
import { amountIn, type DossierData, dayIn } from './content.ts'

export type Data = Omit<DossierData, 'documents'>

/** A section of the bundle; it begins a page of its own and stands in the contents. */
export interface Section {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly blocks: readonly Block[]
}
/** One thing within a section: its name, what is said of it line by line, and a table. Empty parts are not printed. */
export interface Block {
  readonly title: string
  readonly pairs: readonly (readonly [label: string, value: string])[]
  readonly columns: readonly ('wide' | 'text' | 'amount')[]
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}
export const block = (parts: Partial<Block>): Block => ({ title: '', pairs: [], columns: [], head: [], rows: [], ...parts })

/** How a dossier speaks: its own sentences, those of the app, and amounts and days in its language. */
export interface Voice {
  readonly language: string
  /** `decision.dossier.<key>` */
  say(key: string, params?: Parameters<Words['say']>[2]): string
  /** Any sentence by its whole key. */
  speak(key: string, params?: Parameters<Words['say']>[2]): string
  /** The name of a code, `<area>.<code>`; the code itself where nobody named it. */
  name(area: string, code: string): string
  amount(decimal: string, currency: string): string
  day(on: string): string
}

export function voiceOf(words: Words, language: string): Voice {
  const speak: Voice['speak'] = (key, params = {}) => words.say(language, key, params)
  return {
    language,
    speak,
    say: (key, params) => speak(`decision.dossier.${key}`, params),
    name: (area, code) => (words.has(language, `${area}.${code}`) ? speak(`${area}.${code}`) : code),
    amount: (decimal, currency) => amountIn(language, decimal, currency),
    day: on => (on === '' ? '' : dayIn(language, on)),
  }
}

/** A paper that is enclosed, and where it was bound in. */
export interface Enclosed {
  readonly n: number
  readonly name: string
  readonly file: string
  readonly kind: string
  readonly sha256: string
  /** The page of the bundle on which it begins; none: it could not be bound in. */
  readonly page: number | null
}
