import { addDays, type Day, daysBetween } from '../day/day.ts'
import type { Billed } from './compare.ts'

/** An agreement as the invoices suggest it. Nobody agreed to it: a person looks at it, mends it and confirms. */
export interface DraftedAgreement {
  readonly period: 'week' | 'month' | 'quarter' | 'year'
  readonly startsOn: Day
  /** Prices a period with their first days, oldest first. Minor units. */
  readonly prices: readonly { readonly from: Day; readonly minor: bigint }[]
  /** Invoices that fit the rhythm, of all. */
  readonly fitting: number
  readonly of: number
}

/** Days between two invoices of a rhythm: weeks are exact, months and years breathe. */
const RHYTHMS = [
  ['week', 6, 8],
  ['month', 26, 35],
  ['quarter', 85, 97],
  ['year', 355, 376],
] as const
const INVOICES_MIN = 3

const firstOfMonth = (on: Day): Day => addDays(on, 1 - Number(on.slice(8)))

/**
 * Drafts an agreement from the invoices of one client in one currency: the rhythm that at least two thirds of the gaps keep, and every price that
 * held for two invoices in a row or longer. A single odd bill is no price. @returns undefined where there is no rhythm.
 */
export function draftFrom(bills: readonly Billed[]): DraftedAgreement | undefined {
  const billed = bills.filter(b => b.netMinor > 0n).toSorted((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1))
  if (billed.length < INVOICES_MIN) return undefined
  const gaps = billed.slice(1).map((b, n) => daysBetween(dayOf(billed[n] ?? b), dayOf(b)))
  const [best] = RHYTHMS.map(([period, least, most]) => ({ period, count: gaps.filter(g => g >= least && g <= most).length })).sort(
    (a, b) => b.count - a.count,
  )
  if (!best || best.count * 3 < gaps.length * 2) return undefined
  const isMonthly = best.period !== 'week'
  const starts = billed.map(b => ({ from: isMonthly ? firstOfMonth(dayOf(b)) : dayOf(b), minor: b.netMinor }))
  const held = starts.filter((s, at) => s.minor === starts[at - 1]?.minor || s.minor === starts[at + 1]?.minor)
  const prices = held.filter((s, at) => s.minor !== held[at - 1]?.minor)
  const [first] = prices
  if (!first) return undefined
  return { period: best.period, startsOn: first.from, prices, fitting: best.count + 1, of: billed.length }
}

const dayOf = (b: Billed): Day => b.from ?? b.issuedOn
