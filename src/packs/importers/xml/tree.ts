import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { ImportContext } from '../../../core/facts/importer.ts'
import { refuse } from '../../../core/fault.ts'
import { decodeXml } from './decode.ts'

/** One element. Names are local: real files choose their prefixes freely. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  /** Its own text, untrimmed; CDATA included. */
  text: string
  /** Offsets in the decoded text: just behind the start tag, and just behind the element. */
  readonly startTagEnd: number
  end: number
}

export interface XmlTree {
  readonly root: XmlNode
  readonly namespace: string
  readonly text: string
}

const NONE: Readonly<Record<string, string>> = Object.freeze({})
const ODD_ENCODING_NAME = /encoding value must match/
const CHUNK_LENGTH = 1 << 22
/** Attached files lie in the text in base64, often most of it: nothing in such a run can be markup, so the tokenizer need not see it. */
const PLAIN_RUN_LENGTH_MIN = 512
const NOT_PLAIN = /[^A-Za-z0-9+/=\n\t ]/

/**
 * Reads a file into a light tree of local names. Strict: not well-formed, an entity that is not one of XML's own five, or an internal
 * document type is refused; nothing is ever fetched.
 * @throws Refusal: `xml-malformed`, `xml-entities`, `file-too-large`, `xml-too-deep`, `xml-too-many-elements`, `file-too-slow`, `encoding-*`.
 */
export function parseXml(bytes: Uint8Array, context: Pick<ImportContext, 'file' | 'limits'>): XmlTree {
  const { file, limits } = context
  if (bytes.length > limits.bytes_max)
    refuse('file-too-large', `The file has more than ${limits.bytes_max} bytes.`, {
      params: { megabytes: String(limits.bytes_max / 1048576) },
      file,
    })
  const text = decodeXml(bytes, file)
  return new TreeBuilder(text, context).build()
}

class TreeBuilder {
  readonly #text: string
  readonly #context: Pick<ImportContext, 'file' | 'limits'>
  readonly #parser = new SaxesParser({ xmlns: true, position: true })
  readonly #open: XmlNode[] = []
  #root: XmlNode | undefined
  #namespace = ''
  #count = 0
  /** Length of the text that was taken over without the tokenizer. */
  #takenOver = 0

  constructor(text: string, context: Pick<ImportContext, 'file' | 'limits'>) {
    this.#text = text
    this.#context = context
  }

