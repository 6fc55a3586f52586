import { type Day, daysBetween } from '../day/day.ts'
import { barredFrom, type ContactLaw } from '../decide/law-view.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'
import { type OpenItem, openItems } from '../ledger/balance.ts'
import { exponentOf } from '../money/money.ts'

/** Why an open invoice is not part of the claim that is weighed. */
export type LeftOut = 'not-late' | 'disputed' | 'time-barred' | 'handed-over' | 'other-currency'

/** What one client owes late in one currency, as the desk weighs it. */
export interface DeskClaim {
  readonly currency: string
  /** Minor units. */
  readonly owedMinor: bigint
  readonly items: readonly OpenItem[]
  /** Days past due, each invoice weighing by its amount, rounded. */
  readonly age: number
  readonly oldestDueOn: Day
  readonly leftOut: readonly { readonly invoiceId: string; readonly why: LeftOut }[]
  /** The first day on which some part of it can no longer be enforced; none where the law is not known. */
  readonly barredOn: Day | null
}

/** Currency units as a plain number: for expectations only, never for a ledger. */
export const unitsOf = (minor: bigint, currency: string): number => Number(minor) / 10 ** exponentOf(currency)

/** Minor units of an expectation, rounded to the nearest. */
export const minorOfUnits = (units: number, currency: string): bigint => BigInt(Math.round(units * 10 ** exponentOf(currency)))

/** A hand-over that is out on a day: not a draft, not sold to a factor, not back. */
export const isOut = (h: Fact<'handOver'>, on: Day): boolean =>
  h.kind !== 'factor' && h.draft !== true && h.startedOn <= on && (h.endedOn === null || h.endedOn > on)

function whyLeftOut(facts: ClientFacts, law: ContactLaw, item: OpenItem, on: Day): LeftOut | undefined {
  if (item.lateMinor <= 0n) return 'not-late'
  if (facts.dispute.some(d => d.invoiceId === item.id && d.closedOn === null && d.amountMinor === null)) return 'disputed'
  if (facts.handOver.some(h => isOut(h, on) && h.invoiceIds.includes(item.id))) return 'handed-over'
  const barred = barredFrom(law.limitation, item.dueOn)
  return barred !== null && barred <= on ? 'time-barred' : undefined
}

/** What is contested of an invoice is not weighed. */
function weighed(facts: ClientFacts, item: OpenItem): bigint {
  const contested = facts.dispute
    .filter(d => d.invoiceId === item.id && d.closedOn === null)
    .reduce((sum, d) => sum + (d.amountMinor ?? item.lateMinor), 0n)
  return item.lateMinor > contested ? item.lateMinor - contested : 0n
}

/**
 * The claim on a client: everything late in one currency that is not contested, not barred and not with somebody else already.
 * @param currency none: the one in which most minor units are late. @returns undefined where nothing is left to decide about.
 */
export function claimOf(facts: ClientFacts, ledger: Ledger, law: ContactLaw, currency?: string): DeskClaim | undefined {
  const on = ledger.asOf
  const all = openItems(facts, ledger)
  const judged = all.map(item => ({ item, why: whyLeftOut(facts, law, item, on), minor: weighed(facts, item) }))
  const sums = new Map<string, bigint>()
  for (const { item, why, minor } of judged) if (!why && minor > 0n) sums.set(item.currency, (sums.get(item.currency) ?? 0n) + minor)
  const chosen = currency ?? [...sums].sort(([, a], [, b]) => (a > b ? -1 : a < b ? 1 : 0))[0]?.[0]
  const owedMinor = chosen === undefined ? 0n : (sums.get(chosen) ?? 0n)
  if (chosen === undefined || owedMinor <= 0n) return undefined
  const mine = judged.filter(j => !j.why && j.item.currency === chosen && j.minor > 0n)
  const oldestDueOn = mine.map(j => j.item.dueOn).sort()[0] ?? on
  const weightedDays = mine.reduce((sum, j) => sum + daysBetween(j.item.dueOn, on) * Number(j.minor), 0)
  const barred = mine.map(j => barredFrom(law.limitation, j.item.dueOn)).filter(d => d !== null)
  return {
    currency: chosen,
    owedMinor,
    items: mine.map(j => j.item),
    age: Math.max(0, Math.round(weightedDays / Number(owedMinor))),
    oldestDueOn,
    leftOut: judged
      .filter(j => !mine.includes(j))
      .map(j => ({ invoiceId: j.item.id, why: j.why ?? (j.item.currency === chosen ? 'disputed' : 'other-currency') })),
    barredOn: barred.sort()[0] ?? null,
  }
}
