import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import type { Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import type { OpenItem, Recipient } from './compose.ts'
import { composeFree } from './free.ts'
import type { HowToPay } from './payment.ts'

/** The mail around a monthly statement of account: what is open today, late or not, and nothing that presses. */
export function statementContent(
  words: Words,
  place: Place,
  facts: ClientFacts,
  recipient: Recipient,
  items: readonly OpenItem[],
  payment: HowToPay,
): MessageContent {
  const on = place.by.today
  return composeFree(words, {
    firm: place.firm,
    facts,
    on,
    items,
    recipient,
    payment,
    write: (_say, language) => {
      const say = (key: string): string => words.say(language, `statement.mail.${key}`, { asOfDay: on, firm: place.firm.name })
      return { subject: say('subject'), opening: [say('opening')], closing: [say('differs')] }
    },
  })
}
