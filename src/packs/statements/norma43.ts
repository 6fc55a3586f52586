import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { currencyByNumber } from '../statement-text/currency-numbers.ts'
import { decodeText, headOf, linesOf } from '../statement-text/decode.ts'
import { dayOfDigits, decimalsOf, digitsToMinor, known, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/** AEB Norma 43 (Spain, "Cuaderno 43"): records of 80 characters, 11 account, 22 movement, 23 concepts, 24 other currency, 33 end, 88 end of file. */
interface Open {
  readonly currency: string | undefined
  readonly statement: Omit<Statement, 'entries'> & { closing?: Balance }
  readonly entries: Entry[]
}

const column = (text: string, from: number, to: number): string => text.slice(from - 1, to)

/** 1 = debit ("debe"), 2 = credit ("haber"). */
const signed = (minor: bigint, mark: string): bigint => (mark === '1' ? -minor : minor)

function header(text: string, file: string, line: number): Open {
  const place = (field: string): Place => ({ file, line, field })
  const currency = currencyByNumber(column(text, 48, 50))
  const minor = digitsToMinor(column(text, 34, 47), decimalsOf(currency), currency, place('Saldo inicial (34–47)'))
  const day = dayOfDigits(column(text, 21, 26), 'YYMMDD', place('Fecha inicial (21–26)'))
  return {
    currency,
    statement: {
      format: 'Norma 43',
      account: column(text, 3, 20).replace(/\s/g, ''),
      ...known('currency', currency),
      opening: { amountMinor: signed(minor, column(text, 33, 33)), day },
    },
    entries: [],
  }
}

function movement(text: string, open: Open, file: string, line: number): Entry {
  const place = (field: string): Place => ({ file, line, field })
  const mark = column(text, 28, 28)
  if (mark !== '1' && mark !== '2')
    refuse('direction-unknown', `"${mark}" is neither 1 (debe) nor 2 (haber).`, {
      ...place('Clave Debe o Haber (28)'),
      params: { value: mark },
    })
  const minor = digitsToMinor(column(text, 29, 42), decimalsOf(open.currency), open.currency, place('Importe (29–42)'))
  const document = column(text, 43, 52).replace(/^0+$/, '')
  const [first, second] = [column(text, 53, 64).replace(/^0+$/, ''), column(text, 65, 80).trim()]
  return {
    ordinal: open.entries.length + 1,
    line,
    day: dayOfDigits(column(text, 11, 16), 'YYMMDD', place('Fecha operación (11–16)')),
    valueDay: dayOfDigits(column(text, 17, 22), 'YYMMDD', place('Fecha valor (17–22)')),
    amountMinor: signed(minor, mark),
    text: '',
    ...known('reference', second.replace(/^0+$/, '') || first),
    ...known('bankId', document),
    raw: text,
  }
}

/** A concept record (23) adds its two halves to the movement before it. */
function withConcept(entry: Entry, text: string): Entry {
  return { ...entry, text: oneLine(entry.text, column(text, 5, 42), column(text, 43, 80)), raw: `${entry.raw}\n${text}` }
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const lines = linesOf(decodeText(bytes, file), file)
  const statements: Open[] = []
  let ended = false
  lines.forEach((text, i) => {
    const line = i + 1
    const code = text.slice(0, 2)
    if (text.trim() === '' || code === '24') return
    const open = statements.at(-1)
    if (code === '11') statements.push(header(text, file, line))
    else if (code === '88') ended = true
    else if (!['22', '23', '33'].includes(code)) {
      refuse('record-unknown', `"${text.slice(0, 40)}" is no Norma 43 record.`, {
        params: { value: text.slice(0, 40) },
        file,
        line,
        mend: 'Download the file from the bank again.',
      })
    } else if (!open) refuse('record-misplaced', `A record ${code} stands before any account (11).`, { file, line })
    else if (code === '22') open.entries.push(movement(text, open, file, line))
    else if (code === '33') open.statement.closing = closing(text, open, file, line)
    else {
      const last = open.entries.pop() ?? refuse('record-misplaced', 'A concept (23) stands before any movement.', { file, line })
      open.entries.push(withConcept(last, text))
    }
  })
  if (!ended && statements.at(-1)?.statement.closing === undefined) {
    refuse('file-cut-off', 'The file ends before the account does (33).', { file, line: lines.length, mend: 'Download it again.' })
  }
  return statements.map(s => ({ ...s.statement, entries: s.entries }))
}

function closing(text: string, open: Open, file: string, line: number): Balance {
  const minor = digitsToMinor(column(text, 60, 73), decimalsOf(open.currency), open.currency, { file, line, field: 'Saldo final (60–73)' })
  const last = open.entries.at(-1)?.day
  return { amountMinor: signed(minor, column(text, 59, 59)), ...(last && { day: last }) }
}

export const importer: StatementImporter = {
  name: 'Norma 43',
  kind: 'statement',
  sniff: bytes => /^\s*11[\d ]{18}\d{12}[12 0]\d{14}\d{3}/.test(headOf(bytes, 400)),
  read,
}
