import type { Day } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'
import { type Booking, reduce, smaller } from './draft.ts'

const isRunning = (offer: Fact<'settlementOffer'>, on: Day): boolean =>
  offer.effectiveOn <= on && on <= offer.deadline && (offer.withdrawnOn === null || offer.withdrawnOn > on)

/** What came in for the offer's invoices from its day up to its deadline. Minor units. */
function paidFor(booking: Booking, offer: Fact<'settlementOffer'>): bigint {
  return booking.postings.reduce(
    (total, p) => (offer.invoiceIds.includes(p.invoiceId) && p.on >= offer.effectiveOn && p.on <= offer.deadline ? total + p.minor : total),
    0n,
  )
}

/**
 * A settlement paid in time lets the rest go, up to the discount that was offered, oldest due first. Where the rest was credited by a
 * credit note instead, that note does it and nothing is let go twice.
 */
export function settleByOffer(booking: Booking, on: Day): void {
  if (booking.facts.settlementOffer.length === 0) return
  for (const offer of booking.facts.settlementOffer) {
    if (
      offer.creditNoteId !== null ||
      booking.settledOffers.has(offer.id) ||
      !isRunning(offer, on) ||
      paidFor(booking, offer) < offer.payMinor
    )
      continue
    booking.settledOffers.add(offer.id)
    let left = offer.discountMinor
    for (const draft of booking.inOrder.get(offer.currency) ?? []) {
      if (!offer.invoiceIds.includes(draft.invoice.id) || left === 0n) continue
      const minor = smaller(left, draft.openMinor)
      if (minor <= 0n) continue
      reduce(draft, minor, 'allowedMinor', on)
      left -= minor
    }
  }
}
