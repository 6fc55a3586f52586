import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { FILE_BYTES_MAX } from '../statement-text/decode.ts'
import { dayFrom, digitsToMinor, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/**
 * Zengin fixed-length files (Japan, 全銀協規定形式), Shift_JIS, records of 200 bytes, with or without line ends: kind 01 notice of
 * transfers received (振込入金通知), kind 03 account movements (入出金取引明細). Records: 1 header, 2 data, 8 trailer, 9 end.
 * Half-width kana become full-width (NFKC), so that a name reads the same as on the invoice.
 */
const RECORD_BYTES = 200

interface Row {
  readonly line: number
  readonly bytes: Uint8Array
}
type Layout = Readonly<Record<string, readonly [from: number, length: number]>>

const NOTICE_HEADER: Layout = { code: [3, 1], bank: [22, 4], branch: [41, 3], type: [59, 1], account: [60, 7] }
const NOTICE_DATA: Layout = {
  id: [1, 6],
  day: [7, 6],
  value: [13, 6],
  amount: [19, 10],
  payerCode: [39, 10],
  payer: [49, 48],
  cancelled: [127, 1],
  edi: [128, 20],
}
const MOVES_HEADER: Layout = {
  code: [3, 1],
  from: [10, 6],
  bank: [22, 4],
  branch: [41, 3],
  type: [62, 1],
  account: [63, 10],
  overdrawn: [113, 1],
  opening: [115, 14],
}
const MOVES_DATA: Layout = {
  id: [1, 8],
  day: [9, 6],
  value: [15, 6],
  side: [21, 1],
  amount: [24, 12],
  payerCode: [71, 10],
  payer: [81, 48],
  note: [159, 20],
  edi: [179, 20],
}
const MOVES_TRAILER: Layout = { overdrawn: [39, 1], closing: [40, 14] }

const shiftJis = new TextDecoder('shift_jis')

function text(row: Row, layout: Layout, field: string): string {
  const [from, length] = layout[field] ?? [0, 0]
  return oneLine(shiftJis.decode(row.bytes.subarray(from, from + length)).normalize('NFKC'))
}

/** Years are counted in eras: 01–18 is Reiwa (2019–2036). A bank that writes the common year instead starts later than that: 19–99. */
function eraDay(digits: string, place: Place): Day {
  if (!/^\d{6}$/.test(digits)) return dayFrom(0, 0, 0, digits, place)
  const year = +digits.slice(0, 2)
  return dayFrom(year >= 1 && year <= 18 ? 2018 + year : 2000 + year, +digits.slice(2, 4), +digits.slice(4, 6), digits, place)
}

function rowsOf(bytes: Uint8Array, file: string): Row[] {
  if (bytes.length > FILE_BYTES_MAX) refuse('file-too-large', `The file has ${bytes.length} bytes.`, { file })
  const rows: Row[] = []
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === 0x0d || bytes[at] === 0x0a || bytes[at] === 0x1a) {
      at += 1
      continue
    }
    const record = bytes.subarray(at, at + RECORD_BYTES)
    if (record.length < RECORD_BYTES || record.includes(0x0a)) {
      refuse('record-cut-off', `The record has not its ${RECORD_BYTES} bytes.`, {
        file,
        line: rows.length + 1,
        mend: 'Download the file from the bank again, as it is, without saving it in an editor.',
      })
    }
    rows.push({ line: rows.length + 1, bytes: record })
    at += RECORD_BYTES
  }
  return rows
}

const yen = (digits: string, place: Place): bigint => digitsToMinor(digits, 0, 'JPY', place)

