import type { Book } from './book.ts'
import { isTellingNumber, keysInText } from './number.ts'
import type { ExpectedPayment, MatchKnowledge, OpenInvoice, PaymentLine, Reason, ReasonCode } from './payment.ts'

/** What a line says about who pays and what for, read once. Nothing here depends on what other lines were applied to. */
export interface Evidence {
  readonly line: PaymentLine
  /** The client behind the payer's account, else behind the payer's name. */
  readonly payer: { readonly client: string; readonly strength: 'account' | 'equal' | 'close'; readonly likeness: number } | undefined
  readonly referenced: readonly {
    readonly reference: string
    readonly telling: boolean
    readonly invoices: readonly OpenInvoice[]
    readonly expected: readonly ExpectedPayment[]
  }[]
  readonly named: readonly { readonly key: string; readonly telling: boolean; readonly invoices: readonly OpenInvoice[] }[]
}

export const reason = (code: ReasonCode, params: Readonly<Record<string, string>> = {}): Reason => ({ code, params })

/** Why less came. A sentence chooses by this word, and the choices of an ICU message hold no hyphen. */
export const shortfallReason = (kind: string): Reason => reason('shortfall', { kind: kind.replaceAll('-', '_') })

/** References shorter than this occur by chance in telephone numbers and the like. */
const TELLING_REFERENCE = 8

function payerOf(line: PaymentLine, book: Book, knowledge: MatchKnowledge): Evidence['payer'] {
  const client = line.counterpartyAccount === undefined ? undefined : knowledge.payers?.get(line.counterpartyAccount)
  if (client !== undefined) return { client, strength: 'account', likeness: 1 }
  const name = line.counterparty === undefined ? undefined : book.names.find(line.counterparty)
  return name && { client: name.client, strength: name.kind, likeness: name.likeness }
}

export function gatherEvidence(line: PaymentLine, book: Book, knowledge: MatchKnowledge): Evidence {
  const written = [line.reference, line.endToEndId, line.text].filter(t => t !== undefined && t !== '').join(' | ')
  const inCurrency = (i: OpenInvoice): boolean => i.currency === line.currency
  const stated = line.reference?.replace(/\s/g, '').toUpperCase()
  const found = [...new Set([...(stated === undefined ? [] : [stated]), ...knowledge.findReferences(written)])]
  const referenced = found.flatMap(reference => {
    const invoices = (book.byReference.get(reference) ?? []).filter(inCurrency)
    const expected = (book.expectedByReference.get(reference) ?? []).filter(e => e.currency === line.currency)
    if (invoices.length === 0 && expected.length === 0) return []
    return [{ reference, telling: reference.length >= TELLING_REFERENCE || reference === stated, invoices, expected }]
  })
  const named = keysInText(written, key => book.byKey.has(key)).flatMap(key => {
    const invoices = (book.byKey.get(key) ?? []).filter(inCurrency)
    return invoices.length === 0 ? [] : [{ key, telling: isTellingNumber(key), invoices }]
  })
  return { line, payer: payerOf(line, book, knowledge), referenced, named }
}

/** The reason that tells who pays, where it is this client. */
export function payerReason(evidence: Evidence, client: string): Reason[] {
  const { payer, line } = evidence
  if (!payer || payer.client !== client) return []
  if (payer.strength === 'account') return [reason('known-account', { account: line.counterpartyAccount ?? '' })]
  return [
    reason(payer.strength === 'equal' ? 'name-equal' : 'name-close', {
      name: line.counterparty ?? '',
      likeness: payer.likeness.toFixed(2),
    }),
  ]
}
