import type { Day } from '../../core/day/day.ts'
import type { Act } from '../../core/decide/decision.ts'
import { allowedHours } from '../../core/decide/gates/quiet-hours.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { holdsOwnLetter, type OwnLetter, ownCycle, ownLetterOf } from '../../core/decide/own-letter.ts'
import { offerState } from '../../core/desk/offers.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { openItems } from '../../core/ledger/balance.ts'
import { recipientOf } from '../message/press.ts'
import type { Pen } from '../store/record.ts'
import type { TableRow } from '../store/tables.ts'
import type { Decider } from './decider.ts'
import { outboxKey, type Why } from './decision-rows.ts'

/** What such a letter is about. */
export interface Said {
  readonly letter: OwnLetter
  /** The offer, or the note of the new terms. */
  readonly about: string
  readonly invoiceIds: readonly string[]
  readonly amounts: Act['amounts']
  /** What its sentences are filled with, where the fact does not say it. */
  readonly params: Readonly<Record<string, string | number>>
  /** None: by e-mail where there is an address, else on paper. */
  readonly channel?: 'email' | 'post' | undefined
}

/** What asks for money counts as a contact; new terms ask for none. */
const CLASS: Readonly<Record<OwnLetter, Act['class']>> = { 'settlement-offer': 'chase', 'offer-ended': 'chase', 'new-terms': 'answer' }
/** The letter goes with the e-mail. */
const TONE = 2

/** By which way a client can be written to; none: neither an e-mail address nor a postal one is known. */
export function wayTo(facts: ClientFacts): 'email' | 'post' | null {
  if (recipientOf(facts).address !== null) return 'email'
  return (facts.client.address ?? []).some(line => line.trim() !== '') ? 'post' : null
}

export function ownLetterAct(decider: Decider, facts: ClientFacts, today: Day, said: Said): Act | null {
  const channel = said.channel ?? wayTo(facts)
  if (channel === null) return null
  return {
    ...{ kind: 'act', step: said.letter, channel, tone: TONE, class: CLASS[said.letter], cycle: ownCycle(said.about), occurrence: 1 },
    ...{ invoiceIds: said.invoiceIds, amounts: said.amounts, reasons: [{ code: said.letter, params: said.params }] },
    ...{ needsApproval: true, byPerson: false, claimsCosts: false, deadlineDays: null },
    hours: allowedHours({ policy: decider.policyOf(facts), law: lawFor(decider.lawOf(facts), facts.client), today }),
    ...{ phase: decider.world.phase, assignee: null, leftOut: [] },
  }
}

/** Lays such a letter into the outbox, where it waits for a person, once. @returns its key; none where there is no address at all. */
export async function layOwnLetter(pen: Pick<Pen, 'tx' | 'by'>, facts: ClientFacts, act: Act | null): Promise<string | null> {
  if (act === null) return null
  const key = outboxKey(facts.client.id, act)
  const { workspaceId, at } = pen.by
  await pen.tx
    .insertInto('outbox')
    .values({
      ...{ workspaceId, key, clientId: facts.client.id, state: 'waiting', createdAt: at, notBefore: at, approvedBy: null, messageId: null },
      act: JSON.stringify(act) as never, // the store keeps JSON as its text
      ...{ leaseOwner: null, leaseUntil: null, sendingSince: null, attempts: 0, lastError: null, doneAt: null, doneOn: null, why: null },
    })
    .onConflict(conflict => conflict.columns(['workspaceId', 'key']).doNothing())
    .execute()
  return key
}

/** The pause that an offer brought speaks of the offer: it does not hold the letter that makes it. */
const withoutOwnPause = (facts: ClientFacts, about: string): ClientFacts => ({
  ...facts,
  hold: facts.hold.filter(h => !h.reason.includes(about)),
})

/** Why a letter of ours has nothing left to say; none: it still has. */
export function isOver(facts: ClientFacts, act: Act, today: Day): readonly Why[] | undefined {
  const own = ownLetterOf(act)
  if (!own || own.letter === 'new-terms') return undefined
  const offer = facts.settlementOffer.find(o => o.id === own.about)
  const ledger = openLedger(facts, today)
  const state = offer && offerState(offer, ledger, today).state
  const fits = own.letter === 'settlement-offer' ? state === 'open' || state === 'accepted' : state === 'lapsed'
  const isOpen = openItems(facts, ledger).some(i => act.invoiceIds.includes(i.id))
  return fits && isOpen ? undefined : [{ code: 'offer-over', params: {} }]
}

/** What holds a letter of ours on this day, by every gate a reminder goes through. */
export function heldNow(decider: Decider, facts: ClientFacts, act: Act, today: Day): readonly Why[] {
  const own = ownLetterOf(act)
  if (!own) return []
  const held = holdsOwnLetter(decider.caseOf(withoutOwnPause(facts, own.about), today), act)
  return held.map(({ code, params }) => ({ code, params }))
}

/** The word that an offer has ended, as an act; none where there is no address. */
export function endedAct(
  decider: Decider,
  facts: ClientFacts,
  today: Day,
  offer: Fact<'settlementOffer'>,
  channel?: 'email' | 'post',
): Act | null {
  const open = openItems(facts, openLedger(facts, today)).filter(i => offer.invoiceIds.includes(i.id))
  const minor = open.reduce((sum, i) => sum + i.openMinor, 0n).toString()
  return ownLetterAct(decider, facts, today, {
    ...{ letter: 'offer-ended', about: offer.id, invoiceIds: open.map(i => i.id), amounts: [{ minor, currency: offer.currency }], channel },
    params: { deadlineDay: offer.deadline },
  })
}

const OPEN: readonly TableRow<'outbox'>['state'][] = ['waiting', 'queued', 'drafted']

/** Takes back letters of ours about some facts that have not left yet. */
export async function withdrawOwnLetters({ tx, by }: Pick<Pen, 'tx' | 'by'>, clientId: string, about: readonly string[]): Promise<void> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['key', 'act'])
    .where('workspaceId', '=', by.workspaceId)
    .where('clientId', '=', clientId)
    .where('state', 'in', [...OPEN])
    .execute()
  const mine = rows.filter(row => about.includes(ownLetterOf(row.act as unknown as Act)?.about ?? '')) // the store keeps acts as they were decided
  if (mine.length === 0) return
  await tx
    .updateTable('outbox')
    .set({ state: 'withdrawn', why: JSON.stringify([{ code: 'offer-over', params: {} }]) as never, doneAt: by.at, doneOn: by.today }) // kept as its text
    .where('workspaceId', '=', by.workspaceId)
    .where('key', 'in', mine.map(row => row.key)) // biome-ignore format: one line
    .execute()
}
