import type { ClientFacts } from '../facts/nouns.ts'
import type { Account, Ledger } from './allocate.ts'
import { extensionOn, type OpenParts, openPartsOn } from './due.ts'

/** An invoice with something open, and what of it is late. Amounts in minor units of the invoice's currency. */
export interface OpenItem extends OpenParts {
  readonly account: Account
  readonly id: string
  readonly currency: string
  readonly openMinor: bigint
  readonly extended: boolean
}

/** Every invoice with something open, in the order of the ledger's accounts. */
export function openItems(facts: ClientFacts, ledger: Ledger): OpenItem[] {
  const items: OpenItem[] = []
  for (const account of ledger.accounts) {
    if (account.openMinor <= 0n) continue
    const { invoice, openMinor } = account
    const extension = facts.extension.length > 0 ? extensionOn(facts, invoice.id, ledger.asOf) : undefined
    const { lateMinor, dueOn, nextDueOn, nextMinor } = openPartsOn(invoice, openMinor, extension, ledger.asOf)
    const extended = extension !== undefined && extension.newDueOn > invoice.dueOn
    items.push({ account, id: invoice.id, currency: invoice.currency, openMinor, lateMinor, dueOn, nextDueOn, nextMinor, extended })
  }
  return items
}

/** A client's balance in one currency. Minor units. */
export interface Balance {
  readonly currency: string
  /** Open on invoices. */
  readonly openMinor: bigint
  readonly lateMinor: bigint
  /** Money and free credit that no invoice took; negative where more was refunded than came. */
  readonly unappliedMinor: bigint
  /** Open less unapplied: what is owed. */
  readonly balanceMinor: bigint
}

/** The balance by currency, in the order of currency codes. Two currencies never add. */
export function balances(items: readonly OpenItem[], ledger: Ledger): Balance[] {
  const currencies: string[] = []
  for (const { currency } of items) if (!currencies.includes(currency)) currencies.push(currency)
  for (const currency of ledger.unapplied.keys()) if (!currencies.includes(currency)) currencies.push(currency)
  if (currencies.length > 1) currencies.sort()
  return currencies.map(currency => {
    let openMinor = 0n
    let lateMinor = 0n
    for (const item of items)
      if (item.currency === currency) {
        openMinor += item.openMinor
        lateMinor += item.lateMinor
      }
    const unappliedMinor = ledger.unapplied.get(currency) ?? 0n
    return { currency, openMinor, lateMinor, unappliedMinor, balanceMinor: openMinor - unappliedMinor }
  })
}

/** The day since which nothing is open on an invoice; none while something is. */
export function settledOn(account: Account): Account['history'][number]['on'] | null {
  if (account.openMinor > 0n) return null
  let since: Account['history'][number]['on'] | null = null
  for (const { on, openMinor } of account.history) {
    if (openMinor > 0n) since = null
    else since ??= on
  }
  return since
}

/** Whether the day on which an invoice was settled is known: not where the money that settled it was imported without its day. */
export const dayStated = (facts: ClientFacts, account: Account): boolean =>
  !facts.payment.some(p => p.dayGuessed === true && p.invoiceId === account.invoice.id && p.paidOn === settledOn(account))
