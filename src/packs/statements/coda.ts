import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { dayOfDigits, digitsToMinor, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/**
 * CODA (Belgium, Febelfin "coded statement of account" 2.x): records of 128 characters, 0 header, 1 old balance, 21/22/23 movement,
 * 31/32/33 information, 4 free text, 8 new balance, 9 trailer. Amounts have three decimals; sign 0 = credit, 1 = debit.
 */
interface Row {
  readonly line: number
  readonly text: string
}
interface Movement {
  readonly start: Row
  readonly records: Row[]
}
interface Open {
  readonly account: string
  readonly currency: string
  readonly opening: Balance
  closing?: Balance
  readonly movements: Movement[]
}

const column = (record: Row, from: number, to: number): string => record.text.slice(from - 1, to)
const place = (record: Row, file: string, field: string): Place => ({ file, line: record.line, field })

function amount(record: Row, signAt: number, currency: string, file: string, field: string): bigint {
  const minor = digitsToMinor(column(record, signAt + 1, signAt + 15), 3, currency, place(record, file, field))
  const sign = column(record, signAt, signAt)
  if (sign !== '0' && sign !== '1')
    refuse('direction-unknown', `"${sign}" is neither 0 (credit) nor 1 (debit).`, {
      ...place(record, file, field),
      params: { value: sign },
    })
  return sign === '1' ? -minor : minor
}

function optionalDay(text: string, at: Place): { day?: Day } {
  return /^0{6}$|^\s*$/.test(text) ? {} : { day: dayOfDigits(text, 'DDMMYY', at) }
}

/** Account and currency stand in one field, whose layout the account structure (0–3) tells. */
function accountField(field: string, structure: string): { account: string; currency: string } {
  const account = structure === '0' ? field.slice(0, 12) : structure === '2' ? field.slice(0, 31) : field.slice(0, 34)
  const currency = structure === '0' ? field.slice(13, 16) : field.slice(34, 37)
  return { account: account.trim(), currency: currency.trim() }
}

function opened(record: Row, file: string): Open {
  const { account, currency } = accountField(column(record, 6, 42), column(record, 2, 2))
  const minor = amount(record, 43, currency, file, 'Old balance (44–58)')
  return {
    account,
    currency,
    opening: { amountMinor: minor, ...optionalDay(column(record, 59, 64), place(record, file, 'Old balance date (59–64)')) },
    movements: [],
  }
}

/** Twelve digits of a Belgian structured communication stand after the type 101 or 102. */
function communication(start: Row, more: readonly Row[]): { text: string; reference: string | undefined } {
  const first = column(start, 63, 115)
  const second = more.find(r => r.text.startsWith('22'))
  const third = more.find(r => r.text.startsWith('23'))
  const infos = more.filter(r => r.text.startsWith('3'))
  const told = [
    ...infos.map(r => (r.text.startsWith('31') ? column(r, 41, 113) : r.text.startsWith('32') ? column(r, 11, 115) : column(r, 11, 100))),
  ]
  if (column(start, 62, 62) === '1') {
    const type = first.slice(0, 3)
    const digits = first.slice(3, 15)
    const structured = (type === '101' || type === '102') && /^\d{12}$/.test(digits)
    return { text: structured ? oneLine(...told) || digits : oneLine(first.slice(3), ...told), reference: structured ? digits : undefined }
  }
  const free = first + (second ? column(second, 11, 63) : '') + (third ? column(third, 83, 125) : '')
  return { text: oneLine(free) || oneLine(...told), reference: undefined }
}

function entryOf(movement: Movement, open: Open, file: string): Omit<Entry, 'ordinal'> {
  const { start, records } = movement
  const booked = column(start, 116, 121)
  const value = optionalDay(column(start, 48, 53), place(start, file, 'Value date (48–53)')).day
  const second = records.find(r => r.text.startsWith('22'))
  const third = records.find(r => r.text.startsWith('23'))
  const { text, reference } = communication(start, records)
  const account = third
    ? column(third, 11, 47)
        .trim()
        .replace(/\s+[A-Z]{3}$/, '')
        .replace(/\s/g, '')
    : undefined
  return {
    line: start.line,
    day: dayOfDigits(booked, 'DDMMYY', place(start, file, 'Entry date (116–121)')),
    ...(value && { valueDay: value }),
    amountMinor: amount(start, 32, open.currency, file, 'Amount (33–47)'),
    text,
    ...known('reference', reference),
    ...known('endToEndId', second ? column(second, 64, 98) : undefined),
    ...known('counterparty', third ? column(third, 48, 82) : undefined),
    ...known('counterpartyAccount', account),
    ...known('bankId', column(start, 11, 31)),
    raw: [start, ...records].map(r => r.text).join('\n'),
  }
}

/** A globalised movement (detail 0000) repeats as details of the same number: where they are its sum, the details count and not the total. */
function withoutTotals(entries: readonly { key: string; detail: string; entry: Omit<Entry, 'ordinal'> }[]): Omit<Entry, 'ordinal'>[] {
  const groups = Map.groupBy(entries, e => e.key)
  return [...groups.values()].flatMap(group => {
    const total = group.find(e => /^0+$/.test(e.detail))
    const details = group.filter(e => e !== total)
    if (!total || details.length === 0) return group.map(e => e.entry)
    const sum = details.reduce((s, e) => s + e.entry.amountMinor, 0n)
    return sum === total.entry.amountMinor ? details.map(e => e.entry) : [total.entry]
  })
}

function place21(open: Open | undefined, record: Row, file: string): void {
  if (!open) refuse('record-misplaced', 'A movement stands before the old balance (1).', { file, line: record.line })
  else if (record.text.startsWith('21')) open.movements.push({ start: record, records: [] })
  else open.movements.at(-1)?.records.push(record)
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const lines = linesOf(decodeText(bytes, file), file)
  const statements: Open[] = []
  let ended = false
  lines.forEach((raw, i) => {
    if (raw.trim() === '') return
    const record = { line: i + 1, text: raw.padEnd(128) }
    const open = statements.at(-1)
    const code = raw[0]
    ended = code === '9'
    if (code === '1') statements.push(opened(record, file))
    else if (/^(2[123]|3[123])/.test(raw)) place21(open, record, file)
    else if (code === '8' && open) {
      open.closing = {
        amountMinor: amount(record, 42, open.currency, file, 'New balance (43–57)'),
        ...optionalDay(column(record, 58, 63), place(record, file, 'New balance date')),
      }
    } else if (!/^[0489]/.test(raw)) {
      refuse('record-unknown', `"${raw.slice(0, 40)}" is no CODA record.`, {
        params: { value: raw.slice(0, 40) },
        file,
        line: i + 1,
        mend: 'Download the file from the bank again.',
      })
    }
  })
  if (!ended)
    refuse('file-cut-off', 'The file does not end with its trailer (9).', { file, line: lines.length, mend: 'Download it again.' })
  return statements.map(open => {
    const entries = open.movements.map(m => ({ key: column(m.start, 3, 6), detail: column(m.start, 7, 10), entry: entryOf(m, open, file) }))
    return {
      format: 'CODA',
      account: open.account,
      ...known('currency', open.currency),
      opening: open.opening,
      ...(open.closing && { closing: open.closing }),
      entries: withoutTotals(entries).map((e, i) => ({ ordinal: i + 1, ...e })),
    }
  })
}

export const importer: StatementImporter = {
  name: 'CODA',
  kind: 'statement',
  sniff: bytes => /^0{5}\d{6}.{3}05/.test(headOf(bytes, 400)),
  read,
}
