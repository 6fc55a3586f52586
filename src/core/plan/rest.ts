import type { Ledger } from '../ledger/allocate.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { PlanState } from './plan-state.ts'

const NONE: readonly OpenItem[] = []

/**
 * What missed parts still ask for once a plan's invoices are settled: the interest that was agreed on, which is paid last. It is asked for
 * under the last of those invoices. `openMinor` is what was to be paid over the principal, `lateMinor` what of it is missing. Minor units.
 */
export function planRests(ledger: Ledger, plans: readonly PlanState[]): readonly OpenItem[] {
  if (!plans.some(p => p.state === 'missed' && p.plan.interestMinor)) return NONE
  return plans.flatMap(({ plan, state, dueOn, missingMinor }): OpenItem[] => {
    if (state !== 'missed' || !plan.interestMinor) return []
    const accounts = ledger.accounts.filter(a => plan.invoiceIds.includes(a.invoice.id))
    const account = accounts.at(-1)
    if (!account || accounts.some(a => a.openMinor > 0n)) return []
    const came = ledger.unapplied.get(plan.currency) ?? 0n
    const counted = came <= 0n ? 0n : came < plan.interestMinor ? came : plan.interestMinor
    const asked = { openMinor: missingMinor + counted, lateMinor: missingMinor, dueOn, nextDueOn: null, nextMinor: 0n }
    return [{ account, id: account.invoice.id, currency: plan.currency, extended: false, ...asked }]
  })
}
