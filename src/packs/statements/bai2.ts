import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { accountOf, dayOfDigits, decimalsOf, digitsToMinor, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/**
 * BAI2 (Cash Management Balance Reporting, version 2): comma-separated records 01 file, 02 group, 03 account, 16 transaction, 88
 * continuation, 49/98/99 totals. Amounts have no decimal sign; where no currency is stated the standard says US dollars.
 */
interface Row {
  readonly line: number
  readonly fields: string[]
  readonly raw: string
}

const STANDARD_CURRENCY = 'USD'

/** Records with their continuations (88) joined; a record ends with "/", a text may also run to the end of the line. */
function rowsOf(lines: readonly string[], file: string): Row[] {
  const rows: Row[] = []
  lines.forEach((text, i) => {
    const line = text.trimEnd()
    if (line === '' || line === '\x1a') return
    const body = line.replace(/\/$/, '').trimEnd()
    const code = /^(\d{2}),?/.exec(body)?.[1]
    if (code === undefined || !['01', '02', '03', '16', '49', '88', '98', '99'].includes(code)) {
      refuse('record-unknown', `"${line.slice(0, 40)}" is no BAI2 record.`, {
        params: { value: line.slice(0, 40) },
        file,
        line: i + 1,
        mend: 'Download the file from the bank again.',
      })
    }
    const last = rows.at(-1)
    if (code === '88') {
      if (!last) refuse('record-misplaced', 'A continuation (88) stands before any record.', { file, line: i + 1 })
      else rows[rows.length - 1] = continued(last, body.slice(3), line)
    } else rows.push({ line: i + 1, fields: body.split(','), raw: line })
  })
  return rows
}

/** A continuation goes on with the next field, or with the text where the record had reached it. */
function continued(row: Row, more: string, raw: string): Row {
  const isText = row.fields[0] === '16'
  const body = isText ? [...row.fields.slice(0, -1), `${row.fields.at(-1) ?? ''} ${more}`] : [...row.fields, ...more.split(',')]
  const joined = isText && !hasText(row) ? [...row.fields, ...more.split(',')] : body
  return { line: row.line, fields: joined, raw: `${row.raw}\n${raw}` }
}

/** Fields taken by the funds type after field 3: S three amounts, V a day and a time, D a count and pairs. */
function fundsFields(fields: readonly string[], at: number): number {
  const type = fields[at]?.trim().toUpperCase()
  if (type === 'S') return 4
  if (type === 'V') return 3
  if (type === 'D') return 2 + 2 * Number(fields[at + 1] ?? 0)
  return 1
}

const hasText = (row: Row): boolean => row.fields.length > 3 + fundsFields(row.fields, 3) + 2

/** 100–399 bring money in, 400–699 take it out. @throws Refusal for a code outside (loans, custom codes without a direction). */
function direction(code: string, place: Place): 1n | -1n {
  const type = Number(code)
  if (/^\d{3}$/.test(code.trim()) && type >= 100 && type < 400) return 1n
  if (type >= 400 && type < 700) return -1n
  if (type >= 920 && type < 960) return 1n
  if (type >= 960 && type < 1000) return -1n
  return refuse('direction-unknown', `Type code "${code}" says neither credit (100–399) nor debit (400–699).`, {
    ...place,
    params: { value: code },
  })
}

function transaction(row: Row, currency: string, groupDay: Day, file: string): Omit<Entry, 'ordinal'> {
  const place = (field: string): Place => ({ file, line: row.line, field })
  const [, code = '', amount = ''] = row.fields
  // A line without an amount is information (890 and the like): it has no direction.
  const sign = /^\+?0*$/.test(amount.trim()) ? 1n : direction(code, place('type code'))
  const funds = fundsFields(row.fields, 3)
  const value = row.fields[3]?.trim().toUpperCase() === 'V' && /^\d{6}$/.test(row.fields[4] ?? '') ? row.fields[4] : undefined
  const [bankRef, customerRef, ...text] = row.fields.slice(3 + funds)
  return {
    line: row.line,
    day: groupDay,
    ...(value !== undefined && { valueDay: dayOfDigits(value, 'YYMMDD', place('value date')) }),
    amountMinor: sign * digitsToMinor(amount.replace(/^\+/, '') || '0', decimalsOf(currency), currency, place('amount')),
    text: oneLine(text.join(',')),
    ...known('reference', customerRef),
    ...known('bankId', bankRef),
    raw: row.raw,
  }
}

/** The status amounts of a 03 record: code, amount, count, funds type, again and again. */
function balances(row: Row, currency: string, day: Day, file: string): { opening?: Balance; closing?: Balance } {
  const found: { opening?: Balance; closing?: Balance } = {}
  for (let at = 3; at + 1 < row.fields.length; at += 3 + fundsFields(row.fields, at + 3)) {
    const code = row.fields[at]?.trim()
    const amount = row.fields[at + 1]?.trim() ?? ''
    if ((code !== '010' && code !== '015') || amount === '') continue
    const minor = digitsToMinor(amount.replace(/^[+-]/, ''), decimalsOf(currency), currency, {
      file,
      line: row.line,
      field: `amount of type ${code}`,
    })
    found[code === '010' ? 'opening' : 'closing'] = { amountMinor: amount.startsWith('-') ? -minor : minor, day }
  }
  return found
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const rows = rowsOf(linesOf(decodeText(bytes, file), file), file)
  const statements: (Statement & { entries: Entry[] })[] = []
  let groupDay: Day | undefined
  let groupCurrency = STANDARD_CURRENCY
  let currency = STANDARD_CURRENCY
  for (const row of rows) {
    const [code, ...f] = row.fields
    if (code === '02') {
      groupDay = dayOfDigits(f[3] ?? '', 'YYMMDD', { file, line: row.line, field: 'as-of date' })
      groupCurrency = f[5]?.trim() || STANDARD_CURRENCY
    } else if (code === '03' || code === '16') {
      if (!groupDay) return refuse('record-misplaced', `A record ${code} stands before any group (02).`, { file, line: row.line })
      if (code === '03') {
        currency = f[1]?.trim() || groupCurrency
        const account = accountOf(f[0])
        statements.push({ format: 'BAI2', ...known('account', account), currency, ...balances(row, currency, groupDay, file), entries: [] })
      } else {
        const open = statements.at(-1)
        if (!open) return refuse('record-misplaced', 'A transaction (16) stands before any account (03).', { file, line: row.line })
        open.entries.push({ ordinal: open.entries.length + 1, ...transaction(row, currency, groupDay, file) })
      }
    }
  }
  if (rows.at(-1)?.fields[0] !== '99') {
    refuse('file-cut-off', 'The file does not end with its trailer (99).', {
      file,
      line: rows.at(-1)?.line ?? 1,
      mend: 'Download it again.',
    })
  }
  return statements
}

export const importer: StatementImporter = {
  name: 'BAI2',
  kind: 'statement',
  sniff: bytes => /^\s*01,[^,\n]*,[^,\n]*,\d{6},/.test(headOf(bytes, 400)),
  read,
}
