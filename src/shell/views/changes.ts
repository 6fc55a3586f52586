import type { Day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { Ledger } from '../../core/ledger/allocate.ts'

/** What came off an invoice (below zero: what was added again), minor units. */
export interface ChangeView {
  readonly on: Day
  readonly kind: 'payment' | 'credit'
  readonly minor: string
  readonly reference: string | null
}

/** The payments and credits of one invoice, oldest first. */
export function changesOf(facts: ClientFacts, { postings }: Ledger, invoiceId: string): ChangeView[] {
  const payments = new Map(facts.payment.map(p => [p.id, p.reference]))
  return postings
    .filter(p => p.invoiceId === invoiceId)
    .map(({ on, minor, sourceId }) => ({
      on,
      kind: payments.has(sourceId) ? 'payment' : 'credit',
      minor: minor.toString(),
      reference: payments.get(sourceId) ?? null,
    }))
}
