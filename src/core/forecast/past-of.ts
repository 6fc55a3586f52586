import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'
import { dayStated, settledOn } from '../ledger/balance.ts'
import { lastDue } from '../ledger/due.ts'
import type { PastInvoice } from './history.ts'

/**
 * A client’s invoices as habits are learnt from them, as of the ledger’s day. Cancelled and written-off ones say nothing of paying; nor do
 * those settled by money whose day nobody stated.
 */
export function pastInvoices(facts: ClientFacts, ledger: Ledger): PastInvoice[] {
  return ledger.accounts.flatMap(account => {
    const { issuedOn: issued, cancelledOn } = account.invoice
    const due = lastDue(account.invoice)
    if (cancelledOn !== null || account.writtenOffMinor !== 0n || !dayStated(facts, account)) return []
    const settled = settledOn(account)
    return [{ customer: facts.client.id, issued, due, ...(settled === null ? {} : { settled }) }]
  })
}
