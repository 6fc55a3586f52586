import type { SettledRow } from '../../core/correction/settle.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { languageFor } from '../message/compose.ts'
import { composeFree, frame, type Writing } from '../message/free.ts'
import type { OwnTexts } from '../message/own-texts.ts'
import { openPress, recipientOf } from '../message/press.ts'
import { sayAmount, sayDay, type Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { type OpenCase, shortOf } from './case.ts'

export const languageOf = (words: Words, place: Place, { books }: OpenCase): string =>
  languageFor(words, place.firm, books.facts, recipientOf(books.facts))

/** A letter about a case: to whom, in whose words. */
export const letterAbout = (place: Place, { books }: Pick<OpenCase, 'books'>, texts?: OwnTexts): Writing => ({
  ...{ firm: place.firm, facts: books.facts, on: place.by.today, items: [], recipient: recipientOf(books.facts), texts },
})

export const span = (language: string, from: string, to: string): string =>
  `${sayDay(language, from, 'short')} – ${sayDay(language, to, 'short')}`

/** Differences as a letter tells them. Minor units. */
export interface ToldDifferences {
  /** What the agreement is called. */
  readonly agreement: string
  readonly currency: string
  readonly rows: readonly Pick<SettledRow, 'from' | 'to' | 'agreedMinor' | 'billedMinor' | 'differenceMinor' | 'invoices' | 'kind'>[]
  readonly totalMinor: bigint
  /** How it came about, in the firm’s own words. */
  readonly cause: string
}

export const toldOf = ({ books, correction, rows, detail }: OpenCase): ToldDifferences => ({
  agreement: books.agreement.title,
  currency: correction.currency,
  rows,
  totalMinor: shortOf(rows),
  cause: detail.cause ?? '',
})

/** The statement of differences (A3): every period of the case, agreed, billed and what lies between, the cause, the total. */
export function statementContent(words: Words, letter: Writing, told: ToldDifferences): MessageContent {
  const { agreement, currency, rows, totalMinor, cause } = told
  return composeFree(words, {
    ...letter,
    kind: 'differences',
    params: { agreement, cause, count: rows.filter(r => r.kind !== 'right').length },
    change: (_, language) => {
      const say = (key: string): string => words.say(language, `correction.statement.${key}`)
      const amount = (minor: bigint): string => sayAmount(language, minor, currency)
      const table = {
        head: ['period', 'invoice', 'agreed', 'billed', 'difference'].map(say),
        rows: rows.map(r => [
          span(language, r.from, r.to),
          [...new Set(r.invoices.map(i => i.number))].join(', ') || '–',
          ...[r.agreedMinor, r.billedMinor, r.differenceMinor].map(amount),
        ]),
        totals: [{ label: say('total'), amount: amount(totalMinor) }],
      }
      return { table }
    },
  })
}

/** The next invoice at the right amount, ready to hand over (A14): a copy sheet, not an invoice; the invoicing tool issues. */
export function nextInvoiceContent(words: Words, place: Place, open: OpenCase): MessageContent | undefined {
  const { next, correction, books } = open
  if (!next) return undefined
  const language = languageOf(words, place, open)
  const say = (key: string, params = {}): string => words.say(language, `correction.${key}`, params)
  const amount = sayAmount(language, next.agreedMinor, correction.currency)
  return {
    ...frame(words, { ...letterAbout(place, open), language }),
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
