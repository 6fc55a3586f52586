import type { Fact } from '../../core/facts/nouns.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { type BankMapping, fingerprintOfTable, learnBankMapping } from '../../packs/columns/bank-mapping.ts'
import type { BankRole } from '../../packs/columns/bank-words.ts'
import { readTable, type Table } from '../../packs/columns/table.ts'
import { readWorkbook } from '../../packs/columns/workbook.ts'
import { decodeText } from '../../packs/statement-text/decode.ts'
import { loadRegistry, type Registry } from '../inbound/registry.ts'
import type { GivenFile } from '../lists/read-lists.ts'
import { workspaceFacts } from '../store/load.ts'
import type { Db } from '../store/schema.ts'
import type { Place } from '../workspace.ts'

/** What a column of a bank's list may be, in the order in which people think of it. */
export const BANK_ROLES = [
  ...(['day', 'valueDay', 'amount', 'debit', 'credit', 'side', 'currency', 'balance', 'text', 'text2'] as const),
  ...(['counterparty', 'counterpartyAccount', 'account', 'reference', 'endToEndId', 'bankId'] as const),
] satisfies readonly BankRole[]

/** How a person says that a list is to be read. What is left out is as the list shows it. */
export interface GivenMapping {
  /** Role by its column, counted from 0. */
  readonly columns?: Readonly<Record<string, number>> | undefined
  readonly dateOrder?: string | undefined
  readonly decimal?: string | undefined
  readonly currency?: string | undefined
  /** Money in is written below zero. */
  readonly inverted?: boolean | undefined
}

/** A list as a person looks at its columns. */
export interface ListColumns {
  readonly file: string
  /** The first rows as they stand, headers included. */
  readonly rows: readonly (readonly string[])[]
  /** Confirmed before, or as the list shows it; none where that cannot be told. */
  readonly mapping: BankMapping | null
  readonly confirmed: boolean
}

/** A list with how it is read, and whether that is new and worth keeping. */
export interface MappedList {
  readonly table: Table
  readonly format: string
  readonly mapping: BankMapping | undefined
  readonly fingerprint: string
}

const SAMPLE_ROWS = 8
const isWorkbook = ({ bytes }: GivenFile): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b

/** The rows of a list or workbook; undefined where the file is of a bank format that says itself what stands where. */
export function tableOf(registry: Registry, file: GivenFile): { table: Table; format: string } | undefined {
  const { name, bytes } = file
  if (bytes.length === 0 || registry.importers.some(i => i.sniff(bytes))) return undefined
  const reader = registry.statements.find(s => s.sniff(bytes))
  if (reader && !/^bank (CSV|XLSX)$/.test(reader.name)) return undefined
  try {
    if (isWorkbook(file)) return { table: readWorkbook(bytes, name), format: 'XLSX' }
    const text = decodeText(bytes, name)
    if (!reader && /^\s*[<{[%]|\0/.test(text.slice(0, 400))) return undefined
    const table = readTable(text, name)
    return table.rows.some(row => row.cells.length > 1) ? { table, format: 'CSV' } : undefined
  } catch (error) {
    if (error instanceof Refusal && !reader) return undefined // not a list either: the registry says what it is
    throw error
  }
}

/** The mapping confirmed for a list: for its account first, else for its headers. */
export function confirmedFor(
  known: readonly Fact<'bankMapping'>[],
  fingerprint: string,
  account: string | undefined,
): Fact<'bankMapping'> | undefined {
  const same = known.filter(m => m.fingerprint === fingerprint)
  return same.findLast(m => account !== undefined && m.account === account) ?? same.at(-1)
}

export const confirmedMappings = (db: Db, workspaceId: string): Promise<Fact<'bankMapping'>[]> =>
  workspaceFacts(db, workspaceId, 'bankMapping')

/** As it was kept. */
export const mappingOf = (fact: Fact<'bankMapping'>): BankMapping => fact.mapping as unknown as BankMapping // written in this shape below

const wrong = (field: string, message: string, mend?: string): Fault => ({ code: 'field-wrong', message, field, ...(mend ? { mend } : {}) })

function faultsOf(given: GivenMapping, columns: Readonly<Record<string, number>>, width: number): Fault[] {
  const faults: Fault[] = []
  for (const [role, at] of Object.entries(columns)) {
    if (!BANK_ROLES.some(r => r === role))
      faults.push(wrong(role, `"${role}" is nothing that a column can be.`, `One of ${BANK_ROLES.join(', ')}.`))
    if (!Number.isInteger(at) || at < 0 || at >= width) faults.push(wrong(role, `There is no column ${at} among ${width}, counted from 0.`))
  }
  if (columns.day === undefined) faults.push({ code: 'field-missing', message: 'Say which column is the day.', field: 'day' })
  if (columns.amount === undefined && columns.debit === undefined && columns.credit === undefined)
    faults.push({ code: 'field-missing', message: 'Say which column is the amount, or which are money out and money in.', field: 'amount' })
  const { dateOrder, decimal, currency } = given
  if (dateOrder !== undefined && !['YMD', 'DMY', 'MDY'].includes(dateOrder))
    faults.push(wrong('dateOrder', `"${dateOrder}" is no order of a date.`, 'Say YMD, DMY or MDY.'))
  if (decimal !== undefined && decimal !== '.' && decimal !== ',') faults.push(wrong('decimal', 'The decimal sign is a point or a comma.'))
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    faults.push(wrong('currency', `"${currency}" is not an ISO 4217 currency such as EUR.`))
  return faults
}

/** What a person said over what the list shows. @throws Refusal naming each field that does not fit. */
export function mappingFrom(table: Table, given: GivenMapping): BankMapping {
  const shown = learnBankMapping(table)
  const columns = given.columns ?? shown?.columns ?? {}
  const faults = faultsOf(given, columns, Math.max(0, ...table.rows.map(row => row.cells.length)))
  if (faults.length > 0) throw new Refusal(faults)
  const {
    dateOrder = shown?.dateOrder ?? 'DMY',
    decimal = shown?.decimal ?? '.',
    currency = shown?.currency,
    inverted = shown?.inverted,
  } = given
  return {
    delimiter: table.delimiter,
    fingerprint: fingerprintOfTable(table),
    columns: columns as BankMapping['columns'], // each role was checked above
    dateOrder: dateOrder as BankMapping['dateOrder'], // checked above
    decimal: decimal as BankMapping['decimal'], // checked above
    ...(currency === undefined ? {} : { currency }),
    ...(inverted ? { inverted } : {}),
  }
}

/** The columns of each list among some files, for a person to look at. Files that say themselves what stands where are left out. */
export async function listColumns(place: Place, files: readonly GivenFile[], account?: string): Promise<ListColumns[]> {
  const [registry, known] = await Promise.all([loadRegistry(), confirmedMappings(place.store.db, place.workspaceId)])
  return files.flatMap(file => {
    const list = tableOf(registry, file)
    if (!list) return []
    const kept = confirmedFor(known, fingerprintOfTable(list.table), account)
    const mapping = kept ? mappingOf(kept) : (learnBankMapping(list.table) ?? null)
    return [{ file: file.name, rows: list.table.rows.slice(0, SAMPLE_ROWS).map(row => row.cells), mapping, confirmed: kept !== undefined }]
  })
}
