import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { Words } from '../words.ts'
import { composeFree, type Writing } from './free.ts'

/** A word of thanks for money that came: what arrived, what is left if anything, and one question that helps next time. @throws Refusal where it is gone. */
export function thanksContent(words: Words, letter: Omit<Writing, 'items'>, paymentId: string): MessageContent {
  const { facts, on } = letter
  const payment = facts.payment.find(p => p.id === paymentId)
  if (!payment) return refuse('payment-gone', 'The payment that this thanks for is not recorded any more.', { field: 'payment' })
  const late = openItems(facts, openLedger(facts, on)).filter(i => i.lateMinor > 0n && i.currency === payment.currency)
  const openMinor = late.reduce((sum, i) => sum + i.lateMinor, 0n)
  const asked = facts.prevention.some(p => p.endedOn === null)
  return composeFree(words, {
    ...letter,
    ...{ kind: 'thanks', items: [] },
    params: {
      paidAmount: `${payment.amountMinor} ${payment.currency}`,
      paidOn: payment.paidOn,
      openAmount: openMinor === 0n ? '' : `${openMinor} ${payment.currency}`,
      ask: asked || openMinor > 0n ? 'no' : 'yes',
    },
  })
}
