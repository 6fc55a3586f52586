import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { type BankMapping, bodyOf, findHeader, learnBankMapping } from '../columns/bank-mapping.ts'
import { type BankRole, closingWords, openingWords, pendingWords } from '../columns/bank-words.ts'
import { plainHeader, readTable, type Table, type TableRow } from '../columns/table.ts'
import { decodeText, headOf } from '../statement-text/decode.ts'
import { accountOf, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'
import { looksLikeAmount, looksLikeDate, looseDay, looseMinor } from '../statement-text/loose.ts'

/** Lists as banks offer them for download: columns found by their headers in many languages, or by what stands in them. */
const TOTAL_WORDS = /^(total|totals|summe|gesamt|suma|totaal|totale|somme|sum|razem|合計)\b/
const DEBIT_SIDE =
  /^(d|dr|db|debit|debet|debe|dare|s|soll|o|out|outflow|af|-|cargo|débit|t|terheles|kiadas|2|出金|lastschrift|expense|uznania$^)$/i
const CREDIT_SIDE =
  /^(c|cr|credit|kredit|haber|avere|h|haben|i|in|inflow|bij|\+|abono|crédit|j|jovairas|bevetel|1|入金|gutschrift|income)$/i

interface Reading {
  readonly file: string
  readonly mapping: BankMapping
  /** What a row without a mark in the column of marks is, where the bank marks only one of the two. */
  readonly unmarked: 'debit' | 'credit'
  /** The debit column writes money out above zero. */
  readonly debitPositive: boolean
}

type Draft = Omit<Entry, 'ordinal'> & {
  readonly currency: string | undefined
  readonly account: string | undefined
  readonly balanceMinor: bigint | undefined
}

const cellOf = (row: TableRow, mapping: BankMapping, role: BankRole): string => {
  const at = mapping.columns[role]
  return at === undefined ? '' : (row.cells[at] ?? '')
}
const placeOf = (row: TableRow, reading: Reading, field: string): Place => ({ file: reading.file, line: row.line, field })

/** Amount of a row from whichever columns the bank uses; undefined where all of them are empty. */
function amountOf(row: TableRow, reading: Reading, currency: string | undefined): bigint | undefined {
  const { mapping } = reading
  const read = (role: BankRole, text: string): bigint => looseMinor(text, mapping.decimal, currency, placeOf(row, reading, role))
  const single = cellOf(row, mapping, 'amount')
  if (single !== '') {
    const minor = read('amount', single)
    const mark = cellOf(row, mapping, 'side')
    const size = minor < 0n ? -minor : minor
    if (mapping.columns.side === undefined) return mapping.inverted ? -minor : minor
    if (mark === '') return reading.unmarked === 'debit' ? -size : size
    const plain = plainHeader(mark) || mark
    if (DEBIT_SIDE.test(plain)) return -size
    return CREDIT_SIDE.test(plain) ? size : minor
  }
  const [debit, credit] = [cellOf(row, mapping, 'debit'), cellOf(row, mapping, 'credit')]
  if (debit === '' && credit === '') return undefined
  const out = debit === '' ? 0n : read('debit', debit)
  return (credit === '' ? 0n : read('credit', credit)) + (reading.debitPositive ? -out : out)
}

function draftOf(row: TableRow, reading: Reading): Draft | undefined {
  const { mapping } = reading
  const cell = (role: BankRole): string => cellOf(row, mapping, role)
  const stated = cell('currency').toUpperCase()
  const currency = /^[A-Z]{3}$/.test(stated) ? stated : mapping.currency
  const amountMinor = amountOf(row, reading, currency)
  const balance = cell('balance')
  const balanceMinor = looksLikeAmount(balance)
    ? looseMinor(balance, mapping.decimal, currency, placeOf(row, reading, 'balance'))
    : undefined
  if (amountMinor === undefined) {
    if (balanceMinor !== undefined) return undefined // a day's balance, no movement
    return refuse('amount-missing', 'The row has a day and no amount.', {
      ...placeOf(row, reading, 'amount'),
      mend: 'Fill it in or take the row out.',
    })
  }
  const value = cell('valueDay')
  return {
    line: row.line,
    day: looseDay(cell('day'), mapping.dateOrder, placeOf(row, reading, 'day')),
    ...(value !== '' && looksLikeDate(value) && { valueDay: looseDay(value, mapping.dateOrder, placeOf(row, reading, 'valueDay')) }),
    amountMinor,
    text: oneLine(cell('text'), cell('text2') === cell('text') ? '' : cell('text2')) || oneLine(cell('counterparty')),
    ...known('reference', cell('reference')),
    ...known('endToEndId', cell('endToEndId')),
    ...known('counterparty', cell('counterparty')),
    ...known('counterpartyAccount', accountOf(cell('counterpartyAccount'))),
    ...known('bankId', cell('bankId')),
    raw: row.cells.join(mapping.delimiter),
    currency,
    account: accountOf(cell('account')),
    balanceMinor,
  }
}

interface Collected {
  readonly drafts: Draft[]
  opening?: bigint
  closing?: bigint
}

/** A row that is no movement: a labelled balance, more text of the row before, a total, a remark below the list. */
function otherRow(row: TableRow, reading: Reading, into: Collected): void {
  const filled = row.cells.filter(c => c !== '')
  const label = plainHeader(filled[0] ?? '')
  const amount = filled.slice(1).find(looksLikeAmount)
  const labelled = filled.some(c => openingWords.test(plainHeader(c)))
    ? 'opening'
    : filled.some(c => closingWords.test(plainHeader(c)))
      ? 'closing'
      : undefined
  if (labelled) {
    if (amount !== undefined)
      into[labelled] ??= looseMinor(amount, reading.mapping.decimal, reading.mapping.currency, placeOf(row, reading, 'balance'))
    return
  }
  if (TOTAL_WORDS.test(label)) return
  const money = (['amount', 'debit', 'credit'] as const).some(role => looksLikeAmount(cellOf(row, reading.mapping, role)))
  if (money) {
    const day = cellOf(row, reading.mapping, 'day')
    refuse('day-unreadable', day === '' ? 'The row has an amount and no day.' : `"${day.slice(0, 60)}" is not a day.`, {
      ...placeOf(row, reading, 'day'),
      params: { value: day.slice(0, 60) },
      mend: 'Correct the row or take it out.',
    })
  }
  const last = into.drafts.at(-1)
  const more = cellOf(row, reading.mapping, 'text')
  if (last && more !== '' && cellOf(row, reading.mapping, 'day') === '') {
    into.drafts[into.drafts.length - 1] = {
      ...last,
      text: oneLine(last.text, more),
      raw: `${last.raw}\n${row.cells.join(reading.mapping.delimiter)}`,
    }
  }
}

function collect(rows: readonly TableRow[], reading: Reading): Collected {
  const into: Collected = { drafts: [] }
  for (const row of rows) {
    const day = cellOf(row, reading.mapping, 'day')
    if (pendingWords.test(plainHeader(day))) continue // announced, not booked
    if (!looksLikeDate(day)) otherRow(row, reading, into)
    else {
      const draft = draftOf(row, reading)
      if (draft) into.drafts.push(draft)
    }
  }
  return into
}

/** How signs are to be read, learned from the columns: marks on one side only, money out above zero. */
function readingOf(body: readonly TableRow[], mapping: BankMapping, file: string): Reading {
  const marks = body.map(r => cellOf(r, mapping, 'side')).filter(m => m !== '')
  const debits = body.map(r => cellOf(r, mapping, 'debit')).filter(looksLikeAmount)
  const negative = debits.filter(d => looseMinor(d, mapping.decimal, undefined, { file }) < 0n).length
  const positive = debits.filter(d => looseMinor(d, mapping.decimal, undefined, { file }) > 0n).length
  return {
    file,
    mapping,
    unmarked: marks.every(m => DEBIT_SIDE.test(m)) ? 'credit' : 'debit',
    debitPositive: !(negative > 0 && positive === 0),
  }
}

/** +1 where each balance is the one before plus the amount (or, newest first, minus the next), −1 where the amounts have the other sign. */
function balanceDirection(drafts: readonly Draft[]): { sign: 1 | -1; newestFirst: boolean; certain: boolean } {
  const votes = { up: 0, down: 0, upInverted: 0, downInverted: 0 }
  drafts.forEach((draft, i) => {
    const next = drafts[i + 1]
    if (draft.balanceMinor === undefined || next?.balanceMinor === undefined) return
    const step = next.balanceMinor - draft.balanceMinor
    if (step === next.amountMinor) votes.up += 1
    if (step === -next.amountMinor) votes.upInverted += 1
    if (step === -draft.amountMinor) votes.down += 1
    if (step === draft.amountMinor) votes.downInverted += 1
  })
  const straight = Math.max(votes.up, votes.down)
  const inverted = Math.max(votes.upInverted, votes.downInverted)
  const sign = inverted > straight && inverted >= 3 ? -1 : 1
  const newestFirst = sign === 1 ? votes.down > votes.up : votes.downInverted > votes.upInverted
  return { sign, newestFirst, certain: Math.max(straight, inverted) === drafts.length - 1 && drafts.length > 0 }
}

/** Balances around the lines where the column of balances is filled and adds up from first to last. */
function balancesFrom(drafts: readonly Draft[], newestFirst: boolean): { opening: Balance; closing: Balance } | undefined {
  const ordered = newestFirst ? drafts.toReversed() : drafts
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (first?.balanceMinor === undefined || last?.balanceMinor === undefined) return undefined
  return {
    opening: { amountMinor: first.balanceMinor - first.amountMinor, day: first.day },
    closing: { amountMinor: last.balanceMinor, day: last.day },
  }
}

/** Rows of one account and currency. A row that names no account belongs to the others. */
function statementsOf(collected: Collected, mapping: BankMapping): Statement[] {
  const accounts = new Set(collected.drafts.flatMap(d => d.account ?? []))
  const only = accounts.size === 1 ? [...accounts][0] : undefined
  const groups = Map.groupBy(collected.drafts, d => `${accounts.size > 1 ? (d.account ?? '') : ''}|${d.currency ?? ''}`)
  if (groups.size === 0) groups.set('', [])
  return [...groups.values()].map(found => {
    const { sign, newestFirst, certain } = balanceDirection(found)
    const drafts = sign === 1 ? found : found.map(d => ({ ...d, amountMinor: -d.amountMinor }))
    const around = certain ? balancesFrom(drafts, newestFirst) : undefined
    const labelled = (minor: bigint | undefined): Balance | undefined =>
      groups.size > 1 || minor === undefined ? undefined : { amountMinor: minor }
    const [opening, closing] = [labelled(collected.opening) ?? around?.opening, labelled(collected.closing) ?? around?.closing]
    return {
      format: 'CSV',
      ...known('account', only ?? drafts[0]?.account),
      ...known('currency', drafts[0]?.currency ?? mapping.currency),
      ...(opening && { opening }),
      ...(closing && { closing }),
      entries: drafts.map(({ currency: _currency, account: _account, balanceMinor: _balance, ...entry }, i) => ({
        ordinal: i + 1,
        ...entry,
      })),
    }
  })
}

/** Balances that stand above the headers. */
function preamble(table: Table, upTo: number, reading: Reading, into: Collected): void {
  for (const row of table.rows.slice(0, upTo)) otherRow(row, { ...reading, mapping: { ...reading.mapping, columns: {} } }, into)
}

/**
 * Reads a bank's list. @param mapping learned before for this bank (`learnBankMapping`); without it the list is mapped by itself.
 * @throws Refusal where no day and amount column is found, or a row cannot be read.
 */
export function readBankCsv(bytes: Uint8Array, file: string, mapping?: BankMapping): Statement[] {
  return readBankTable(readTable(decodeText(bytes, file), file, mapping?.delimiter), file, mapping)
}

/** The same for rows that come from elsewhere, a workbook for one. @throws Refusal */
export function readBankTable(table: Table, file: string, mapping?: BankMapping, format = 'CSV'): Statement[] {
  const used = mapping ?? learnBankMapping(table)
  if (!used) {
    return refuse('columns-unknown', 'No column of days and no column of amounts was found.', {
      file,
      line: table.rows[0]?.line ?? 1,
      mend: 'Name the columns once; they are remembered for this bank.',
    })
  }
  const header = findHeader(table)
  const body = bodyOf(table, header)
  const reading = readingOf(body, used, file)
  const collected = collect(body, reading)
  preamble(table, header?.row ?? 0, reading, collected)
  return statementsOf(collected, used).map(s => ({ ...s, format }))
}

/** A list with a due date and an invoice number is one of invoices, whatever else it holds. */
const isInvoiceList = (row: TableRow | undefined): boolean => {
  const headers = row?.cells.map(plainHeader) ?? []
  return (
    headers.some(h => /\bdue\b|fallig|echeance|vencimiento|scadenza|platnosci|verval|支払期日|期日/.test(h)) &&
    headers.some(h => /number|no|nr|numero|nummer|numer|番号|^id$/.test(h))
  )
}

/** Do the rows show a day and an amount, and no list of invoices? */
export const isBankTable = (table: Table): boolean =>
  !isInvoiceList(table.rows[findHeader(table)?.row ?? 0]) && learnBankMapping(table) !== undefined

function sniff(bytes: Uint8Array): boolean {
  const text = headOf(bytes, 16_384)
  if (/^\s*[<{[%]|^PK|\0/.test(text) || /^:\d{2}[A-Z]?:|^!(Type|Account)/im.test(text.slice(0, 400))) return false
  try {
    const cut = bytes.length > 16_384 ? bytes.subarray(0, bytes.lastIndexOf(10, 16_384) + 1) : bytes
    return isBankTable(readTable(decodeText(cut, ''), ''))
  } catch {
    return false // not readable as a list: some other format
  }
}

export const importer: StatementImporter = { name: 'bank CSV', kind: 'statement', sniff, read: (bytes, file) => readBankCsv(bytes, file) }
