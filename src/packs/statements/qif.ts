import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { dayFrom, fullYear, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'
import { type DateOrder, dateOrderOf, decimalSignOf, looseMinor } from '../statement-text/loose.ts'

/** Quicken Interchange Format: one letter a line, `^` ends a record, `!Type:` says what follows. Only money accounts are statements. */
const MONEY_TYPES = /^(Bank|Cash|CCard|Oth A|Oth L)\b/i

interface Line {
  readonly number: number
  readonly code: string
  readonly rest: string
}
interface Section {
  readonly account?: string
  readonly records: Line[][]
}

/** Groups of records of money accounts, each with the account named before it. */
function sectionsOf(lines: readonly string[], file: string): Section[] {
  const sections: Section[] = []
  let account: string | undefined
  let mode = 'other' as 'money' | 'account' | 'other' // changed inside the callback below, which the compiler does not follow
  let record: Line[] = []
  lines.forEach((text, i) => {
    const line = { number: i + 1, code: text.slice(0, 1), rest: text.slice(1).trim() }
    if (line.code === '!') {
      if (mode === 'money' && record.some(l => l.code === 'T')) unfinished(record, file)
      record = []
      const type = /^!Type:\s*(.*)$/i.exec(text)?.[1]
      mode = /^!Account/i.test(text)
        ? 'account'
        : type !== undefined && MONEY_TYPES.test(type)
          ? 'money'
          : type === undefined
            ? mode
            : 'other'
      if (mode === 'money' && type !== undefined) sections.push({ ...(account && { account }), records: [] })
    } else if (line.code === '^') {
      if (mode === 'account') account = record.find(l => l.code === 'N')?.rest ?? account
      if (mode === 'money' && record.length > 0) sections.at(-1)?.records.push(record)
      record = []
    } else if (text.trim() !== '' && line.code !== '#') record.push(line)
  })
  if (mode === 'money' && record.length > 0) unfinished(record, file)
  return sections
}

const unfinished = (record: readonly Line[], file: string): never =>
  refuse('record-unfinished', 'The record has no "^" at its end: the file is cut off.', {
    file,
    line: record.at(-1)?.number ?? 1,
    mend: 'Export the file again.',
  })

/** `8/12/13`, `2/10'2020`, `1/ 1'00`, `22/12/2017`, `2022-09-23`, `31.12.99`. */
function dateParts(text: string): [number, number, number] | undefined {
  const match = /^(\d{1,4})[/.\-' ]+(\d{1,2})[/.\-' ]+(\d{1,4})$/.exec(text.trim().replace(/\s+(?=\d)/g, ''))
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined
}

function dayOfQif(text: string, order: DateOrder, place: Place): Day {
  const parts = dateParts(text)
  if (!parts) return dayFrom(0, 0, 0, text, place)
  const [a, b, c] = parts
  if (a > 999) return dayFrom(a, b, c, text, place)
  const year = c > 999 ? c : fullYear(c)
  return order === 'DMY' ? dayFrom(year, b, a, text, place) : dayFrom(year, a, b, text, place)
}

const first = (record: readonly Line[], code: string): Line | undefined => record.find(l => l.code === code)

function entryOf(record: readonly Line[], order: DateOrder, decimal: '.' | ',', file: string): Omit<Entry, 'ordinal'> {
  const start = record[0]?.number ?? 1
  const date = first(record, 'D') ?? refuse('value-missing', 'The record states no date (D).', { file, line: start, field: 'D' })
  const paid =
    first(record, 'T') ??
    first(record, 'U') ??
    refuse('value-missing', 'The record states no amount (T).', { file, line: start, field: 'T' })
  const payee = first(record, 'P')?.rest
  const memo = first(record, 'M')?.rest
  return {
    line: start,
    day: dayOfQif(date.rest, order, { file, line: date.number, field: 'D' }),
    amountMinor: looseMinor(paid.rest, decimal, undefined, { file, line: paid.number, field: 'T' }),
    text: oneLine(memo) || oneLine(payee),
    ...known('reference', first(record, 'N')?.rest),
    ...known('counterparty', payee),
    raw: record.map(l => `${l.code}${l.rest}`).join('\n'),
  }
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const lines = linesOf(decodeText(bytes, file), file)
  const sections = sectionsOf(lines, file)
  const records = sections.flatMap(s => s.records)
  const order = dateOrderOf(records.flatMap(r => first(r, 'D')?.rest ?? [])) ?? 'MDY'
  const decimal = decimalSignOf(records.flatMap(r => first(r, 'T')?.rest ?? [])) ?? '.'
  const byAccount = Map.groupBy(sections, s => s.account ?? '')
  return [...byAccount].map(([account, parts]) => ({
    format: 'QIF',
    ...known('account', account),
    entries: parts.flatMap(p => p.records).map((r, i) => ({ ordinal: i + 1, ...entryOf(r, order, decimal, file) })),
  }))
}

export const importer: StatementImporter = {
  name: 'QIF',
  kind: 'statement',
  sniff: bytes => {
    const head = headOf(bytes)
    return /^\s*(?:#[^\n]*\n\s*|\^\s*)*!(Type:|Account|Option:|Clear:)/i.test(head)
  },
  read,
}
