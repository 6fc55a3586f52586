import { type Day, isDay } from '../../../core/day/day.ts'
import type { ImportContext } from '../../../core/facts/importer.ts'
import { type Instalment, NO_CURRENCY, type Party, type Period } from '../../../core/facts/invoice-document.ts'
import type { StatusMeaning } from '../../../core/facts/status-document.ts'
import { type Fault, refuse } from '../../../core/fault.ts'
import { type Decimal, needsRounding, readDecimal, toMoney } from '../../../core/money/decimal-text.ts'
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

/** The currency code in force, upper case; null where the file names none. @throws Refusal where it is not three letters. */
export function currencyOf(source: Source, node: XmlNode | undefined): string | null {
  const text = node?.text.trim()
  if (!node || !text) return null
  if (!/^[A-Za-z]{3}$/.test(text))
    return refuse('currency-unreadable', `"${text}" is not a currency.`, {
      ...placeOf(source, node),
      mend: 'Write three letters, such as EUR.',
    })
  return text.toUpperCase()
}

function decimalOf(source: Source, node: XmlNode, text: string): Decimal {
  return (
    readDecimal(text) ??
    refuse('amount-unreadable', `"${text.slice(0, 40)}" is not an amount.`, { ...placeOf(source, node), mend: 'Write it as 1234.50.' })
  )
}

/**
 * An amount of a line in minor units, rounded half up: some syntaxes state line sums to eight places, the document's totals are exact.
 * @throws Refusal where the text is not a number.
 */
export function fineAmountOf(source: Source, node: XmlNode | undefined, currency: string | null): Money | null {
  const text = node?.text.trim()
  return node && text ? toMoney(decimalOf(source, node, text), currency ?? NO_CURRENCY, halfUp) : null
}

/** An amount of the document in minor units. One finer than the currency is rounded half up and said. @throws Refusal as above. */
export function amountOf(source: Source, node: XmlNode | undefined, currency: string | null): Money | null {
  const text = node?.text.trim()
  if (!node || !text) return null
  const decimal = decimalOf(source, node, text)
  if (currency !== null && needsRounding(decimal, currency))
    source.warnings.push({
      code: 'amount-rounded',
      message: `${text} ${currency} is finer than the currency and was rounded.`,
      ...placeOf(source, node),
    })
  return toMoney(decimal, currency ?? NO_CURRENCY, halfUp)
}

/**
 * The one amount at a path in the document's currency. Files repeat totals in a second (tax) currency: those are passed over.
 * @throws Refusal where the file states two different amounts for the same thing.
 */
export function totalAt(source: Source, node: XmlNode | undefined, path: string, currency: string | null): Money | null {
  const stated = findAll(node, path).filter(n => n.text.trim() !== '')
  const own = stated.filter(n => !n.attributes.currencyID || n.attributes.currencyID.trim().toUpperCase() === currency)
  const nodes = own.length > 0 ? own : stated
  const [first, ...others] = nodes
  if (!first) return null
  if (own.length === 0 && currency !== null)
    source.warnings.push({
      code: 'currency-differs',
      message: `The document is in ${currency}, this amount says ${first.attributes.currencyID}.`,
      ...placeOf(source, first),
    })
  const amount = amountOf(source, first, currency)
  for (const other of others)
    if (amountOf(source, other, currency)?.minor !== amount?.minor)
      return refuse('amount-contradicts', `The file states both ${first.text.trim()} and ${other.text.trim()}.`, placeOf(source, other))
  return amount
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
      file: source.file,
      field: paths[0],
      mend: 'Ask the sender for a complete file.',
    })
  )
}

/** Refuses a file that asks for nothing at all. */
export function requireAmounts(source: Source, stated: readonly unknown[]): void {
  if (stated.every(amount => amount === null || amount === undefined))
    refuse('amounts-missing', 'The invoice states neither a total nor an amount to pay.', {
      file: source.file,
      mend: 'Ask the sender for a complete file.',
    })
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
