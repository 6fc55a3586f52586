import { refuse } from '../../../core/fault.ts'
import { byteOrderOf, withoutEndMarks } from '../../text/byte-order.ts'

const DECLARED = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,60})["']/

/** The file as Latin-1 text, enough to find an ASCII declaration or root element. */
export function latin1(bytes: Uint8Array, length: number = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString('latin1')
}

/** The encoding by byte order mark, else by the shape of the first bytes, else by the declaration. */
export function encodingOf(bytes: Uint8Array): { label: string; declared: string | null; bomLength: number } {
  const order = byteOrderOf(bytes)
  if (order) return { label: order.encoding, declared: null, bomLength: order.markLength }
  const declared = DECLARED.exec(latin1(bytes, 300))?.[1] ?? null
  return { label: labelFor(declared ?? 'utf-8'), declared, bomLength: 0 }
}

/** Declared names as they occur: `UTF-8_W/O_BOM`, or `UTF-16` on a file whose bytes are plainly not. */
function labelFor(declared: string): string {
  const name = declared.trim().toLowerCase()
  if (/^utf-?8/.test(name) || /^(utf|ucs)-?(16|2|32)/.test(name)) return 'utf-8'
  return name
}

/** The text of an XML file: byte order mark and trailing NULs dropped. @throws Refusal for an unknown or untrue encoding. */
export function decodeXml(bytes: Uint8Array, file: string): string {
  const { label, declared, bomLength } = encodingOf(bytes)
  const body = bytes.subarray(bomLength)
  try {
    return withoutEndMarks(new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body))
  } catch (error) {
    if (error instanceof RangeError)
      return refuse('encoding-unknown', `The file says its encoding is "${declared}", which nobody knows.`, {
        params: { encoding: declared ?? '' },
        file,
        mend: 'Save it as UTF-8.',
      })
    return refuse('encoding-wrong', `The file says it is ${declared ?? label}, but its bytes are not.`, {
      params: { encoding: declared ?? label },
      file,
      mend: 'Save it again as UTF-8.',
    })
  }
}
