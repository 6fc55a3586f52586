import type { Day } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { figuresIn } from '../../core/letter/lint.ts'
import { windowIn } from '../../packs/letters/windows.ts'
import { type Params, sayDay, type Words, writtenParams } from '../words.ts'
import {
  addressOf,
  byNumbers,
  invoicesOf,
  labelledIn,
  languageFor,
  type OpenItem,
  payOf,
  placeOf,
  type Recipient,
  type Say,
  senderOf,
  tableOf,
  totalsOf,
} from './compose.ts'
import { type OwnTexts, wordsOf } from './own-texts.ts'
import type { TemplateValues } from './safe-template.ts'
import type { FreeKind, TextPart } from './text-kinds.ts'

/** The paper of every letter of ours: sender, recipient, day, the table of its invoices, how to pay. */
export interface Frame {
  readonly firm: Fact<'firm'>
  readonly facts: ClientFacts
  readonly on: Day
  readonly items: readonly OpenItem[]
  readonly recipient: Recipient
  /** None: by the invoices’ numbers, without a code. */
  readonly payment?: Parameters<typeof payOf>[3] | undefined
  /** None: the client’s language, else the firm’s. */
  readonly language?: string | undefined
}

/** A letter without words yet. */
export function frame(words: Words, letter: Frame): Omit<MessageContent, 'subject' | 'opening' | 'closing'> {
  const { firm, facts, on, items, recipient } = letter
  const language = letter.language ?? languageFor(words, firm, facts, recipient)
  const message: Say = (key, params = {}) => words.say(language, `message.${key}`, params)
  return {
    language,
    on,
    dateLine: `${placeOf(firm)}${sayDay(language, on)}`,
    window: windowIn(firm.country),
    from: senderOf(firm),
    to: addressOf(firm, facts, recipient),
    greeting: recipient.salutation ? message('greeting.named', { name: recipient.salutation }) : message('greeting.plain'),
    key: [],
    table: items.length > 0 ? tableOf(message, language, items, totalsOf(items)) : { head: [], rows: [], totals: [] },
    costs: null,
    pay: items.length > 0 ? payOf(message, firm, items, letter.payment ?? byNumbers(items)) : null,
    labelled: labelledIn(words, language),
    farewell: message('closing'),
    enclosures: '',
  }
}

/** A letter, and in whose words it is written. */
export interface Writing extends Frame {
  /** What the firm wrote itself. */
  readonly texts?: OwnTexts | undefined
}

/** A letter of a kind outside the ladder. */
export interface FreeLetter extends Writing {
  readonly kind: FreeKind
  /** What its sentences name; days as `YYYY-MM-DD`, amounts as `{minor} {currency}` under names ending in `Amount`. */
  readonly params: Params
  /** What differs from a letter about its invoices. @param said the words of a part, in its language. */
  readonly change?: (said: (part: TextPart) => string, language: string) => Partial<Omit<MessageContent, 'figures'>>
}

/** The letter in words: the firm’s own where it wrote any, else the shipped ones. @throws Refusal where its own cannot be filled in. */
export function composeFree(words: Words, letter: FreeLetter): MessageContent {
  const { kind, texts, change } = letter
  const paper = frame(words, letter)
  const { language } = paper
  const values = valuesOf(language, letter)
  const said = (part: TextPart): string[] => wordsOf(words, texts, language, part, kind, values)
  const line = (part: TextPart): string => said(part)[0] ?? ''
  return {
    ...paper,
    subject: line('subject'),
    greeting: line('greeting'),
    opening: said('opening'),
    closing: said('closing'),
    farewell: line('farewell'),
    ...change?.(line, language),
    // whatever it is given to say it may say: an amount agreed, the client's own words
    figures: figuresIn(Object.values(writtenParams(language, letter.params)).join('\n')),
  }
}

/** What a text of such a letter may name, written as its language writes it. */
function valuesOf(language: string, { firm, facts, items, recipient, params }: FreeLetter): TemplateValues {
  const plural = new Intl.PluralRules(language)
  const own = writtenParams(language, { count: items.length, number: items[0]?.invoice.number ?? '', ...params })
  const forms = Object.entries(own).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name === 'count' ? 'form' : `${name}Form`, plural.select(value)] as const] : [],
  )
  return {
    ...own,
    ...Object.fromEntries(forms),
    client: facts.client.name,
    name: recipient.salutation ?? '',
    firm: firm.name,
    person: firm.person ?? firm.name,
    invoices: invoicesOf(language, items),
  }
}
