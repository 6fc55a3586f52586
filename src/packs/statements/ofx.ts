import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { exponentOf } from '../../core/money/money.ts'
import { decodeText, headOf } from '../statement-text/decode.ts'
import { accountOf, dayOfDigits, known, minorOf, oneLine, type Place } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'

/**
 * Open Financial Exchange 1 (SGML: values without end tags) and 2 (XML), and QFX. One tolerant tokenizer reads both: a tag followed by
 * text is a value, a tag followed by a tag is a group, end tags of values may be missing.
 */
interface OfxNode {
  readonly name: string
  readonly line: number
  readonly raw: number
  value: string
  readonly children: OfxNode[]
}

const VALUE_LENGTH_MAX = 20_000
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }

const unescaped = (text: string): string =>
  text.replace(/&(#\d{1,6}|#x[\da-f]{1,5}|\w{2,5});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : whole
  })

/** Comments and processing instructions become blanks of the same shape, so that lines keep their numbers. */
const withoutComments = (text: string): string =>
  text.replace(/<!--[\s\S]*?-->|<\?[\s\S]*?\?>/g, hidden => hidden.replace(/[^\n]/g, ' ')).replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, '$1')

function parse(text: string, file: string): OfxNode {
  const root: OfxNode = { name: '', line: 1, raw: 0, value: '', children: [] }
  const open: OfxNode[] = [root]
  let line = 1
  let counted = 0
  for (const match of text.matchAll(/<(\/?)([A-Za-z][\w.]*)\s*(\/?)>([^<]*(?:<(?![/A-Za-z])[^<]*)*)/g)) {
    const [, closing, written = '', selfClosed, tail = ''] = match
    for (; counted < match.index; counted += 1) if (text.charCodeAt(counted) === 10) line += 1
    const name = written.toUpperCase()
    if (closing) {
      const from = open.findLastIndex(n => n.name === name)
      if (from > 0) open.length = from
      continue
    }
    const value = tail.trim()
    if (value.length > VALUE_LENGTH_MAX) {
      refuse('value-too-long', `${name} has ${value.length} characters.`, {
        file,
        line,
        field: name,
        mend: 'Download the file from the bank again.',
      })
    }
    const node: OfxNode = { name, line, raw: match.index, value: oneLine(unescaped(value)), children: [] }
    open.at(-1)?.children.push(node)
    // A value closes itself; an empty tag may be a group or a blank value: known blank values must not swallow what follows.
    if (value === '' && !selfClosed && !isBlankValue(name, text, match.index + match[0].length)) open.push(node)
    if (open.length > 60) refuse('nested-too-deep', 'Groups are nested deeper than any bank does.', { file, line })
  }
  return root
}

const GROUP =
  /^(OFX|STMTTRN|STMTRS|CCSTMTRS|INVSTMTRS|INVBANKTRAN|STATUS|SONRS|FI|\w+(MSGSRSV\d|MSGSETV\d|TRNRS|TRANLIST|ACCTFROM|ACCTTO|BAL|RS|INFO|LIST))$/

/** A tag without text is a blank value unless it is a known group or its end tag comes after other tags. */
function isBlankValue(name: string, text: string, from: number): boolean {
  if (GROUP.test(name)) return false
  const close = new RegExp(`</${name}\\s*>`, 'i').exec(text.slice(from, from + 200_000))
  return close === null || text.slice(from, from + close.index).trim() === ''
}

const all = (node: OfxNode, name: string): OfxNode[] => node.children.flatMap(c => [...(c.name === name ? [c] : []), ...all(c, name)])
const child = (node: OfxNode | undefined, name: string): OfxNode | undefined => node?.children.find(c => c.name === name)
const value = (node: OfxNode | undefined, name: string): string | undefined => {
  const found = child(node, name)?.value
  return found === '' ? undefined : found
}

/** `-1234.56`, `-1.234,56`, `1,234.56`: the last of two different signs is the decimal one. */
function amount(text: string, currency: string | undefined, place: Place): bigint {
  const bare = text.replace(/\s/g, '')
  const [comma, point] = [bare.lastIndexOf(','), bare.lastIndexOf('.')]
  if (comma >= 0 && point >= 0)
    return minorOf(comma > point ? bare.replaceAll('.', '').replace(',', '.') : bare.replaceAll(',', ''), currency, place)
  // Several equal signs can only group thousands.
  const sign = comma >= 0 ? ',' : '.'
  const pieces = bare.split(sign)
  return minorOf(pieces.length > 2 ? pieces.join('') : bare, currency, place)
}

function required(transaction: OfxNode, name: string, file: string): OfxNode {
  const found = child(transaction, name)
  if (found && found.value !== '') return found
  return refuse('value-missing', `The transaction states no ${name}.`, {
    file,
    line: transaction.line,
    field: name,
    mend: 'Download the file from the bank again, or fill it in.',
  })
}

