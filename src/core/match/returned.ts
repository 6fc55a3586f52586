import { daysBetween } from '../day/day.ts'
import type { PaymentLine } from './payment.ts'

/** Money that came by the bank and may go back. Minor units. */
export interface Received {
  readonly id: string
  readonly day: PaymentLine['day']
  readonly amountMinor: bigint
  readonly currency: string
  readonly counterpartyAccount: string | null
  /** What its line or its booking said: numbers of invoices, references. */
  readonly words: readonly string[]
}

/** A direct debit goes back within eight weeks; banks take a few days more. */
const DAYS_MAX = 70
const WORD_MIN = 4
const squeezed = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toUpperCase()

/**
 * The payment that a line takes back: the bank says that it returns one, it is the very amount, and the same account or one of its words stands on the line.
 * @returns undefined where none fits, or more than one: then a person says it.
 */
export function returnedBy(
  line: PaymentLine,
  received: readonly Received[],
  mentionsReturn: (text: string) => boolean,
): Received | undefined {
  const written = [line.text, line.reference, line.endToEndId].filter(Boolean).join(' ')
  if (line.amountMinor >= 0n || !mentionsReturn(written)) return undefined
  const plain = squeezed(written)
  const fits = received.filter(r => {
    const days = daysBetween(r.day, line.day)
    if (r.currency !== line.currency || r.amountMinor !== -line.amountMinor || days < 0 || days > DAYS_MAX) return false
    const sameAccount = r.counterpartyAccount !== null && r.counterpartyAccount === line.counterpartyAccount
    return sameAccount || r.words.some(word => squeezed(word).length >= WORD_MIN && plain.includes(squeezed(word)))
  })
  return fits.length === 1 ? fits[0] : undefined
}
