import { addDays, type Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { ownCycle } from '../../core/decide/own-letter.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { MessageContent } from '../../core/letter/content.ts'
import { agreedIn, confirmationContent } from '../call/confirmation-mail.ts'
import { confirmationContent as agreedContent } from '../corrections/confirmation.ts'
import { statementContent as differencesContent, type ToldDifferences } from '../corrections/statement.ts'
import { copyContent } from '../replies/copies.ts'
import type { Words } from '../words.ts'
import { totalsOf } from './compose.ts'
import { actOfText, invented } from './example.ts'
import type { Writing } from './free.ts'
import { endedContent, offerContent, termsContent } from './own-letters.ts'
import { sorryContent } from './sorry.ts'
import { statementContent } from './statement.ts'
import type { FreeKind } from './text-kinds.ts'
import { thanksContent } from './thanks.ts'

/** A message outside the ladder with an example of what it is about, and the facts and the act that it would come of. */
export interface FreeExample {
  readonly content: MessageContent
  readonly about: ClientFacts
  readonly act: Act
}

interface Given {
  readonly words: Words
  readonly letter: Writing
  readonly act: Act
  /** Half of what is open in the first currency. Minor units. */
  readonly half: bigint
  readonly currency: string
}
type Make = (given: Given) => Partial<FreeExample> & Pick<FreeExample, 'content'>

const WEEK = 7

function thanks({ words, letter, half, currency }: Given) {
  const { facts, on } = letter
  const payment = invented('payment', on, { amountMinor: half, currency, paidOn: on, kind: 'payment' })
  const about = { ...facts, payment: [...facts.payment, payment] }
  return { content: thanksContent(words, { ...letter, facts: about }, payment.id), about }
}

function sorry({ words, letter, act, half, currency }: Given) {
  const { on } = letter
  const invoiceIds = act.invoiceIds.slice(0, 1)
  const reasons = [{ code: 'sorry', params: { sentDay: addDays(on, -1), paidDay: addDays(on, -3) } }]
  const amounts = [{ minor: half.toString(), currency }]
  return { content: sorryContent(words, letter, { ...act, invoiceIds, amounts, reasons }) }
}

/** What a talk ended with: one payment, or a plan of two parts. */
function agreedTalk(isPlan: boolean): Make {
  return ({ words, letter, half, currency }) => {
    const { facts, on, items } = letter
    const id = isPlan ? 'example-plan' : 'example-promise'
    const call = invented('call', on, { commitmentId: id, answers: { how: 'transfer' } })
    const of = { currency, invoiceIds: items.map(i => i.invoice.id), ourPart: null }
    const days: Day[] = [addDays(on, WEEK), addDays(on, 5 * WEEK)]
    const plan = { ...of, totalMinor: half * 2n, interestMinor: 0n, dropsCosts: true }
    const about: ClientFacts = isPlan
      ? {
          ...facts,
          call: [...facts.call, call],
          plan: [...facts.plan, invented('plan', on, plan)],
          instalment: [
            ...facts.instalment,
            ...days.map((dueOn, position) => invented('instalment', on, { planId: id, position, dueOn, amountMinor: half })),
          ],
        }
      : {
          ...facts,
          call: [...facts.call, call],
          promise: [...facts.promise, invented('promise', on, { ...of, amountMinor: half, promisedFor: days[0] ?? on })],
        }
    const agreed = agreedIn(about, call.id)
    if (!agreed) throw new Error('the example of a talk agrees on nothing')
    return { content: confirmationContent(words, { ...letter, facts: about }, agreed), about }
  }
}

/** Two months billed at half of what was agreed. */
function told({ letter, half, currency }: Given): ToldDifferences {
  const { on, items } = letter
  const row = (months: number): ToldDifferences['rows'][number] => ({
    ...{ from: addDays(on, -31 * months), to: addDays(on, -31 * months + 29) },
    ...{ agreedMinor: half * 2n, billedMinor: half, differenceMinor: half, kind: 'too-little' },
    invoices: items.slice(0, 1).map(i => ({ id: i.invoice.id, number: i.invoice.number, minor: half })),
  })
  return { agreement: items[0]?.invoice.number ?? '', currency, rows: [row(2), row(1)], totalMinor: half * 2n, cause: '' }
}

const offered = ({ letter, half, currency }: Given) =>
  invented('settlementOffer', addDays(letter.on, -2 * WEEK), { payMinor: half, discountMinor: half, currency, deadline: addDays(letter.on, 2 * WEEK) }) // biome-ignore format: one offer

const EXAMPLES: Readonly<Record<FreeKind, Make>> = {
  thanks,
  sorry,
  statement: ({ words, letter }) => ({ content: statementContent(words, letter) }),
  copies: ({ words, letter }) => ({ content: copyContent(words, letter, { subject: null }, []) }),
  'agreed-promise': agreedTalk(false),
  'agreed-plan': agreedTalk(true),
  'agreed-difference': given => {
    const { words, letter, half } = given
    const { on } = letter
    const next = { from: addDays(on, WEEK), agreedMinor: half * 2n }
    const agreed = { ...told(given), way: 'plan' as const, payMinor: half * 2n, parts: 2, firstOn: addDays(on, WEEK), next, future: '' }
    return { content: agreedContent(words, { ...letter, items: [], payment: undefined }, agreed) }
  },
  differences: given => ({
    content: differencesContent(given.words, { ...given.letter, items: [], payment: undefined }, told(given)),
  }),
  offer: given => {
    const { words, letter, act } = given
    const offer = offered(given)
    const about = { ...letter.facts, settlementOffer: [...letter.facts.settlementOffer, offer] }
    const content = offerContent(words, { ...letter, facts: about, answers: null }, offer)
    return { content, about, act: { ...act, step: 'settlement-offer', cycle: ownCycle(offer.id) } }
  },
  'offer-ended': given => {
    const offer = { ...offered(given), deadline: addDays(given.letter.on, -1) }
    return { content: endedContent(given.words, { ...given.letter, answers: null }, offer) }
  },
  'new-terms': ({ words, letter }) => {
    const params = { proposal: 'deposit', days: 14, percent: 50, fromOn: addDays(letter.on, 2 * WEEK) }
    return { content: termsContent(words, { ...letter, answers: null }, params) }
  },
}

/** A message of a kind about what is open of a client, with an example of the payment, the talk or the offer that it is about. */
export function freeExample(words: Words, letter: Writing, kind: FreeKind): FreeExample {
  const [{ minor, currency } = { minor: 0n, currency: letter.firm.currency }] = totalsOf(letter.items)
  const act: Act = { ...actOfText(letter.facts, kind, letter.on), class: 'confirmation', claimsCosts: false }
  const given: Given = { words, letter, act, half: minor / 2n, currency }
  return { about: letter.facts, act, ...EXAMPLES[kind](given) }
}
