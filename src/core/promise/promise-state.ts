import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'

/** Running: the day has not come · in transit: it has, the bank needs its days · replaced: a later promise took its place before it was kept. */
export type PromiseOutcome = 'running' | 'in-transit' | 'kept' | 'broken' | 'replaced' | 'withdrawn'

export interface PromiseState {
  readonly promise: Fact<'promise'>
  readonly outcome: PromiseOutcome
  /** The day on which it counts as missed where the money has not come. */
  readonly missedOn: Day
  /** Whether it stops chasing: one that was meant to, and not the third after two that were not kept. */
  readonly pauses: boolean
}

/** How many promises not kept before a further one no longer stops chasing. */
const BROKEN_TOLERATED = 2

const covers = (promise: Fact<'promise'>, invoiceId: string, currency: string): boolean =>
  promise.invoiceIds.length === 0 ? promise.currency === currency : promise.invoiceIds.includes(invoiceId)

export const promiseCovers = covers

const shareInvoice = (a: Fact<'promise'>, b: Fact<'promise'>): boolean =>
  a.invoiceIds.length === 0 || b.invoiceIds.length === 0 ? a.currency === b.currency : a.invoiceIds.some(id => b.invoiceIds.includes(id))

/** The whole sum came since it was given, or nothing is open any more. A part payment never fulfils a promise. */
function isKept(promise: Fact<'promise'>, ledger: Ledger): boolean {
  let open = 0n
  const ids = new Set<string>()
  for (const { invoice, openMinor } of ledger.accounts)
    if (covers(promise, invoice.id, invoice.currency)) {
      ids.add(invoice.id)
      open += openMinor
    }
  if (ids.size > 0 && open === 0n) return true
  const came = ledger.postings.reduce((total, p) => (ids.has(p.invoiceId) && p.on >= promise.givenOn ? total + p.minor : total), 0n)
  return came >= promise.amountMinor
}

/**
 * How every promise given up to a day stands on it, oldest first. One live promise an invoice: a later one replaces it.
 * @param missedOn the day a promise for a day counts as missed (bank days added).
 */
export function promiseStates(facts: ClientFacts, ledger: Ledger, today: Day, missedOn: (promisedFor: Day) => Day): PromiseState[] {
  const given = facts.promise
    .filter(p => p.givenOn <= today)
    .sort((a, b) => (a.givenOn === b.givenOn ? (a.recordedAt + a.id < b.recordedAt + b.id ? -1 : 1) : a.givenOn < b.givenOn ? -1 : 1))
  const states: PromiseState[] = []
  given.forEach((promise, at) => {
    const missed = missedOn(promise.promisedFor)
    const next = given.slice(at + 1).find(later => shareInvoice(promise, later) && later.givenOn < missed)
    const notKept = states.filter(
      s => (s.outcome === 'broken' || s.outcome === 'replaced') && shareInvoice(s.promise, promise) && s.promise.givenOn <= promise.givenOn,
    )
    const outcome = ((): PromiseOutcome => {
      if (promise.withdrawnOn !== null && promise.withdrawnOn <= today) return 'withdrawn'
      if (isKept(promise, ledger)) return 'kept'
      if (next) return 'replaced'
      if (today >= missed) return 'broken'
      return today <= promise.promisedFor ? 'running' : 'in-transit'
    })()
    states.push({ promise, outcome, missedOn: missed, pauses: promise.pauses && notKept.length < BROKEN_TOLERATED })
  })
  return states
}
