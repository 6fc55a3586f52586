const MARK = '\u200b'
const words = new Intl.Segmenter('ja', { granularity: 'word' })
/** A phrase (文節) ends in kana or a stop, the next begins with anything else, or with the お and ご of politeness. */
const ENDS = /[ぁ-んー、。）」】：]/
const BEGINS = /[^ぁ-んー、。）」】：？！・]/
const POLITE = /[おご]/
const isPolite = (word: string): boolean => word === 'お' || word === 'ご'
/** A run of so many characters without a phrase to break at (a name, a number) may break anywhere. */
const RUN_MAX = 24

/** Whether a line may break before this word: after an ending, before a beginning. */
function mayBreak(text: string, at: number, before: string): boolean {
  if (!ENDS.test(text[at - 1] ?? '') || isPolite(before)) return false
  return BEGINS.test(text[at] ?? '') || (POLITE.test(text[at] ?? '') && BEGINS.test(text[at + 1] ?? ''))
}

/** Japanese with U+200B between phrases, where alone its lines may break: no line begins with a lone ending. Joined again it is the same text. */
export function markPhrases(text: string): string {
  const segments = [...words.segment(text)]
  const marked = segments
    .map(({ segment, index }, n) => (mayBreak(text, index, segments[n - 1]?.segment ?? '') ? MARK + segment : segment))
    .join('')
  return marked
    .split(MARK)
    .map(phrase => (phrase.length <= RUN_MAX ? phrase : (phrase.match(new RegExp(`.{1,${RUN_MAX / 2}}`, 'gu')) ?? []).join(MARK)))
    .join(MARK)
}
