import { type AnswerBounds, type PlanChoice, planChoices } from '../../core/answers/choices.ts'
import { addDays, type Day } from '../../core/day/day.ts'
import { ownCycle } from '../../core/decide/own-letter.ts'
import { offersNow } from '../../core/desk/offers.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { setting } from '../acts/settings.ts'
import { languageFor, type OpenItem, payOf, totalsOf } from '../message/compose.ts'
import { howToPay } from '../message/payment.ts'
import { openPress, recipientOf } from '../message/render.ts'
import { loadDecider } from '../run/decider.ts'
import type { Words } from '../words.ts'
import type { Place } from '../workspace.ts'

/** Everything a client's private page shows: what is open now, how to pay, whom to ask, what may be chosen. */
export interface PageView {
  readonly language: string
  readonly greeted: string | null
  readonly items: readonly OpenItem[]
  readonly totals: readonly { readonly minor: bigint; readonly currency: string }[]
  readonly pay: readonly { readonly label: string; readonly value: string }[]
  readonly qr: string | null
  readonly choices: readonly PlanChoice[]
  readonly promiseBy: Day
  /** Copies of open invoices that are here to be opened. */
  readonly copies: readonly { readonly id: string; readonly invoiceId: string }[]
  /** The offer that stands and that they were told of. */
  readonly offer: Fact<'settlementOffer'> | null
}

/** The offer that a client was told of and that stands today; none: there is none, or its letter has not left. */
export function offerNow(facts: ClientFacts, today: Day): Fact<'settlementOffer'> | null {
  const told = (id: string): boolean =>
    facts.deed.some(d => d.cycle === ownCycle(id) && d.step === 'settlement-offer' && ['sent', 'done', 'unsure'].includes(d.outcome))
  const standing = offersNow(facts, openLedger(facts, today), today).filter(o => o.state === 'open' || o.state === 'accepted')
  return standing.findLast(o => told(o.offer.id))?.offer ?? null
}

export const boundsOf = (place: Place): Promise<AnswerBounds> => setting(place, 'private-answers')

/** Plans that the bounds allow for all that is open; none where it is in several currencies. */
export const choicesFor = async (place: Place, totals: PageView['totals'], bounds: AnswerBounds): Promise<PlanChoice[]> =>
  (await planDesk(place, bounds))(totals)

/** The same for many clients: the calendar is opened once. */
export async function planDesk(place: Place, bounds: AnswerBounds): Promise<(totals: PageView['totals']) => PlanChoice[]> {
  const { world } = await loadDecider(place)
  return ([only, ...others]) =>
    !only || others.length > 0 ? [] : planChoices(only.minor, place.by.today, bounds, d => world.isHoliday(place.firm.country, d))
}

export function openNow(facts: ClientFacts, today: Day): OpenItem[] {
  return openItems(facts, openLedger(facts, today)).map(i => ({ invoice: i.account.invoice, openMinor: i.openMinor, dueOn: i.dueOn }))
}

/** The newest copy of each open invoice. */
export function copiesOpen(facts: ClientFacts, items: readonly OpenItem[]): PageView['copies'] {
  return items.flatMap(({ invoice }) => {
    const copy = facts.document.findLast(d => d.kind === 'invoice' && d.invoiceId === invoice.id)
    return copy ? [{ id: copy.id, invoiceId: invoice.id }] : []
  })
}

export async function pageView(place: Place, words: Words, facts: ClientFacts): Promise<PageView> {
  const recipient = recipientOf(facts)
  const language = languageFor(words, place.firm, facts, recipient)
  const items = openNow(facts, place.by.today)
  const totals = totalsOf(items)
  const bounds = await boundsOf(place)
  const payment = howToPay((await openPress()).schemes, place.firm, items)
  const pay = payOf((key, params = {}) => words.say(language, `message.${key}`, params), place.firm, items, payment)?.rows ?? []
  return {
    language,
    greeted: recipient.salutation,
    items,
    totals,
    pay,
    qr: payment.qrSvg,
    choices: await choicesFor(place, totals, bounds),
    copies: copiesOpen(facts, items),
    offer: offerNow(facts, place.by.today),
    promiseBy: addDays(place.by.today, bounds.promiseDays),
  }
}
