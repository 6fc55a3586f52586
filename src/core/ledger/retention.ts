import { addMonths, type Day, isDay } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { halfUp } from '../money/money.ts'
import { clausesOf } from './clauses.ts'
import { partsOf } from './due.ts'

/** What a client keeps back of an invoice by contract, and the day from which it is owed; null: nobody has said. Minor units. */
export interface KeptBack {
  readonly minor: bigint
  readonly until: Day | null
  /** What says so; null: the agreement. */
  readonly id: string | null
}

/** `2` or `2.5` percent of an amount, minor units, half up; undefined where it is no such text. */
export function percentOf(minor: bigint, percent: unknown): bigint | undefined {
  const match = /^(\d{1,2})(?:\.(\d{1,3}))?$/.exec(String(percent ?? ''))
  if (!match) return undefined
  return halfUp(minor * BigInt(`${match[1]}${(match[2] ?? '').padEnd(3, '0')}`), 100_000n)
}

/** What the agreement lets the client keep back: `retentionPercent` until `retentionUntil`, or for `retentionMonths` from the invoice date. */
export function agreedRetention(facts: ClientFacts, invoice: Fact<'invoice'>): KeptBack | undefined {
  if (facts.agreement.length === 0) return undefined
  const { retentionPercent, retentionUntil, retentionMonths } = clausesOf(facts, invoice)
  const minor = percentOf(invoice.totalMinor, retentionPercent)
  if (!minor) return undefined
  const months = Number(retentionMonths)
  if (isDay(retentionUntil)) return { minor, until: retentionUntil, id: null }
  return { minor, until: Number.isInteger(months) && months > 0 ? addMonths(invoice.issuedOn, months) : null, id: null }
}

/** Money kept back of an invoice, as an act or a short payment said it. */
export const isRetention = (s: Fact<'shortPayment'>, invoiceId: string): boolean => s.cause === 'retention' && s.invoiceId === invoiceId

/** What is kept back of an invoice: as a person or a short payment said it, else as agreed. What nobody gave a day has the agreement's. */
export function keptBack(facts: ClientFacts, invoice: Fact<'invoice'>, asOf: Day): readonly KeptBack[] {
  const agreed = agreedRetention(facts, invoice)
  const said = facts.shortPayment.filter(s => isRetention(s, invoice.id) && s.effectiveOn <= asOf)
  if (said.length > 0) return said.map(s => ({ id: s.id, minor: s.amountMinor, until: s.releaseOn ?? agreed?.until ?? null }))
  return agreed && agreed.until !== null ? [agreed] : []
}

/** Whether a short payment is money that is still owed, on a later day: then nothing is let go. */
export const isOwedLater = (facts: ClientFacts, s: Fact<'shortPayment'>): boolean => {
  if (s.cause !== 'retention') return false
  const invoice = s.releaseOn === null ? facts.invoice.find(i => i.id === s.invoiceId) : undefined
  return s.releaseOn !== null || (invoice !== undefined && (agreedRetention(facts, invoice)?.until ?? null) !== null)
}

/** An invoice with what is kept back of it as a last part, due on its day. As it is where nothing is kept back until a day after it is due. */
export function withKeptBack(facts: ClientFacts, invoice: Fact<'invoice'>, asOf: Day): Fact<'invoice'> {
  if (facts.shortPayment.length === 0 && facts.agreement.length === 0) return invoice
  const kept = keptBack(facts, invoice, asOf).filter(k => k.until !== null && k.until > invoice.dueOn)
  if (kept.length === 0) return invoice
  const parts = partsOf(invoice).map(p => ({ dueOn: p.agreedOn, minor: p.minor }))
  const later: { dueOn: Day; minor: bigint }[] = []
  for (const { minor, until } of kept) {
    let left = minor
    for (let at = parts.length - 1; at >= 0 && left > 0n; at--) {
      const part = parts[at]
      if (!part) continue
      const taken = part.minor < left ? part.minor : left
      parts[at] = { ...part, minor: part.minor - taken }
      left -= taken
    }
    if (until !== null && minor > left) later.push({ dueOn: until, minor: minor - left })
  }
  const instalments = [...parts, ...later].filter(p => p.minor > 0n).map(p => ({ dueOn: p.dueOn, minor: p.minor.toString() }))
  return { ...invoice, instalments }
}
