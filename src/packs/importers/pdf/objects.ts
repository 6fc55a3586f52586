import type { ImportContext } from '../../../core/facts/importer.ts'
import { refuse } from '../../../core/fault.ts'
import { latin1 } from '../xml/decode.ts'
import { type PdfDict, PdfParser, PdfRef, PdfSyntaxError, type PdfValue } from './syntax.ts'
import { type UnpackBudget, unpackStream } from './unpack.ts'

interface StreamSpan {
  readonly start: number
  /** Where `endstream` was found; a length elsewhere in the file may say it better. */
  readonly end: number
}

interface PdfObject {
  readonly value: PdfValue
  readonly stream?: StreamSpan
}

export const isDict = (value: PdfValue | undefined): value is PdfDict => value instanceof Map

const OBJECT = /(\d{1,10})[\0\t\n\f\r ]{1,20}\d{1,5}[\0\t\n\f\r ]{1,20}obj(?![A-Za-z])/g
const TRAILER = /trailer[\0\t\n\f\r ]{0,20}<</g

/**
 * All objects of a PDF, found by walking the file and not by its cross-reference tables, which are often wrong and can send a reader
 * in circles. A later definition of a number replaces an earlier one, as in an incremental update.
 */
export class PdfObjects {
  readonly #bytes: Uint8Array
  readonly #text: string
  readonly #context: Pick<ImportContext, 'file' | 'limits'>
  readonly #budget: UnpackBudget
  readonly #objects = new Map<number, PdfObject>()
  #count = 0
  #encrypted = false
  #noMoreEnds = false

  constructor(bytes: Uint8Array, context: Pick<ImportContext, 'file' | 'limits'>) {
    this.#bytes = bytes
    this.#text = latin1(bytes)
    this.#context = context
    this.#budget = { file: context.file, left: context.limits.unpacked_max }
    this.#scan()
    if (this.#encrypted || this.#trailerEncrypts())
      refuse('pdf-encrypted', 'The PDF is encrypted.', {
        params: {},
        file: context.file,
        mend: 'Ask the sender for it without a password.',
      })
  }

  *values(): Iterable<PdfValue> {
    for (const { value } of this.#objects.values()) yield value
  }

  /** The value behind a reference (one step is all a valid file needs, ten are followed). */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let found = value
    for (let step = 0; step < 10 && found instanceof PdfRef; step++) found = this.#objects.get(found.number)?.value
    return found
  }

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const found = this.resolve(value)
    return isDict(found) ? found : undefined
  }

  array(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : []
  }

  /** The unpacked content of a stream object; undefined where the reference leads to none. */
  content(value: PdfValue | undefined): Uint8Array | undefined {
    const object = value instanceof PdfRef ? this.#objects.get(value.number) : undefined
    return object?.stream && isDict(object.value) ? this.#unpack(object.value, object.stream) : undefined
  }

  #scan(): void {
    const { file, limits } = this.#context
    OBJECT.lastIndex = 0
    let seen = 0
    for (let match = OBJECT.exec(this.#text); match; match = OBJECT.exec(this.#text)) {
      if (++seen % 64 === 0 && limits.expired())
        refuse('file-too-slow', 'Reading the file took longer than a file may take.', { params: {}, file })
      const found = this.#objectAt(OBJECT.lastIndex)
      if (!found) continue
      const { object, end } = found
      this.#objects.delete(Number(match[1]))
      this.#objects.set(Number(match[1]), object)
      const next = Math.max(end, OBJECT.lastIndex)
      this.#noteSpecial(object)
      OBJECT.lastIndex = next
    }
  }

  #objectAt(at: number): { object: PdfObject; end: number } | undefined {
    const parser = new PdfParser(this.#text, at, () => this.#spend())
    let value: PdfValue
    try {
      value = parser.value()
    } catch (error) {
      if (error instanceof PdfSyntaxError) return undefined // not an object after all, or a damaged one: the walk goes on behind its head
      throw error
    }
    parser.skipBlank()
    if (!isDict(value) || !this.#text.startsWith('stream', parser.at)) return { object: { value }, end: parser.at }
    let start = parser.at + 'stream'.length
    if (this.#text[start] === '\r') start++
    if (this.#text[start] === '\n') start++
    const length = value.get('Length')
    const stated = typeof length === 'number' ? start + length : undefined
    const end = stated !== undefined && this.#endsAt(stated) ? stated : this.#nextEnd(start)
    const span = { start, end: end === -1 ? this.#text.length : end }
    return { object: { value, stream: span }, end: span.end }
  }

  /** The next `endstream`; once there is none, none is looked for again. */
  #nextEnd(start: number): number {
    if (this.#noMoreEnds) return -1
    const found = this.#text.indexOf('endstream', start)
    this.#noMoreEnds = found === -1
    return found
  }

  #endsAt(at: number): boolean {
    return at >= 0 && at <= this.#text.length && /^\s{0,4}endstream/.test(this.#text.slice(at, at + 13))
  }

  #spend(): void {
    const { file, limits } = this.#context
    if (++this.#count > limits.nodes_max)
      refuse('pdf-too-many-objects', `The PDF has more than ${limits.nodes_max} objects.`, { params: {}, file })
  }

  #noteSpecial({ value, stream }: PdfObject): void {
    if (!stream || !isDict(value)) return
    if (value.get('Type') === '/XRef' && value.has('Encrypt')) this.#encrypted = true
    if (value.get('Type') === '/ObjStm' && !this.#encrypted) this.#readObjectStream(value, stream)
  }

  /** ISO 32000-1, 7.5.7: pairs of number and offset, then the objects from `First` on. */
  #readObjectStream(dict: PdfDict, span: StreamSpan): void {
    const content = latin1(this.#unpack(dict, span))
    const first = dict.get('First')
    const count = dict.get('N')
    if (typeof first !== 'number' || typeof count !== 'number') return
    const heads = content.slice(0, first).trim().split(/\s+/).map(Number)
    for (let at = 0; at + 1 < heads.length && at < count * 2; at += 2) {
      const number = heads[at]
      const offset = heads[at + 1]
      if (number === undefined || offset === undefined || !Number.isInteger(number) || !Number.isInteger(offset)) return
      try {
        const value = new PdfParser(content, first + offset, () => this.#spend()).value()
        this.#objects.delete(number)
        this.#objects.set(number, { value })
      } catch (error) {
        if (!(error instanceof PdfSyntaxError)) throw error // one damaged object leaves the others
      }
    }
  }

  #unpack(dict: PdfDict, span: StreamSpan): Uint8Array {
    const length = this.resolve(dict.get('Length'))
    const end = typeof length === 'number' && this.#endsAt(span.start + length) ? span.start + length : span.end
    const filter = this.resolve(dict.get('Filter') ?? dict.get('F'))
    const filters = (Array.isArray(filter) ? filter : [filter]).map(f => this.resolve(f)).filter(f => typeof f === 'string')
    return unpackStream(this.#bytes.subarray(span.start, end), filters, this.#budget)
  }

  #trailerEncrypts(): boolean {
    TRAILER.lastIndex = 0
    for (let match = TRAILER.exec(this.#text); match; match = TRAILER.exec(this.#text)) {
      try {
        const value = new PdfParser(this.#text, TRAILER.lastIndex - 2, () => this.#spend()).value()
        if (isDict(value) && value.has('Encrypt')) return true
      } catch (error) {
        if (!(error instanceof PdfSyntaxError)) throw error // a word "trailer" inside other data
      }
    }
    return false
  }
}
