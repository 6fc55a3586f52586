import type { Day } from '../../core/day/day.ts'
import { isOut, unitsOf } from '../../core/desk/claim.ts'
import { offersNow } from '../../core/desk/offers.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { feeAt } from '../desk/desk-case.ts'
import { noticeDraft, noticeText } from '../desk/notice.ts'
import { keepLetter, type Paper, pdfOf } from '../desk/papers.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import { clientFactsOf } from '../views/client.ts'
import type { Place } from '../workspace.ts'
import { makeDossier } from './dossier.ts'
import { findColleague, intermediariesOf } from './find.ts'
import { givenComingDay, givenText } from './given.ts'
import { caseOf, mustBeTried } from './settle-offer.ts'
import { withdrawQueued } from './withdraw.ts'

export interface PrepareInput {
  readonly client: string
  /** Name or id of the lawyer or agency. */
  readonly to: string
  readonly currency?: string | undefined
  readonly answerBy?: string | undefined
}

export interface Prepared {
  readonly id: string
  readonly mandateId: string
  readonly clientId: string
  readonly kind: 'lawyer' | 'agency'
  readonly to: string
  /** A lawyer’s draft letter. */
  readonly letter: Paper | null
  readonly contact: { readonly person: string | null; readonly email: string | null; readonly phone: string | null }
}

async function intermediaryNamed(place: Place, named: string): Promise<Fact<'intermediary'>> {
  const found = (await intermediariesOf(place)).find(i => i.id === named || i.name === named)
  if (!found)
    return refuse('no-such-intermediary', `There is no lawyer or agency "${named}".`, {
      field: 'to',
      mend: 'Record it first, with its terms.',
    })
  if (found.endedOn !== null && found.endedOn <= place.by.today)
    refuse('intermediary-ended', `${found.name} is no longer used.`, { field: 'to' })
  return found
}

/** Prepares a hand-over: the draft, the mandate with its fee, for a lawyer the draft of the letter. Nothing leaves, and nothing is held yet. */
export async function prepareHandOver(place: Place, input: PrepareInput): Promise<Prepared> {
  const party = await intermediaryNamed(place, input.to)
  const { desk } = await caseOf(place, input.client, input.currency)
  mustBeTried(desk, true)
  const { claim, facts } = desk
  const clientId = facts.client.id
  const answerBy = input.answerBy === undefined ? null : givenComingDay('answerBy', input.answerBy, place.by.today)
  const share = party.kind === 'agency' ? feeAt(party, claim.age, unitsOf(claim.owedMinor, claim.currency)) : undefined
  const draft = party.kind === 'lawyer' ? await noticeDraft(place, desk, answerBy ?? undefined) : undefined
  const pdf = draft && (await pdfOf(draft.content, 'notice'))
  return recordAbout(place, clientId, 'hand-over prepared', async pen => {
    const invoiceIds = claim.items.map(i => i.id)
    const id = await pen.add('handOver', { clientId, kind: party.kind, to: party.name, invoiceIds, startedOn: place.by.today, draft: true })
    const mandateId = await pen.add('mandate', {
      clientId,
      handOverId: id,
      currency: claim.currency,
      feePercent: share === undefined ? party.feePercent : String(Math.round(share * 1e5) / 1e3),
      flatFeeMinor: party.currency === claim.currency ? party.flatFeeMinor : null,
      taxPercent: party.taxPercent,
      conductRules: party.conductRules,
      answerBy: answerBy ?? draft?.deadline ?? null,
      allocationOrder: 'oldest-due',
    })
    const letter = draft && pdf ? await keepLetter(pen, clientId, draft.content, pdf, noticeText(draft.content)) : null
    return {
      id,
      mandateId,
      clientId,
      kind: party.kind,
      to: party.name,
      letter,
      contact: { person: party.person, email: party.email, phone: party.phone },
    }
  })
}

export interface Given {
  readonly facts: ClientFacts
  readonly handOver: Fact<'handOver'>
  readonly mandate: Fact<'mandate'> | undefined
}

/** A hand-over with its client’s facts and its mandate. */
export async function handOverOf(place: Place, id: string): Promise<Given> {
  const row = await factsOf(place.store.db, place.workspaceId, 'handOver').where('id', '=', id).select('clientId').executeTakeFirst()
  if (!row) return refuse('not-found', `There is no hand-over "${id}".`, { field: 'handOver' })
  const facts = await clientFactsOf(place, row.clientId)
  const handOver = facts.handOver.find(h => h.id === id)
  if (!handOver) return refuse('not-found', `There is no hand-over "${id}".`, { field: 'handOver' })
  return { facts, handOver, mandate: facts.mandate.findLast(m => m.handOverId === id) }
}

/** One that is out now. */
export async function runningHandOver(place: Place, id: string): Promise<Given> {
  const found = await handOverOf(place, id)
  if (!isOut(found.handOver, place.by.today)) refuse('not-out', 'This claim is not handed over now.', { field: 'handOver' })
  return found
}

