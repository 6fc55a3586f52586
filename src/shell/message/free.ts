import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { sayDay, type Words } from '../words.ts'
import { byNumbers, languageFor, type OpenItem, payOf, placeOf, type Recipient, type Say, tableOf, totalsOf, windowOf } from './compose.ts'

/** A letter of our own words about some invoices: an offer, a notice, new terms. Same paper, same sender, same table as every other letter. */
export interface FreeLetter {
  readonly firm: Fact<'firm'>
  readonly facts: ClientFacts
  readonly on: Day
  readonly items: readonly OpenItem[]
  readonly recipient: Recipient
  /** None: by the invoices’ numbers, without a code. */
  readonly payment?: Parameters<typeof payOf>[3]
  /** None: the client’s language, else the firm’s. */
  readonly language?: string
  readonly write: (
    say: Say,
    language: string,
  ) => Pick<MessageContent, 'subject' | 'opening' | 'closing'> &
    Partial<Pick<MessageContent, 'key' | 'costs' | 'enclosures' | 'greeting' | 'farewell'>>
}

export function composeFree(words: Words, letter: FreeLetter): MessageContent {
  const { firm, facts, on, items, recipient } = letter
  const language = letter.language ?? languageFor(words, firm, facts, recipient)
  const message: Say = (key, params = {}) => words.say(language, `message.${key}`, params)
  const own: Say = (key, params = {}) => words.say(language, `decision.${key}`, params)
  return {
    language,
    on,
    dateLine: `${placeOf(firm)}${sayDay(language, on)}`,
    window: windowOf(firm),
    from: {
      name: firm.name,
      lines: [...firm.address, [firm.companyId, firm.vatId].filter(Boolean).join(', ')].filter(Boolean),
      person: firm.person ?? firm.name,
      contact: [[firm.phone, firm.email].filter(Boolean).join(', ')].filter(Boolean),
    },
    to: {
      name: facts.client.name,
      lines: [recipient.name && recipient.name !== facts.client.name ? recipient.name : '', ...(facts.client.address ?? [])].filter(
        Boolean,
      ),
    },
    greeting: recipient.salutation ? message('greeting.named', { name: recipient.salutation }) : message('greeting.plain'),
    key: [],
    table: items.length > 0 ? tableOf(message, language, items, totalsOf(items)) : { head: [], rows: [], totals: [] },
    costs: null,
    pay: items.length > 0 ? payOf(message, firm, items, letter.payment ?? byNumbers(items)) : null,
    labelled: message('labelled', { label: '{label}', value: '{value}' }),
    farewell: message('closing'),
    enclosures: '',
    ...letter.write(own, language),
  }
}
