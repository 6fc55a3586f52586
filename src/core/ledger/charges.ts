import type { Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import type { Ledger } from './allocate.ts'

/** Late costs that a letter asked for, as they stand: a later letter’s take the place of an earlier one’s, of each invoice and kind. */
export interface Charged {
  readonly charge: Fact<'charge'>
  /** Dropped: the principal was paid by the day the letter named. Nobody has to take it back. */
  readonly dropped: boolean
}

/** Whether nothing of the invoice was open at the end of a day, and nothing came open again since. */
function wasPaidBy(ledger: Ledger, invoiceId: string, on: Day): boolean {
  const account = ledger.accounts.find(a => a.invoice.id === invoiceId)
  if (!account || account.openMinor > 0n) return false
  return (account.history.findLast(h => h.on <= on)?.openMinor ?? 1n) <= 0n
}

/** The charges that stand on the ledger’s day, in the order of their letters. */
export function chargesOn(facts: ClientFacts, ledger: Ledger): Charged[] {
  const last = new Map<string, Fact<'charge'>>()
  const known = facts.charge.filter(c => c.claimedOn <= ledger.asOf)
  for (const charge of known.toSorted((a, b) => (a.claimedOn < b.claimedOn ? -1 : a.claimedOn > b.claimedOn ? 1 : a.id < b.id ? -1 : 1)))
    last.set(`${charge.invoiceId} ${charge.kind} ${charge.currency}`, charge)
  return [...last.values()].map(charge => {
    const { dropIfPaidBy, invoiceId } = charge
    return { charge, dropped: dropIfPaidBy !== null && invoiceId !== null && wasPaidBy(ledger, invoiceId, dropIfPaidBy) }
  })
}
