import type { Day } from '../../core/day/day.ts'
import { refuse } from '../../core/fault.ts'
import type { Balance, Entry, Statement } from '../../core/match/statement.ts'
import { decodeText, headOf } from '../statement-text/decode.ts'
import { accountOf, isoDay, known, minorOf, oneLine } from '../statement-text/field.ts'
import type { StatementImporter } from '../statement-text/importer.ts'
import { all, at, everywhere, parseXml, textAt, type XmlNode } from '../statement-text/xml-tree.ts'

/** ISO 20022 cash management: camt.052 (during the day), .053 (statement), .054 (notice), every version. */
const CAMT = /camt\.05[234]\.\d{3}\.\d{2}/
const MESSAGES = /\bBkToCstmr(Stmt|AcctRpt|DbtCdtNtfctn)(V\d+)?\b/
const REPORTS = ['Stmt', 'Rpt', 'Ntfctn']
const NO_ID = /^(NOTPROVIDED|NOT PROVIDED|NONREF)$/i

interface Source {
  readonly file: string
  readonly text: string
}

/** DBIT is below zero. An entry marked as reversal already carries the direction of its own booking: a reversed credit is a debit. */
const signed = (minor: bigint, indicator: string | undefined): bigint => (indicator === 'DBIT' ? -minor : minor)

function amountIn(node: XmlNode, file: string): { minor: bigint; currency: string | undefined } {
  const amount = at(node, 'Amt')
  if (!amount) return refuse('amount-missing', `${node.name} states no amount.`, { file, line: node.line, field: 'Amt' })
  const currency = amount.attributes.Ccy
  return { minor: minorOf(amount.text, currency, { file, line: amount.line, field: 'Amt' }), currency }
}

function dayIn(node: XmlNode | undefined, file: string): Day | undefined {
  const found = at(node, 'Dt') ?? at(node, 'DtTm')
  return found && node ? isoDay(found.text, { file, line: found.line, field: node.name }) : undefined
}

function balanceOf(report: XmlNode, codes: readonly string[], last: boolean, file: string): Balance | undefined {
  for (const code of codes) {
    const found = all(report, 'Bal').filter(b => (textAt(b, 'Tp/CdOrPrtry/Cd') ?? textAt(b, 'Tp/Cd')) === code)
    const balance = last ? found.at(-1) : found[0]
    if (!balance) continue
    const day = dayIn(at(balance, 'Dt'), file)
    return { amountMinor: signed(amountIn(balance, file).minor, textAt(balance, 'CdtDbtInd')), ...(day && { day }) }
  }
  return undefined
}

/** The other side: the debtor of money that came in, the creditor of money that went out. */
function party(details: XmlNode, incoming: boolean): { counterparty?: string; counterpartyAccount?: string } {
  const parties = at(details, 'RltdPties')
  const sides = incoming ? ['Dbtr', 'UltmtDbtr', 'InitgPty'] : ['Cdtr', 'UltmtCdtr']
  const name = sides.map(side => textAt(parties, `${side}/Nm`) ?? textAt(parties, `${side}/Pty/Nm`)).find(n => n !== undefined)
  const id = at(parties, `${incoming ? 'DbtrAcct' : 'CdtrAcct'}/Id`)
  const account = accountOf(textAt(id, 'IBAN') ?? textAt(id, 'Othr/Id') ?? textAt(id, 'BBAN') ?? textAt(id, 'PrtryAcct/Id'))
  return { ...known('counterparty', name), ...known('counterpartyAccount', account) }
}

function detailFields(
  details: XmlNode,
  entry: XmlNode,
  incoming: boolean,
): Omit<Entry, 'ordinal' | 'line' | 'day' | 'amountMinor' | 'raw'> {
  const remittance = at(details, 'RmtInf')
  const structured = all(remittance, 'Strd')
  const reference = structured.map(s => textAt(s, 'CdtrRefInf/Ref') ?? textAt(s, 'CdtrRefInf/CdtrRef')).find(r => r !== undefined)
  const documents = structured.flatMap(s => everywhere(s, 'RfrdDocInf').map(d => textAt(d, 'Nb') ?? textAt(d, 'RfrdDocNb')))
  const notes = structured.flatMap(s => all(s, 'AddtlRmtInf').map(n => n.text))
  const written = [...all(remittance, 'Ustrd').map(u => u.text), ...documents, ...notes]
  const text = oneLine(...written) || oneLine(textAt(details, 'AddtlTxInf'), textAt(entry, 'AddtlNtryInf'))
  const endToEnd = textAt(details, 'Refs/EndToEndId')
  return {
    text,
    ...known('reference', reference),
    ...known('endToEndId', endToEnd && NO_ID.test(endToEnd) ? undefined : endToEnd),
    ...known('bankId', textAt(details, 'Refs/AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef')),
    ...party(details, incoming),
  }
}

/** The amount of one transaction in a batch, in the entry's currency; undefined where it states none. */
function detailMinor(details: XmlNode, currency: string | undefined, file: string): bigint | undefined {
  const amount = at(details, 'Amt') ?? at(details, 'AmtDtls/TxAmt/Amt')
  if (!amount || amount.attributes.Ccy !== currency) return undefined
  return minorOf(amount.text, currency, { file, line: amount.line, field: 'TxDtls/Amt' })
}

/**
 * The parts of a batch entry, where each states its amount and together they are the entry; otherwise undefined and the entry stays
 * one line (its details then describe charges, exchange or an original amount).
 */
