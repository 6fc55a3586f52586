import { refuse } from '../../core/fault.ts'
import { byteOrderOf, withoutEndMarks } from '../text/byte-order.ts'

/** Larger files are not statements; they are refused before anything is parsed. */
export const FILE_BYTES_MAX = 256 * 1024 * 1024
/** Longest line of a line-based format, in characters. */
export const LINE_LENGTH_MAX = 20_000

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
  const order = byteOrderOf(bytes)
  const text = order
    ? new TextDecoder(order.encoding).decode(bytes.subarray(order.markLength))
    : decodeLegacy(bytes, legacy ?? (prefersCentralEuropean(bytes.subarray(0, 200_000)) ? 'windows-1250' : 'windows-1252'))
  const clean = withoutEndMarks(text.replace(/^\ufeff/, ''))
  return legacy === undefined || !BOX_OR_CONTROL.test(clean) ? clean : clean.replace(/[\u0080-\u009f]/g, '')
}

/** The first characters, for sniffing: never throws. */
export function headOf(bytes: Uint8Array, length = 4096): string {
  const head = bytes.subarray(0, length)
  return new TextDecoder(byteOrderOf(head)?.encoding ?? 'utf-8').decode(head).replace(/^\ufeff/, '')
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
