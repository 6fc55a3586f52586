const lengthOf = (length: number): Buffer => {
  if (length < 128) return Buffer.from([length])
  const hex = length.toString(16)
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex')
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes])
}

export const ber = (tag: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content])
export const constructed = (tag: number, ...parts: Uint8Array[]): Buffer => ber(tag, Buffer.concat(parts))
export const berIndefinite = (tag: number, ...parts: Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...parts, Buffer.from([0, 0])])

const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex')
const DATA = Buffer.from('06092a864886f70d010701', 'hex')

/** CMS signed data around some content, with a signature nobody checks. `raw` puts the content in as an element of its own. */
export function signed(content: Uint8Array, { indefinite = false, pieces = 0, raw = false } = {}): Buffer {
  const wrap = indefinite ? berIndefinite : constructed
  const chunks =
    pieces > 0
      ? Array.from({ length: Math.ceil(content.length / pieces) }, (_, at) => content.subarray(at * pieces, (at + 1) * pieces))
      : []
  const octets = raw ? Buffer.from(content) : pieces > 0 ? wrap(0x24, ...chunks.map(chunk => ber(0x04, chunk))) : ber(0x04, content)
  const encapsulated = wrap(0x30, DATA, wrap(0xa0, octets))
  const version = Buffer.from([2, 1, 1])
  const empty = Buffer.from([0x31, 0])
  return wrap(0x30, SIGNED_DATA, wrap(0xa0, wrap(0x30, version, empty, encapsulated, empty)))
}
