import { differences } from '../../core/correction/compare.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { languageFor } from '../message/compose.ts'
import { openPress, recipientOf } from '../message/press.ts'
import { sayAmount, sayDay, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { type OpenCase, shortOf } from './case.ts'

export const languageOf = (words: Words, place: Place, { books }: OpenCase): string =>
  languageFor(words, place.firm, books.facts, recipientOf(books.facts))

export function frameOf(
  words: Words,
  place: Place,
  open: OpenCase,
  language: string,
): Omit<MessageContent, 'subject' | 'opening' | 'table' | 'closing'> {
  const { firm } = place
  const { facts } = open.books
  const recipient = recipientOf(facts)
  return {
    language,
    on: place.by.today,
    dateLine: sayDay(language, place.by.today),
    from: {
      name: firm.name,
      lines: [...firm.address, [firm.companyId, firm.vatId].filter(Boolean).join(', ')].filter(Boolean),
      person: firm.person ?? firm.name,
      contact: [[firm.phone, firm.email].filter(Boolean).join(', ')].filter(Boolean),
    },
    to: { name: facts.client.name, lines: [...(facts.client.address ?? [])] },
    greeting: recipient.salutation
      ? words.say(language, 'message.greeting.named', { name: recipient.salutation })
      : words.say(language, 'message.greeting.plain'),
    key: [],
    costs: null,
    pay: null,
    labelled: words.say(language, 'message.labelled', { label: '{label}', value: '{value}' }),
    farewell: words.say(language, 'message.closing'),
    enclosures: '',
  }
}

export const span = (language: string, from: string, to: string): string =>
  `${sayDay(language, from, 'short')} – ${sayDay(language, to, 'short')}`

/** The statement of differences (A3): every period of the case, agreed, billed and what lies between, the cause, the total. */
export function statementContent(words: Words, place: Place, open: OpenCase): MessageContent {
  const language = languageOf(words, place, open)
  const { currency } = open.correction
  const say = (key: string, params = {}): string => words.say(language, `correction.${key}`, params)
  const amount = (minor: bigint): string => sayAmount(language, minor, currency)
  const total = shortOf(open.rows)
  const wrong = differences(open.rows)
  return {
    ...frameOf(words, place, open, language),
    subject: say('statement.subject', { agreement: open.books.agreement.title }),
    opening: [
      say('statement.opening', { count: wrong.length, agreement: open.books.agreement.title }),
      ...(open.detail.cause ? [say('statement.cause', { cause: open.detail.cause })] : []),
      say('script.unaffected'),
    ],
    table: {
      head: [
        say('statement.period'),
        say('statement.invoice'),
        say('statement.agreed'),
        say('statement.billed'),
        say('statement.difference'),
      ],
      rows: open.rows.map(r => [
        span(language, r.from, r.to),
        [...new Set(r.invoices.map(i => i.number))].join(', ') || '–',
        amount(r.agreedMinor),
        amount(r.billedMinor),
        amount(r.differenceMinor),
      ]),
      totals: [{ label: say('statement.total'), amount: amount(total) }],
    },
    closing: [say('statement.beforeTax'), say('statement.closing')],
  }
}

/** The next invoice at the right amount, ready to hand over (A14): a copy sheet, not an invoice; the invoicing tool issues. */
export function nextInvoiceContent(words: Words, place: Place, open: OpenCase): MessageContent | undefined {
  const { next, correction, books } = open
  if (!next) return undefined
  const language = languageOf(words, place, open)
  const say = (key: string, params = {}): string => words.say(language, `correction.${key}`, params)
  const amount = sayAmount(language, next.agreedMinor, correction.currency)
  return {
    ...frameOf(words, place, open, language),
    subject: say('next.subject', { fromDay: next.from }),
    opening: [say('next.opening')],
    table: {
      head: [say('statement.period'), say('next.what'), say('statement.agreed')],
      rows: [[span(language, next.from, next.to), books.agreement.title, amount]],
      totals: [{ label: say('statement.total'), amount }],
    },
    closing: [say('statement.beforeTax')],
  }
}

export async function pdfOf(content: MessageContent): Promise<Uint8Array> {
  const { pdfs } = await openPress()
  return pdfs.make('letter', content, content.on)
}
