import type { Day } from '../../core/day/day.ts'
import type { Charged } from '../../core/ledger/charges.ts'

/** Late costs that a letter asked for. */
export interface ClaimView {
  readonly kind: 'interest' | 'compensation' | 'cost'
  readonly minor: string
  readonly basis: string
  readonly claimedOn: Day
  /** Falls away by itself where the principal is paid by this day. */
  readonly dropIfPaidBy: Day | null
  /** It has. */
  readonly dropped: boolean
  /** What the interest was made of on that day; none for fixed sums, and where it was recorded by hand. */
  readonly segments: readonly ClaimSegment[]
}

/** A stretch of days as the letter had it; amounts in minor units, the rate in percent a year. */
export interface ClaimSegment {
  readonly from: Day | null
  readonly to: Day | null
  readonly days: number
  readonly baseMinor: string
  readonly rate: string
  readonly source: string
  /** Unrounded, decimal text in the currency’s unit; not kept by letters of earlier versions. */
  readonly amount?: string
}

/** Of one invoice, what its letters asked for. */
export const claimsOn = (charged: readonly Charged[], invoiceId: string): ClaimView[] =>
  charged
    .filter(c => c.charge.invoiceId === invoiceId)
    .map(({ charge: { kind, amountMinor, basis, claimedOn, dropIfPaidBy, segments }, dropped }) => ({
      ...{ kind, basis, claimedOn, dropIfPaidBy, dropped },
      minor: amountMinor.toString(),
      segments: Array.isArray(segments) ? (segments as unknown as ClaimSegment[]) : [], // as the message wrote them
    }))
