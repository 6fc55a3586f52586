import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { AnswerBlock, MessageContent } from '../../core/letter/content.ts'
import { sayAmount, type Words } from '../words.ts'
import { type AnswerWays, answersOf, type Say } from './compose.ts'
import { composeFree, type FreeLetter } from './free.ts'

/** What every letter of ours needs besides its own words. */
export interface Frame extends Pick<FreeLetter, 'firm' | 'facts' | 'on' | 'items' | 'recipient'> {
  /** How the client may answer; none: nothing is offered. */
  readonly answers: AnswerWays | null
}

export type Offered = Pick<Fact<'settlementOffer'>, 'payMinor' | 'discountMinor' | 'currency' | 'deadline'>

const amount = (minor: bigint, currency: string): string => `${minor} ${currency}`

function keyOf(say: Say, text: string, params: Parameters<Say>[1]): MessageContent['key'][number] {
  const by = say('offer.key', params)
  return { amount: text, by, sentence: `${text}. ${by}` }
}

/** An offer to take less if paid by a day. */
export function offerContent(words: Words, frame: Frame, offer: Offered): MessageContent {
  const { items } = frame
  const { payMinor, discountMinor, currency, deadline } = offer
  const params = {
    count: items.length,
    number: items[0]?.invoice.number ?? '',
    totalAmount: amount(payMinor + discountMinor, currency),
    payAmount: amount(payMinor, currency),
    discountAmount: amount(discountMinor, currency),
    deadlineOn: deadline,
  }
  const content = composeFree(words, {
    ...frame,
    write: (say, language) => ({
      subject: say('offer.subject', params),
      opening: [say('offer.opening', params)],
      key: [keyOf(say, sayAmount(language, payMinor, currency), params)],
      closing: [say('offer.lapse', params), say('offer.accept', params), say('offer.credit', params)],
    }),
  })
  return { ...content, answers: answersIn(words, content.language, frame.answers) }
}

/** The word that an offer has ended and the old amount stands. */
export function endedContent(words: Words, frame: Frame, offer: Offered & { readonly effectiveOn: Day }): MessageContent {
  const { payMinor, currency, deadline, effectiveOn } = offer
  const total = frame.items.reduce((sum, i) => sum + i.openMinor, 0n)
  const params = {
    ...{ offeredOn: effectiveOn, deadlineOn: deadline },
    payAmount: amount(payMinor, currency),
    totalAmount: amount(total, currency),
  }
  const content = composeFree(words, {
    ...frame,
    write: say => ({ subject: say('lapsed.subject', params), opening: [say('lapsed.opening', params)], closing: [say('lapsed.closing')] }),
  })
  return { ...content, answers: answersIn(words, content.language, frame.answers) }
}

/** New terms for what comes next, as `Act.reasons` or the act of setting them says: proposal, days, percent, fromOn. */
export function termsContent(words: Words, frame: Frame, params: Readonly<Record<string, string | number>>): MessageContent {
  return composeFree(words, {
    ...{ ...frame, items: [] },
    write: say => ({
      subject: say('terms.subject', params),
      opening: [say(`terms.${params.proposal}`, params)],
      closing: [say('terms.closing')],
    }),
  })
}

function answersIn(words: Words, language: string, ways: AnswerWays | null): AnswerBlock | null {
  return answersOf((key, params = {}) => words.say(language, `message.${key}`, params), ways)
}

/** The content of a letter of ours, by its act. @throws Refusal where the offer it makes is gone. */
export function ownContent(words: Words, frame: Frame, act: Act): MessageContent | undefined {
  const own = ownLetterOf(act)
  if (!own) return undefined
  if (own.letter === 'new-terms') return termsContent(words, frame, act.reasons[0]?.params ?? {})
  const offer = frame.facts.settlementOffer.find(o => o.id === own.about)
  if (!offer) return refuse('offer-gone', 'The offer that this letter makes is not there any more.', { field: 'offer' })
  return own.letter === 'settlement-offer' ? offerContent(words, frame, offer) : endedContent(words, frame, offer)
}

/** The last day that such a letter must name; none where it names none. */
export function dayToName(facts: ClientFacts, act: Act): Day | null {
  const own = ownLetterOf(act)
  return own?.letter === 'settlement-offer' ? (facts.settlementOffer.find(o => o.id === own.about)?.deadline ?? null) : null
}
