import { type Day, daysBetween } from '../day/day.ts'
import type { Decimal } from '../money/decimal-text.ts'
import { exponentOf, halfUp } from '../money/money.ts'

/** Work that was delivered and stands on no invoice. Minor units before tax. */
export interface Unbilled {
  readonly id: string
  readonly clientId: string
  readonly agreementId: string | null
  readonly currency: string
  readonly doneOn: Day
  readonly netMinor: bigint
}

/** Unbilled work of one client in one currency: what one invoice would hold. */
export interface UnbilledGroup<W extends Unbilled = Unbilled> {
  readonly clientId: string
  readonly currency: string
  /** Oldest first. */
  readonly work: readonly W[]
  readonly netMinor: bigint
  readonly oldestOn: Day
  /** Days since the oldest was delivered. */
  readonly days: number
  /** What not having invoiced it has cost so far, and what each further 30 days cost. Minor units. */
  readonly costMinor: bigint
  readonly costPerMonthMinor: bigint
}

const MONTH_DAYS = 30
const YEAR_DAYS = 365n

/** Quantity × rate in minor units, rounded once, half up. */
export const netOf = (quantity: Decimal, rate: Decimal, currency: string): bigint =>
  halfUp(quantity.unscaled * rate.unscaled * 10n ** BigInt(exponentOf(currency)), 10n ** BigInt(quantity.scale + rate.scale))

/** What an amount that is not there costs over some days, at the firm’s own cost of capital in percent a year (two decimals at most). */
export function delayCost(minor: bigint, days: number, capitalPercent: number): bigint {
  const hundredths = BigInt(Math.round(capitalPercent * 100))
  return halfUp(minor * hundredths * BigInt(Math.max(0, days)), 10_000n * YEAR_DAYS)
}

/** Groups unbilled work by client and currency: the group whose delay costs most first, then the oldest. */
export function unbilledGroups<W extends Unbilled>(work: readonly W[], today: Day, capitalPercent: number): UnbilledGroup<W>[] {
  const delivered = work.filter(w => w.doneOn <= today)
  const groups = Map.groupBy(delivered, w => `${w.clientId} ${w.currency}`)
  return [...groups.values()]
    .flatMap((items): UnbilledGroup<W>[] => {
      const sorted = items.toSorted((a, b) => (a.doneOn === b.doneOn ? (a.id < b.id ? -1 : 1) : a.doneOn < b.doneOn ? -1 : 1))
      const [first] = sorted
      if (!first) return []
      const netMinor = sorted.reduce((sum, w) => sum + w.netMinor, 0n)
      return [
        {
          clientId: first.clientId,
          currency: first.currency,
          work: sorted,
          netMinor,
          oldestOn: first.doneOn,
          days: daysBetween(first.doneOn, today),
          costMinor: sorted.reduce((sum, w) => sum + delayCost(w.netMinor, daysBetween(w.doneOn, today), capitalPercent), 0n),
          costPerMonthMinor: delayCost(netMinor, MONTH_DAYS, capitalPercent),
        },
      ]
    })
    .sort((a, b) => (a.costMinor === b.costMinor ? (a.oldestOn < b.oldestOn ? -1 : 1) : a.costMinor > b.costMinor ? -1 : 1))
}
