/** Languages that set a space before these marks and inside these quotes. */
const SPACED = new Set(['fr'])
const NARROW = '\u202f'

/** A sentence in which no line begins or ends with a mark that belongs to a word. */
export const unbroken = (language: string, text: string): string =>
  SPACED.has(language) ? text.replace(/ (?=[;:?!»])/g, NARROW).replace(/« /g, `«${NARROW}`) : text
