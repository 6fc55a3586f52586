import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { inOrder } from '../order.ts'
import { isOwedLater, withKeptBack } from './retention.ts'

/** Money or credit that looks for an invoice. `left` is what is still free; negative: it goes out. */
export interface Source {
  readonly id: string
  readonly currency: string
  readonly original: bigint
  left: bigint
  readonly kind: 'paidMinor' | 'creditedMinor'
  /** The invoice that the payer, or the credit note, names. */
  readonly chosen: string | null
  /** The invoice it names is not issued yet: it waits for it. */
  waits: boolean
  /** What a person set against an invoice. */
  readonly manual: readonly { readonly invoiceId: string; readonly minor: bigint }[]
  readonly bounced: boolean
}

interface When {
  readonly on: Day
  readonly id: string
  readonly rank: number
}
export type BookingEvent =
  | (When & { readonly what: 'issue'; readonly invoiceId: string })
  | (When & { readonly what: 'cancel'; readonly invoiceId: string })
  | (When & {
      readonly what: 'reduce'
      readonly as: 'writtenOffMinor' | 'allowedMinor'
      readonly invoiceId: string
      readonly minor: bigint
    })
  | (When & { readonly what: 'source'; readonly source: Source })

export interface Bookings {
  readonly invoices: readonly Fact<'invoice'>[]
  /** By value date, then rank (issue, cancel, reductions, credits and money), then id. */
  readonly events: readonly BookingEvent[]
  /** What a person allocated to an invoice, by invoice id. */
  readonly reserved: ReadonlyMap<string, bigint>
  readonly complete: boolean
}

const NOTHING: readonly never[] = []
/** Never written to: money is reserved by a person's allocation only. */
const NOTHING_RESERVED = new Map<string, bigint>()

const byTime = (a: BookingEvent, b: BookingEvent): number =>
  a.on < b.on ? -1 : a.on > b.on ? 1 : a.rank - b.rank || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

type Manual = Map<string, { invoiceId: string; minor: bigint }[]>

function manualOf(facts: ClientFacts): Manual {
  const bySource: Manual = new Map()
  const sorted = facts.allocation.length > 1 ? facts.allocation.toSorted((a, b) => (a.id < b.id ? -1 : 1)) : facts.allocation
  for (const a of sorted) {
    const sourceId = a.paymentId ?? a.creditNoteId
    if (sourceId === null || a.amountMinor <= 0n) continue
    const list = bySource.get(sourceId) ?? []
    list.push({ invoiceId: a.invoiceId, minor: a.amountMinor })
    bySource.set(sourceId, list)
  }
  return bySource
}

/** All that moves a client's balance up to a day, in its one order. */
export function bookingsOf(facts: ClientFacts, asOf: Day): Bookings {
  const events: BookingEvent[] = []
  const invoices: Fact<'invoice'>[] = []
  const reserved = facts.allocation.length > 0 ? new Map<string, bigint>() : NOTHING_RESERVED
  const manual = facts.allocation.length > 0 ? manualOf(facts) : undefined
  let complete = true
  const push = (event: BookingEvent): void => {
    if (event.on > asOf) complete = false
    else events.push(event)
  }
  const pushSource = (id: string, on: Day, source: Omit<Source, 'id' | 'left' | 'manual' | 'waits'>): void => {
    const set = manual?.get(id) ?? NOTHING
    if (on <= asOf) for (const m of set) reserved.set(m.invoiceId, (reserved.get(m.invoiceId) ?? 0n) + m.minor)
    const { currency, original, kind, chosen, bounced } = source
    push({
      what: 'source',
      rank: 3,
      on,
      id,
      source: { id, currency, original, left: original, kind, chosen, waits: false, manual: set, bounced },
    })
  }
  for (const invoice of facts.invoice) {
    const { id, currency, issuedOn: on } = invoice
    if (invoice.totalMinor < 0n) {
      pushSource(id, on, { currency, original: -invoice.totalMinor, kind: 'creditedMinor', chosen: null, bounced: false })
      continue
    }
    if (on <= asOf) invoices.push(withKeptBack(facts, invoice, asOf))
    push({ what: 'issue', rank: 0, on, id, invoiceId: id })
    if (invoice.cancelledOn !== null)
      push({ what: 'cancel', rank: 1, on: invoice.cancelledOn > on ? invoice.cancelledOn : on, id, invoiceId: id })
  }
  for (const p of facts.payment)
    pushSource(p.id, p.paidOn, {
      currency: p.currency,
      original: p.amountMinor,
      kind: 'paidMinor',
      chosen: p.invoiceId,
      bounced: p.kind === 'bounced',
    })
  for (const c of facts.creditNote)
    pushSource(c.id, c.issuedOn, {
      currency: c.currency,
      original: c.totalMinor < 0n ? -c.totalMinor : c.totalMinor,
      kind: 'creditedMinor',
      chosen: c.invoiceId,
      bounced: false,
    })
  for (const w of facts.writeOff)
    push({ what: 'reduce', as: 'writtenOffMinor', rank: 2, on: w.writtenOffOn, id: w.id, invoiceId: w.invoiceId, minor: w.amountMinor })
  for (const s of facts.shortPayment)
    if (s.cause !== 'unexplained' && !isOwedLater(facts, s))
      push({ what: 'reduce', as: 'allowedMinor', rank: 4, on: s.effectiveOn, id: s.id, invoiceId: s.invoiceId, minor: s.amountMinor })
  return { invoices, events: inOrder(events, byTime), reserved, complete }
}
