import { day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'

/** What is open on each invoice, and money no invoice took (by currency). Minor units. */
export interface OpenAmounts {
  readonly byInvoice: ReadonlyMap<string, bigint>
  readonly unapplied: ReadonlyMap<string, bigint>
}

/** After everything that is recorded, whatever its day: an import compares all it knows. */
const AFTER_ALL = day('9999-12-31')

export function openAmounts(facts: ClientFacts): OpenAmounts {
  const { accounts, unapplied } = openLedger(facts, AFTER_ALL)
  return { byInvoice: new Map(accounts.map(account => [account.invoice.id, account.openMinor])), unapplied }
}
