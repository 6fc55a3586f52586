import { balances } from '../../ledger/balance.ts'
import type { Gate } from '../case.ts'
import { amountText, obstacle } from '../gate.ts'

const NAME = 'small-balance'

/** Too little to write about until it grows or is old enough. Every currency must be small. */
export const smallBalance: Gate = {
  name: NAME,
  codes: [NAME],
  yields: true,
  reads: [],
  holdsStep: (c, planned) => {
    const limits = c.policy.smallBalance
    const until = c.agenda.dueDays(planned.dueOn).smallUntil
    if (until <= c.today) return undefined
    const mostOf = (currency: string): bigint => limits[currency] ?? limits['*'] ?? 0n
    if (c.ledger.unapplied.size === 0 && c.owed.some(item => item.openMinor >= mostOf(item.currency))) return undefined // one alone is more
    const all = balances(c.owed, c.ledger)
    const largest = all[0]
    const isSmall = all.every(b => b.balanceMinor < mostOf(b.currency))
    if (!largest || !isSmall) return undefined
    return obstacle(NAME, until, { balanceAmount: amountText(largest.balanceMinor, largest.currency) })
  },
}
