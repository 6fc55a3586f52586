/** What a PDF object can be. Names keep their slash, strings are bytes as Latin-1 text. */
export type PdfValue = null | boolean | number | string | PdfString | PdfRef | readonly PdfValue[] | PdfDict
export type PdfDict = ReadonlyMap<string, PdfValue>
export class PdfString {
  readonly bytes: string
  constructor(bytes: string) {
    this.bytes = bytes
  }
}
export class PdfRef {
  readonly number: number
  constructor(number: number) {
    this.number = number
  }
}

export class PdfSyntaxError extends Error {}

const DEPTH_MAX = 100
const BLANK = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y
/** A piece of a literal string without anything special; at most so long that a string without end is noticed by the count. */
const RUN = /[^\\()]{1,4096}/y
const REGULAR = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
const REFERENCE = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)$/
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** Reads PDF objects (ISO 32000-1, 7.3) from Latin-1 text. @throws PdfSyntaxError where there is none. */
export class PdfParser {
  readonly #text: string
  readonly #count: () => void
  at: number

  /** `count` is called once a value, so that the caller can set a limit. */
  constructor(text: string, at: number, count: () => void) {
    this.#text = text
    this.at = at
    this.#count = count
  }

  skipBlank(): void {
    BLANK.lastIndex = this.at
    BLANK.test(this.#text)
    this.at = BLANK.lastIndex
  }

  value(depth = 0): PdfValue {
    if (depth > DEPTH_MAX) throw new PdfSyntaxError('nested too deep')
    this.#count()
    this.skipBlank()
    const text = this.#text
    const first = text[this.at]
    if (first === '/') return this.#name()
    if (first === '(') return this.#literal()
    if (first === '[') return this.#array(depth)
    if (first === '<') return text[this.at + 1] === '<' ? this.#dict(depth) : this.#hex()
    return this.#word()
  }

  #name(): string {
    REGULAR.lastIndex = this.at + 1
    const found = REGULAR.exec(this.#text)?.[0] ?? ''
    this.at += 1 + found.length
    return `/${found.includes('#') ? found.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : found}`
  }

  #word(): PdfValue {
    REFERENCE.lastIndex = this.at
    const reference = REFERENCE.exec(this.#text)
    if (reference) {
      this.at = REFERENCE.lastIndex
      return new PdfRef(Number(reference[1]))
    }
    REGULAR.lastIndex = this.at
    const word = REGULAR.exec(this.#text)?.[0]
    if (word === undefined) throw new PdfSyntaxError('no object here')
    this.at += word.length
    if (word === 'true' || word === 'false') return word === 'true'
    if (word === 'null') return null
    if (NUMBER.test(word)) return Number(word)
    throw new PdfSyntaxError(`"${word.slice(0, 20)}" is no object`)
  }

  #array(depth: number): readonly PdfValue[] {
    this.at++
    const items: PdfValue[] = []
    for (;;) {
      this.skipBlank()
      if (this.#text[this.at] === ']') break
      items.push(this.value(depth + 1))
    }
    this.at++
    return items
  }

  #dict(depth: number): PdfDict {
    this.at += 2
    const dict = new Map<string, PdfValue>()
    for (;;) {
      this.skipBlank()
      if (this.#text.startsWith('>>', this.at)) break
      if (this.#text[this.at] !== '/') throw new PdfSyntaxError('a key must be a name')
      const key = this.#name().slice(1)
      dict.set(key, this.value(depth + 1))
    }
    this.at += 2
    return dict
  }

  #hex(): PdfString {
    const end = this.#text.indexOf('>', this.at)
    if (end === -1) throw new PdfSyntaxError('a hex string without end')
    const digits = this.#text.slice(this.at + 1, end).replace(/[^0-9A-Fa-f]/g, '')
    this.at = end + 1
    return new PdfString(Buffer.from(digits.length % 2 ? `${digits}0` : digits, 'hex').toString('latin1'))
  }

  #literal(): PdfString {
    const text = this.#text
    const parts: string[] = []
    let open = 1
    let at = this.at + 1
    while (at < text.length) {
      RUN.lastIndex = at
      const run = RUN.exec(text)?.[0] ?? ''
      this.#count()
      parts.push(run)
      at += run.length
      const c = text[at]
      if (c === '\\') {
        const escaped = escapeAt(text, at)
        parts.push(escaped.means)
        at += escaped.length
        continue
      }
      at++
      if (c === '(') open++
      else if (c === ')' && --open === 0) break
      if (c !== undefined) parts.push(c)
    }
    if (open > 0) throw new PdfSyntaxError('a string without end')
    this.at = at
    return new PdfString(parts.join(''))
  }
}

/** What a backslash and the characters behind it mean, and how long they are. */
function escapeAt(text: string, at: number): { means: string; length: number } {
  const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
  if (octal) return { means: String.fromCharCode(Number.parseInt(octal, 8) & 255), length: 1 + octal.length }
  const next = text[at + 1] ?? ''
  if (next === '\r' && text[at + 2] === '\n') return { means: '', length: 3 }
  return { means: next === '\n' || next === '\r' ? '' : (ESCAPES[next] ?? next), length: 2 }
}

/** A text string (ISO 32000-1, 7.9.2.2): UTF-16 or UTF-8 by its mark, else taken as Latin-1. */
export function pdfText(value: PdfValue | undefined): string | null {
  if (!(value instanceof PdfString)) return null
  const bytes = Buffer.from(value.bytes, 'latin1')
  if (value.bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes)
  if (value.bytes.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes)
  if (value.bytes.startsWith('\xef\xbb\xbf')) return new TextDecoder('utf-8').decode(bytes)
  return value.bytes
}
