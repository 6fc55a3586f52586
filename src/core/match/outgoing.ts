import { reason } from './evidence.ts'
import { NameIndex } from './name.ts'
import type { PaymentLine, Reason } from './payment.ts'

/** What tells whose money an outgoing line may be. */
export interface Payees {
  /** Payer's account → client: what people confirmed, and what was booked. */
  readonly accounts: ReadonlyMap<string, string>
  readonly clientNames: ReadonlyMap<string, string>
  readonly legalForms: ReadonlySet<string>
  /** Money that no invoice took, minor units by `client currency`. */
  readonly creditMinor: ReadonlyMap<string, bigint>
}

/** The client a line that went out may be a refund to, and why. Never booked by itself. */
export interface MayBeRefund {
  readonly client: string
  readonly reasons: readonly Reason[]
}

/**
 * Whose refund each outgoing line may be: the client from whose account money came before, else the one of that very name; one of a close name
 * only where they have as much to their credit. A line that points to no client is an own payment for all we know, and is not in the answer.
 * @returns by line id
 */
export function refundsAmong(lines: readonly PaymentLine[], payees: Payees): Map<string, MayBeRefund> {
  const names = new NameIndex(payees.clientNames, payees.legalForms)
  const found = new Map<string, MayBeRefund>()
  for (const line of lines) {
    if (line.amountMinor >= 0n) continue
    const byAccount = line.counterpartyAccount === undefined ? undefined : payees.accounts.get(line.counterpartyAccount)
    const byName = line.counterparty === undefined ? undefined : names.find(line.counterparty)
    const client = byAccount ?? byName?.client
    if (client === undefined) continue
    const credit = payees.creditMinor.get(`${client} ${line.currency}`) ?? 0n
    if (byAccount === undefined && byName?.kind === 'close' && credit < -line.amountMinor) continue
    const who = byAccount
      ? reason('known-account', { account: line.counterpartyAccount ?? '' })
      : reason(byName?.kind === 'equal' ? 'name-equal' : 'name-close', { name: line.counterparty ?? '' })
    found.set(line.id, {
      client,
      reasons: [
        who,
        reason(credit >= -line.amountMinor ? 'credit-kept' : 'credit-short', {
          creditAmount: `${credit > 0n ? credit : 0n} ${line.currency}`,
        }),
      ],
    })
  }
  return found
}