function entryOf(row: Row, kind: '01' | '03', file: string): Omit<Entry, 'ordinal'> {
  const layout = kind === '01' ? NOTICE_DATA : MOVES_DATA
  const part = (field: string): string => text(row, layout, field)
  const place = (field: string): Place => ({ file, line: row.line, field })
  const minor = yen(part('amount'), place('金額'))
  const side = kind === '03' ? part('side') : '1'
  if (side !== '1' && side !== '2')
    refuse('direction-unknown', `"${side}" is neither 1 (入金) nor 2 (出金).`, { ...place('入払区分'), params: { value: side } })
  // A transfer marked as cancelled (取消) takes the money back.
  const outgoing = side === '2' || (kind === '01' && part('cancelled') === '1')
  const edi = part('edi')
  return {
    line: row.line,
    day: eraDay(part('day'), place('勘定日')),
    ...(/^0*$/.test(part('value')) ? {} : { valueDay: eraDay(part('value'), place('起算日')) }),
    amountMinor: outgoing ? -minor : minor,
    text: kind === '03' ? oneLine(part('note'), edi) : edi,
    ...known('reference', edi),
    ...known('counterparty', part('payer')),
    ...known('counterpartyAccount', part('payerCode').replace(/^0+$/, '')),
    ...known('bankId', part('id')),
    raw: shiftJis.decode(row.bytes),
  }
}

interface Open {
  readonly kind: '01' | '03'
  readonly account: string
  readonly opening?: Balance
  closing?: Balance
  readonly entries: Entry[]
}

function balance(row: Row, layout: Layout, field: 'opening' | 'closing', file: string): bigint {
  const minor = yen(text(row, layout, field), { file, line: row.line, field: field === 'opening' ? '取引前残高' : '取引後残高' })
  return text(row, layout, 'overdrawn') === '2' ? -minor : minor
}

function opened(row: Row, file: string): Open {
  const kind = text(row, { kind: [1, 2] }, 'kind')
  if (kind !== '01' && kind !== '03') {
    return refuse('kind-unknown', `Kind "${kind}" is no notice of transfers received (01) and no account movements (03).`, {
      file,
      line: row.line,
      field: '種別コード',
    })
  }
  const layout = kind === '01' ? NOTICE_HEADER : MOVES_HEADER
  if (text(row, layout, 'code') === '1') {
    refuse('encoding-unknown', 'The file says it is in EBCDIC.', {
      file,
      line: row.line,
      field: 'コード区分',
      mend: 'Ask the bank for JIS.',
    })
  }
  const account = ['bank', 'branch', 'type', 'account'].map(f => text(row, layout, f)).join('')
  const from = kind === '03' ? text(row, layout, 'from') : ''
  if (kind === '01') return { kind, account, entries: [] }
  const day = /^0*$/.test(from) ? undefined : eraDay(from, { file, line: row.line, field: '勘定日(自)' })
  return { kind, account, opening: { amountMinor: balance(row, layout, 'opening', file), ...(day && { day }) }, entries: [] }
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const rows = rowsOf(bytes, file)
  const statements: Open[] = []
  for (const row of rows) {
    const code = String.fromCharCode(row.bytes[0] ?? 0)
    const open = statements.at(-1)
    if (code === '1') statements.push(opened(row, file))
    else if (code === '9') continue
    else if (!open || (code !== '2' && code !== '8')) {
      refuse('record-unknown', `A record "${code}" stands where a header (1), data (2), trailer (8) or end (9) must.`, {
        params: { value: code },
        file,
        line: row.line,
      })
    } else if (code === '2') open.entries.push({ ordinal: open.entries.length + 1, ...entryOf(row, open.kind, file) })
    else if (open.kind === '03') {
      const last = open.entries.at(-1)?.day
      open.closing = { amountMinor: balance(row, MOVES_TRAILER, 'closing', file), ...(last && { day: last }) }
    }
  }
  const tail = rows.at(-1)
  if (tail && !['8', '9'].includes(String.fromCharCode(tail.bytes[0] ?? 0))) {
    refuse('file-cut-off', 'The file ends without its trailer (8) and end (9).', { file, line: tail.line, mend: 'Download it again.' })
  }
  return statements.map(s => ({
    format: `Zengin ${s.kind}`,
    account: s.account,
    currency: 'JPY',
    ...(s.opening && { opening: s.opening }),
    ...(s.closing && { closing: s.closing }),
    entries: s.entries,
  }))
}

export const importer: StatementImporter = {
  name: 'Zengin',
  kind: 'statement',
  sniff: bytes => /^1(01|03)[01]\d{18}/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 22))),
  read,
}
