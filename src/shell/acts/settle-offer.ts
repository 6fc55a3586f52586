import { addDays, daysBetween } from '../../core/day/day.ts'
import { offerState } from '../../core/desk/offers.ts'
import { stillOpen } from '../../core/desk/untried.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { money, toDecimal } from '../../core/money/money.ts'
import { answerWays } from '../answers/ways.ts'
import { type DeskCase, deskCase } from '../desk/desk-case.ts'
import { itemsOf, itemsOfInvoices, keepLetter, type Paper, pdfOf } from '../desk/papers.ts'
import { type DeskTools, deskTools } from '../desk/tools.ts'
import type { OpenItem } from '../message/compose.ts'
import { endedContent, type OwnFrame, offerContent } from '../message/own-letters.ts'
import type { OwnTexts } from '../message/own-texts.ts'
import { pressFor, recipientOf } from '../message/press.ts'
import { loadDecider } from '../run/decider.ts'
import { endedAct, layOwnLetter, ownLetterAct, type Said, withdrawOwnLetters } from '../run/own-letter.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import { clientFactsOf } from '../views/client.ts'
import { boundsOf, weigh } from '../views/desk.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenAmount, givenComingDay, givenText } from './given.ts'

/** Days an offer stands where nobody says otherwise, and the most it may stand. */
const DAYS = 14
const DAYS_MOST = 90

export interface OfferInput {
  readonly client: string
  /** Decimal: what is to be paid; or `discount` in percent. */
  readonly pay?: string | undefined
  readonly discount?: string | undefined
  readonly currency?: string | undefined
  readonly deadline?: string | undefined
  /** A named person who allows what the rules do not (below the bounds, twice in a year), with the reason. */
  readonly overrideBy?: string | undefined
  readonly reason?: string | undefined
  /** `email` or `post`. None: by e-mail where there is an address. */
  readonly by?: string | undefined
}

export interface OfferResult {
  readonly id: string
  readonly clientId: string
  readonly pay: string
  readonly discount: string
  readonly currency: string
  readonly deadline: string
  readonly letter: Paper
  /** The letter in the outbox, where it waits for a person; none: no address is known, it is only printed. */
  readonly mailKey: string | null
}

/** A client's case, or a refusal where nothing is left to decide. */
export async function caseOf(place: Place, client: string, currency?: string): Promise<{ tools: DeskTools; desk: DeskCase }> {
  const { id, name } = await findClient(place, client)
  const [facts, tools] = await Promise.all([clientFactsOf(place, id), deskTools(place)])
  const desk = deskCase(tools, facts, place.by.today, { currency })
  return desk ? { tools, desk } : refuse('nothing-to-decide', `Nothing late is left to decide about ${name}.`, { field: 'client' })
}

/** Refuses until the checklist is done or skipped by name. */
export function mustBeTried(desk: DeskCase, withContract: boolean): void {
  const open = stillOpen(desk.checks, withContract)
  if (open.length > 0)
    refuse('untried', `Not tried yet: ${open.join(', ')}.`, { field: 'client', mend: 'Try them, or leave them out by name with a reason.' })
}

const percentOf = (text: string): number => {
  const value = /^\d{1,2}([.,]\d{1,3})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : Number.NaN
  return value > 0 && value < 100
    ? value
    : refuse('percent-unreadable', `"${text}" is not a discount between 0 and 100 percent.`, {
        params: { value: text },
        field: 'discount',
        mend: 'Write it as 20.',
      })
}

function payOf(desk: DeskCase, input: OfferInput): bigint {
  const { owedMinor, currency } = desk.claim
  if (input.pay !== undefined) return givenAmount('pay', input.pay, currency)
  if (input.discount === undefined) return refuse('field-missing', 'Say what is to be paid, or the discount.', { field: 'pay' })
  const thousandths = BigInt(Math.round(percentOf(input.discount) * 1000))
  return owedMinor - (owedMinor * thousandths) / 100_000n
}

function checkBounds(tools: DeskTools, desk: DeskCase, payMinor: bigint, overrideBy: string | null): void {
  const { owedMinor, currency } = desk.claim
  if (payMinor >= owedMinor) refuse('no-discount', 'This is no discount: as much is owed.', { field: 'pay' })
  if (overrideBy !== null) return
  const bounds = boundsOf(tools, desk, weigh(desk, false))
  if (payMinor < bounds.leastMinor)
    refuse(
      'offer-too-low',
      `At least ${toDecimal(money(bounds.leastMinor, currency))} ${currency} should be asked: ${bounds.by === 'agency' ? 'an agency would leave as much' : 'the firm’s own floor'}.`,
      {
        field: 'pay',
        params: { leastAmount: `${bounds.leastMinor} ${currency}` },
        mend: 'Offer less of a discount, or name who allows more, and why.',
      },
    )
  if (desk.offered)
    refuse('offered-lately', `An offer was made on ${desk.offered.effectiveOn}; one in twelve months is the rule.`, {
      field: 'client',
      mend: 'Name who allows a second one, and why.',
    })
}

