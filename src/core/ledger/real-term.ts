import { addMonths, type Day, daysBetween } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from './allocate.ts'
import { dayStated, settledOn } from './balance.ts'
import { lastDue } from './due.ts'

/** A later date we granted: for how long, by whom. */
export interface Granted {
  readonly invoiceId: string
  readonly number: string
  readonly grantedOn: Day
  readonly newDueOn: Day
  /** Days after the due date that stood before. */
  readonly days: number
  readonly by: string
  readonly reason: string | null
}

/** The term a client takes against the term that was agreed. Days from the invoice date. */
export interface RealTerm {
  /** Of the client, else the usual one printed on the invoices that were settled. */
  readonly agreedDays: number | null
  /** The middle of the invoices settled in the last twelve months. */
  readonly realDays: number | null
  readonly settled: number
  /** Days the client takes beyond what was agreed; what nobody granted is tacit. */
  readonly tacitDays: number
  readonly granted: readonly Granted[]
}

const WINDOW_MONTHS = 12
/** Fewer settled invoices tell nothing of a habit. */
const LEAST = 3

function middle(days: readonly number[]): number | null {
  const sorted = [...days].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}

/** Real against agreed term as of the ledger’s day, and every extension granted up to it. */
export function realTerm(facts: ClientFacts, ledger: Ledger): RealTerm {
  const from = addMonths(ledger.asOf, -WINDOW_MONTHS)
  const settled = ledger.accounts.flatMap(account => {
    const on = dayStated(facts, account) ? settledOn(account) : null
    const { invoice } = account
    const isPaid = account.paidMinor > 0n && account.writtenOffMinor === 0n
    return on !== null && isPaid && on >= from
      ? [{ agreed: daysBetween(invoice.issuedOn, lastDue(invoice)), real: daysBetween(invoice.issuedOn, on) }]
      : []
  })
  const agreedDays = facts.client.termsDays ?? middle(settled.map(s => s.agreed))
  const realDays = settled.length >= LEAST ? middle(settled.map(s => s.real)) : null
  const over = agreedDays === null || realDays === null ? 0 : realDays - agreedDays
  return { agreedDays, realDays, settled: settled.length, tacitDays: over > 0 ? over : 0, granted: grantedOf(facts, ledger.asOf) }
}

function grantedOf(facts: ClientFacts, asOf: Day): Granted[] {
  const invoices = new Map(facts.invoice.map(i => [i.id, i]))
  const dueBefore = new Map(facts.invoice.map(i => [i.id, i.dueOn]))
  return facts.extension
    .filter(e => e.effectiveOn <= asOf)
    .toSorted((a, b) => (a.effectiveOn === b.effectiveOn ? (a.recordedAt < b.recordedAt ? -1 : 1) : a.effectiveOn < b.effectiveOn ? -1 : 1))
    .flatMap(e => {
      const invoice = invoices.get(e.invoiceId)
      const before = dueBefore.get(e.invoiceId)
      if (!invoice || before === undefined) return []
      dueBefore.set(e.invoiceId, e.newDueOn)
      const { newDueOn, reason } = e
      return [
        {
          invoiceId: invoice.id,
          number: invoice.number,
          grantedOn: e.effectiveOn,
          newDueOn,
          days: daysBetween(before, newDueOn),
          by: e.grantedBy ?? e.actor,
          reason,
        },
      ]
    })
}
