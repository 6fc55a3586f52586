import { CsvError, parse } from 'csv-parse/sync'
import { isDay } from '../../core/day/day.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import { dayNumber } from '../../core/ledger/day-count.ts'
import { percentMicro, percentText } from '../../core/ledger/exact.ts'
import { periodStart, pieceOn, type RateBook, type RateRow, type RateTable } from '../../core/ledger/rates.ts'
import { brokenTable, lineOfError } from '../lists/broken-table.ts'

/** One row of a firm's own rates, and how it stands to what is known. */
export interface OwnRate {
  readonly line: number
  readonly series: string
  readonly row: RateRow
  /** `new` fills a gap · `same` says what is known · `different` replaces it. */
  readonly stands: 'new' | 'same' | 'different'
  /** What was known for that day, percent a year. */
  readonly known: string | undefined
}

const COLUMNS = ['series', 'effective_from', 'rate_percent', 'source'] as const
const LIMIT_BYTES = 5_000_000

type Cells = Record<(typeof COLUMNS)[number] | 'known_until', string>
interface Line {
  readonly record: Partial<Cells>
  readonly info: { readonly lines: number }
}

function readLines(text: string, file: string): Line[] {
  if (text.length > LIMIT_BYTES)
    throw new Refusal([
      { code: 'file-too-large', message: 'the file is larger than 5 MB.', file, mend: 'A file of rates has a few lines.' },
    ])
  let lines: Line[]
  try {
    lines = parse(text, { columns: true, info: true, bom: true, trim: true, skip_empty_lines: true }) as unknown as Line[] // csv-parse types do not know `info` with `columns`
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse('csv-unreadable', brokenTable(error), {
      file,
      ...lineOfError(error),
      mend: 'Save it as CSV with commas and a header line.',
    })
  }
  if (lines.length === 0 && COLUMNS.every(c => text.includes(c)))
    refuse('list-empty', 'The file holds headings and no rates.', { file, line: 1, mend: 'Write one rate a line below them.' })
  const missing = COLUMNS.filter(c => !(c in (lines[0]?.record ?? {})))
  if (missing.length > 0)
    throw new Refusal([
      {
        code: 'column-missing',
        message: `there is no column ${missing.join(', ')}, or no line at all.`,
        file,
        line: 1,
        mend: `The header is: ${COLUMNS.join(',')}.`,
      },
    ])
  return lines
}

/** Whether a row may start on that day: half-years on 1 January and 1 July, years on 1 January. */
function startsWrongly(table: RateTable, from: RateRow['from']): string | undefined {
  const { period, rows } = table.series
  if (period === 'open' || rows === 'each-change' || from === periodStart(from, period)) return undefined
  return period === 'half-year' ? 'a half-year begins on 1 January or 1 July' : 'a year begins on 1 January'
}

function readLine(line: Line, file: string, book: RateBook, seen: Set<string>, faults: Fault[]): OwnRate | undefined {
  const { series = '', effective_from: from = '', rate_percent: percent = '', source = '', known_until: until = '' } = line.record
  const at = line.info.lines
  const fault = (field: string, code: string, message: string, mend: string): undefined => {
    faults.push({ code, message, mend, file, line: at, field })
    return undefined
  }
  const table = book.get(series)
  if (table === undefined)
    return fault('series', 'series-unknown', `"${series}" is not a known series.`, 'dunwell rates list names them all.')
  if (!isDay(from)) return fault('effective_from', 'date-unreadable', `"${from}" is not a day.`, 'Write it as 2026-07-01.')
  const micro = percentMicro(percent)
  if (micro === undefined)
    return fault('rate_percent', 'rate-unreadable', `"${percent}" is not a rate.`, 'Write percent a year with a point: 2.40.')
  if (source === '') return fault('source', 'source-missing', 'a rate without a source is not taken.', 'Say where it was read.')
  if (until !== '' && (!isDay(until) || until < from))
    return fault('known_until', 'date-unreadable', `"${until}" is not a day on or after ${from}.`, 'Write it as 2026-12-31.')
  if (until === '' && table.series.period === 'open')
    return fault(
      'known_until',
      'end-missing',
      `${series} changes on any day: until when did you see this rate unchanged?`,
      'Add a column known_until with that day.',
    )
  const wrong = startsWrongly(table, from)
  if (wrong) return fault('effective_from', 'period-start', `${from} does not begin a period of ${series}: ${wrong}.`, 'Correct the day.')
  const key = `${series} ${from}`
  if (seen.has(key)) return fault('effective_from', 'rate-twice', `${series} has two rates for ${from}.`, 'Keep one of them.')
  seen.add(key)
  const known = pieceOn(table.pieces, dayNumber(from))
  const stands = known === undefined ? 'new' : known.micro === micro ? 'same' : 'different'
  const row: RateRow = { from, percent: percentText(micro), source, confidence: 'own', ...(isDay(until) ? { knownUntil: until } : {}) }
  return { line: at, series, row, stands, known: known && percentText(known.micro) }
}

/** Reads a firm's own rates (`series,effective_from,rate_percent,source`). @throws Refusal naming every bad line. */
export function readRatesFile(text: string, file: string, book: RateBook): OwnRate[] {
  const faults: Fault[] = []
  const seen = new Set<string>()
  const rates = readLines(text, file).flatMap(line => readLine(line, file, book, seen, faults) ?? [])
  if (faults.length > 0) throw new Refusal(faults)
  return rates
}

/** The rows by series, as the core merges them. */
export function bySeries(rates: readonly OwnRate[]): Map<string, RateRow[]> {
  const map = new Map<string, RateRow[]>()
  for (const { series, row } of rates) map.set(series, [...(map.get(series) ?? []), row])
  return map
}
