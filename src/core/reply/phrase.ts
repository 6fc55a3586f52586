import { fold } from './fold.ts'

/** Most signs that `…` may stand for, all within one sentence. */
const GAP_MAX = 40

/**
 * A phrase of a data pack as an expression over folded text. Plain words, and: `(a|b)` either · `?` after a group or letter: may be missing ·
 * `*` more letters · `...` a few words between · `#` a number · a space: any space. Nothing else has a meaning, so that no phrase can run long.
 * @param spaced words stand apart: a phrase begins and ends with a word. Folded text has no letters but a to z then.
 */
export function phraseSource(phrase: string, spaced: boolean): string {
  const source = fold(phrase)
    .text.replace(/ \)\*/g, ' )\u0003')
    .replace(/[\\^$.+[\]{}]/g, sign => (sign === '.' ? '.' : `\\${sign}`))
    .replace(/\s*\.\.\.\s*/g, '\u0001')
    .replace(/\./g, '\\.')
    .replaceAll('(', '(?:')
    .replaceAll('*', spaced ? '[a-z]*' : '[^。．.!?！？\\n]{0,12}?')
    .replaceAll('#', '\\d{1,4}')
    .replace(/ +/g, spaced ? '[\\s\\u00a0]+' : '\\s*')
    .replaceAll('\u0003', '{0,3}')
    .replaceAll('\u0001', `[^.!?。！？\\n]{0,${GAP_MAX}}?`)
  return spaced ? `(?<![a-z\\d])(?:${source})(?![a-z\\d])` : `(?:${source})`
}
