import { refuse } from '../../../core/fault.ts'

const DECLARED = /^<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,60})["']/

/** The file as Latin-1 text, enough to find an ASCII declaration or root element. */
export function latin1(bytes: Uint8Array, length: number = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(length, bytes.length)).toString('latin1')
}

/** The encoding by byte order mark, else by the shape of the first bytes, else by the declaration. */
export function encodingOf(bytes: Uint8Array): { label: string; declared: string | null; bomLength: number } {
  const [a, b, c, d] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return { label: 'utf-8', declared: null, bomLength: 3 }
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', declared: null, bomLength: 2 }
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', declared: null, bomLength: 2 }
  if (a === 0x3c && b === 0 && d === 0) return { label: 'utf-16le', declared: null, bomLength: 0 }
  if (a === 0 && b === 0x3c && c === 0) return { label: 'utf-16be', declared: null, bomLength: 0 }
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
    const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body)
    let length = text.length
    while (length > 0 && text.charCodeAt(length - 1) === 0) length--
    return text.slice(0, length)
  } catch (error) {
    if (error instanceof RangeError)
      return refuse('encoding-unknown', `The file says its encoding is "${declared}", which nobody knows.`, {
        file,
        mend: 'Save it as UTF-8.',
      })
    return refuse('encoding-wrong', `The file says it is ${declared ?? label}, but its bytes are not.`, {
      file,
      mend: 'Save it again as UTF-8.',
    })
  }
}
