import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from './allocate.ts'

/** Two ways to reckon one amount that do not agree. Minor units. */
export interface Difference {
  /** None: the money of one currency that no invoice took. */
  readonly invoiceId: string | null
  readonly currency: string
  /** As the ledger keeps it. */
  readonly keptMinor: bigint
  /** As its single bookings, or the money that came, add up. */
  readonly addedMinor: bigint
}

const add = (sums: Map<string, bigint>, key: string, minor: bigint): void => void sums.set(key, (sums.get(key) ?? 0n) + minor)

/** Money and credit recorded up to the ledger's day, by currency, straight from the facts: what went out counts less. */
function cameIn(facts: ClientFacts, { asOf }: Ledger): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { currency, paidOn, amountMinor } of facts.payment) if (paidOn <= asOf) add(sums, currency, amountMinor)
  for (const { currency, issuedOn, totalMinor } of facts.creditNote)
    if (issuedOn <= asOf) add(sums, currency, totalMinor < 0n ? -totalMinor : totalMinor)
  for (const { currency, issuedOn, totalMinor } of facts.invoice) if (issuedOn <= asOf && totalMinor < 0n) add(sums, currency, -totalMinor)
  return sums
}

/**
 * Reckons a client's balance a second way: each invoice's open amount from its total and its single bookings, and every currency's money
 * as what came in against what was booked and what lies unapplied. @returns where the two differ; empty: the books are right.
 */
export function differencesIn(facts: ClientFacts, ledger: Ledger): Difference[] {
  const booked = new Map<string, bigint>()
  for (const { invoiceId, minor } of ledger.postings) add(booked, invoiceId, minor)
  const found: Difference[] = []
  const taken = new Map<string, bigint>()
  for (const { invoice, openMinor, writtenOffMinor, allowedMinor, history } of ledger.accounts) {
    const { id, currency, totalMinor } = invoice
    const minor = booked.get(id) ?? 0n
    add(taken, currency, minor)
    const addedMinor = totalMinor - minor - writtenOffMinor - allowedMinor
    const told = history.at(-1)?.openMinor ?? openMinor
    if (addedMinor !== openMinor || told !== openMinor) found.push({ invoiceId: id, currency, keptMinor: openMinor, addedMinor })
  }
  const came = cameIn(facts, ledger)
  for (const currency of new Set([...came.keys(), ...taken.keys(), ...ledger.unapplied.keys()])) {
    const addedMinor = (came.get(currency) ?? 0n) - (taken.get(currency) ?? 0n)
    const keptMinor = ledger.unapplied.get(currency) ?? 0n
    if (addedMinor !== keptMinor) found.push({ invoiceId: null, currency, keptMinor, addedMinor })
  }
  return found
}
