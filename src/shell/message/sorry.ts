import type { Act } from '../../core/decide/decision.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { sayAmount, type Words } from '../words.ts'
import { languageFor } from './compose.ts'
import { composeFree, type Writing } from './free.ts'

/** What an apology says: which reminder, which money, that nothing is asked. Never a list of what else is open. */
export function sorryContent(words: Words, letter: Omit<Writing, 'items'>, act: Act): MessageContent {
  const { firm, facts, recipient } = letter
  const language = languageFor(words, firm, facts, recipient)
  const { sentDay = '', paidDay = '' } = act.reasons[0]?.params ?? {}
  const numbers = act.invoiceIds.flatMap(id => facts.invoice.find(i => i.id === id)?.number ?? [])
  const list = (parts: readonly string[]): string => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  return composeFree(words, {
    ...letter,
    ...{ kind: 'sorry', language, items: [] },
    params: {
      count: numbers.length,
      numbers: list(numbers),
      paid: list(act.amounts.map(a => sayAmount(language, BigInt(a.minor), a.currency))),
      sentDay,
      paidDay,
    },
  })
}
