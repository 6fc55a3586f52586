import type { JsonValue } from '../facts/column.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'

/** What was agreed about paying late, early and in part, by name. */
export type Clauses = Readonly<Record<string, JsonValue>>
const NONE: Clauses = {}

/** The clauses of an agreement; empty where there are none. */
export const clausesIn = (agreement: Pick<Fact<'agreement'>, 'clauses'> | undefined): Clauses => {
  const clauses = agreement?.clauses
  return clauses && typeof clauses === 'object' && !Array.isArray(clauses) ? (clauses as Clauses) : NONE // an object: lists are left out
}

/**
 * The agreement behind an invoice: the one it names; where it names none, the only one with this client, in its currency, that had begun by the
 * last day it bills (where no service period is stated: its day of issue). Where several had begun, the only one that was still running.
 */
export function agreementBehind({ agreement }: Pick<ClientFacts, 'agreement'>, invoice: BilledDays): Fact<'agreement'> | undefined {
  const { agreementId, issuedOn, currency, serviceFrom, serviceTo } = invoice
  if (agreementId !== null) return agreement.find(a => a.id === agreementId)
  const [from, to] = [serviceFrom ?? serviceTo ?? issuedOn, serviceTo ?? serviceFrom ?? issuedOn]
  const begun = agreement.filter(a => a.currency === currency && (a.startsOn === null || a.startsOn <= to))
  const running = begun.length > 1 ? begun.filter(a => a.endsOn === null || a.endsOn >= from) : begun
  const [only, another] = running
  return another === undefined ? only : undefined
}
type BilledDays = Pick<Fact<'invoice'>, 'agreementId' | 'issuedOn' | 'currency' | 'serviceFrom' | 'serviceTo'>

/** The clauses of the agreement behind an invoice. */
export const clausesOf = (facts: ClientFacts, invoice: Fact<'invoice'>): Clauses =>
  facts.agreement.length === 0 ? NONE : clausesIn(agreementBehind(facts, invoice))
