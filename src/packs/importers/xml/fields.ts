import { type Day, isDay } from '../../../core/day/day.ts'
import type { ImportContext } from '../../../core/facts/importer.ts'
import { type Instalment, NO_CURRENCY, type Party, type Period } from '../../../core/facts/invoice-document.ts'
import type { StatusMeaning } from '../../../core/facts/status-document.ts'
import { type Fault, Refusal, refuse } from '../../../core/fault.ts'
import { needsRounding, readDecimal, toMoney } from '../../../core/money/decimal-text.ts'
import { halfUp, type Money } from '../../../core/money/money.ts'
import { find, findAll, lineOf, parseXml, textAt, type XmlNode, type XmlTree } from './tree.ts'

/** A parsed file while one document is read out of it. */
export interface Source extends XmlTree {
  readonly file: string
  readonly warnings: Fault[]
}

export const openSource = (bytes: Uint8Array, context: ImportContext): Source => ({
  ...parseXml(bytes, context),
  file: context.file,
  warnings: [],
})

const placeOf = (source: Source, node: XmlNode): Pick<Fault, 'file' | 'line' | 'field'> => ({
  file: source.file,
  line: lineOf(node, source.text),
  field: node.name,
})

/** The currency code in force, upper case; null where the file names none. What is not three letters is null and becomes a warning. */
export function currencyOf(source: Source, node: XmlNode | undefined): string | null {
  const text = node?.text.trim()
  if (!node || !text) return null
  if (/^[A-Za-z]{3}$/.test(text)) return text.toUpperCase()
  const message = `"${text.slice(0, 40)}" is not a currency.`
  source.warnings.push({
    code: 'currency-unreadable',
    message,
    params: { value: text.slice(0, 40) },
    mend: 'Write three letters, such as EUR.',
    ...placeOf(source, node),
  })
  return null
}

const notAnAmount = (source: Source, node: XmlNode, text: string): Fault => ({
  code: 'amount-unreadable',
  message: `"${text.slice(0, 40)}" is not an amount.`,
  mend: 'Write it as 1234.50.',
  params: { value: text.slice(0, 40) },
  ...placeOf(source, node),
})

/**
 * An amount beside the total: of a line, a tax share, an instalment. Rounded half up, for some syntaxes state these to eight places.
 * One that is no number is null and becomes a warning.
 */
export function partOf(source: Source, node: XmlNode | undefined, currency: string | null): Money | null {
  const text = node?.text.trim()
  if (!node || !text) return null
  const decimal = readDecimal(text)
  if (decimal) return toMoney(decimal, currency ?? NO_CURRENCY, halfUp)
  source.warnings.push(notAnAmount(source, node, text))
  return null
}

/** What the invoice asks for, in minor units. Finer than the currency is rounded half up and said. @throws Refusal where it is no number. */
export function amountOf(source: Source, node: XmlNode | undefined, currency: string | null): Money | null {
  const text = node?.text.trim()
  if (!node || !text) return null
  const decimal = readDecimal(text)
  if (!decimal) throw new Refusal([notAnAmount(source, node, text)])
  if (currency !== null && needsRounding(decimal, currency)) {
    const message = `${text} ${currency} is finer than the currency and was rounded.`
    source.warnings.push({ code: 'amount-rounded', message, ...placeOf(source, node) })
  }
  return toMoney(decimal, currency ?? NO_CURRENCY, halfUp)
}

/** The amounts at a path that are in the document's currency: files repeat totals in a second (tax) currency. All, where none is. */
function inCurrency(source: Source, node: XmlNode | undefined, path: string, currency: string | null): XmlNode[] {
  const stated = findAll(node, path).filter(n => n.text.trim() !== '')
  const own = stated.filter(n => !n.attributes.currencyID || n.attributes.currencyID.trim().toUpperCase() === currency)
  const [first] = stated
  if (own.length > 0 || currency === null || !first) return own.length > 0 ? own : stated
  const message = `The document is in ${currency}, this amount says ${first.attributes.currencyID}.`
  source.warnings.push({ code: 'currency-differs', message, ...placeOf(source, first) })
  return stated
}

const contradiction = (source: Source, first: XmlNode, other: XmlNode): Fault => ({
  code: 'amount-contradicts',
  message: `The file states both ${first.text.trim()} and ${other.text.trim()}.`,
  params: { one: first.text.trim(), other: other.text.trim() },
  ...placeOf(source, other),
})

