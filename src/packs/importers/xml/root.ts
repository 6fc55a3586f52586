import { encodingOf, latin1 } from './decode.ts'

export interface RootName {
  readonly local: string
  readonly namespace: string
}

const HEAD_LENGTHS = [4_096, 262_144] as const
/** What may stand before the root element, by how it starts and ends. */
const PROLOGUE = [
  ['<?', '?>'],
  ['<!--', '-->'],
  ['<!DOCTYPE', '>'],
] as const
const START_TAG = /<(?:([A-Za-z_][\w.-]*):)?([^\s/>:!?<=]+)([^>]*)/y

const seen = new WeakMap<Uint8Array, RootName | null>()

/** The root element's local name and namespace, from the head of the file, without parsing it; null where the bytes do not look like XML. */
export function rootOf(bytes: Uint8Array): RootName | null {
  const known = seen.get(bytes)
  if (known !== undefined) return known
  let found: RootName | null = null
  for (const length of HEAD_LENGTHS) {
    found = rootIn(headText(bytes, length))
    if (found || length >= bytes.length) break
  }
  seen.set(bytes, found)
  return found
}

function headText(bytes: Uint8Array, length: number): string {
  const { label, bomLength } = encodingOf(bytes)
  if (label.startsWith('utf-16')) return new TextDecoder(label).decode(bytes.subarray(bomLength, length))
  return latin1(bytes.subarray(bomLength), length)
}

/** Behind the prologue; undefined where the text ends before that. */
function rootOffset(head: string): number | undefined {
  let at = 0
  for (;;) {
    while (at < head.length && head.charCodeAt(at) <= 32) at++
    const part = PROLOGUE.find(([start]) => head.startsWith(start, at))
    if (!part) return at
    const end = head.indexOf(part[1], at + part[0].length)
    const subset = part[0] === '<!DOCTYPE' ? head.slice(at, end).indexOf('[') : -1
    const behind = subset === -1 ? end : head.indexOf('>', head.indexOf(']', at))
    if (end === -1 || behind === -1) return undefined
    at = behind + part[1].length
  }
}

function rootIn(head: string): RootName | null {
  const at = rootOffset(head)
  if (at === undefined) return null
  START_TAG.lastIndex = at
  const tag = START_TAG.exec(head)
  if (!tag) return null
  const [, prefix, local = '', attributes = ''] = tag
  const declaration = prefix ? `xmlns:${prefix.replaceAll('.', '\\.')}` : 'xmlns'
  const namespace = new RegExp(`(?:^|\\s)${declaration}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return { local, namespace: (namespace?.[1] ?? namespace?.[2] ?? '').trim() }
}
