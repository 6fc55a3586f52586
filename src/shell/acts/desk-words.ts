import { addDays } from '../../core/day/day.ts'
import {
  oldestLateDays,
  PROPOSALS,
  paymentRecord,
  type TermsAdvice,
  type TermsProposal,
  termsAdvice,
  termsOf,
  USUAL_DAYS,
} from '../../core/desk/record.ts'
import { CHECKS, type CheckCode } from '../../core/desk/untried.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { currentCycle } from '../../core/ledger/cycle.ts'
import { fromDecimal } from '../../core/money/money.ts'
import { keepLetter, type Paper, pdfOf } from '../desk/papers.ts'
import { termsContent } from '../message/own-letters.ts'
import { pressFor } from '../message/press.ts'
import { loadDecider } from '../run/decider.ts'
import { layOwnLetter, ownLetterAct } from '../run/own-letter.ts'
import { recordAbout } from '../run/reconsider.ts'
import type { NewFact } from '../store/record.ts'
import { clientFactsOf } from '../views/client.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenText } from './given.ts'
import { frameOf, wayGiven } from './settle-offer.ts'

const isCheck = (text: string): text is CheckCode => CHECKS.some(c => c === text)

/** Leaves a line of the checklist untried, by name and with a reason. It holds for this run of being late. */
export async function skipUntried(
  place: Place,
  input: { readonly client: string; readonly item: string; readonly by?: string | undefined; readonly reason?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const { item } = input
  if (!isCheck(item))
    return refuse('check-unknown', `"${item}" is no line of the checklist.`, { field: 'item', mend: `Say one of ${CHECKS.join(', ')}.` })
  const skippedBy = givenText('by', input.by)
  const reason = givenText('reason', input.reason)
  const { id: clientId } = await findClient(place, input.client)
  const facts = await clientFactsOf(place, clientId)
  const cycle = currentCycle(facts, openLedger(facts, place.by.today))?.id ?? null
  const id = await recordAbout(place, clientId, 'left untried by name', pen =>
    pen.add('untriedSkip', { clientId, item, skippedBy, reason, cycle }),
  )
  return { id, clientId }
}

/** Notes that another way to pay was offered in words: a plan or a part now, that they did not take up yet. */
export async function anotherWayOffered(
  place: Place,
  input: { readonly client: string; readonly note?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const { id: clientId } = await findClient(place, input.client)
  const { today, at } = place.by
  const id = await recordAbout(place, clientId, 'another way to pay offered', pen =>
    pen.add('deed', {
      clientId,
      step: 'another-way',
      channel: 'desk',
      class: 'answer',
      doneOn: today,
      at,
      outcome: 'done',
      reason: input.note ?? null,
    }),
  )
  return { id, clientId }
}

export interface RelationInput {
  readonly client: string
  readonly currency?: string | undefined
  /** Decimals; empty text: no longer our own figure. */
  readonly worth?: string | undefined
  readonly margin?: string | undefined
  readonly retention?: string | undefined
  readonly reputation?: string | undefined
}

function minorOf(field: string, text: string | undefined, currency: string, before: bigint | null): bigint | null {
  if (text === undefined) return before
  if (text.trim() === '') return null
  const read = fromDecimal(text, currency)
  return read && read.minor >= 0n
    ? read.minor
    : refuse('amount-unreadable', `"${text}" is not an amount in ${currency}.`, {
        params: { value: text },
        field,
        mend: 'Write it as 1234.50.',
      })
}

function percentText(text: string | undefined, before: string | null): string | null {
  if (text === undefined) return before
  if (text.trim() === '') return null
  const value = Number(text.replace(',', '.'))
  return value >= 0 && value <= 99
    ? String(value)
    : refuse('percent-unreadable', `"${text}" is not a percentage from 0 to 99.`, {
        params: { value: text },
        field: 'retention',
        mend: 'Write it as 80.',
      })
}

/** Keeps our own figures about a relation: what it is worth, its margin, how likely the client stays, what an enemy would cost. */
export async function setRelation(place: Place, input: RelationInput): Promise<{ id: string; clientId: string }> {
  const { id: clientId } = await findClient(place, input.client)
  const currency = input.currency ?? place.firm.currency
  if (!/^[A-Z]{3}$/.test(currency))
    return refuse('currency-unreadable', `"${currency}" is not a currency.`, { params: { value: currency }, field: 'currency' })
  const facts = await clientFactsOf(place, clientId)
  const before = facts.relation.findLast(r => r.currency === currency)
  const fact: NewFact<'relation'> = {
    ...(before ? { id: before.id } : {}),
    clientId,
    currency,
    worthMinor: minorOf('worth', input.worth, currency, before?.worthMinor ?? null),
    yearlyMarginMinor: minorOf('margin', input.margin, currency, before?.yearlyMarginMinor ?? null),
    retentionPercent: percentText(input.retention, before?.retentionPercent ?? null),
    reputationMinor: minorOf('reputation', input.reputation, currency, before?.reputationMinor ?? null),
  }
  return { id: await recordAbout(place, clientId, 'worth of a relation said', pen => pen.add('relation', fact)), clientId }
}

/** New terms begin so many days after they are told. */
const NOTICE_DAYS = 14

/** What this client's own record proposes, as of today. */
export async function adviceFor(place: Place, clientId: string): Promise<TermsAdvice> {
  const facts = await clientFactsOf(place, clientId)
  const ledger = openLedger(facts, place.by.today)
  return termsAdvice(paymentRecord(facts, ledger), facts.client.termsDays ?? USUAL_DAYS, oldestLateDays(ledger))
}

export interface TermsInput {
  readonly client: string
  /** None: what the record proposes. */
  readonly proposal?: string | undefined
  readonly days?: number | undefined
  readonly depositPercent?: number | undefined
  /** `email` or `post`. None: by e-mail where there is an address. */
  readonly by?: string | undefined
}

/** Sets payment terms for what comes next, with the letter that says so. */
export async function setTerms(
  place: Place,
  input: TermsInput,
): Promise<{ clientId: string; proposal: TermsProposal; termsDays: number; letter: Paper; mailKey: string | null }> {
  const { id: clientId } = await findClient(place, input.client)
  const advice = await adviceFor(place, clientId)
  const proposal = input.proposal === undefined ? advice.proposal : PROPOSALS.find(p => p === input.proposal)
  if (!proposal)
    return refuse('proposal-unknown', `"${input.proposal}" is no proposal.`, {
      field: 'proposal',
      mend: `Say one of ${PROPOSALS.join(', ')}.`,
    })
  const facts = await clientFactsOf(place, clientId)
  const usual = termsOf(proposal, facts.client.termsDays ?? USUAL_DAYS)
  const days = input.days ?? usual.termsDays
  if (!Number.isInteger(days) || days < 0 || days > 365)
    refuse('days-wrong', `"${days}" is not a number of days from 0 to 365.`, { field: 'days' })
  const percent = input.depositPercent ?? (proposal === 'deposit' ? usual.depositPercent : 50)
  if (!(percent > 0 && percent <= 100))
    refuse('percent-unreadable', `"${percent}" is not a percentage from 1 to 100.`, {
      params: { value: String(percent) },
      field: 'depositPercent',
    })
  const channel = wayGiven(input.by)
  const params = { proposal, fromOn: addDays(place.by.today, NOTICE_DAYS), days, percent }
  const { words, texts } = await pressFor(place)
  const content = termsContent(words, frameOf(place, facts, [], texts), params)
  const [pdf, decider] = await Promise.all([pdfOf(content), loadDecider(place)])
  const { letter, mailKey } = await recordAbout(place, clientId, 'terms changed', async pen => {
    await pen.amend('client', clientId, { termsDays: days }, facts.client.effectiveOn)
    const codes = advice.reasons.map(r => `${r.code} ${Object.values(r.params).join('/')}`).join(', ')
    const about = await pen.add('note', {
      clientId,
      text: `Terms: ${proposal}, ${days} days${proposal === 'deposit' ? `, deposit ${percent} %` : ''} from ${params.fromOn}. ${codes}`,
    })
    const act = ownLetterAct(decider, facts, place.by.today, { letter: 'new-terms', about, invoiceIds: [], amounts: [], params, channel })
    return { letter: await keepLetter(pen, clientId, content, pdf), mailKey: await layOwnLetter(pen, facts, act) }
  })
  return { clientId, proposal, termsDays: days, letter, mailKey }
}
