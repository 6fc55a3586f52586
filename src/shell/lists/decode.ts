import { normaliseHeader } from '../../core/list/header.ts'
import { byteOrderOf } from '../../packs/text/byte-order.ts'

/** What a file's bytes are, and how that was seen. */
export interface Decoded {
  readonly text: string
  readonly encoding: string
  /** The bytes end in the middle of a character. */
  readonly isCut: boolean
}

/** Code pages by where the firm is, tried after UTF-8; the others follow. */
const CENTRAL = new Set(['PL', 'CZ', 'SK', 'HU', 'RO', 'SI', 'HR'])

/**
 * Decodes a list: by its mark (BOM), as UTF-16 by its zero bytes, as UTF-8, else by the code page under which its head holds
 * the most known headers; ties go to letters, then to the firm's country.
 */
export function decodeList(bytes: Uint8Array, known: ReadonlySet<string>, country: string): Decoded {
  const order = byteOrderOf(bytes)
  if (order?.encoding === 'utf-8') return utf8(bytes.subarray(order.markLength)) ?? legacy(bytes, known, country)
  if (order) return utf16(bytes.subarray(order.markLength), order.encoding)
  return utf8(bytes) ?? legacy(bytes, known, country)
}

const utf16 = (bytes: Uint8Array, encoding: string): Decoded => ({
  text: new TextDecoder(encoding).decode(bytes),
  encoding,
  isCut: bytes.length % 2 === 1,
})

function utf8(bytes: Uint8Array): Decoded | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    const text = decoder.decode(bytes, { stream: true }) // a character cut at the end is told apart from bytes that are none
    try {
      return { text: text + decoder.decode(), encoding: 'utf-8', isCut: false }
    } catch {
      // a legacy text whose last letter looks like the beginning of a character is not cut UTF-8
      return bytes.subarray(0, -4).some(b => b > 0x7f) ? { text, encoding: 'utf-8', isCut: true } : undefined
    }
  } catch {
    return undefined
  }
}

function legacy(bytes: Uint8Array, known: ReadonlySet<string>, country: string): Decoded {
  const head = bytes.subarray(0, 200_000)
  const single = CENTRAL.has(country) ? ['windows-1250', 'windows-1252'] : ['windows-1252', 'windows-1250']
  const names = country === 'JP' ? ['shift_jis', 'euc-jp', ...single] : [...single, 'shift_jis', 'euc-jp']
  const scored = names.map((name, at) => {
    const text = new TextDecoder(name).decode(head)
    return { name, at, headers: headersIn(text, known), oddity: oddity(text, name) }
  })
  const [best] = scored.sort((a, b) => b.headers - a.headers || a.oddity - b.oddity || a.at - b.at)
  const encoding = best?.name ?? 'windows-1252'
  return { text: new TextDecoder(encoding).decode(bytes), encoding, isCut: false }
}

const headersIn = (text: string, known: ReadonlySet<string>): number =>
  new Set(
    text
      .split(/\r\n|\n|\r/, 40)
      .flatMap(line => line.split(/[,;\t|]/))
      .map(cell => normaliseHeader(cell.slice(0, 80)))
      .filter(cell => known.has(cell)),
  ).size

/** Signs that this is not the code page: replacement characters, signs inside words, half-width kana, private letters. */
function oddity(text: string, name: string): number {
  const wrong = (text.match(/\ufffd|[\u0080-\u009f]|[\ue000-\uf8ff]/g) ?? []).length * 3
  const inWords = (text.match(/\p{L}[¹³¿¼¾±¥£¢¦§µ¶]|[¹³¿¼¾±¢¦¶¯]\p{Ll}|[£¥ª]\p{Ll}{3}/gu) ?? []).length
  const halfWidth = (text.match(/[\uff61-\uff9f]/g) ?? []).length
  const mixed = name === 'shift_jis' || name === 'euc-jp' ? (text.match(/[a-z][\u4e00-\u9fff\uff61-\uff9f][a-z]?/g) ?? []).length : 0
  // French and German letters that only make sense in the western page
  const western = name === 'windows-1250' ? (text.match(/[ŕčęůďňőűă](?=[a-z]{2})|\p{Ll}[ŕčęů]\b/gu) ?? []).length * 0.5 : 0
  return wrong + inWords + halfWidth + mixed * 2 + western
}