const WAYS = ['email', 'post'] as const
/** By which way a letter is to go, where somebody says so. */
export function wayGiven(by: string | undefined): (typeof WAYS)[number] | undefined {
  if (by === undefined) return undefined
  return WAYS.find(way => way === by) ?? refuse('way-unknown', `"${by}" is no way to write.`, { field: 'by', mend: 'Say email or post.' })
}

/** The frame of a letter of ours to a client. */
export const frameOf = (place: Place, facts: ClientFacts, items: readonly OpenItem[], texts?: OwnTexts): OwnFrame => {
  const recipient = recipientOf(facts)
  return { firm: place.firm, facts, on: place.by.today, items, recipient, texts, answers: answerWays(place, facts, recipient.address) }
}

/** Offers to take less if paid by a day: only after the checklist, within the bounds, once in twelve months unless a named person allows it. */
export async function offerSettlement(place: Place, input: OfferInput): Promise<OfferResult> {
  const { today } = place.by
  const { tools, desk } = await caseOf(place, input.client, input.currency)
  const { claim, facts } = desk
  mustBeTried(desk, false)
  const payMinor = payOf(desk, input)
  const overrideBy = input.overrideBy === undefined ? null : givenText('overrideBy', input.overrideBy)
  const reason = overrideBy === null ? null : givenText('reason', input.reason)
  checkBounds(tools, desk, payMinor, overrideBy)
  const deadline = input.deadline === undefined ? addDays(today, DAYS) : givenComingDay('deadline', input.deadline, today)
  if (daysBetween(today, deadline) > DAYS_MOST)
    refuse('deadline-too-far', `${deadline} is more than ${DAYS_MOST} days away.`, {
      field: 'deadline',
      mend: 'An offer without an end is a new price.',
    })
  const { currency, owedMinor } = claim
  const channel = wayGiven(input.by)
  const clientId = facts.client.id
  const invoiceIds = claim.items.map(i => i.id)
  const discountMinor = owedMinor - payMinor
  const { words, texts } = await pressFor(place)
  const content = offerContent(words, frameOf(place, facts, itemsOf(desk), texts), {
    currency,
    payMinor,
    discountMinor,
    deadline,
  })
  const pdf = await pdfOf(content)
  const { id, letter, mailKey } = await recordAbout(place, clientId, 'settlement offered', async pen => {
    const made = await pen.add('settlementOffer', { clientId, invoiceIds, currency, payMinor, discountMinor, deadline, overrideBy })
    // While the offer stands nothing else is asked for; the hold ends with it, by itself.
    const why = `settlement offer ${made}${reason ? `, allowed by ${overrideBy}: ${reason}` : ''}`
    await pen.add('hold', { clientId, kind: 'snooze', until: deadline, reason: why })
    const amounts = [{ minor: payMinor.toString(), currency }]
    const said: Said = { letter: 'settlement-offer', about: made, invoiceIds, amounts, params: { deadlineDay: deadline }, channel }
    const key = await layOwnLetter(pen, facts, ownLetterAct(tools.decider, facts, today, said))
    return { id: made, letter: await keepLetter(pen, clientId, content, pdf), mailKey: key }
  })
  const text = (minor: bigint): string => toDecimal(money(minor, currency))
  return { id, clientId, pay: text(payMinor), discount: text(discountMinor), currency, deadline, letter, mailKey }
}

async function offerNow(place: Place, id: string) {
  const row = (await factsOf(place.store.db, place.workspaceId, 'settlementOffer').where('id', '=', id).executeTakeFirst()) as
    | Fact<'settlementOffer'>
    | undefined // the columns selected are the noun’s own
  if (!row) return refuse('not-found', `There is no settlement offer "${id}".`, { field: 'offer' })
  const facts = await clientFactsOf(place, row.clientId)
  return { facts, now: offerState(row, openLedger(facts, place.by.today), place.by.today) }
}

const running = async (place: Place, id: string) => {
  const found = await offerNow(place, id)
  const { state } = found.now
  if (state !== 'open' && state !== 'accepted') refuse('offer-over', `This offer is ${state}.`, { field: 'offer' })
  return found
}

