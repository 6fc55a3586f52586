import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Source } from './bookings.ts'

/** How one minor-unit amount came to stand against an invoice. Negative where a bounced payment took it off again. */
export interface Posting {
  readonly sourceId: string
  readonly invoiceId: string
  readonly minor: bigint
  readonly on: Day
}

/** What is open on an invoice from a day on. */
export interface OpenFrom {
  readonly on: Day
  readonly openMinor: bigint
}

/** An invoice while events are booked on it. */
export interface Draft {
  readonly invoice: Fact<'invoice'>
  openMinor: bigint
  paidMinor: bigint
  creditedMinor: bigint
  writtenOffMinor: bigint
  allowedMinor: bigint
  /** Kept free for a person's allocation whose money has not come yet. */
  reservedMinor: bigint
  issued: boolean
  history: OpenFrom[]
}

/** One source's money on one invoice, as far as it still stands there. */
export interface Applied {
  readonly source: Source
  readonly draft: Draft
  minor: bigint
}

/** The books while events run through them. */
export interface Booking {
  readonly drafts: ReadonlyMap<string, Draft>
  /** In allocation order, by currency. */
  readonly inOrder: ReadonlyMap<string, readonly Draft[]>
  readonly pools: Map<string, Source[]>
  readonly overdrawn: Map<string, bigint>
  readonly applied: Applied[]
  readonly postings: Posting[]
  /** Settlement offers that were paid in time: the rest is let go once. */
  readonly settledOffers: Set<string>
  readonly facts: ClientFacts
}

export const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Takes an amount off what is open (negative: puts it back) and says as what. */
export function reduce(draft: Draft, by: bigint, kind: 'paidMinor' | 'creditedMinor' | 'writtenOffMinor' | 'allowedMinor', on: Day): void {
  draft.openMinor -= by
  draft[kind] += by
  draft.history.push({ on, openMinor: draft.openMinor })
}
