/** What is wrong with the BER data, for the caller to put into a fault. */
export class BerError extends Error {}

interface Element {
  readonly tag: number
  readonly constructed: boolean
  readonly start: number
  /** Behind the content; for the indefinite form, before its end marker. */
  readonly end: number
  /** Behind the whole element. */
  readonly next: number
}

const DEPTH_MAX = 32
const SIGNED_DATA = '2a864886f70d010702'
const OCTET_STRING = 0x04
const SEQUENCE = 0x10
const CONTEXT_0 = 0xa0

function elementAt(bytes: Uint8Array, at: number, limit: number, depth = 0): Element {
  if (depth > DEPTH_MAX) throw new BerError('nested too deep')
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || at + 2 > limit) throw new BerError('cut off')
  if ((tag & 0x1f) === 0x1f) throw new BerError('an unknown tag')
  const constructed = (tag & 0x20) !== 0
  if (first === 0x80) return indefinite(bytes, { tag, at, limit, depth })
  let start = at + 2
  let length = first
  if (first > 0x80) {
    const size = first & 0x7f
    if (size > 5) throw new BerError('a length beyond reason')
    length = 0
    for (let i = 0; i < size; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += size
  }
  if (start + length > limit) throw new BerError('cut off')
  return { tag, constructed, start, end: start + length, next: start + length }
}

function indefinite(bytes: Uint8Array, head: { tag: number; at: number; limit: number; depth: number }): Element {
  const start = head.at + 2
  let at = start
  while (!(bytes[at] === 0 && bytes[at + 1] === 0)) at = elementAt(bytes, at, head.limit, head.depth + 1).next
  return { tag: head.tag, constructed: true, start, end: at, next: at + 2 }
}

function childrenOf(bytes: Uint8Array, parent: Element): Element[] {
  const children: Element[] = []
  for (let at = parent.start; at < parent.end; ) {
    const child = elementAt(bytes, at, parent.end + (parent.next - parent.end))
    children.push(child)
    at = child.next
  }
  return children
}

/** The bytes of an octet string, put together where it comes in pieces. */
function octets(bytes: Uint8Array, element: Element, depth = 0): Uint8Array[] {
  if (depth > DEPTH_MAX) throw new BerError('nested too deep')
  if (!element.constructed) return [bytes.subarray(element.start, element.end)]
  return childrenOf(bytes, element).flatMap(child => octets(bytes, child, depth + 1))
}

/** True where the bytes start as a CMS ContentInfo of signed data does. */
export function looksLikeCms(bytes: Uint8Array): boolean {
  return bytes[0] === 0x30 && Buffer.from(bytes.subarray(0, 24)).toString('hex').includes(SIGNED_DATA)
}

/** The content inside CMS signed data (RFC 5652, 5.1), BER or DER. The signature itself is not checked. @throws BerError */
export function signedContent(bytes: Uint8Array): Uint8Array {
  const info = childrenOf(bytes, elementAt(bytes, 0, bytes.length))
  const signed = info.find(e => e.tag === CONTEXT_0)
  const data = signed && childrenOf(bytes, signed).find(e => (e.tag & 0x1f) === SEQUENCE)
  const encapsulated = data && childrenOf(bytes, data).find(e => e.tag === (SEQUENCE | 0x20))
  const content = encapsulated && childrenOf(bytes, encapsulated).find(e => e.tag === CONTEXT_0)
  const string = content && childrenOf(bytes, content).find(e => (e.tag & 0x1f) === OCTET_STRING)
  if (!string) throw new BerError('signed, but without content')
  return Buffer.concat(octets(bytes, string))
}
