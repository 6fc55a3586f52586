import { addMonths, type Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'

/** Where a settlement offer stands. Derived from facts: nothing has to be done for it to lapse or to be fulfilled. */
export type OfferState = 'open' | 'accepted' | 'paid' | 'lapsed' | 'withdrawn'

export interface OfferNow {
  readonly offer: Fact<'settlementOffer'>
  readonly state: OfferState
  /** Came in for its invoices from its day up to its deadline. Minor units. */
  readonly paidMinor: bigint
  /** What was let go, where it was paid in time. Minor units. */
  readonly letGoMinor: bigint
}

/** @param on the day asked about; the offer's last day still counts. */
export function offerState(offer: Fact<'settlementOffer'>, ledger: Ledger, on: Day): OfferNow {
  const paidMinor = ledger.postings.reduce(
    (sum, p) => (offer.invoiceIds.includes(p.invoiceId) && p.on >= offer.effectiveOn && p.on <= offer.deadline ? sum + p.minor : sum),
    0n,
  )
  const isPaid = paidMinor >= offer.payMinor && (offer.withdrawnOn === null || offer.withdrawnOn > offer.effectiveOn)
  const state: OfferState =
    offer.withdrawnOn !== null && offer.withdrawnOn <= on && !isPaid
      ? 'withdrawn'
      : isPaid
        ? 'paid'
        : on > offer.deadline
          ? 'lapsed'
          : offer.acceptedOn !== null
            ? 'accepted'
            : 'open'
  return { offer, state, paidMinor, letGoMinor: state === 'paid' ? offer.discountMinor : 0n }
}

export const offersNow = (facts: ClientFacts, ledger: Ledger, on: Day): OfferNow[] =>
  facts.settlementOffer.filter(o => o.effectiveOn <= on).map(o => offerState(o, ledger, on))

/** Settlements are offered at most once in so many months, unless a named person overrides it. */
export const OFFER_MONTHS = 12

/** The offer that stands in the way of another; none: one may be made. Withdrawn offers the client may have seen count too. */
export const offerWithin = (facts: ClientFacts, on: Day): Fact<'settlementOffer'> | undefined =>
  facts.settlementOffer.findLast(o => o.effectiveOn > addMonths(on, -OFFER_MONTHS))

export interface OfferBounds {
  /** What is owed. Minor units. */
  readonly owedMinor: bigint
  /** The least that may be asked without overriding the bounds by name. Minor units. */
  readonly leastMinor: bigint
  readonly mostDiscountMinor: bigint
  /** Which bound it is: what going to an agency would lose, or the firm's own floor. */
  readonly by: 'agency' | 'floor'
  /** Below this the best other way brings more: may be offered, but is said. Minor units. */
  readonly otherWayMinor: bigint
}

/**
 * How far a settlement may go: never below what an agency would leave (the discount is at most what going there would lose), never below the firm's floor.
 * @param agencyDiscount break-even discount against the agency, 0 … 1. @param floor least share of the debt the firm takes, 0 … 1.
 * @param otherDiscount break-even against the best other way, 0 … 1.
 */
export function offerBounds(owedMinor: bigint, agencyDiscount: number, floor: number, otherDiscount: number): OfferBounds {
  const part = (share: number): bigint => BigInt(Math.ceil(Number(owedMinor) * Math.max(0, Math.min(1, share)) - 1e-6))
  const byAgency = part(1 - agencyDiscount)
  const byFloor = part(floor)
  const leastMinor = byAgency >= byFloor ? byAgency : byFloor
  return {
    owedMinor,
    leastMinor,
    mostDiscountMinor: owedMinor - leastMinor,
    by: byAgency >= byFloor ? 'agency' : 'floor',
    otherWayMinor: part(1 - otherDiscount),
  }
}