/** What the invoice asks for, at a path. @throws Refusal where it is no number, or where the file states two different ones. */
export function totalAt(source: Source, node: XmlNode | undefined, path: string, currency: string | null): Money | null {
  const [first, ...others] = inCurrency(source, node, path, currency)
  if (!first) return null
  const amount = amountOf(source, first, currency)
  for (const other of others)
    if (amountOf(source, other, currency)?.minor !== amount?.minor) throw new Refusal([contradiction(source, first, other)])
  return amount
}

/** A sum beside the total, at a path. Where the file states two different ones (a tax each) it is null and becomes a warning. */
export function partAt(source: Source, node: XmlNode | undefined, path: string, currency: string | null): Money | null {
  const [first, ...others] = inCurrency(source, node, path, currency)
  if (!first) return null
  const amount = partOf(source, first, currency)
  const other = others.find(o => partOf(source, o, currency)?.minor !== amount?.minor)
  if (!other) return amount
  source.warnings.push(contradiction(source, first, other))
  return null
}

const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})(?:\d{2}|\d{4}|\d{6})?$/
const ISO_DAY = /^(\d{4}-\d{2}-\d{2})(?:$|[T ].*$|Z$|[+-]\d{2}:\d{2}$)/

/** A civil day in the forms the syntaxes use: `2026-01-31`, with time or zone behind it, or `20260131`, with time behind it. */
export function readDay(text: string): Day | null {
  const compact = COMPACT_DAY.exec(text)
  const iso = compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : ISO_DAY.exec(text)?.[1]
  return isDay(iso) ? iso : null
}

/** The day an element (or the date element inside it) states. An unreadable one is null and becomes a warning. */
export function dayOf(source: Source, node: XmlNode | undefined): Day | null {
  if (!node) return null
  const holder = node.children[0] ?? node
  const text = holder.text.trim()
  if (!text) return null
  const found = readDay(text)
  if (!found)
    source.warnings.push({
      code: 'date-unreadable',
      message: `"${text}" is not a day.`,
      params: { value: text, order: 'none' },
      mend: 'Write it as 2026-02-28.',
      ...placeOf(source, holder),
    })
  return found
}

/** The first readable day of several paths. */
export function dayAt(source: Source, node: XmlNode | undefined, ...alternatives: readonly string[]): Day | null {
  for (const path of alternatives) {
    const found = dayOf(source, find(node, path))
    if (found) return found
  }
  return null
}

export function periodAt(source: Source, node: XmlNode | undefined, startPath: string, endPath: string): Period | null {
  const start = dayAt(source, node, startPath)
  const end = dayAt(source, node, endPath)
  return start || end ? { start, end } : null
}

/** The invoice number. @throws Refusal: an invoice without one cannot be claimed, matched or told apart. */
export function numberAt(source: Source, node: XmlNode | undefined, ...paths: readonly [string, ...string[]]): string {
  return (
    textAt(node, ...paths) ??
    refuse('number-missing', 'The invoice has no number.', {
      params: {},
      file: source.file,
      field: paths[0],
      mend: 'Ask the sender for a complete file.',
    })
  )
}

/** Says that the file asks for nothing at all. */
export function noteAmounts(source: Source, stated: readonly (Money | null)[]): void {
  if (stated.some(amount => amount !== null)) return
  source.warnings.push({ code: 'amounts-missing', message: 'The invoice states neither a total nor an amount to pay.', file: source.file })
}

/** Instalments in the order stated, the same day and amount once. */
export function distinctInstalments(all: readonly Instalment[]): Instalment[] {
  const keys = new Set<string>()
  return all.filter(({ due, amount }) => {
    const key = `${due} ${amount?.minor ?? ''}`
    return !keys.has(key) && keys.add(key)
  })
}

export const NO_PARTY: Party = {
  name: null, tradingName: null, addressLines: [], country: null, vatId: null, companyId: null, email: null, endpoint: null,
} // biome-ignore format: one line is enough

/** Lines of an envelope from the parts that are there: blanks between parts, empty lines left out. */
export const addressLines = (...lines: readonly (readonly (string | null)[])[]): string[] =>
  lines.map(parts => parts.filter(Boolean).join(' ')).filter(Boolean)

/** The first truthy text, else null. */
export const firstOf = (...texts: readonly (string | null | undefined)[]): string | null => texts.find(Boolean) ?? null

/** What a status code means; an unknown one is `other` and said, for no status may get lost. */
export function meaningOf(source: Source, meanings: Readonly<Record<string, StatusMeaning>>, code: string): StatusMeaning {
  const known = Object.hasOwn(meanings, code) ? meanings[code] : undefined
  if (!known)
    source.warnings.push({ code: 'status-unknown', message: `"${code.slice(0, 40)}" is no status known here.`, file: source.file })
  return known ?? 'other'
}
