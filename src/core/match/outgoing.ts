import { reason } from './evidence.ts'
import { NameIndex } from './name.ts'
import type { PaymentLine, Reason } from './payment.ts'

/** What tells whose money an outgoing line may be. */
export interface Payees {
  /** Payer's account → client: what people confirmed, and what was booked. */
  readonly accounts: ReadonlyMap<string, string>
  readonly clientNames: ReadonlyMap<string, string>
  readonly legalForms: ReadonlySet<string>
}

/** The client that an outgoing line points to: by the account it went to, by that very name, or by one close to it. */
export interface Payee {
  readonly client: string
  readonly by: 'account' | 'equal' | 'close'
}

/** The client a line that went out may be a refund to, and why. Never booked by itself. */
export interface MayBeRefund {
  readonly client: string
  readonly reasons: readonly Reason[]
}

/** The client from whose account money came before, else the one named as the payee is. @returns by line id; lines that point to nobody are left out */
export function payeesAmong(lines: readonly PaymentLine[], { accounts, clientNames, legalForms }: Payees): Map<string, Payee> {
  const names = new NameIndex(clientNames, legalForms)
  const found = new Map<string, Payee>()
  for (const { id, amountMinor, counterparty, counterpartyAccount } of lines) {
    if (amountMinor >= 0n) continue
    const byAccount = counterpartyAccount === undefined ? undefined : accounts.get(counterpartyAccount)
    const byName = byAccount !== undefined || counterparty === undefined ? undefined : names.find(counterparty)
    if (byAccount !== undefined) found.set(id, { client: byAccount, by: 'account' })
    else if (byName) found.set(id, { client: byName.client, by: byName.kind === 'equal' ? 'equal' : 'close' })
  }
  return found
}

const REASONS = { account: 'known-account', equal: 'payee-equal', close: 'payee-close' } as const

/**
 * Whose refund each outgoing line may be: its payee; one of a close name only where they have as much to their credit. A line that points to no
 * client is an own payment for all we know, and is not in the answer.
 * @param creditMinor money that no invoice took, minor units by `client currency`
 * @returns by line id
 */
export function refundsAmong(
  lines: readonly PaymentLine[],
  payees: ReadonlyMap<string, Payee>,
  creditMinor: ReadonlyMap<string, bigint>,
): Map<string, MayBeRefund> {
  const found = new Map<string, MayBeRefund>()
  for (const { id, amountMinor, currency, counterparty = '', counterpartyAccount = '' } of lines) {
    const payee = payees.get(id)
    if (!payee) continue
    const { client, by } = payee
    const credit = creditMinor.get(`${client} ${currency}`) ?? 0n
    const isCovered = credit >= -amountMinor
    if (by === 'close' && !isCovered) continue
    const who = reason(REASONS[by], by === 'account' ? { account: counterpartyAccount } : { name: counterparty })
    const creditAmount = `${credit > 0n ? credit : 0n} ${currency}`
    found.set(id, { client, reasons: [who, reason(isCovered ? 'credit-kept' : 'credit-short', { creditAmount })] })
  }
  return found
}