  build(): XmlTree {
    const parser = this.#parser
    parser.on('error', error => {
      if (!ODD_ENCODING_NAME.test(error.message)) this.#malformed(error) // the text is decoded by now
    })
    parser.on('doctype', doctype => this.#doctype(doctype))
    parser.on('opentag', tag => this.#opened(tag))
    parser.on('closetag', () => this.#closed())
    parser.on('text', text => this.#said(text))
    parser.on('cdata', text => this.#said(text))
    let written = 0
    for (const [start, end] of plainRuns(this.#text)) {
      this.#write(written, start)
      written = this.#takeOver(start, end)
    }
    this.#write(written, this.#text.length)
    parser.close()
    if (!this.#root) return refuse('xml-malformed', 'The file holds no XML element.', { params: {}, file: this.#context.file })
    return { root: this.#root, namespace: this.#namespace, text: this.#text }
  }

  #write(start: number, end: number): void {
    for (let at = start; at < end; at += CHUNK_LENGTH) {
      if (this.#context.limits.expired()) this.#tooSlow()
      this.#parser.write(this.#text.slice(at, Math.min(end, at + CHUNK_LENGTH)))
    }
  }

  /** Takes a plain run over as text where it stands just behind a start tag; in a comment, say, it is not text. @returns how far the file is read. */
  #takeOver(start: number, end: number): number {
    const node = this.#open.at(-1)
    if (node?.startTagEnd !== start) return start
    const run = this.#text.slice(start, end)
    node.text += run
    this.#parser.line += run.split('\n').length - 1
    this.#takenOver += run.length
    return end
  }

  get #position(): number {
    return this.#parser.position + this.#takenOver
  }

  #opened(tag: SaxesTagNS): void {
    const { file, limits } = this.#context
    let attributes: Record<string, string> | undefined
    for (const name in tag.attributes) {
      const attribute = tag.attributes[name]
      if (!attribute) continue
      this.#count++
      if (attribute.prefix === 'xmlns' || name === 'xmlns') continue
      attributes ??= {}
      attributes[attribute.local] = attribute.value
    }
    if (++this.#count > limits.nodes_max)
      refuse('xml-too-many-elements', `The file has more than ${limits.nodes_max} elements and attributes.`, { params: {}, file })
    if (this.#count % 4_096 === 0 && limits.expired()) this.#tooSlow()
    const node: XmlNode = {
      name: tag.local,
      attributes: attributes ?? NONE,
      children: [],
      text: '',
      startTagEnd: this.#position,
      end: 0,
    }
    const parent = this.#open.at(-1)
    if (parent) parent.children.push(node)
    else {
      this.#root = node
      this.#namespace = tag.uri
    }
    if (this.#open.push(node) > limits.depth_max)
      refuse('xml-too-deep', `The file nests elements more than ${limits.depth_max} deep.`, { params: {}, file, line: this.#parser.line })
  }

  #closed(): void {
    const node = this.#open.pop()
    if (node) node.end = this.#position
  }

  #said(text: string): void {
    const node = this.#open.at(-1)
    if (node) node.text += text
  }

  #doctype(doctype: string): void {
    if (doctype.includes('['))
      refuse('xml-entities', 'The file defines its own entities, which no invoice needs and attackers use.', {
        params: {},
        file: this.#context.file,
        mend: 'Ask the sender for a file without a document type.',
      })
  }

  #malformed(error: Error): never {
    const [, line, message = error.message] = /^(\d+):\d+: ([\s\S]*)$/.exec(error.message.replace(/^[^\d][^:]*:(?=\d+:\d+: )/, '')) ?? []
    const entity = /undefined entity/i.test(message)
    return refuse(entity ? 'xml-entities' : 'xml-malformed', `The XML is broken: ${message.trim().replace(/\.?$/, '.')}`, {
      params: {},
      file: this.#context.file,
      ...(line === undefined ? {} : { line: Number(line) }),
      mend: 'Ask the sender for the file again.',
    })
  }

  #tooSlow(): never {
    return refuse('file-too-slow', 'Reading the file took longer than a file may take.', { params: {}, file: this.#context.file })
  }
}

/** Where long runs of plain characters stand between two tags. */
function* plainRuns(text: string): Generator<readonly [start: number, end: number]> {
  let end = 0
  while (end !== -1) {
    const start = text.indexOf('>', end) + 1
    if (start === 0) return
    end = text.indexOf('<', start)
    if (end - start >= PLAIN_RUN_LENGTH_MIN && !NOT_PLAIN.test(text.slice(start, end))) yield [start, end]
  }
}

/** The element as it stood in the file. */
export const rawOf = (node: XmlNode, text: string): string => text.slice(text.lastIndexOf('<', node.startTagEnd - 2), node.end)

/** The line of an element, counted from 1. */
export function lineOf(node: XmlNode, text: string): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < node.startTagEnd; at = text.indexOf('\n', at + 1)) line++
  return line
}

const paths = new Map<string, readonly string[]>()
function stepsOf(path: string): readonly string[] {
  const known = paths.get(path)
  if (known) return known
  const steps = path.split('/')
  paths.set(path, steps)
  return steps
}

function firstBelow(node: XmlNode, steps: readonly string[], at: number): XmlNode | undefined {
  const name = steps[at]
  for (const child of node.children) {
    if (child.name !== name) continue
    if (at === steps.length - 1) return child
    const found = firstBelow(child, steps, at + 1)
    if (found) return found
  }
  return undefined
}

/** The first element at a path of local names (`A/B/C`), in document order. */
export const find = (node: XmlNode | undefined, path: string): XmlNode | undefined => node && firstBelow(node, stepsOf(path), 0)

/** All elements at a path of local names, in document order. */
export function findAll(node: XmlNode | undefined, path: string): XmlNode[] {
  let level: XmlNode[] = node ? [node] : []
  for (const step of stepsOf(path)) level = level.flatMap(n => n.children.filter(c => c.name === step))
  return level
}

/** The trimmed text at the first of several paths that holds any; null where none does. */
export function textAt(node: XmlNode | undefined, ...alternatives: readonly string[]): string | null {
  for (const path of alternatives) {
    const text = find(node, path)?.text.trim()
    if (text) return text
  }
  return null
}

/** The trimmed texts of all elements at a path, empty ones left out. */
export const textsAt = (node: XmlNode | undefined, path: string): string[] =>
  findAll(node, path)
    .map(n => n.text.trim())
    .filter(Boolean)