function batchParts(
  entry: XmlNode,
  total: bigint,
  currency: string | undefined,
  file: string,
): { node: XmlNode; minor: bigint }[] | undefined {
  const details = all(entry, 'NtryDtls').flatMap(d => all(d, 'TxDtls'))
  if (details.length < 2) return undefined
  const direction = textAt(entry, 'CdtDbtInd')
  const parts = details.map(node => {
    const minor = detailMinor(node, currency, file)
    const own = textAt(node, 'CdtDbtInd') ?? direction
    return minor === undefined ? undefined : { node, minor: signed(minor, own) }
  })
  if (!parts.every(p => p !== undefined)) return undefined
  return parts.reduce((sum, p) => sum + p.minor, 0n) === total ? parts : undefined
}

const RAW_LENGTH_MAX = 4000
const rawOf = (source: Source, node: XmlNode): string => source.text.slice(node.start, Math.min(node.end, node.start + RAW_LENGTH_MAX))

type Draft = Omit<Entry, 'ordinal'>

/** Entries with the currency each states. */
function entriesOf(report: XmlNode, source: Source, fallbackDay: Day | undefined): { currency: string | undefined; entry: Draft }[] {
  return all(report, 'Ntry').flatMap((node, index) => {
    const { file } = source
    const { minor, currency } = amountIn(node, file)
    const total = signed(minor, textAt(node, 'CdtDbtInd'))
    const value = dayIn(at(node, 'ValDt'), file)
    const day = dayIn(at(node, 'BookgDt'), file) ?? value ?? fallbackDay
    if (!day) return refuse('day-missing', 'The entry states neither booking nor value day.', { file, line: node.line, field: 'BookgDt' })
    const pending = (textAt(node, 'Sts/Cd') ?? textAt(node, 'Sts')) === 'PDNG' ? { pending: true as const } : {}
    const common = { line: node.line, day, ...(value && { valueDay: value }), ...pending, raw: rawOf(source, node) }
    const parts = batchParts(node, total, currency, file)
    const entries: Draft[] = parts
      ? parts.map(p => ({
          ...common,
          batch: index + 1,
          line: p.node.line,
          amountMinor: p.minor,
          ...detailFields(p.node, node, p.minor >= 0n),
        }))
      : [{ ...common, amountMinor: total, ...detailFields(at(node, 'NtryDtls/TxDtls') ?? node, node, total >= 0n) }]
    return entries.map(entry => ({ currency, entry }))
  })
}

/** One statement a currency; the balances belong to the currency they are stated in. */
function statementsOf(report: XmlNode, format: string, source: Source): Statement[] {
  const opening = balanceOf(report, ['OPBD', 'PRCD', 'ITBD'], false, source.file)
  const closing = balanceOf(report, ['CLBD', 'ITBD'], true, source.file)
  const made = textAt(report, 'CreDtTm')
  const fallback = closing?.day ?? (made ? isoDay(made, { file: source.file, line: report.line, field: 'CreDtTm' }) : undefined)
  const found = entriesOf(report, source, fallback)
  const id = at(report, 'Acct/Id')
  const account = accountOf(textAt(id, 'IBAN') ?? textAt(id, 'Othr/Id') ?? textAt(id, 'BBAN') ?? textAt(id, 'PrtryAcct/Id'))
  const own = at(report, 'Bal/Amt')?.attributes.Ccy ?? textAt(report, 'Acct/Ccy') ?? found[0]?.currency
  const groups = Map.groupBy(found, f => f.currency)
  const currencies = groups.has(own) || (!opening && !closing) ? [...groups.keys()] : [own, ...groups.keys()]
  return (currencies.length > 0 ? currencies : [own]).map(currency => {
    const holdsBalance = currencies.length <= 1 || currency === own
    return {
      format,
      ...known('account', account),
      ...known('currency', currency),
      ...(holdsBalance && opening && { opening }),
      ...(holdsBalance && closing && { closing }),
      entries: (groups.get(currency) ?? []).map((f, i) => ({ ordinal: i + 1, ...f.entry })),
    }
  })
}

function read(bytes: Uint8Array, file: string): Statement[] {
  const declared = /encoding=["']([\w-]+)["']/.exec(headOf(bytes, 200))?.[1]
  const text = decodeText(bytes, file, declared && !/^utf/i.test(declared) ? legacyName(declared, file) : 'windows-1252')
  const root = parseXml(text, file)
  const message = MESSAGES.test(root.name) ? root : root.children.find(c => MESSAGES.test(c.name))
  if (!message)
    return refuse('not-camt', 'The XML is no account report, statement or notice (camt.052, .053, .054).', { file, line: root.line })
  const format = CAMT.exec(Object.values(root.attributes).join(' '))?.[0] ?? byMessage(message.name)
  const source = { file, text: text.trimStart() }
  return message.children.filter(c => REPORTS.includes(c.name)).flatMap(report => statementsOf(report, format, source))
}

function legacyName(declared: string, file: string): string {
  try {
    return new TextDecoder(declared).encoding
  } catch {
    return refuse('encoding-unknown', `The file says its encoding is "${declared}".`, { file, line: 1, mend: 'Save it as UTF-8.' })
  }
}

const byMessage = (name: string): string => (name.includes('Stmt') ? 'camt.053' : name.includes('Rpt') ? 'camt.052' : 'camt.054')

export const importer: StatementImporter = {
  name: 'camt.052/053/054',
  kind: 'statement',
  sniff: bytes => {
    const head = headOf(bytes)
    return /^\s*</.test(head) && (CAMT.test(head) || MESSAGES.test(head))
  },
  read,
}
