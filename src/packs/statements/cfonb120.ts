import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { dayOfDigits, digitsToMinor, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/**
 * CFONB 120 (France, "relevé de compte sur support informatique"): records of 120 characters, 01 old balance, 04 movement,
 * 05 more about the movement, 07 new balance. The last digit of an amount carries its sign.
 */
const LAST_DIGIT = '{ABCDEFGHI}JKLMNOPQR'

function signedAmount(text: string, decimals: number, currency: string, place: Place): bigint {
  const last = LAST_DIGIT.indexOf(text.slice(-1))
  if (last < 0)
    return refuse('amount-unreadable', `"${text}" is not an amount: its last character must carry the sign.`, {
      ...place,
      params: { value: text },
    })
  const minor = digitsToMinor(text.slice(0, -1) + String(last % 10), decimals, currency, place)
  return last >= 10 ? -minor : minor
}

interface Row {
  readonly line: number
  readonly text: string
}

const column = (record: Row, from: number, to: number): string => record.text.slice(from - 1, to)
const moneyOf = (record: Row): { currency: string; decimals: number } => ({
  currency: column(record, 17, 19).trim(),
  decimals: Number(column(record, 20, 20)) || 0,
})
const accountOf = (record: Row): string => `${column(record, 3, 7)}${column(record, 12, 16)}${column(record, 22, 32)}`.replace(/\s/g, '')

function amountOf(record: Row, file: string): bigint {
  const { currency, decimals } = moneyOf(record)
  return signedAmount(column(record, 91, 104), decimals, currency, { file, line: record.line, field: 'Montant (91–104)' })
}

function balanceOf(record: Row, file: string): Balance {
  const day = dayOfDigits(column(record, 35, 40), 'DDMMYY', { file, line: record.line, field: 'Date (35–40)' })
  return { amountMinor: amountOf(record, file), day }
}

/** Records 05 by their qualifier: LIB and LC2 … more text, NPY name of the payer, RCN end-to-end id, REF, RET. */
function complements(records: readonly Row[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const record of records) {
    const qualifier = column(record, 46, 48).trim()
    found.set(qualifier, oneLine(found.get(qualifier), column(record, 49, 118)))
  }
  return found
}

const TEXT_QUALIFIERS = ['LIB', 'LCC', 'LC2', 'LCS']

function entryOf(record: Row, more: readonly Row[], file: string): Omit<Entry, 'ordinal'> {
  const extra = complements(more)
  const place = (field: string): Place => ({ file, line: record.line, field })
  const value = column(record, 43, 48).trim()
  return {
    line: record.line,
    day: dayOfDigits(column(record, 35, 40), 'DDMMYY', place('Date (35–40)')),
    ...(value !== '' && value !== '000000' && { valueDay: dayOfDigits(value, 'DDMMYY', place('Date de valeur (43–48)')) }),
    amountMinor: amountOf(record, file),
    text: oneLine(column(record, 49, 79), ...TEXT_QUALIFIERS.map(q => extra.get(q))),
    ...known('reference', column(record, 105, 120)),
    ...known('endToEndId', extra.get('RCN')),
    ...known('counterparty', extra.get('NPY') ?? extra.get('NBE')),
    ...known('counterpartyAccount', extra.get('IPY') ?? extra.get('IBE')),
    ...known('bankId', column(record, 82, 88).replace(/^0+$/, '')),
    raw: [record, ...more].map(r => r.text).join('\n'),
  }
}

function recordsOf(bytes: Uint8Array, file: string): Row[] {
  const text = decodeText(bytes, file)
  // Some banks send one long line: records of 120 characters without line ends.
  const whole = !/[\r\n]/.test(text.trimEnd()) && text.length > 130
  const lines = whole ? (text.match(/.{1,120}/g) ?? []) : linesOf(text, file)
  const records = lines.flatMap((line, i) => (line.trim() === '' ? [] : [{ line: i + 1, text: line }]))
  for (const record of records) {
    const code = record.text.slice(0, 2)
    const complete = code === '05' ? record.text.length >= 48 : record.text.length >= 104
    if (!['01', '04', '05', '07'].includes(code) || !complete) {
      refuse('record-unreadable', `"${record.text.slice(0, 40)}" is no CFONB record of 120 characters (01, 04, 05, 07).`, {
        params: { value: record.text.slice(0, 40) },
        file,
        line: record.line,
        mend: 'Download the statement from the bank again.',
      })
    }
  }
  return records
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const records = recordsOf(bytes, file)
  const statements: { head: Row; opening: Balance; closing?: Balance; entries: Entry[] }[] = []
  for (const [i, record] of records.entries()) {
    const code = record.text.slice(0, 2)
    if (code === '01') {
      statements.push({ head: record, opening: balanceOf(record, file), entries: [] })
      continue
    }
    const open = statements.at(-1)
    if (!open || column(open.head, 22, 32) !== column(record, 22, 32)) {
      return refuse('record-misplaced', `A record ${code} stands outside the statement of its account (01 … 07).`, {
        file,
        line: record.line,
      })
    }
    if (code === '07') open.closing = balanceOf(record, file)
    if (code === '04') {
      let end = i + 1
      while (records[end]?.text.startsWith('05')) end += 1
      open.entries.push({ ordinal: open.entries.length + 1, ...entryOf(record, records.slice(i + 1, end), file) })
    }
  }
  return statements.map(s => ({
    format: 'CFONB 120',
    account: accountOf(s.head),
    ...known('currency', moneyOf(s.head).currency),
    opening: s.opening,
    ...(s.closing && { closing: s.closing }),
    entries: s.entries,
  }))
}

export const importer: StatementImporter = {
  name: 'CFONB 120',
  kind: 'statement',
  sniff: bytes => /^\s*01\d{5}.{4}\d{5}[A-Z ]{3}[\d ].[A-Z0-9]{11}.{2}\d{6}/.test(headOf(bytes, 400)),
  read,
}
