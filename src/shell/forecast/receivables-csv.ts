import { readFile } from 'node:fs/promises'
import { CsvError, parse } from 'csv-parse/sync'
import { type Day, day, isDay } from '../../core/day/day.ts'
import { type Fault, Refusal, refuse } from '../../core/fault.ts'
import type { PastInvoice } from '../../core/forecast/history.ts'
import { type Column, HEADINGS } from '../../packs/forecast/headings.ts'
import { decodeText, linesOf } from '../../packs/statement-text/decode.ts'
import { brokenTable, lineOfError } from '../lists/broken-table.ts'

/** One row of a list of invoices. */
export interface ReceivableRow extends PastInvoice {
  /** As written, a plain decimal; absent where the list has no such column or an empty cell. */
  readonly amount?: string
  /** The id column under its own heading, where there is one. */
  readonly id?: { readonly heading: string; readonly text: string }
}

export interface ReadOptions {
  /** `settled_date` must be there. Where it need not, it is not read: an open invoice is open. */
  readonly settled: boolean
}

/** More faults than this are counted, not listed. */
const MOST_FAULTS = 20

/** Reads a whole list or refuses it: every bad row named by file, line and field, nothing returned half. */
export async function readReceivables(file: string, options: ReadOptions): Promise<ReceivableRow[]> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) =>
    refuse('file-unreadable', `The file cannot be read (${error.code ?? error.message}).`, { file, mend: 'Check the path and try again.' }),
  )
  return receivablesFrom(decodeText(bytes, file), file, options)
}

/** The same on text; `file` is the name used in faults. @throws Refusal with all faults. */
export function receivablesFrom(text: string, file: string, options: ReadOptions): ReceivableRow[] {
  const [header, ...records] = recordsOf(linesOf(text, file).join('\n'), file)
  if (!header) return refuse('file-empty', 'There is not even a heading line.', { file, mend: 'Give a CSV with a heading line.' })
  const columns = columnsOf(header.record, file, options)
  const faults: Fault[] = []
  const rows = records.map(({ record, line }) => rowOf(record, columns, options, fault => faults.push({ ...fault, file, line })))
  if (faults.length === 0) return rows
  const more = faults.length - MOST_FAULTS
  const told = faults.slice(0, MOST_FAULTS)
  throw new Refusal(more > 0 ? [...told, { code: 'more-faults', message: `${more} more faults follow.`, file }] : told)
}

interface CsvRecord {
  readonly record: readonly string[]
  readonly line: number
}

function recordsOf(text: string, file: string): CsvRecord[] {
  const firstLine = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n'))
  const [delimiter = ','] = [',', ';', '\t'].sort((a, b) => firstLine.split(b).length - firstLine.split(a).length)
  try {
    const parsed = parse(text, { bom: true, delimiter, info: true, trim: true, skip_empty_lines: true }) as unknown as {
      record: string[]
      info: { lines: number }
    }[] // csv-parse with info gives each record beside its place
    return parsed.map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse('csv-broken', brokenTable(error), {
      ...{ file, ...lineOfError(error) },
      mend: 'Give every row as many cells as the heading line, with closed quotes.',
    })
  }
}

type Columns = Readonly<Partial<Record<Column, { readonly at: number; readonly heading: string }>>>

const shown = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text)

const plain = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')

function columnsOf(header: readonly string[], file: string, options: ReadOptions): Columns {
  const names = header.map(plain)
  const found: Partial<Record<Column, { at: number; heading: string }>> = {}
  for (const [column, synonyms] of Object.entries(HEADINGS) as [Column, readonly string[]][]) {
    const at = synonyms.map(synonym => names.indexOf(synonym)).find(index => index >= 0)
    if (at !== undefined && names.includes(names[at] ?? '', at + 1))
      refuse('column-twice', `Two columns are called "${header[at]}".`, {
        ...{ file, line: 1, field: header[at] ?? column },
        mend: 'Name one of them otherwise.',
      })
    if (at !== undefined) found[column] = { at, heading: header[at] ?? column }
  }
  const needed: Column[] = ['customer', 'invoice_date', 'due_date', ...(options.settled ? (['settled_date'] as const) : [])]
  const missing = needed.filter(column => !found[column])
  if (missing.length > 0)
    throw new Refusal(
      missing.map(column => ({
        code: 'column-missing',
        message: `No column says "${column}"; the headings are ${shown(header.join(', '))}.`,
        file,
        line: 1,
        field: column,
        mend: `Name a column one of: ${HEADINGS[column].slice(0, 6).join(', ')}.`,
      })),
    )
  return found
}

type Tell = (fault: Omit<Fault, 'file' | 'line'>) => void

function rowOf(record: readonly string[], columns: Columns, options: ReadOptions, tell: Tell): ReceivableRow {
  const cell = (column: Column): string => record[columns[column]?.at ?? -1] ?? ''
  const dayIn = (column: Column): Day => {
    const found = dayFrom(cell(column))
    if (found === undefined || (!options.settled && (found < FIRST_DAY || found > LAST_DAY)))
      tell(dayFault(columns[column]?.heading ?? column, cell(column)))
    return found ?? ('0001-01-01' as Day) // the fault told above refuses the whole file
  }
  if (cell('customer') === '')
    tell({
      code: 'customer-missing',
      message: 'The cell is empty.',
      field: columns.customer?.heading ?? 'customer',
      mend: 'Say who owes this invoice.',
    })
  const amount = cell('amount')
  if (amount !== '' && !/^[+-]?\d+(\.\d+)?$/.test(amount))
    tell({
      code: 'amount-unreadable',
      message: `"${amount}" is not an amount.`,
      params: { value: amount },
      field: columns.amount?.heading ?? 'amount',
      mend: 'Write it as 1234.50.',
    })
  const settled = options.settled && cell('settled_date') !== '' ? { settled: dayIn('settled_date') } : {}
  return {
    customer: cell('customer'),
    issued: dayIn('invoice_date'),
    due: dayIn('due_date'),
    ...settled,
    ...(amount === '' ? {} : { amount }),
    ...(columns.id ? { id: { heading: columns.id.heading, text: cell('id') } } : {}),
  }
}

const dayFault = (field: string, text: string): Omit<Fault, 'file' | 'line'> => ({
  code: 'day-unreadable',
  message: text === '' ? 'The cell is empty.' : `"${text}" is not a day.`,
  params: { value: text },
  field,
  mend: 'Write it as 2026-02-28.',
})

/** Nothing is forecast of another time: a day so written is a slip, or stands for “never”. */
export const [FIRST_DAY, LAST_DAY] = [day('1900-01-01'), day('2199-12-31')]

/** 2026-02-28, 2026/02/28, 20260228 and 28.02.2026; nothing in which day and month could be taken for each other. */
function dayFrom(text: string): Day | undefined {
  const big = /^(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[T ]00:00(?::00)?)?$/.exec(text)
  const little = /^(\d{2})\.(\d{2})\.(\d{4})$/.exec(text)
  const iso = big ? `${big[1]}-${big[2]}-${big[3]}` : little ? `${little[3]}-${little[2]}-${little[1]}` : ''
  return isDay(iso) ? iso : undefined
}
