import type { Day } from '../../core/day/day.ts'
import { type Fault, refuse } from '../../core/fault.ts'
import { markOf, readDecimal } from '../../core/list/amount.ts'
import { type CalendarWords, orderShown, readDay } from '../../core/list/date.ts'
import { normaliseHeader } from '../../core/list/header.ts'
import type { DateOrder, DecimalMark, ListRow } from '../../core/list/source.ts'
import type { RoleWords } from '../../packs/columns/table.ts'
import { delimiterOf, readCsv, refuseIfCut } from './csv.ts'
import { decodeList } from './decode.ts'
import type { GivenFile } from './read-lists.ts'
import { calendarWords, usualOrder } from './sources.ts'
import { isWorkbook, readWorkbook, refuseOtherFormats, type WorkbookRows } from './xlsx.ts'

const HEADER_ROWS_MAX = 20
const LIST_BYTES_MAX = 32 * 1024 * 1024

/** A list whose columns are known by what they mean. Cells that cannot be read become faults that name line and field. */
export interface RoleTable<R extends string> {
  readonly rows: readonly RoleRow<R>[]
  has(role: R): boolean
}
export interface RoleRow<R extends string> {
  readonly line: number
  /** The cell as it stands; empty where there is no such column. */
  text(role: R): string
  /** Undefined where the cell is empty, or where it cannot be read: then with a fault. */
  day(role: R, faults: Fault[]): Day | undefined
  /** Plain decimal text, as above. */
  decimal(role: R, faults: Fault[]): string | undefined
}

async function rowsOf({ name: file, bytes }: GivenFile, known: ReadonlySet<string>, country: string): Promise<WorkbookRows> {
  if (bytes.length === 0) refuse('file-empty', 'The file is empty.', { file })
  if (bytes.length > LIST_BYTES_MAX)
    refuse('file-too-large', `The list has more than ${LIST_BYTES_MAX} bytes.`, {
      params: { megabytes: String(LIST_BYTES_MAX / 1048576) },
      file,
    })
  if (isWorkbook(bytes)) return readWorkbook(bytes, file)
  refuseOtherFormats(bytes, file)
  const { text, isCut } = decodeList(bytes, known, country)
  if (isCut) refuse('file-cut', 'The file ends in the middle of a character: it is cut.', { file, mend: 'Export or copy it again.' })
  const rows = await readCsv(text, file, delimiterOf(text))
  refuseIfCut(text, rows, file)
  return { rows, since1904: false }
}

/** Which column has which role: the first header that is one of its words. */
function columnsOf<R extends string>(headers: readonly string[], words: RoleWords<R>): Map<R, number> {
  const normal = headers.map(normaliseHeader)
  const taken = new Set<number>()
  const columns = new Map<R, number>()
  for (const [role, names] of Object.entries(words) as [R, readonly string[]][]) {
    const at = normal.findIndex((h, i) => h !== '' && !taken.has(i) && names.some(n => normaliseHeader(n) === h))
    if (at === -1) continue
    columns.set(role, at)
    taken.add(at)
  }
  return columns
}

/** Reads a CSV or XLSX list by the words of its headers. @throws Refusal where the file as a whole cannot be read, or a column it needs is missing. */
export async function readRoles<R extends string>(
  given: GivenFile,
  words: RoleWords<R>,
  needs: readonly NoInfer<R>[],
  country: string,
): Promise<RoleTable<R>> {
  const file = given.name
  const known = new Set((Object.values(words) as (readonly string[])[]).flatMap(list => list.map(normaliseHeader)))
  const { rows: all, since1904 } = await rowsOf(given, known, country)
  const scored = all.slice(0, HEADER_ROWS_MAX).map((row, at) => ({ at, columns: columnsOf(row.cells, words) }))
  const head = scored.sort((a, b) => b.columns.size - a.columns.size || a.at - b.at)[0]
  if (!head || head.columns.size < 2)
    return refuse('headers-unknown', 'No row of headers is recognised.', {
      file,
      mend: `Give the list a row of headers: ${needs.map(r => words[r][0]).join(', ')}.`,
    })
  const { columns } = head
  const missing = needs.filter(role => !columns.has(role))
  if (missing.length > 0)
    refuse('column-missing', `No column is called ${missing.map(r => `"${words[r][0]}"`).join(', ')}.`, {
      file,
      line: all[head.at]?.line ?? 1,
      mend: `The list needs ${needs.map(r => words[r][0]).join(', ')}.`,
    })
  const body = all.slice(head.at + 1).filter(row => row.cells.some(cell => cell.trim() !== ''))
  const cellOf = (row: ListRow, role: R): string => (row.cells[columns.get(role) ?? -1] ?? '').trim()
  const habits = { ...habitsOf(body, [...columns.values()], country), words: { ...calendarWords(), since1904 } }
  return { has: role => columns.has(role), rows: body.map(row => rowOf(row, role => cellOf(row, role), file, habits)) }
}

interface Habits {
  readonly order: DateOrder
  readonly mark: DecimalMark | undefined
  readonly words: CalendarWords
}

/** Order of dates and decimal mark by what the cells show; else as the country writes. */
function habitsOf(rows: readonly ListRow[], columns: readonly number[], country: string): Omit<Habits, 'words'> {
  const cells = rows.flatMap(row => columns.map(at => row.cells[at] ?? ''))
  const { dayFirst, monthFirst } = orderShown(cells)
  const order = dayFirst > monthFirst ? 'dmy' : monthFirst > dayFirst ? 'mdy' : usualOrder(country)
  return { order, mark: markOf(cells.filter(c => /^[\s\d.,'’\u00a0\u202f€$£¥%-]+$/.test(c))) }
}

function rowOf<R extends string>(row: ListRow, text: (role: R) => string, file: string, { order, mark, words }: Habits): RoleRow<R> {
  const { line } = row
  /** A cell as a value; what is there and cannot be read is a fault. */
  const read = <T>(cell: string, field: R, faults: Fault[], value: T | undefined, unread: Pick<Fault, 'code' | 'message' | 'mend'>) => {
    if (cell !== '' && value === undefined) faults.push({ ...unread, file, line, field })
    return cell === '' ? undefined : value
  }
  return {
    line,
    text,
    day: (role, faults) => {
      const cell = text(role)
      const unread = {
        code: 'day-unreadable',
        message: `"${cell}" is not a day.`,
        params: { value: cell },
        mend: 'Write it as 2026-02-28.',
      }
      return read(cell, role, faults, readDay(cell, order, words), unread)
    },
    decimal: (role, faults) => {
      const cell = text(role).replace('%', '').trim()
      const unread = {
        code: 'number-unreadable',
        message: `"${cell}" is not a number.`,
        params: { value: cell },
        mend: 'Write it as 1234.50.',
      }
      return read(cell, role, faults, readDecimal(cell, mark), unread)
    },
  }
}
