import { type Day, dayOf } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { accountOf, dayOfDigits, fullYear, known, minorOf, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'
import { type Narrative, narrativeOf } from '../statement-text/mt940-narrative.ts'

/** SWIFT MT940 (end of day) and MT942 (during the day): fields `:NN:` with what follows until the next one. */
interface Field {
  readonly tag: string
  readonly line: number
  readonly lines: string[]
}

const TAG = /^\s?:(\d{2}[A-Z]?|NS):(.*)$/
/** Value day, booking day, mark, third letter of the currency, amount, kind, reference of the customer, reference of the bank. */
const LINE_61 = /^(\d{6})(\d{4})?\s*(RC|RD|EC|ED|C|D)([A-Z])?\s*(\d[\d.]*,?\d*|,\d+)\s*(?:([NFS][A-Z0-9 ]{3})|([A-Z]\w{2,3}))?(.*)$/
const BALANCE = /^([CD])(\d{6})([A-Z]{3})?\s*([\d.,]+)$/

function fieldsOf(lines: readonly string[]): Field[] {
  const fields: Field[] = []
  lines.forEach((line, i) => {
    const match = TAG.exec(line)
    if (match) fields.push({ tag: match[1] ?? '', line: i + 1, lines: [match[2] ?? ''] })
    else if (/^-\}?|^\{|^-$/.test(line)) fields.push({ tag: '-', line: i + 1, lines: [] })
    else if (line.trim() !== '') fields.at(-1)?.lines.push(line)
  })
  return fields
}

/** Points before a comma group thousands, which SWIFT forbids and some banks write. */
const plainAmount = (amount: string): string => amount.replace(/\.(?=.*,)/g, '')

function balance(field: Field, file: string, currency: string | undefined): { balance: Balance; currency: string | undefined } {
  const place = { file, line: field.line, field: `:${field.tag}:` }
  const match = BALANCE.exec(field.lines[0]?.trim() ?? '')
  if (!match)
    return refuse('balance-unreadable', `"${field.lines[0]}" is not a balance.`, {
      ...place,
      params: { value: field.lines[0] ?? '' },
      mend: 'Download the statement again.',
    })
  const [, mark, date = '', stated, amount = ''] = match
  const money = stated ?? currency
  const minor = minorOf(plainAmount(amount), money, place)
  return { balance: { amountMinor: mark === 'D' ? -minor : minor, day: dayOfDigits(date, 'YYMMDD', place) }, currency: money }
}

/** Banks that count 30 days a month write 30 February: such a value day is the month's last. */
function valueDay(text: string, place: Place): Day {
  const [year, month, date] = [fullYear(+text.slice(0, 2)), +text.slice(2, 4), +text.slice(4, 6)]
  if (month < 1 || month > 12 || date < 1 || date > 31) return dayOfDigits(text, 'YYMMDD', place)
  return dayOf(year, month, date)
}

/** The booking day has no year: that of the value day, or the one before or after where the months lie across New Year. */
function bookingDay(text: string | undefined, value: Day, place: Place): Day {
  if (text === undefined) return value
  const [year, valueMonth] = [+value.slice(0, 4), +value.slice(5, 7)]
  const month = +text.slice(0, 2)
  const distance = month - valueMonth
  return valueDay(`${String((year + (distance > 6 ? -1 : distance < -6 ? 1 : 0)) % 100).padStart(2, '0')}${text}`, place)
}

const MEANINGLESS = /^(NONREF|NOTPROVIDED|NOREF|KREF|N)$/i

function entryOf(field: Field, details: readonly Field[], currency: string | undefined, file: string): Omit<Entry, 'ordinal'> {
  const place = { file, line: field.line, field: ':61:' }
  const first = field.lines[0] ?? ''
  const match = LINE_61.exec(first.trim())
  if (!match) {
    return refuse('line-unreadable', `":61:${first.slice(0, 60)}" is not a statement line (day, mark, amount, kind, reference).`, {
      params: { value: first.slice(0, 60) },
      ...place,
      mend: 'Download the statement from the bank again.',
    })
  }
  const [, date = '', booked, mark = '', , amount = '', , , references = ''] = match
  const value = valueDay(date, place)
  const minor = minorOf(plainAmount(amount), currency, place)
  // C and RD (a reversed debit) bring money in; D and RC (a reversed credit) take it out.
  const incoming = mark === 'C' || mark === 'EC' || mark === 'RD'
  const [customer = '', bank] = references.split('//')
  const narrative: Narrative = narrativeOf(
    details.map(d => d.lines),
    field.lines.slice(1),
  )
  const bankId = bank?.trim()
  return {
    line: field.line,
    day: bookingDay(booked, value, place),
    valueDay: value,
    amountMinor: incoming ? minor : -minor,
    text: narrative.text,
    ...known('reference', narrative.reference ?? (MEANINGLESS.test(customer.trim()) ? undefined : customer)),
    ...known('endToEndId', narrative.endToEndId),
    ...known('counterparty', narrative.counterparty),
    ...known('counterpartyAccount', accountOf(narrative.counterpartyAccount)),
    ...known('bankId', bankId),
    raw: [field, ...details].map(f => `:${f.tag}:${f.lines.join('\n')}`).join('\n'),
  }
}

interface Draft {
  account?: string
  currency: string | undefined
  opening?: Balance
  closing?: Balance
  interim: boolean
  entries: Omit<Entry, 'ordinal'>[]
}

/** One message (from one :20: to the next) as a statement. */
function statementOf(fields: readonly Field[], file: string): Statement | undefined {
  const draft: Draft = { currency: undefined, interim: false, entries: [] }
  fields.forEach((field, i) => {
    const text = field.lines.join('').trim()
    if (field.tag === '25' && draft.entries.length === 0) Object.assign(draft, known('account', accountOf(text)))
    else if (field.tag === '60F' || field.tag === '60M' || field.tag === '62F' || field.tag === '62M') {
      const read = balance(field, file, draft.currency)
      draft.currency ??= read.currency
      if (field.tag.startsWith('60')) draft.opening ??= read.balance
      else draft.closing = read.balance
    } else if (field.tag === '34F') {
      draft.interim = true
      draft.currency ??= /^[A-Z]{3}/.exec(text)?.[0]
    } else if (field.tag === '61') {
      let next = i + 1
      while (['86', 'NS', '25'].includes(fields[next]?.tag ?? '')) next += 1
      draft.entries.push(entryOf(field, fields.slice(i + 1, next), draft.currency, file))
    }
  })
  if (draft.account === undefined && draft.entries.length === 0 && !draft.opening) return undefined
  return {
    format: draft.interim && !draft.opening ? 'MT942' : 'MT940',
    ...known('account', draft.account),
    ...known('currency', draft.currency),
    ...(draft.opening && { opening: draft.opening }),
    ...(draft.closing && { closing: draft.closing }),
    entries: draft.entries.map((e, i) => ({ ordinal: i + 1, ...e })),
  }
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const lines = linesOf(decodeText(bytes, file), file)
  const fields = fieldsOf(lines)
  const starts = fields.flatMap((f, i) => (f.tag === '20' ? [i] : []))
  const statements = starts.flatMap((from, n) => statementOf(fields.slice(from, starts[n + 1]), file) ?? [])
  const stray = fields.find(f => f.tag === '61' && fields.indexOf(f) < (starts[0] ?? Number.POSITIVE_INFINITY))
  if (statements.length === 0 || stray) {
    refuse('statement-without-start', 'The file holds no field :20:, with which each statement starts.', {
      file,
      line: stray?.line ?? 1,
      mend: 'Download the whole statement again.',
    })
  }
  return statements
}

export const importer: StatementImporter = {
  name: 'MT940/MT942',
  kind: 'statement',
  sniff: bytes => {
    const head = headOf(bytes)
    return /^:20:/m.test(head) && /^:(25|28C?|60[FM]|61|34F):/m.test(head)
  },
  read,
}
