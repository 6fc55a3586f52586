import { unzipSync } from 'fflate'
import { refuse } from '../../core/fault.ts'
import type { ListRow } from '../../core/list/source.ts'

const UNPACKED_MAX = 400 * 1024 * 1024

/** A workbook begins like any zip archive. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
/** The old binary format of spreadsheets, which is not read. */
export const isOldWorkbook = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

/** Sizes as the archive's directory states them; a directory that is not there means the file is cut. */
function unpackedSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 70_000); at -= 1)
    if (view.getUint32(at, true) === 0x06054b50) return sizesFrom(view, view.getUint32(at + 16, true), view.getUint16(at + 10, true))
  return undefined
}

function sizesFrom(view: DataView, start: number, count: number): number | undefined {
  let at = start
  let sum = 0
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50) return undefined
    sum += view.getUint32(at + 24, true)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return sum
}

/** A number of a cell as text, without the noise of binary fractions. Three decimals get a fourth: a lone `1.234` would be read as thousands. */
const numberText = (n: number): string => String(Number(n.toPrecision(15))).replace(/\.\d{3}$/, decimals => `${decimals}0`)

function cellText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  if (typeof value === 'number') return numberText(value)
  return String(value)
}

/** Of each sheet, in their order, whether the workbook hides it (old copies and helper tables stand there); and whether its days count from 1904. */
function headOf(bytes: Uint8Array): { hidden: boolean[]; since1904: boolean } {
  const name = 'xl/workbook.xml'
  const part = unzipSync(bytes, { filter: f => f.name === name })[name]
  const text = part ? new TextDecoder().decode(part) : ''
  const sheets = text.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []
  return {
    hidden: sheets.map(sheet => /\sstate=["'](?:hidden|veryHidden)["']/.test(sheet)),
    since1904: /<(?:\w+:)?workbookPr\s[^>]*date1904=["'](?:1|true)["']/.test(text),
  }
}

export interface WorkbookRows {
  readonly rows: readonly ListRow[]
  /** Days that stand as plain numbers are counted from 1904. */
  readonly since1904: boolean
}

/** Reads the first sheet that is shown and holds anything. @throws Refusal where the workbook is cut, too large when unpacked, or locked. */
export async function readWorkbook(bytes: Uint8Array, file: string): Promise<WorkbookRows> {
  const size = unpackedSize(bytes)
  if (size === undefined)
    return refuse('file-cut', 'The workbook has no end: it is cut in the middle.', { params: {}, file, mend: 'Save or copy it again.' })
  if (size > UNPACKED_MAX) refuse('file-too-large', `The workbook unpacks to more than ${UNPACKED_MAX} bytes.`, { params: {}, file })
  const { default: readSheets } = await import('read-excel-file/node')
  const sheets = await readSheets(Buffer.from(bytes)).catch((error: Error) =>
    refuse('list-unreadable', `The workbook cannot be read (${error.message.slice(0, 120)}).`, {
      params: {},
      file,
      mend: 'Save it again as .xlsx or .csv.',
    }),
  )
  const { hidden, since1904 } = headOf(bytes)
  const shown = sheets.filter((_, at) => !hidden[at])
  const sheet = shown.find(s => s.data.length > 1) ?? shown[0] ?? sheets[0]
  return { rows: (sheet?.data ?? []).map((cells, at) => ({ line: at + 1, cells: [...cells].map(cellText) })), since1904 }
}
