import { refuse } from '../../core/fault.ts'

/** Larger files are not statements; they are refused before anything is parsed. */
export const FILE_BYTES_MAX = 256 * 1024 * 1024
/** Longest line of a line-based format, in characters. */
export const LINE_LENGTH_MAX = 20_000

const startsWith = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, at) => bytes[at] === b)

/** UTF-16 without a mark: every second of the first bytes is zero. */
function utf16Guess(bytes: Uint8Array): string | undefined {
  const probe = bytes.subarray(0, 64)
  if (probe.length < 8) return undefined
  let even = 0
  let odd = 0
  probe.forEach((b, at) => {
    if (b !== 0) return
    if (at % 2 === 0) even += 1
    else odd += 1
  })
  if (odd > probe.length / 3 && even === 0) return 'utf-16le'
  if (even > probe.length / 3 && odd === 0) return 'utf-16be'
  return undefined
}

const BOX_OR_CONTROL = /[\u0080-\u009f]/

/** UTF-8 where the bytes are valid UTF-8, else the legacy encoding, in which every byte is a character. */
function decodeLegacy(bytes: Uint8Array, legacy: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder(legacy).decode(bytes)
  }
}

/** Counts letters that Central European text holds in windows-1250 and that are odd signs in windows-1252. */
function prefersCentralEuropean(bytes: Uint8Array): boolean {
  const western = new TextDecoder('windows-1252').decode(bytes)
  const central = new TextDecoder('windows-1250').decode(bytes)
  const odd = (text: string): number =>
    (text.match(/\p{L}[¥£¦¹³¼½¾¿¯·¨ª°±²]|[\u0080-\u009f]|[¹³¼½¾ªº]\p{L}|\p{L}[ÈÌØÙÏÒ]\p{Ll}|[èìøùïò]\p{L}/gu) ?? []).length
  const slavic = (central.match(/[ąćęłńśźżčďěňřšťůžőűșțŐŰĄĆĘŁŃŚŹŻČĎĚŇŘŠŤŮŽ]/g) ?? []).length
  const french = (western.match(/[èêàçôîûœñãõ]/g) ?? []).length
  return odd(western) > 0 && slavic > 0 && slavic >= french && slavic > odd(central)
}

/**
 * The text of a file: by its mark (BOM), as UTF-16, as valid UTF-8, else in a legacy code page. NULs at the end are dropped.
 * @param legacy the code page to fall back to; without it windows-1250 or -1252 by the letters seen.
 */
export function decodeText(bytes: Uint8Array, file: string, legacy?: string): string {
  if (bytes.length > FILE_BYTES_MAX)
    refuse('file-too-large', `The file has ${bytes.length} bytes; ${FILE_BYTES_MAX} is the limit.`, { file })
  let text: string
  if (startsWith(bytes, 0xef, 0xbb, 0xbf)) text = new TextDecoder('utf-8').decode(bytes.subarray(3))
  else if (startsWith(bytes, 0xff, 0xfe)) text = new TextDecoder('utf-16le').decode(bytes.subarray(2))
  else if (startsWith(bytes, 0xfe, 0xff)) text = new TextDecoder('utf-16be').decode(bytes.subarray(2))
  else {
    const utf16 = utf16Guess(bytes)
    if (utf16) text = new TextDecoder(utf16).decode(bytes)
    else text = decodeLegacy(bytes, legacy ?? (prefersCentralEuropean(bytes.subarray(0, 200_000)) ? 'windows-1250' : 'windows-1252'))
  }
  const clean = withoutEndMarks(text.replace(/^\ufeff/, ''))
  return legacy === undefined || !BOX_OR_CONTROL.test(clean) ? clean : clean.replace(/[\u0080-\u009f]/g, '')
}

/** NUL and the end-of-file sign of DOS stand behind many downloads. */
function withoutEndMarks(text: string): string {
  let end = text.length
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 0x1a)) end -= 1
  return text.slice(0, end)
}

/** The first characters, for sniffing: never throws. */
export function headOf(bytes: Uint8Array, length = 4096): string {
  const head = bytes.subarray(0, length)
  const utf16 = startsWith(head, 0xff, 0xfe) ? 'utf-16le' : startsWith(head, 0xfe, 0xff) ? 'utf-16be' : utf16Guess(head)
  return new TextDecoder(utf16 ?? 'utf-8').decode(head).replace(/^\ufeff/, '')
}

/** Lines without their ends (CRLF, LF, CR). @throws Refusal naming the line that is longer than any statement's. */
export function linesOf(text: string, file: string): string[] {
  const lines = text.split(/\r\n|\n|\r/)
  const long = lines.findIndex(l => l.length > LINE_LENGTH_MAX)
  if (long >= 0) {
    refuse('line-too-long', `The line has ${lines[long]?.length} characters; no statement has lines beyond ${LINE_LENGTH_MAX}.`, {
      file,
      line: long + 1,
      mend: 'Download the statement from the bank again.',
    })
  }
  return lines
}
