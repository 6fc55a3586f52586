import { columnNames, likelyHeaderRow, NEEDED, placeName, tableOf } from '../../core/list/columns.ts'
import { LIST_FIELDS, type ListField, type ListTable } from '../../core/list/source.ts'
import { type GivenFile, headerAt, type ListAnswers, rowsOf, understood } from './read-lists.ts'
import { headersPrint, NO_READINGS, type Readings } from './readings.ts'
import { calendarWords, loadVocabulary } from './sources.ts'

/** One column as a person looks at it. */
export interface LookedColumn {
  readonly header: string
  /** How an answer calls it: by its header, or by its place where that is empty or not the only one of its name. */
  readonly name: string
  /** The first cells that are filled and differ. */
  readonly examples: readonly string[]
  /** How it is taken until somebody says otherwise. */
  readonly field: ListField | null
}

/** A list as a person looks at its columns. */
export interface LookedList {
  readonly file: string
  readonly holds: 'invoices' | 'payments'
  readonly columns: readonly LookedColumn[]
}

export interface LookedLists {
  readonly lists: readonly LookedList[]
  /** Of each group one column is needed, by what the list holds. */
  readonly needed: Readonly<Record<'invoices' | 'payments', readonly (readonly ListField[])[]>>
  /** All that a column may mean, in the order in which people think of it. */
  readonly fields: readonly ListField[]
}

const FIRST: readonly ListField[] = [
  ...(['number', 'clientName', 'issuedOn', 'dueOn', 'total', 'currency', 'amount', 'paidOn', 'paid', 'balance', 'net', 'tax'] as const),
  ...(['clientRef', 'contactName', 'mailAddress', 'phone'] as const),
]
const COLUMNS_MAX = 200
const EXAMPLES = 3
const EXAMPLE_ROWS = 500
const SHOWN_MAX = 80

/** The columns of lists, for a person to look at. A file without columns is left out. @throws Refusal where one cannot be read at all. */
export async function lookAtColumns(
  files: readonly GivenFile[],
  firm: { readonly country: string },
  answers: ListAnswers = {},
  readings: Readings = NO_READINGS,
): Promise<LookedLists> {
  const lists: LookedList[] = []
  for (const file of files) {
    const list = await lookAt(file, firm.country, answers, readings)
    if (list) lists.push(list)
  }
  const groups = (holds: 'invoices' | 'payments') => NEEDED[holds].map(need => need.oneOf)
  return {
    lists,
    needed: { invoices: groups('invoices'), payments: groups('payments') },
    fields: [...new Set([...FIRST, ...LIST_FIELDS])],
  }
}

async function lookAt(file: GivenFile, country: string, answers: ListAnswers, readings: Readings): Promise<LookedList | undefined> {
  const vocabulary = await loadVocabulary()
  const { rows, since1904 } = await rowsOf(file, vocabulary, country)
  const at = headerAt(rows, vocabulary, file.name, answers, readings) ?? likelyHeaderRow(rows)
  if (at === undefined) return undefined
  const table = tableOf(rows, at)
  const lastTime = readings.get(headersPrint(table.headers))
  const { source, columns, shaped } = understood(table, vocabulary, answers, file.name, { ...calendarWords(), since1904 }, lastTime)
  const fieldOf = new Map(Object.entries(columns).map(([field, column]) => [column, field as ListField]))
  const names = columnNames(shaped.headers)
  const looked = shaped.headers.map((header, column) => ({
    header: header.trim().slice(0, SHOWN_MAX),
    name: names[column] ?? placeName(column),
    examples: examplesOf(shaped, column),
    field: fieldOf.get(column) ?? null,
  }))
  // a column that is empty from top to bottom is nothing to ask about
  const filled = looked.filter(({ header, examples }) => header !== '' || examples.length > 0).slice(0, COLUMNS_MAX)
  return { file: file.name, holds: source.holds, columns: filled }
}

function examplesOf({ rows }: ListTable, column: number): string[] {
  const cells = rows.slice(0, EXAMPLE_ROWS).map(row => (row.cells[column] ?? '').trim().slice(0, SHOWN_MAX))
  return [...new Set(cells.filter(cell => cell !== ''))].slice(0, EXAMPLES)
}
