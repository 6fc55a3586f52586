/** How the bytes of a text file are to be read, as far as they say so themselves. */
export interface ByteOrder {
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be'
  /** Bytes of the mark at the beginning, which are no text. */
  readonly markLength: number
}

const starts = (bytes: Uint8Array, ...head: number[]): boolean => head.every((b, at) => bytes[at] === b)

const PROBE = 400
/** Two characters: less says nothing. */
const LEAST = 4
/** One zero byte in so many is more than any other encoding has. */
const ONE_IN = 8

/** UTF-16 without a mark: zero bytes at every second place only, or nearly. */
function utf16Guess(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const probe = bytes.subarray(0, PROBE)
  if (probe.length < LEAST) return undefined
  const zeros = [0, 0]
  probe.forEach((b, at) => {
    if (b === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (odd > probe.length / ONE_IN && even * 10 < odd) return 'utf-16le'
  return even > probe.length / ONE_IN && odd * 10 < even ? 'utf-16be' : undefined
}

/** The encoding by its mark (BOM), else UTF-16 by its zero bytes; undefined where the bytes say nothing. */
export function byteOrderOf(bytes: Uint8Array): ByteOrder | undefined {
  if (starts(bytes, 0xef, 0xbb, 0xbf)) return { encoding: 'utf-8', markLength: 3 }
  if (starts(bytes, 0xff, 0xfe)) return { encoding: 'utf-16le', markLength: 2 }
  if (starts(bytes, 0xfe, 0xff)) return { encoding: 'utf-16be', markLength: 2 }
  const guess = utf16Guess(bytes)
  return guess && { encoding: guess, markLength: 0 }
}

/** The text without the NULs and the end-of-file sign of DOS that stand behind many downloads. */
export function withoutEndMarks(text: string): string {
  let end = text.length
  while (end > 0 && (text.charCodeAt(end - 1) === 0 || text.charCodeAt(end - 1) === 0x1a)) end -= 1
  return text.slice(0, end)
}