/** They accepted our rules of conduct, by a named person there. */
export async function acceptRules(
  place: Place,
  input: { readonly handOver: string; readonly by?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const { handOver, mandate } = await handOverOf(place, input.handOver)
  if (!mandate) return refuse('no-mandate', 'This hand-over has no mandate.', { field: 'handOver' })
  const acceptedBy = givenText('by', input.by)
  await recordAbout(place, handOver.clientId, 'conduct rules accepted', pen =>
    pen.amend('mandate', mandate.id, { rulesAcceptedOn: place.by.today, acceptedBy }, mandate.effectiveOn),
  )
  return { id: mandate.id, clientId: handOver.clientId }
}

/** Hands the claim over: the sealed dossier is made, nobody else contacts the client from here on. An agency has accepted our rules first. */
export async function handOver(
  place: Place,
  input: { readonly handOver: string; readonly without?: readonly string[] | undefined },
): Promise<{ id: string; clientId: string; dossierId: string; seal: string; withdrawn: number }> {
  const { handOver: draft, mandate, facts } = await handOverOf(place, input.handOver)
  if (draft.draft !== true) return refuse('already-done', 'This claim is handed over already, or came back.', { field: 'handOver' })
  if (draft.kind === 'agency' && mandate?.rulesAcceptedOn == null)
    refuse('rules-not-accepted', `${draft.to} has not accepted the rules of conduct yet.`, {
      field: 'handOver',
      mend: 'Send them the rules; record who accepted.',
    })
  const stands = offersNow(facts, openLedger(facts, place.by.today), place.by.today).find(
    o => (o.state === 'open' || o.state === 'accepted') && o.offer.invoiceIds.some(id => draft.invoiceIds.includes(id)),
  )
  if (stands)
    refuse('offer-stands', `Our offer of ${stands.offer.effectiveOn} to settle stands until ${stands.offer.deadline}.`, {
      field: 'handOver',
      mend: 'Wait for its last day, or withdraw it first.',
    })
  const { clientId } = draft
  const { documentId, seal } = await makeDossier(place, { client: facts.client.id, invoices: draft.invoiceIds, without: input.without })
  const withdrawn = await recordAbout(place, clientId, 'handed over', async pen => {
    await pen.amend('handOver', draft.id, { draft: false, startedOn: place.by.today, dossierId: documentId })
    return withdrawQueued(pen.tx, place.workspaceId, [clientId], pen.by)
  })
  return { id: draft.id, clientId, dossierId: documentId, seal, withdrawn }
}

async function closeRooms(pen: Pen, facts: ClientFacts, id: string, on: Day): Promise<void> {
  for (const room of facts.room.filter(r => r.handOverId === id && r.closedOn === null))
    await pen.amend('room', room.id, { closedOn: on }, room.effectiveOn)
}

/** Takes a claim back: its rooms close, and the client is ours to talk to again. */
export async function recall(
  place: Place,
  input: { readonly handOver: string; readonly reason?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const { facts, handOver: given } = await handOverOf(place, input.handOver)
  if (given.endedOn !== null) return refuse('already-done', 'This claim came back already.', { field: 'handOver' })
  const endReason = givenText('reason', input.reason)
  await recordAbout(place, given.clientId, 'recalled', async pen => {
    await pen.amend('handOver', given.id, { endedOn: place.by.today, endReason }, given.effectiveOn)
    await closeRooms(pen, facts, given.id, place.by.today)
  })
  return { id: given.id, clientId: given.clientId }
}

/** Records a breach of the rules of conduct; it may take the claim back at once. */
export async function breach(
  place: Place,
  input: { readonly handOver: string; readonly what?: string | undefined; readonly recall?: boolean | undefined },
): Promise<{ clientId: string; breaches: number; recalled: boolean }> {
  const { handOver: given, mandate } = await runningHandOver(place, input.handOver)
  if (!mandate) return refuse('no-mandate', 'This hand-over has no mandate.', { field: 'handOver' })
  const what = givenText('what', input.what)
  const before = Array.isArray(mandate.breaches) ? mandate.breaches : []
  const breaches = [...before, { on: place.by.today, what, by: place.by.actor }] as Json
  await recordAbout(place, given.clientId, 'breach of conduct recorded', pen =>
    pen.amend('mandate', mandate.id, { breaches }, mandate.effectiveOn),
  )
  if (input.recall) await recall(place, { handOver: given.id, reason: `breach: ${what}` })
  return { clientId: given.clientId, breaches: before.length + 1, recalled: input.recall === true }
}

/** Who follows it up here: a task on a day. */
export async function followUp(
  place: Place,
  input: { readonly handOver: string; readonly on: string; readonly to?: string | undefined },
): Promise<{ id: string }> {
  const { handOver: given } = await handOverOf(place, input.handOver)
  const dueOn = givenComingDay('on', input.on, place.by.today)
  const toUser = input.to === undefined ? null : (await findColleague(place, input.to)).userId
  const id = await recordAbout(place, given.clientId, 'follow-up set', pen =>
    pen.add('task', {
      clientId: given.clientId,
      title: given.to,
      kind: 'follow-up',
      dueOn,
      toUser,
      detail: { what: 'hand-over', handOverId: given.id },
    }),
  )
  return { id }
}
