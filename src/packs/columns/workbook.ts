import { inflateRawSync } from 'node:zlib'
import { fromEpochDay } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import { all, at, everywhere, parseXml, type XmlNode } from '../statement-text/xml-tree.ts'
import type { Table, TableRow } from './table.ts'

/**
 * The first sheet of a workbook (XLSX, ISO/IEC 29500) as rows of text: shared and inline strings, numbers as they are stored, days as
 * YYYY-MM-DD by the format of their cell. Synchronous, read from the zip's own directory, with a limit on what a part may unpack to.
 */
const PART_BYTES_MAX = 64 * 1024 * 1024

const damaged = (file: string, what: string): never =>
  refuse('workbook-unreadable', `The workbook is damaged: ${what}.`, { file, mend: 'Save it again, or export it as CSV.' })

/** Names and places of the parts, from the directory at the end of the zip. */
function directory(bytes: Uint8Array, file: string): Map<string, { offset: number; method: number; size: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 66_000 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return damaged(file, 'its directory is missing')
  const parts = new Map<string, { offset: number; method: number; size: number }>()
  let here = view.getUint32(end + 16, true)
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (here + 46 > bytes.length || view.getUint32(here, true) !== 0x02014b50) return damaged(file, 'its directory is cut off')
    const [name, extra, comment] = [view.getUint16(here + 28, true), view.getUint16(here + 30, true), view.getUint16(here + 32, true)]
    const key = new TextDecoder().decode(bytes.subarray(here + 46, here + 46 + name)).replace(/^\//, '')
    parts.set(key, {
      offset: view.getUint32(here + 42, true),
      method: view.getUint16(here + 10, true),
      size: view.getUint32(here + 20, true),
    })
    here += 46 + name + extra + comment
  }
  return parts
}

function partOf(bytes: Uint8Array, parts: ReturnType<typeof directory>, name: string, file: string): XmlNode | undefined {
  const part = parts.get(name)
  if (!part) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (part.offset + 30 > bytes.length) return damaged(file, `${name} is cut off`)
  const from = part.offset + 30 + view.getUint16(part.offset + 26, true) + view.getUint16(part.offset + 28, true)
  const packed = bytes.subarray(from, from + part.size)
  try {
    const raw = part.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: PART_BYTES_MAX })
    return parseXml(new TextDecoder().decode(raw), `${file} (${name})`)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return damaged(file, `${name} cannot be unpacked`)
    throw error
  }
}

const textOf = (node: XmlNode): string => (node.children.length === 0 ? node.text : everywhere(node, 't').map(t => t.text).join('')) // biome-ignore format: one line

/** Which cell formats show a day: the built-in ones, and own ones that name a year or a day. */
function dayStyles(styles: XmlNode | undefined): Set<number> {
  const own = new Set(
    all(at(styles, 'numFmts'), 'numFmt').flatMap(f =>
      /[yd]/i.test((f.attributes.formatCode ?? '').replace(/"[^"]*"|\[[^\]]*\]/g, '')) ? [Number(f.attributes.numFmtId)] : [],
    ),
  )
  const isDay = (id: number): boolean =>
    (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || own.has(id)
  return new Set(all(at(styles, 'cellXfs'), 'xf').flatMap((xf, index) => (isDay(Number(xf.attributes.numFmtId ?? 0)) ? [index] : [])))
}

const columnOf = (reference: string): number => [...reference.replace(/\d+$/, '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0) - 1

/** Day 60 of the count that starts in 1900 never was; from 61 on it is days since 30 December 1899. The other count starts on 1 January 1904. */
const serialDay = (serial: number, since1904: boolean): string => fromEpochDay(Math.floor(serial) - (since1904 ? 24_107 : 25_569))

/** @throws Refusal where the workbook cannot be read. */
export function readWorkbook(bytes: Uint8Array, file: string): Table {
  const parts = directory(bytes, file)
  const sheetName = [...parts.keys()]
    .filter(n => /^xl\/worksheets\/[^/]+\.xml$/.test(n))
    .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]
  const sheet = sheetName === undefined ? undefined : partOf(bytes, parts, sheetName, file)
  if (!sheet) return damaged(file, 'it holds no sheet')
  const shared = all(partOf(bytes, parts, 'xl/sharedStrings.xml', file), 'si').map(textOf)
  const days = dayStyles(partOf(bytes, parts, 'xl/styles.xml', file))
  const head = at(partOf(bytes, parts, 'xl/workbook.xml', file), 'workbookPr')
  const since1904 = head?.attributes.date1904 === '1' || head?.attributes.date1904 === 'true'
  const rows = all(at(sheet, 'sheetData'), 'row').map((row, index): TableRow => {
    const cells: string[] = []
    all(row, 'c').forEach((cell, place) => {
      const column = cell.attributes.r === undefined ? place : columnOf(cell.attributes.r)
      if (column < 0 || column > 16_383) return
      const stored = at(cell, 'v')?.text ?? ''
      const { t: kind, s: style } = cell.attributes
      const isDay = (kind === undefined || kind === 'n') && stored !== '' && days.has(Number(style ?? 0)) && Number(stored) >= 61
      const text = kind === 's' ? (shared[Number(stored)] ?? '') : kind === 'inlineStr' ? everywhere(cell, 't').map(t => t.text).join('') : isDay ? serialDay(Number(stored), since1904) : stored // biome-ignore format: one choice
      while (cells.length < column) cells.push('')
      cells[column] = text.trim()
    })
    return { line: Number(row.attributes.r ?? index + 1), cells }
  })
  return { delimiter: ';', rows: rows.filter(r => r.cells.some(c => c !== '')) }
}
