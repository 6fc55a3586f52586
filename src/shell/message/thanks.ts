import type { ClientFacts } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { Words } from '../words.ts'
import { sayAmount } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { Recipient } from './compose.ts'
import { composeFree } from './free.ts'

/** A word of thanks for money that came: what arrived, what is left if anything, and one question that helps next time. @throws Refusal where it is gone. */
export function thanksContent(words: Words, place: Place, facts: ClientFacts, paymentId: string, recipient: Recipient): MessageContent {
  const payment = facts.payment.find(p => p.id === paymentId)
  if (!payment) return refuse('payment-gone', 'The payment that this thanks for is not recorded any more.', { field: 'payment' })
  const on = place.by.today
  const late = openItems(facts, openLedger(facts, on)).filter(i => i.lateMinor > 0n && i.currency === payment.currency)
  const openMinor = late.reduce((sum, i) => sum + i.lateMinor, 0n)
  const asked = facts.prevention.some(p => p.endedOn === null)
  return composeFree(words, {
    firm: place.firm,
    facts,
    on,
    items: [],
    recipient,
    write: (_say, language) => {
      const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `message.thanks.${key}`, params)
      const paidAmount = sayAmount(language, payment.amountMinor, payment.currency)
      return {
        subject: say('subject', { paidAmount }),
        opening: [
          say('arrived', { paidAmount, paidOn: payment.paidOn }),
          openMinor === 0n ? say('settled') : say('open', { openAmount: `${openMinor} ${payment.currency}` }),
        ],
        closing: asked || openMinor > 0n ? [] : [say('ask')],
      }
    },
  })
}
