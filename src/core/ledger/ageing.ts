import { type Day, daysBetween } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from './allocate.ts'
import { effectiveDue, extensionOn, partsOf } from './due.ts'

export const AGE_BUCKETS = ['notDue', 'days1to30', 'days31to60', 'days61to90', 'over90'] as const
export type AgeBucket = (typeof AGE_BUCKETS)[number]

/** What is open in one currency by how late it is. Minor units. */
export type Ageing = { readonly currency: string } & Readonly<Record<AgeBucket, bigint>>

const LIMITS: readonly (readonly [upToDays: number, bucket: AgeBucket])[] = [
  [0, 'notDue'],
  [30, 'days1to30'],
  [60, 'days31to60'],
  [90, 'days61to90'],
]

/** The bucket of something due on a day (extensions counted). */
export function bucketOf(dueOn: Day, on: Day): AgeBucket {
  const late = daysBetween(dueOn, on)
  return LIMITS.find(([upTo]) => late <= upTo)?.[1] ?? 'over90'
}

/** Open amounts by age, by currency in the order of codes; instalments each by their own due day. The sum is what is open. */
export function ageing(facts: ClientFacts, ledger: Ledger): Ageing[] {
  const rows = new Map<string, Record<AgeBucket, bigint>>()
  for (const { invoice, openMinor } of ledger.accounts) {
    if (openMinor <= 0n) continue
    const row = rows.get(invoice.currency) ?? { notDue: 0n, days1to30: 0n, days31to60: 0n, days61to90: 0n, over90: 0n }
    rows.set(invoice.currency, row)
    const extension = extensionOn(facts, invoice.id, ledger.asOf)
    let covered = invoice.totalMinor - openMinor
    for (const part of partsOf(invoice)) {
      const taken = covered < part.minor ? covered : part.minor
      covered -= taken
      row[bucketOf(effectiveDue(part.agreedOn, extension), ledger.asOf)] += part.minor - taken
    }
  }
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, row]) => ({ currency, ...row }))
}
