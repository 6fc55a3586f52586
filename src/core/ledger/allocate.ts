import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { inOrder } from '../order.ts'
import { type BookingEvent, type Bookings, bookingsOf, type Source } from './bookings.ts'
import { type Applied, type Booking, type Draft, type OpenFrom, type Posting, reduce, smaller } from './draft.ts'
import { withKeptBack } from './retention.ts'
import { settleByOffer } from './settlement.ts'

/** Which open invoice money without a name goes to. The payer's own choice and a person's allocation always come first. */
export type AllocationOrder = 'oldest-due' | 'oldest-issued' | 'smallest'

/** One invoice as it stands. Total = open + paid + credited + written off + allowed, always; a cancelled invoice is all “allowed”. */
export interface Account {
  readonly invoice: Fact<'invoice'>
  readonly openMinor: bigint
  readonly paidMinor: bigint
  readonly creditedMinor: bigint
  /** Given up in the books; not paid. */
  readonly writtenOffMinor: bigint
  /** Explained shortfalls, settlements and cancellation. */
  readonly allowedMinor: bigint
  /** Every change of the open amount, oldest first; begins with the day of issue. */
  readonly history: readonly OpenFrom[]
}

export interface Ledger {
  readonly asOf: Day
  readonly accounts: readonly Account[]
  /** Money and free credit that no invoice took, by currency; negative where more was refunded than ever came. */
  readonly unapplied: ReadonlyMap<string, bigint>
  readonly postings: readonly Posting[]
  /** Nothing recorded lies after `asOf`: a later day gives the same ledger. */
  readonly complete: boolean
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const byDue = (a: Draft, b: Draft): number =>
  compareText(a.invoice.dueOn, b.invoice.dueOn) ||
  compareText(a.invoice.issuedOn, b.invoice.issuedOn) ||
  compareText(a.invoice.id, b.invoice.id)
const ORDERS: Readonly<Record<AllocationOrder, (a: Draft, b: Draft) => number>> = {
  'oldest-due': byDue,
  'oldest-issued': (a, b) => compareText(a.invoice.issuedOn, b.invoice.issuedOn) || byDue(a, b),
  smallest: (a, b) => (a.invoice.totalMinor < b.invoice.totalMinor ? -1 : a.invoice.totalMinor > b.invoice.totalMinor ? 1 : byDue(a, b)),
}

function post(booking: Booking, source: Source, draft: Draft, wanted: bigint, on: Day): void {
  const minor = smaller(wanted, smaller(source.left, draft.openMinor))
  if (minor <= 0n) return
  source.left -= minor
  reduce(draft, minor, source.kind, on)
  booking.applied.push({ source, draft, minor })
  booking.postings.push({ sourceId: source.id, invoiceId: draft.invoice.id, minor, on })
}

const roomOf = (draft: Draft): bigint => (draft.issued ? draft.openMinor - draft.reservedMinor : 0n)

function postByRule(booking: Booking, source: Source, on: Day): void {
  for (const draft of booking.inOrder.get(source.currency) ?? []) {
    if (source.left === 0n) return
    const room = roomOf(draft)
    if (room > 0n) post(booking, source, draft, room, on)
  }
}

function repayOverdraft(booking: Booking, source: Source): void {
  const owed = booking.overdrawn.get(source.currency) ?? 0n
  const repaid = smaller(owed, source.left)
  if (repaid <= 0n) return
  source.left -= repaid
  booking.overdrawn.set(source.currency, owed - repaid)
}

const willBeIssued = (booking: Booking, source: Source, on: Day): boolean =>
  booking.facts.invoice.some(i => i.id === source.chosen && i.issuedOn > on && i.currency === source.currency)

function takeIn(booking: Booking, source: Source, on: Day): void {
  for (const manual of source.manual) {
    const draft = booking.drafts.get(manual.invoiceId)
    if (!draft || draft.invoice.currency !== source.currency) continue
    draft.reservedMinor -= smaller(manual.minor, draft.reservedMinor)
    post(booking, source, draft, manual.minor, on)
  }
  const chosen = source.chosen === null ? undefined : booking.drafts.get(source.chosen)
  source.waits = source.chosen !== null && !chosen?.issued && willBeIssued(booking, source, on)
  if (source.waits) {
    keepInPool(booking, source)
    return
  }
  if (chosen && chosen.invoice.currency === source.currency) post(booking, source, chosen, chosen.openMinor - chosen.reservedMinor, on)
  repayOverdraft(booking, source)
  if (source.left > 0n) postByRule(booking, source, on)
  if (source.left > 0n) keepInPool(booking, source)
  settleByOffer(booking, on)
}

function keepInPool(booking: Booking, source: Source): void {
  const pool = booking.pools.get(source.currency)
  if (pool) pool.push(source)
  else booking.pools.set(source.currency, [source])
}

/** A refund or a bounced payment: first what lies unapplied, else off the invoices again, the same amount first, then the latest. */
function takeOut(booking: Booking, out: Source, on: Day): void {
  let left = -out.left
  const isSame = (a: Applied): boolean => a.source.original === -out.original && (out.chosen === null || a.draft.invoice.id === out.chosen)
  const takeOff = (fits: (a: Applied) => boolean): void => {
    for (let at = booking.applied.length - 1; at >= 0 && left > 0n; at--) {
      const a = booking.applied[at]
      if (!a || a.source.currency !== out.currency || a.minor === 0n || !fits(a)) continue
      const minor = smaller(a.minor, left)
      a.minor -= minor
      left -= minor
      reduce(a.draft, -minor, a.source.kind, on)
      booking.postings.push({ sourceId: out.id, invoiceId: a.draft.invoice.id, minor: -minor, on })
    }
  }
  const fromPool = (): void => {
    for (const source of (booking.pools.get(out.currency) ?? []).toReversed()) {
      const minor = smaller(source.left, left)
      source.left -= minor
      left -= minor
    }
  }
  if (out.bounced) takeOff(isSame)
  if (out.chosen !== null) takeOff(a => a.draft.invoice.id === out.chosen)
  fromPool()
  takeOff(() => true)
  if (left > 0n) booking.overdrawn.set(out.currency, (booking.overdrawn.get(out.currency) ?? 0n) + left)
}

function issue(booking: Booking, draft: Draft, on: Day): void {
  draft.issued = true
  draft.history.push({ on, openMinor: draft.openMinor })
  const pool = booking.pools.get(draft.invoice.currency) ?? []
  for (const source of pool)
    if (source.waits && source.chosen === draft.invoice.id) {
      source.waits = false
      post(booking, source, draft, draft.openMinor - draft.reservedMinor, on)
      if (source.left > 0n) postByRule(booking, source, on)
    }
  for (const source of pool) {
    const room = roomOf(draft)
    if (room <= 0n) return
    if (!source.waits) post(booking, source, draft, room, on)
  }
}

/** Cancelled: what stood against it is free again and finds other invoices by rule. */
function cancel(booking: Booking, draft: Draft, on: Day): void {
  const freed: Source[] = []
  for (const a of booking.applied) {
    if (a.draft !== draft || a.minor === 0n) continue
    reduce(draft, -a.minor, a.source.kind, on)
    booking.postings.push({ sourceId: a.source.id, invoiceId: draft.invoice.id, minor: -a.minor, on })
    freed.push({ ...a.source, left: a.minor })
    a.minor = 0n
  }
  draft.reservedMinor = 0n
  if (draft.openMinor > 0n) reduce(draft, draft.openMinor, 'allowedMinor', on)
  for (const source of freed) {
    postByRule(booking, source, on)
    if (source.left > 0n) keepInPool(booking, source)
  }
}

const draftOf = (invoice: Fact<'invoice'>, reservedMinor: bigint, issued: boolean, history: OpenFrom[]): Draft => ({
  invoice,
  openMinor: invoice.totalMinor,
  paidMinor: 0n,
  creditedMinor: 0n,
  writtenOffMinor: 0n,
  allowedMinor: 0n,
  reservedMinor,
  issued,
  history,
})

function newBooking(facts: ClientFacts, bookings: Bookings, order: AllocationOrder): Booking {
  const drafts = new Map<string, Draft>()
  const byCurrency = new Map<string, Draft[]>()
  for (const invoice of bookings.invoices) {
    const draft = draftOf(invoice, bookings.reserved.get(invoice.id) ?? 0n, false, [])
    drafts.set(invoice.id, draft)
    const same = byCurrency.get(invoice.currency)
    if (same) same.push(draft)
    else byCurrency.set(invoice.currency, [draft])
  }
  for (const list of byCurrency.values()) inOrder(list, ORDERS[order])
  return { drafts, inOrder: byCurrency, pools: new Map(), overdrawn: new Map(), applied: [], postings: [], settledOffers: new Set(), facts }
}

function book(booking: Booking, event: BookingEvent): void {
  if (event.what === 'source') {
    if (event.source.left < 0n) takeOut(booking, event.source, event.on)
    else takeIn(booking, event.source, event.on)
    return
  }
  const draft = booking.drafts.get(event.invoiceId)
  if (!draft) return // of an invoice that is not known on this day
  if (event.what === 'issue') issue(booking, draft, event.on)
  else if (event.what === 'cancel') cancel(booking, draft, event.on)
  else reduce(draft, smaller(event.minor, draft.openMinor), event.as, event.on)
}

const NOTHING_UNAPPLIED: ReadonlyMap<string, bigint> = new Map()
const NO_POSTINGS: readonly Posting[] = []
/** Among so few payments each looks for its invoice by itself. */
const FEW = 12

const byPaid = (a: Fact<'payment'>, b: Fact<'payment'>): number => compareText(a.paidOn, b.paidOn) || compareText(a.id, b.id)

/**
 * The ledger of a client of whom there is nothing but invoices, and a little money that each time names one of them and fits into it: the
 * usual client, and no booking is needed. None where any of it has to look for its place.
 */
function plainLedger(facts: ClientFacts, asOf: Day): Ledger | undefined {
  const { invoice, payment, creditNote, writeOff, shortPayment, allocation, settlementOffer } = facts
  if (creditNote.length + writeOff.length + shortPayment.length + allocation.length + settlementOffer.length > 0) return undefined
  if (payment.length > FEW) return undefined
  const drafts: Draft[] = []
  for (const billed of invoice) {
    if (billed.totalMinor < 0n || billed.cancelledOn !== null) return undefined
    if (billed.issuedOn <= asOf) {
      const history = [{ on: billed.issuedOn, openMinor: billed.totalMinor }]
      drafts.push(draftOf(withKeptBack(facts, billed, asOf), 0n, true, history))
    }
  }
  let complete = drafts.length === invoice.length
  if (payment.length === 0) return { asOf, accounts: drafts, unapplied: NOTHING_UNAPPLIED, postings: NO_POSTINGS, complete }
  const postings: Posting[] = []
  for (const { id, paidOn, amountMinor, currency, invoiceId } of payment.length > 1 ? inOrder([...payment], byPaid) : payment) {
    if (paidOn > asOf) {
      complete = false
      continue
    }
    const draft = drafts.find(d => d.invoice.id === invoiceId)
    if (!draft || draft.invoice.currency !== currency || draft.invoice.issuedOn > paidOn) return undefined
    if (amountMinor <= 0n || amountMinor > draft.openMinor) return undefined
    reduce(draft, amountMinor, 'paidMinor', paidOn)
    postings.push({ sourceId: id, invoiceId: draft.invoice.id, minor: amountMinor, on: paidOn })
  }
  return { asOf, accounts: drafts, unapplied: NOTHING_UNAPPLIED, postings, complete }
}

/**
 * Sets a client's money against its invoices, as of the end of a civil day. Events are taken by value date, then id, whatever the order
 * in which they were recorded: a person's allocation first, then the payer's own choice, then by rule within the currency.
 * Adding later facts never moves what earlier ones settled. Amounts in minor units.
 */
export function openLedger(facts: ClientFacts, asOf: Day, order: AllocationOrder = 'oldest-due'): Ledger {
  const plain = plainLedger(facts, asOf)
  if (plain) return plain
  const bookings = bookingsOf(facts, asOf)
  const booking = newBooking(facts, bookings, order)
  for (const event of bookings.events) book(booking, event)
  const accounts = [...booking.drafts.values()]
  const { postings } = booking
  const { complete } = bookings
  if (booking.pools.size + booking.overdrawn.size === 0) return { asOf, accounts, unapplied: NOTHING_UNAPPLIED, postings, complete }
  const unapplied = new Map<string, bigint>()
  for (const [currency, pool] of booking.pools) {
    const left = pool.reduce((total, source) => total + source.left, 0n)
    if (left > 0n) unapplied.set(currency, left)
  }
  for (const [currency, owed] of booking.overdrawn) if (owed > 0n) unapplied.set(currency, (unapplied.get(currency) ?? 0n) - owed)
  return { asOf, accounts, unapplied, postings, complete }
}
