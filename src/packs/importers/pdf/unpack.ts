import { constants, inflateRawSync, inflateSync } from 'node:zlib'
import { refuse } from '../../../core/fault.ts'

/** How many bytes the compressed parts of one file may still unpack to. */
export interface UnpackBudget {
  readonly file: string
  left: number
}

const tooLarge = (file: string): never =>
  refuse('unpacks-too-large', 'The compressed parts of the file unpack to more than a file may hold.', { params: {}, file })

function spend(bytes: Uint8Array, budget: UnpackBudget): Uint8Array {
  if (bytes.length > budget.left) tooLarge(budget.file)
  budget.left -= bytes.length
  return bytes
}

const isTooLarge = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/** Inflates, as far as the data goes: a missing end or a wrong check sum is left to the reader of the content. */
function inflate(bytes: Uint8Array, budget: UnpackBudget): Uint8Array {
  if (budget.left <= 0) return tooLarge(budget.file)
  const options = { maxOutputLength: budget.left, finishFlush: constants.Z_SYNC_FLUSH }
  try {
    return spend(inflateSync(bytes, options), budget)
  } catch (error) {
    if (isTooLarge(error)) return tooLarge(budget.file)
  }
  try {
    return spend(inflateRawSync(bytes.subarray(2), options), budget)
  } catch (error) {
    if (isTooLarge(error)) return tooLarge(budget.file)
    return refuse('pdf-damaged', 'A compressed part of the PDF is damaged.', {
      params: {},
      file: budget.file,
      mend: 'Ask the sender for the file again.',
    })
  }
}

const asciiHex = (bytes: Uint8Array): Uint8Array =>
  Buffer.from(
    Buffer.from(bytes)
      .toString('latin1')
      .split('>', 1)[0]
      ?.replace(/[^0-9A-Fa-f]/g, '') ?? '',
    'hex',
  )

function ascii85(bytes: Uint8Array): Uint8Array {
  const stated = Buffer.from(bytes)
    .toString('latin1')
    .replace(/^\s*<~/, '')
  const text = (stated.split('~', 1)[0] ?? '').replace(/\s/g, '').replace(/z/g, '!!!!!')
  const out: number[] = []
  for (let at = 0; at < text.length; at += 5) {
    const group = text.slice(at, at + 5)
    let value = 0
    for (const c of group.padEnd(5, 'u')) value = value * 85 + (c.charCodeAt(0) - 33)
    for (let i = 0; i < group.length - 1; i++) out.push(Math.floor(value / 256 ** (3 - i)) & 255)
  }
  return Uint8Array.from(out)
}

/** Undoes the filters of a PDF stream, in order. @throws Refusal for an unknown filter, damage or too much data. */
export function unpackStream(bytes: Uint8Array, filters: readonly string[], budget: UnpackBudget): Uint8Array {
  if (filters.length > 4) return tooLarge(budget.file)
  let data = bytes
  for (const filter of filters) {
    if (filter === '/FlateDecode' || filter === '/Fl') data = inflate(data, budget)
    else if (filter === '/ASCIIHexDecode' || filter === '/AHx') data = spend(asciiHex(data), budget)
    else if (filter === '/ASCII85Decode' || filter === '/A85') data = spend(ascii85(data), budget)
    else
      return refuse('pdf-filter-unknown', `The PDF packs its attachment with ${filter.slice(1, 30)}, which is not read.`, {
        params: {},
        file: budget.file,
        mend: 'Ask the sender for the invoice as XML.',
      })
  }
  return data
}
