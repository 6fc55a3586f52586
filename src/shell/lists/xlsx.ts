import { zipSync } from 'fflate'
import { Refusal, refuse } from '../../core/fault.ts'
import type { ListRow } from '../../core/list/source.ts'
import { type ArchiveLimits, bytesIn, openArchive } from '../archive/unpack.ts'

const UNPACKED_MAX = 400 * 1024 * 1024

/** A workbook begins like any zip archive. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
/** The container of old spreadsheets, and of new ones under a password. */
const isContainer = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0

/** Refuses what is a spreadsheet, but none that is read: the old binary format, one under a password, a web page saved as one. */
export function refuseOtherFormats(bytes: Uint8Array, file: string): void {
  if (isContainer(bytes)) {
    if (Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le')))
      refuse('format-locked', 'The workbook is locked with a password.', { params: {}, file, mend: 'Save it without one.' })
    refuse('format-old', 'This is a workbook in the old binary format.', { params: {}, file, mend: 'Save it as .xlsx or .csv.' })
  }
  const head = Buffer.from(bytes.subarray(0, 1000)).toString('latin1').replace(/^ï»¿/, '').trimStart()
  if (/^<(!doctype|html|table|\?xml)/i.test(head))
    refuse('format-other', 'This is neither a workbook in .xlsx nor a list in CSV.', { params: {}, file, mend: 'Open it, and save it as .xlsx or .csv.' }) // biome-ignore format: one call
}

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
function headOf(parts: Parts): { hidden: boolean[]; since1904: boolean } {
  const text = new TextDecoder().decode(parts[WORKBOOK])
  const sheets = text.match(/<(?:\w+:)?sheet\s[^>]*>/g) ?? []
  return {
    hidden: sheets.map(sheet => /\sstate=["'](?:hidden|veryHidden)["']/.test(sheet)),
    since1904: /<(?:\w+:)?workbookPr\s[^>]*date1904=["'](?:1|true)["']/.test(text),
  }
}

const WORKBOOK = 'xl/workbook.xml'
const LIMITS: ArchiveLimits = { files_max: 10_000, entry_bytes_max: UNPACKED_MAX, total_bytes_max: UNPACKED_MAX }
type Parts = Readonly<Record<string, Uint8Array>>

/** The parts of a workbook that are text, unpacked to no more than its directory says. @throws Refusal where it is no workbook of this format */
async function partsOf(bytes: Uint8Array, file: string): Promise<Parts> {
  const mend = 'Save it again as .xlsx or .csv.'
  try {
    const { files } = await openArchive(bytes, file, LIMITS)
    if (!files.some(f => f.name === WORKBOOK))
      refuse('format-other', 'This is neither a workbook in .xlsx nor a list in CSV.', { params: {}, file, mend })
    const parts: Record<string, Uint8Array> = {}
    for (const part of files) if (/\.(xml|rels)$/.test(part.name)) parts[part.name] = await bytesIn(part)
    return parts
  } catch (error) {
    if (error instanceof Refusal && error.faults[0]?.code === 'archive-broken')
      refuse('list-unreadable', `The workbook cannot be read (${error.faults[0].message}).`, { params: {}, file, mend })
    throw error
  }
}

const COLUMNS_MAX = 1000
const CELLS_MAX = 30_000_000
const ROW = /<(?:\w+:)?row\s[^>]*?\br=["'](\d{1,9})["']/g
const CELL = /<(?:\w+:)?c\s(?:[^>]*?\s)?r=["']([A-Z]{1,7})\d/g
/** Cells and rows that hold nothing but their looks. */
const BARE = /<(?:\w+:)?(?:c|row)(?:\s[^>]*)?\/>/g

/** How many rows and columns a sheet claims: one cell far out makes a reader hold all that lies before it. */
function extentOf(sheet: string): { rows: number; columns: number } {
  let rows = 0
  for (const [, row] of sheet.matchAll(ROW)) rows = Math.max(rows, Number(row))
  let last = ''
  for (const [, name = ''] of sheet.matchAll(CELL))
    if (name.length > last.length || (name.length === last.length && name > last)) last = name
  return { rows, columns: [...last].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) }
}

/** The sheets without empty cells far out. @throws Refusal where what is left would still be larger than any list */
function withinReach(parts: Parts, file: string): Parts {
  const isSmall = ({ rows, columns }: ReturnType<typeof extentOf>): boolean => columns <= COLUMNS_MAX && rows * columns <= CELLS_MAX
  const sheets = Object.entries(parts).flatMap(([name, bytes]) => {
    if (!/^xl\/worksheets\/[^/]*\.xml$/.test(name)) return []
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    if (isSmall(extentOf(text))) return []
    const left = text.replace(BARE, '')
    const { columns, ...rest } = extentOf(left)
    if (columns > COLUMNS_MAX)
      refuse('sheet-too-wide', `The sheet has ${columns} columns.`, { params: { columns: String(columns) }, file, mend: 'Take out what stands far to the right.' }) // biome-ignore format: one call
    if (!isSmall({ columns, ...rest }))
      refuse('file-too-long', `The sheet reaches to row ${rest.rows}.`, { params: {}, file, mend: 'Take out what stands far below, or split it by year.' }) // biome-ignore format: one call
    return [[name, Buffer.from(left, 'latin1')] as const]
  })
  return sheets.length === 0 ? parts : { ...parts, ...Object.fromEntries(sheets) }
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
  const parts = withinReach(await partsOf(bytes, file), file)
  // packed anew without compression: what is read is what was looked at
  const sheets = await readSheets(Buffer.from(zipSync(parts, { level: 0 }))).catch((error: Error) =>
    refuse('list-unreadable', `The workbook cannot be read (${error.message.slice(0, 120)}).`, {
      params: {},
      file,
      mend: 'Save it again as .xlsx or .csv.',
    }),
  )
  const { hidden, since1904 } = headOf(parts)
  const shown = sheets.filter((_, at) => !hidden[at])
  const sheet = shown.find(s => s.data.length > 1) ?? shown[0] ?? sheets[0]
  return { rows: (sheet?.data ?? []).map((cells, at) => ({ line: at + 1, cells: [...cells].map(cellText) })), since1904 }
}
