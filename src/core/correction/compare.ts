import { type Day, daysBetween, earliest, latest } from '../day/day.ts'
import { money, split } from '../money/money.ts'
import { type Because, becauseOf } from './because.ts'
import { type AgreedPeriod, agreedPeriods, type Stretch } from './periods.ts'
import type { Terms } from './terms.ts'

/** Something billed (or, negative, credited) under an agreement: a line, or an invoice without lines. Before tax. */
export interface Billed {
  readonly invoiceId: string
  readonly number: string
  readonly issuedOn: Day
  /** The service period where it is stated; else the day of issue says which period is meant. */
  readonly from: Day | null
  readonly to: Day | null
  readonly netMinor: bigint
  /** A credit that gives a part of this case’s catch-up up again. */
  readonly correctionId?: string
}

export type DifferenceKind = 'right' | 'too-little' | 'too-much' | 'missing' | 'double'

/** One period: agreed, billed, and what lies between. Minor units. */
export interface PeriodRow {
  readonly from: Day
  readonly to: Day
  readonly agreedMinor: bigint
  readonly billedMinor: bigint
  /** Agreed less billed: negative where too much was billed. */
  readonly differenceMinor: bigint
  readonly kind: DifferenceKind
  /** The mistake that explains the billed sum to the minor unit; null where none does. */
  readonly because: Because | null
  /** How the agreed amount came about. */
  readonly stretches: readonly Stretch[]
  readonly wholeDays: number
  readonly invoices: readonly { readonly id: string; readonly number: string; readonly minor: bigint }[]
}

export interface Comparison {
  readonly rows: readonly PeriodRow[]
  /** Billed outside every period of the agreement. */
  readonly outside: readonly Billed[]
  readonly agreedMinor: bigint
  readonly billedMinor: bigint
  readonly differenceMinor: bigint
}

/** First period that ends on or after a day. Periods are in order. */
function firstEndingFrom(periods: readonly AgreedPeriod[], on: Day): number {
  let [low, high] = [0, periods.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((periods[middle]?.to ?? on) < on) low = middle + 1
    else high = middle
  }
  return low
}

/** The periods a bill belongs to, with its days in each. */
function sharesOf(periods: readonly AgreedPeriod[], bill: Billed): { at: number; days: bigint }[] {
  const from = bill.from ?? bill.to ?? bill.issuedOn
  const to = latest(from, bill.to ?? bill.from ?? bill.issuedOn)
  const shares: { at: number; days: bigint }[] = []
  for (let at = firstEndingFrom(periods, from); at < periods.length; at += 1) {
    const period = periods[at]
    if (!period || period.from > to) break
    const days = daysBetween(latest(from, period.from), earliest(to, period.to)) + 1
    if (days > 0) shares.push({ at, days: BigInt(days) })
  }
  return shares
}

function kindOf(row: Pick<PeriodRow, 'agreedMinor' | 'billedMinor' | 'invoices'>, tolerance: bigint): DifferenceKind {
  const difference = row.agreedMinor - row.billedMinor
  if (difference <= tolerance && difference >= -tolerance) return 'right'
  if (difference > 0n) return row.invoices.length === 0 ? 'missing' : 'too-little'
  return new Set(row.invoices.map(i => i.id)).size > 1 ? 'double' : 'too-much'
}

/**
 * Compares what was agreed with what was billed, period by period up to a day: periods that are over, and later ones already billed. A bill over
 * several periods is split by days, without losing a minor unit.
 */
export function compare(terms: Terms, bills: readonly Billed[], today: Day): Comparison {
  const lastBilled = bills.reduce((last, b) => latest(last, b.to ?? b.from ?? b.issuedOn), today)
  const periods = agreedPeriods(terms, lastBilled)
  const found: { id: string; number: string; minor: bigint }[][] = periods.map(() => [])
  const outside: Billed[] = []
  for (const bill of bills) {
    const shares = sharesOf(periods, bill)
    if (shares.length === 0) {
      outside.push(bill)
      continue
    }
    const parts = split(
      money(bill.netMinor, terms.currency),
      shares.map(s => s.days),
    )
    for (const [n, { at }] of shares.entries()) found[at]?.push({ id: bill.invoiceId, number: bill.number, minor: parts[n]?.minor ?? 0n })
  }
  const rows = periods.flatMap((period, at): PeriodRow[] => {
    const invoices = found[at] ?? []
    if (invoices.length === 0 && period.to >= today) return []
    const billedMinor = invoices.reduce((sum, i) => sum + i.minor, 0n)
    const { from, to, agreedMinor, stretches, wholeDays } = period
    const kind = kindOf({ agreedMinor, billedMinor, invoices }, terms.toleranceMinor)
    const because = kind === 'right' ? null : becauseOf(terms, period, billedMinor)
    return [
      { from, to, agreedMinor, billedMinor, differenceMinor: agreedMinor - billedMinor, kind, because, stretches, wholeDays, invoices },
    ]
  })
  const total = (pick: (row: PeriodRow) => bigint): bigint => rows.reduce((sum, row) => sum + pick(row), 0n)
  return {
    rows,
    outside,
    agreedMinor: total(r => r.agreedMinor),
    billedMinor: total(r => r.billedMinor),
    differenceMinor: total(r => r.differenceMinor),
  }
}

/** Only the rows that are not right. */
export const differences = (rows: readonly PeriodRow[]): PeriodRow[] => rows.filter(r => r.kind !== 'right')
