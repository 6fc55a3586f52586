import type { Letters } from './pdf-cmap.ts'

/** How one font’s bytes become letters: its map, else the bytes as Windows-1252 (one byte a letter). */
export interface FontReader {
  readonly letters: Letters | undefined
  /** Two bytes a glyph: without a map nothing can be read. */
  readonly isWide: boolean
}

/** Tokens of a content stream (PDF 32000-1, 7.8): strings, names, numbers, operators. Inline images are passed over. */
const TOKEN =
  /\((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*\))*\)|<[0-9a-fA-F\s]*>|\[|\]|\/[^\s()<>[\]{}/%]*|[-+]?(?:\d+\.?\d*|\.\d+)|[A-Za-z'"*][A-Za-z0-9*]*|<<|>>/g
const latin = new TextDecoder('windows-1252')
/** A gap this wide between two glyph runs is a space, in thousandths of the font’s size. */
const SPACE_MIN = 180

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const bytesOf = (token: string): string =>
  token.startsWith('<')
    ? Buffer.from(token.slice(1, -1).replace(/\s/g, ''), 'hex').toString('latin1')
    : token
        .slice(1, -1)
        .replace(/\\([0-7]{1,3}|\r\n|[\s\S])/g, (_all, e: string) =>
          /^[0-7]/.test(e) ? String.fromCharCode(Number.parseInt(e, 8) & 0xff) : /^[\r\n]/.test(e) ? '' : (ESCAPES[e] ?? e),
        )

function lettersOf(bytes: string, font: FontReader | undefined): string {
  const map = font?.letters
  if (!map) return font?.isWide ? '' : latin.decode(Buffer.from(bytes, 'latin1'))
  const width = font.isWide ? Math.max(2, map.bytesPerCode) : 1
  let text = ''
  for (let at = 0; at + width <= bytes.length; at += width) {
    let code = 0
    for (let n = 0; n < width; n += 1) code = code * 256 + bytes.charCodeAt(at + n)
    text += map.byCode.get(code) ?? ''
  }
  return text
}

/** The text that a content stream draws, and the names of the forms it places. Each line move is a line end. */
export function contentText(content: string, fonts: ReadonlyMap<string, FontReader>): { text: string; forms: string[] } {
  const forms: string[] = []
  let text = ''
  let font: FontReader | undefined
  let operands: string[] = []
  const show = (tokens: readonly string[]): void => {
    for (const token of tokens)
      if (token.startsWith('(') || (token.startsWith('<') && token !== '<<')) text += lettersOf(bytesOf(token), font)
      else if (/^-\d/.test(token) && Number(token) <= -SPACE_MIN) text += ' '
  }
  for (const [token] of content.matchAll(TOKEN)) {
    if (!/^[A-Za-z'"*]/.test(token)) {
      operands.push(token)
      if (operands.length > 20_000) operands = [] // no operator takes as many: this is no text
      continue
    }
    if (token === 'Tf') font = fonts.get(operands.at(-2)?.slice(1) ?? '')
    else if (token === 'Tj' || token === 'TJ') show(operands)
    else if (token === "'" || token === '"') {
      text += '\n'
      show(operands)
    } else if (token === 'Td' || token === 'TD' || token === 'T*' || token === 'Tm' || token === 'ET')
      text += /[\s]$/.test(text) || text === '' ? '' : token === 'ET' ? '\n' : ' '
    else if (token === 'Do') forms.push(operands.at(-1)?.slice(1) ?? '')
    operands = []
  }
  return { text, forms }
}
