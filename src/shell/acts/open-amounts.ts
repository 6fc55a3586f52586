import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { maxBig, minBig } from '../../core/money/money.ts'

/** What is open on each invoice, and money no invoice took. Minor units. */
export interface OpenAmounts {
  readonly byInvoice: ReadonlyMap<string, bigint>
  /** By currency. */
  readonly unapplied: ReadonlyMap<string, bigint>
}

interface Free {
  readonly on: Day
  readonly id: string
  readonly currency: string
  left: bigint
}

/** Open amounts now: named money first, the rest against the oldest due date. */
export function openAmounts(facts: ClientFacts): OpenAmounts {
  const open = new Map(facts.invoice.map(i => [i.id, i.cancelledOn === null ? i.totalMinor : 0n]))
  const take = (invoiceId: string, wanted: bigint): bigint => {
    const there = open.get(invoiceId)
    if (there === undefined) return 0n
    const taken = wanted < 0n ? wanted : minBig(maxBig(there, 0n), wanted)
    open.set(invoiceId, there - taken)
    return taken
  }
  for (const w of facts.writeOff) take(w.invoiceId, w.amountMinor)
  for (const s of facts.shortPayment) if (s.cause !== 'unexplained') take(s.invoiceId, s.amountMinor)
  const free = [
    ...facts.creditNote.map(c => named(c.issuedOn, c, c.totalMinor, facts.allocation.filter(a => a.creditNoteId === c.id), take)),
    ...facts.payment.map(p => named(p.paidOn, p, p.amountMinor, facts.allocation.filter(a => a.paymentId === p.id), take)),
  ] // biome-ignore format: two alike
  const unapplied = new Map<string, bigint>()
  const oldest = [...facts.invoice].sort((a, b) => (a.dueOn === b.dueOn ? (a.id < b.id ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
  for (const money of free.sort((a, b) => (a.on === b.on ? (a.id < b.id ? -1 : 1) : a.on < b.on ? -1 : 1))) {
    for (const invoice of oldest) {
      if (money.left <= 0n) break
      if (invoice.currency === money.currency) money.left -= take(invoice.id, money.left)
    }
    if (money.left !== 0n) unapplied.set(money.currency, (unapplied.get(money.currency) ?? 0n) + money.left)
  }
  return { byInvoice: open, unapplied }
}

function named(
  on: Day,
  money: Pick<Fact<'payment'>, 'id' | 'currency' | 'invoiceId'>,
  minor: bigint,
  allocations: readonly Fact<'allocation'>[],
  take: (invoiceId: string, wanted: bigint) => bigint,
): Free {
  let left = minor
  for (const a of allocations) left -= take(a.invoiceId, minBig(a.amountMinor, left))
  if (money.invoiceId !== null && allocations.length === 0) left -= take(money.invoiceId, left)
  return { on, id: money.id, currency: money.currency, left }
}
