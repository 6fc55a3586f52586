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

/** The agreement that an invoice names; where it names none, the only one that ran with this client, in its currency, on the day it was issued. */
export function agreementBehind({ agreement }: ClientFacts, invoice: Fact<'invoice'>): Fact<'agreement'> | undefined {
  const { agreementId, issuedOn, currency } = invoice
  if (agreementId !== null) return agreement.find(a => a.id === agreementId)
  const [only, another] = agreement.filter(
    a => a.currency === currency && (a.startsOn === null || a.startsOn <= issuedOn) && (a.endsOn === null || a.endsOn >= issuedOn),
  )
  return another === undefined ? only : undefined
}

/** The clauses of the agreement behind an invoice. */
export const clausesOf = (facts: ClientFacts, invoice: Fact<'invoice'>): Clauses =>
  facts.agreement.length === 0 ? NONE : clausesIn(agreementBehind(facts, invoice))