/** `20260302120000[-5:EST]`, and `2026-03-02` as some write it. */
const compactDay = (text: string): string => text.replace(/^(\d{4})-(\d{2})-(\d{2})/, '$1$2$3').slice(0, 8)

function entryOf(transaction: OfxNode, currency: string | undefined, file: string, text: string): Omit<Entry, 'ordinal'> {
  const posted = required(transaction, 'DTPOSTED', file)
  const paid = required(transaction, 'TRNAMT', file)
  const payee = child(transaction, 'PAYEE')
  const name = value(transaction, 'NAME') ?? value(payee, 'NAME') ?? value(transaction, 'EXTDNAME')
  const memo = value(transaction, 'MEMO')
  const account = child(transaction, 'BANKACCTTO') ?? child(transaction, 'CCACCTTO')
  const end = text.indexOf('</STMTTRN>', transaction.raw)
  return {
    line: transaction.line,
    day: dayOfDigits(compactDay(posted.value), 'YYYYMMDD', { file, line: posted.line, field: 'DTPOSTED' }),
    ...availableDay(transaction, file),
    amountMinor: amount(paid.value, currency, { file, line: paid.line, field: 'TRNAMT' }),
    text: oneLine(memo) || oneLine(name),
    ...known('reference', value(transaction, 'REFNUM') ?? value(transaction, 'CHECKNUM')),
    ...known('counterparty', name),
    ...known('counterpartyAccount', accountOf(value(account, 'ACCTID'))),
    ...known('bankId', value(transaction, 'FITID')),
    raw: text.slice(transaction.raw, end < 0 ? transaction.raw + 600 : end + 10).slice(0, 4000),
  }
}

function availableDay(transaction: OfxNode, file: string): Pick<Entry, 'valueDay'> {
  const found = child(transaction, 'DTAVAIL')
  if (!found || !/^\d{8}/.test(found.value)) return {}
  return { valueDay: dayOfDigits(found.value.slice(0, 8), 'YYYYMMDD', { file, line: found.line, field: 'DTAVAIL' }) }
}

function closingOf(report: OfxNode, currency: string | undefined, file: string): Balance | undefined {
  const ledger = child(report, 'LEDGERBAL')
  const stated = child(ledger, 'BALAMT')
  if (!stated || stated.value === '') return undefined
  const asOf = value(ledger, 'DTASOF')?.slice(0, 8)
  const day = asOf && /^\d{8}$/.test(asOf) && asOf !== '00000000' ? asOf : undefined
  return {
    amountMinor: amount(stated.value, currency, { file, line: stated.line, field: 'BALAMT' }),
    ...(day && { day: dayOfDigits(day, 'YYYYMMDD', { file, line: stated.line, field: 'DTASOF' }) }),
  }
}

/** The currency is a code; a bank that writes something else has stated none. */
const currencyOf = (report: OfxNode): string | undefined => {
  const code = value(report, 'CURDEF')?.toUpperCase()
  return code && /^[A-Z]{3}$/.test(code) && exponentOf(code) >= 0 ? code : undefined
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const head = headOf(bytes, 600)
  const legacy = /CHARSET:\s*(?:CP)?(125\d)/i.exec(head)?.[1] ?? /encoding="(?:windows-)(125\d)"/i.exec(head)?.[1] ?? '1252'
  const text = withoutComments(decodeText(bytes, file, `windows-${legacy}`).replace(/\r\n?/g, '\n'))
  const version = /OFXHEADER:|<OFX>/i.test(text) || /OFXHEADER="/.test(head)
  if (!version) refuse('not-ofx', 'The file holds no <OFX> group.', { file, line: 1 })
  const root = parse(text, file)
  if (/<OFX>/i.test(text) && !/<\/OFX\s*>/i.test(text))
    refuse('file-cut-off', 'The file ends before its </OFX>: it is cut off.', {
      ...{ file, line: text.trimEnd().split('\n').length, field: 'OFX' },
      mend: 'Download the file from the bank again.',
    })
  const reports = ['STMTRS', 'CCSTMTRS', 'INVSTMTRS'].flatMap(name => all(root, name)).sort((a, b) => a.raw - b.raw)
  return reports.map(report => {
    const currency = currencyOf(report)
    const from = child(report, 'BANKACCTFROM') ?? child(report, 'CCACCTFROM') ?? child(report, 'INVACCTFROM')
    const closing = closingOf(report, currency, file)
    return {
      format: 'OFX',
      ...known('account', accountOf(value(from, 'ACCTID'))),
      ...known('currency', currency),
      ...(closing && { closing }),
      entries: all(report, 'STMTTRN').map((t, i) => ({ ordinal: i + 1, ...entryOf(t, currency, file, text) })),
    }
  })
}

export const importer: StatementImporter = {
  name: 'OFX/QFX',
  kind: 'statement',
  sniff: bytes => /OFXHEADER[:=]|<OFX>/i.test(headOf(bytes)),
  read,
}
