import type { Day } from '../../core/day/day.ts'
import { daysBetween } from '../../core/day/day.ts'
import type { Amount } from '../../core/decide/decision.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { balances, type OpenItem, openItems } from '../../core/ledger/balance.ts'

export const amountOf = (minor: bigint, currency: string): Amount => ({ minor: minor.toString(), currency })

/** What one client owes on a day. */
export interface Owed {
  readonly items: readonly OpenItem[]
  readonly open: readonly Amount[]
  readonly late: readonly Amount[]
  /** Money and credit that no invoice took. */
  readonly unapplied: readonly Amount[]
  /** Days since the oldest late amount was due; none where nothing is late. */
  readonly daysLate: number | null
}

export function owedBy(facts: ClientFacts, on: Day): Owed {
  const ledger = openLedger(facts, on)
  const items = openItems(facts, ledger)
  const sums = balances(items, ledger)
  const oldest = items.reduce<Day | null>((day, i) => (i.lateMinor > 0n && (day === null || i.dueOn < day) ? i.dueOn : day), null)
  const only = (of: 'openMinor' | 'lateMinor' | 'unappliedMinor') => sums.filter(s => s[of] !== 0n).map(s => amountOf(s[of], s.currency))
  return {
    items,
    open: only('openMinor'),
    late: only('lateMinor'),
    unapplied: only('unappliedMinor'),
    daysLate: oldest === null ? null : daysBetween(oldest, on),
  }
}

/** Sums by currency, in the order of codes; two currencies never add. */
export class Sums {
  readonly #by = new Map<string, bigint>()
  add(amounts: readonly Amount[]): void {
    for (const { minor, currency } of amounts) this.#by.set(currency, (this.#by.get(currency) ?? 0n) + BigInt(minor))
  }
  amounts(): Amount[] {
    return [...this.#by]
      .filter(([, minor]) => minor !== 0n)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, minor]) => amountOf(minor, currency))
  }
}
