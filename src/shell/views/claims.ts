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
}

/** Of one invoice, what its letters asked for. */
export const claimsOn = (charged: readonly Charged[], invoiceId: string): ClaimView[] =>
  charged
    .filter(c => c.charge.invoiceId === invoiceId)
    .map(({ charge: { kind, amountMinor, basis, claimedOn, dropIfPaidBy }, dropped }) => ({
      ...{ kind, basis, claimedOn, dropIfPaidBy, dropped },
      minor: amountMinor.toString(),
    }))
