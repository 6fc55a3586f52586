import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { ownLetterOf } from '../../core/decide/own-letter.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { AnswerBlock, MessageContent } from '../../core/letter/content.ts'
import { sayAmount, type Words } from '../words.ts'
import { type AnswerWays, answersOf } from './compose.ts'
import { composeFree, type Writing } from './free.ts'

/** What every letter of ours needs besides its own words. */
export interface OwnFrame extends Writing {
  /** How the client may answer; none: nothing is offered. */
  readonly answers: AnswerWays | null
}

export type Offered = Pick<Fact<'settlementOffer'>, 'payMinor' | 'discountMinor' | 'currency' | 'deadline'>

const amount = (minor: bigint, currency: string): string => `${minor} ${currency}`

/** An offer to take less if paid by a day. */
export function offerContent(words: Words, own: OwnFrame, offer: Offered): MessageContent {
  const { payMinor, discountMinor, currency, deadline } = offer
  return composeFree(words, {
    ...own,
    kind: 'offer',
    params: {
      totalAmount: amount(payMinor + discountMinor, currency),
      payAmount: amount(payMinor, currency),
      discountAmount: amount(discountMinor, currency),
      deadlineOn: deadline,
    },
    change: (said, language) => {
      const text = sayAmount(language, payMinor, currency)
      const by = said('deadline')
      return { key: [{ amount: text, by, sentence: `${text}. ${by}` }], answers: answersIn(words, language, own.answers) }
    },
  })
}

/** The word that an offer has ended and the old amount stands. */
export function endedContent(words: Words, own: OwnFrame, offer: Offered & { readonly effectiveOn: Day }): MessageContent {
  const { payMinor, currency, deadline, effectiveOn } = offer
  const total = own.items.reduce((sum, i) => sum + i.openMinor, 0n)
  return composeFree(words, {
    ...own,
    kind: 'offer-ended',
    params: {
      ...{ offeredOn: effectiveOn, deadlineOn: deadline },
      payAmount: amount(payMinor, currency),
      totalAmount: amount(total, currency),
    },
    change: (_, language) => ({ answers: answersIn(words, language, own.answers) }),
  })
}

/** New terms for what comes next, as `Act.reasons` or the act of setting them says: proposal, days, percent, fromOn. */
export const termsContent = (words: Words, own: OwnFrame, params: Readonly<Record<string, string | number>>): MessageContent =>
  composeFree(words, { ...own, kind: 'new-terms', items: [], params })

function answersIn(words: Words, language: string, ways: AnswerWays | null): AnswerBlock | null {
  return answersOf((key, params = {}) => words.say(language, `message.${key}`, params), ways)
}

/** The content of a letter of ours, by its act. @throws Refusal where the offer it makes is gone. */
export function ownContent(words: Words, frame: OwnFrame, act: Act): MessageContent | undefined {
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