/** How a yes reached us. */
export interface AcceptInput {
  readonly offer: string
  /** A paper of the client that says yes: the letter, countersigned. */
  readonly document?: string | undefined
  /** Who said it; none: not noted. */
  readonly by?: string | undefined
}

/** They said yes; the money decides, this is kept beside it. */
export async function acceptSettlement(place: Place, input: AcceptInput): Promise<{ id: string; clientId: string }> {
  const { now, facts } = await running(place, input.offer)
  const { clientId } = now.offer
  const { document: acceptanceId = null } = input
  if (acceptanceId !== null && !facts.document.some(d => d.id === acceptanceId))
    refuse('not-found', `There is no paper "${acceptanceId}" of this client.`, {
      field: 'document',
      mend: 'Attach the signed letter first.',
    })
  const acceptedBy = input.by === undefined ? null : givenText('by', input.by)
  await recordAbout(place, clientId, 'settlement accepted', pen =>
    pen.amend('settlementOffer', input.offer, { acceptedOn: place.by.today, acceptedBy, acceptanceId }, now.offer.effectiveOn),
  )
  return { id: input.offer, clientId }
}

/** Takes an offer back before its day; chasing goes on. */
export async function withdrawSettlement(place: Place, input: { readonly offer: string }): Promise<{ id: string; clientId: string }> {
  const { now, facts } = await running(place, input.offer)
  const { clientId } = now.offer
  const holds = facts.hold.filter(h => h.endedOn === null && h.reason.includes(input.offer))
  await recordAbout(place, clientId, 'settlement withdrawn', async pen => {
    await pen.amend('settlementOffer', input.offer, { withdrawnOn: place.by.today }, now.offer.effectiveOn)
    for (const hold of holds) await pen.amend('hold', hold.id, { endedOn: place.by.today })
    await withdrawOwnLetters(pen, clientId, [input.offer])
  })
  return { id: input.offer, clientId }
}

/** Writes the credit note of a settlement that was paid in time, under the firm’s own number. */
export async function creditSettlement(
  place: Place,
  input: { readonly offer: string; readonly number: string },
): Promise<{ id: string; clientId: string; credited: string }> {
  const { now } = await offerNow(place, input.offer)
  const { offer, state } = now
  const number = givenText('number', input.number)
  if (state !== 'paid') refuse('offer-not-paid', `This offer is ${state}: there is nothing to credit.`, { field: 'offer' })
  if (offer.creditNoteId !== null) refuse('already-done', 'This settlement has its credit note.', { field: 'offer' })
  const { clientId, currency, discountMinor } = offer
  const [only, ...others] = offer.invoiceIds
  const id = await recordAbout(place, clientId, 'settlement credited', async pen => {
    const noteId = await pen.add('creditNote', {
      clientId,
      effectiveOn: offer.deadline < place.by.today ? offer.deadline : place.by.today,
      number,
      issuedOn: place.by.today,
      currency,
      totalMinor: discountMinor,
      invoiceId: others.length === 0 ? (only ?? null) : null,
      reason: `settlement of ${offer.effectiveOn}`,
    })
    await pen.amend('settlementOffer', offer.id, { creditNoteId: noteId }, offer.effectiveOn)
    return noteId
  })
  return { id, clientId, credited: toDecimal(money(discountMinor, currency)) }
}

/** The polite word that an offer has ended and the old amount stands: kept, and laid into the outbox, where a person lets it leave. */
export async function lapsedLetter(
  place: Place,
  input: { readonly offer: string; readonly by?: string | undefined },
): Promise<Paper & { readonly mailKey: string | null }> {
  const { facts, now } = await offerNow(place, input.offer)
  const { offer, state } = now
  if (state !== 'lapsed') return refuse('offer-not-lapsed', `This offer is ${state}.`, { field: 'offer' })
  const channel = wayGiven(input.by)
  const items = itemsOfInvoices({ facts }, offer.invoiceIds, place.by.today)
  const { words, texts } = await pressFor(place)
  const content = endedContent(words, frameOf(place, facts, items, texts), offer)
  const [pdf, decider] = await Promise.all([pdfOf(content), loadDecider(place)])
  return recordAbout(place, facts.client.id, 'settlement lapsed: letter made', async pen => {
    const act = endedAct(decider, facts, place.by.today, offer, channel)
    return { ...(await keepLetter(pen, facts.client.id, content, pdf)), mailKey: await layOwnLetter(pen, facts, act) }
  })
}
