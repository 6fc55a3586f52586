import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { sayAmount, type Words } from '../words.ts'
import { languageFor, type Recipient } from './compose.ts'
import { composeFree } from './free.ts'

/** What an apology says: which reminder, which money, that nothing is asked. Never a list of what else is open. */
export function sorryContent(
  words: Words,
  firm: Fact<'firm'>,
  facts: ClientFacts,
  act: Act,
  recipient: Recipient,
  on: Day,
): MessageContent {
  const language = languageFor(words, firm, facts, recipient)
  const { sentDay = '', paidDay = '' } = act.reasons[0]?.params ?? {}
  const numbers = act.invoiceIds.flatMap(id => facts.invoice.find(i => i.id === id)?.number ?? [])
  const list = (parts: readonly string[]): string => new Intl.ListFormat(language, { type: 'conjunction' }).format(parts)
  const params = {
    count: numbers.length,
    numbers: list(numbers),
    paid: list(act.amounts.map(a => sayAmount(language, BigInt(a.minor), a.currency))),
    sentDay,
    paidDay,
  }
  const say = (key: string): string => words.say(language, `sorry.${key}`, params)
  return composeFree(words, {
    ...{ firm, facts, on, recipient, language, items: [] },
    write: () => ({ subject: say('subject'), opening: [say('opening'), say('regret')], closing: [say('nothing'), say('thanks')] }),
  })
}
