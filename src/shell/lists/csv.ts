import { type CsvError, parse } from 'csv-parse'
import { refuse } from '../../core/fault.ts'
import type { ListRow } from '../../core/list/source.ts'

export const RECORD_LENGTH_MAX = 1_000_000
export const ROWS_MAX = 2_000_000
const COLUMNS_MAX = 1000
const SLICE = 1 << 16
const DELIMITERS = [',', ';', '\t', '|'] as const

/** The separator under which most of the first lines have the same number of cells. */
export function delimiterOf(text: string): string {
  const said = /^sep=(.)\r?\n/i.exec(text)?.[1]
  if (said) return said
  const lines = text.slice(0, 100_000).split(/\r\n|\n|\r/, 60)
  const scored = DELIMITERS.map(delimiter => {
    const counts = lines.map(line => outsideQuotes(line).split(delimiter).length - 1).filter(count => count > 0)
    const byCount = [...Map.groupBy(counts, count => count)].map(([count, list]) => ({ count, lines: list.length }))
    const best = byCount.sort((a, b) => b.lines - a.lines || b.count - a.count)[0] ?? { count: 0, lines: 0 }
    return { delimiter, score: best.lines * 10 + Math.min(best.count, 50) }
  })
  return scored.sort((a, b) => b.score - a.score)[0]?.delimiter ?? ','
}

const outsideQuotes = (line: string): string => line.replace(/"(?:[^"]|"")*("|$)/g, '')

/**
 * Reads delimited text row by row, giving way between slices. @throws Refusal naming the line: a row beyond all measure, quotes that never
 * end (the file is cut or a quote is missing), a last row that stops short.
 */
export async function readCsv(text: string, file: string, delimiter: string): Promise<ListRow[]> {
  const body = text.replace(/^sep=.\r?\n/i, '')
  const skipped = body.length === text.length ? 0 : 1
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: RECORD_LENGTH_MAX,
    skip_empty_lines: false,
  })
  const rows: ListRow[] = []
  let line = 1 + skipped
  let failed: Error | undefined
  parser.on('error', error => {
    failed = error
  })
  const drain = (): void => {
    for (let cells = parser.read() as string[] | null; cells !== null; cells = parser.read() as string[] | null) {
      rows.push({ line, cells })
      line += 1 + newlinesIn(cells)
    }
  }
  for (let at = 0; at < body.length && !failed && rows.length <= ROWS_MAX; at += SLICE) {
    parser.write(body.slice(at, at + SLICE))
    drain()
    await new Promise(setImmediate)
    drain()
  }
  parser.end()
  await new Promise(setImmediate)
  drain()
  await new Promise(setImmediate)
  drain()
  if (failed) return refuseCsv(failed as CsvError, file, line)
  checkSize(rows, file)
  return rows
}

function newlinesIn(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) count += 1
  return count
}

function refuseCsv(error: CsvError, file: string, line: number): never {
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    refuse('line-too-long', `The row is longer than ${RECORD_LENGTH_MAX} characters; no list has such rows.`, {
      file,
      line,
      mend: 'Export the list again, or open it and look for a missing quotation mark in this row.',
    })
  if (error.code === 'CSV_QUOTE_NOT_CLOSED')
    refuse('file-cut', 'A quotation mark opens here and never closes: the file is cut in the middle, or the mark is one too many.', {
      file,
      line,
      mend: 'Export the list again.',
    })
  return refuse('list-unreadable', `The list cannot be read (${error.code ?? error.message}).`, {
    file,
    line,
    mend: 'Export it again as CSV.',
  })
}

function checkSize(rows: readonly ListRow[], file: string): void {
  if (rows.length > ROWS_MAX) refuse('file-too-long', `The list has more than ${ROWS_MAX} rows.`, { file, mend: 'Split it by year.' })
  const wide = rows.find(row => row.cells.length > COLUMNS_MAX)
  if (wide) refuse('columns-too-many', `The row has ${wide.cells.length} cells.`, { file, line: wide.line, mend: 'Export the list again.' })
}

/** The last row stops short of all others and no line end follows it: the file was cut while it was copied. */
export function refuseIfCut(text: string, rows: readonly ListRow[], file: string): void {
  const last = rows.at(-1)
  if (!last || rows.length < 3 || /[\r\n]\s*$/.test(text)) return
  const widths = rows.slice(1, -1).map(row => row.cells.length)
  const usual = Math.min(...widths.slice(-200).filter(width => width > 1))
  if (Number.isFinite(usual) && last.cells.length < usual)
    refuse('file-cut', `The last row has ${last.cells.length} cells where the others have ${usual}: the file is cut in the middle.`, {
      file,
      line: last.line,
      mend: 'Export or copy it again.',
    })
}
