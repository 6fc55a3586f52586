import { NameIndex } from './name.ts'
import { isTellingNumber, numberKey } from './number.ts'
import type { ExpectedPayment, MatchKnowledge, OpenInvoice } from './payment.ts'

/** The open invoices, findable by whatever a payer may write, with what is still open as matching goes on. */
export interface Book {
  readonly invoices: ReadonlyMap<string, OpenInvoice>
  readonly byClient: ReadonlyMap<string, readonly OpenInvoice[]>
  readonly byKey: ReadonlyMap<string, readonly OpenInvoice[]>
  readonly byReference: ReadonlyMap<string, readonly OpenInvoice[]>
  readonly expectedByReference: ReadonlyMap<string, readonly ExpectedPayment[]>
  readonly expectedByClient: ReadonlyMap<string, readonly ExpectedPayment[]>
  readonly names: NameIndex
  /** Still open per invoice id; the only thing that changes. */
  readonly open: Map<string, bigint>
  /** How many open invoices have that amount, per `currency amount`. */
  readonly amounts: ReadonlyMap<string, number>
  readonly currencies: ReadonlySet<string>
}

function gather<T>(items: Iterable<T>, keysOf: (item: T) => Iterable<string>): Map<string, T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const list = found.get(key)
      if (list) list.push(item)
      else found.set(key, [item])
    }
  }
  return found
}

/** Oldest first; equal days by number, so that the order in which invoices are handed in never matters. */
const byAge = (a: OpenInvoice, b: OpenInvoice): number => {
  const [dayA, dayB] = [a.due ?? a.issued ?? '', b.due ?? b.issued ?? '']
  return dayA === dayB ? (a.number < b.number ? -1 : a.number > b.number ? 1 : a.id < b.id ? -1 : 1) : dayA < dayB ? -1 : 1
}

/** The number as written, and its digits alone where they are telling. */
const keysOf = (invoice: OpenInvoice): string[] => {
  const key = numberKey(invoice.number)
  const digits = key.replace(/\P{N}/gu, '')
  return [key, ...(digits.length >= 6 && isTellingNumber(digits) ? [digits] : [])].filter(k => k !== '')
}

export function openBook(invoices: readonly OpenInvoice[], knowledge: MatchKnowledge): Book {
  const sorted = invoices.filter(i => i.openMinor > 0n).toSorted(byAge)
  const expected = knowledge.expected ?? []
  const amounts = new Map<string, number>()
  for (const i of sorted) amounts.set(`${i.currency} ${i.openMinor}`, (amounts.get(`${i.currency} ${i.openMinor}`) ?? 0) + 1)
  return {
    invoices: new Map(sorted.map(i => [i.id, i])),
    byClient: gather(sorted, i => [i.client]),
    byKey: gather(sorted, keysOf),
    byReference: gather(sorted, i => i.references ?? []),
    expectedByReference: gather(expected, e => e.references ?? []),
    expectedByClient: gather(expected, e => [e.client]),
    names: new NameIndex(new Map(sorted.map(i => [i.client, i.clientName])), knowledge.legalForms),
    open: new Map(sorted.map(i => [i.id, i.openMinor])),
    amounts,
    currencies: new Set(sorted.map(i => i.currency)),
  }
}

export const openOf = (book: Book, invoice: OpenInvoice): bigint => book.open.get(invoice.id) ?? 0n
