import { SaxesParser } from 'saxes'
import { refuse } from '../../core/fault.ts'

/** An element: local name, attributes, children, text, and the line it starts on. */
export interface XmlNode {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: XmlNode[]
  text: string
  readonly line: number
  /** From its `<` to behind its end tag, as the file has it. */
  readonly start: number
  end: number
}

const DEPTH_MAX = 60
const TEXT_LENGTH_MAX = 100_000

/**
 * Parses XML into a light tree of local names (prefixes dropped). Entities other than the five of XML are refused by the parser, so
 * nothing is fetched and nothing explodes. @throws Refusal naming the line where the text is not well-formed or beyond all measure.
 */
export function parseXml(written: string, file: string): XmlNode {
  const text = written.trimStart()
  const parser = new SaxesParser({ position: true })
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '', line: 1, start: 0, end: text.length }
  const open: XmlNode[] = [root]
  const stop = (message: string): never =>
    refuse('xml-unreadable', message, { file, line: parser.line, mend: 'Download the file from the bank again.' })
  parser.on('error', error => stop(`The XML is broken: ${error.message.replace(/^.*?:\d+:\d+:\s*/, '')}.`))
  parser.on('opentag', tag => {
    const name = tag.name.slice(tag.name.indexOf(':') + 1)
    const node: XmlNode = {
      name,
      attributes: tag.attributes as Record<string, string>,
      children: [],
      text: '',
      line: parser.line,
      start: text.lastIndexOf('<', parser.position - 1),
      end: text.length,
    } // xmlns is off: attribute values are strings
    open.at(-1)?.children.push(node)
    open.push(node)
    if (open.length > DEPTH_MAX) stop(`Elements are nested deeper than ${DEPTH_MAX}.`)
  })
  const addText = (piece: string): void => {
    const node = open.at(-1)
    if (!node) return
    node.text += piece
    if (node.text.length > TEXT_LENGTH_MAX) stop(`The text of ${node.name} is longer than ${TEXT_LENGTH_MAX} characters.`)
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const node = open.pop()
    if (node) node.end = parser.position
  })
  parser.write(text).close()
  return root.children[0] ?? stop('The file holds no XML element.')
}

/** Children of that name. */
export const all = (node: XmlNode | undefined, name: string): XmlNode[] => node?.children.filter(c => c.name === name) ?? []

/** The first element at a path like `Acct/Id/IBAN`, first child each time. */
export function at(node: XmlNode | undefined, path: string): XmlNode | undefined {
  let here = node
  for (const name of path.split('/')) here = here?.children.find(c => c.name === name)
  return here
}

/** The text at a path, trimmed; absent where blank. */
export function textAt(node: XmlNode | undefined, path: string): string | undefined {
  const text = at(node, path)?.text.trim()
  return text === '' ? undefined : text
}

/** Every element of that name at any depth, in document order. */
export function everywhere(node: XmlNode | undefined, name: string): XmlNode[] {
  if (!node) return []
  return node.children.flatMap(c => [...(c.name === name ? [c] : []), ...everywhere(c, name)])
}
