import { type Floor, floorFrom, floorJson } from '../../core/call/floor.ts'
import { day, isDay } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { DraftWire, emptyDraft } from '../call/draft-wire.ts'
import { openDesk } from '../call/open-desk.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf, loadClients } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { findClient } from './find.ts'
import { givenAmount, givenComingDay } from './given.ts'
import { MEETING } from './meeting.ts'

export interface StartInput {
  readonly client: string
  readonly kind?: 'call' | 'meeting' | undefined
  readonly contact?: string | undefined
  /** How far we go; what is not said comes from the firm's habit. */
  readonly floor?:
    | {
        readonly first?: string | undefined
        readonly parts?: number | undefined
        readonly lastBy?: string | undefined
        readonly discountPercent?: number | undefined
        readonly dropsCosts?: boolean | undefined
      }
    | undefined
}

function floorWith(proposed: Floor, said: NonNullable<StartInput['floor']>, place: Place): Floor {
  const { first, parts, lastBy, discountPercent, dropsCosts } = said
  if (parts !== undefined && (!Number.isInteger(parts) || parts < 1 || parts > 60))
    refuse('field-wrong', 'Parts are a whole number from 1 to 60.', { field: 'parts' })
  if (discountPercent !== undefined && !(discountPercent >= 0 && discountPercent <= 100))
    refuse('field-wrong', 'A discount is 0 to 100 percent.', { field: 'discountPercent' })
  return {
    ...proposed,
    ...(first === undefined ? {} : { firstMinor: /^0([.,]0+)?$/.test(first) ? 0n : givenAmount('first', first, proposed.currency) }),
    ...(parts === undefined ? {} : { partsMax: parts }),
    ...(lastBy === undefined ? {} : { lastBy: givenComingDay('lastBy', lastBy, place.by.today) }),
    ...(discountPercent === undefined ? {} : { discountPercent }),
    ...(dropsCosts === undefined ? {} : { dropsCosts }),
  }
}

export const runningCall = (facts: ClientFacts): Fact<'call'> | undefined => facts.call.find(c => c.endedAt === null)

export async function factsOfClient(place: Place, clientId: string): Promise<ClientFacts> {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  return facts ?? refuse('not-found', `There is no client "${clientId}".`, { field: 'client' })
}

/** Starts a talk: from here on the floor is locked. A call that still runs is taken up again. */
export async function startCall(place: Place, input: StartInput): Promise<{ id: string; clientId: string }> {
  const client = await findClient(place, input.client)
  const facts = await factsOfClient(place, client.id)
  const running = runningCall(facts)
  if (running) return { id: running.id, clientId: client.id }
  const brief = (await openDesk(place)).brief(facts)
  const contactId = input.contact ?? brief.contact.id
  if (contactId !== null && !facts.contact.some(c => c.id === contactId))
    refuse('not-found', 'This person is not at this client.', { field: 'contact' })
  const floor = floorWith(floorFrom(brief.floor), input.floor ?? {}, place)
  const { at, today } = place.by
  const late = brief.invoices.filter(i => i.daysLate > 0)
  const draft = { ...emptyDraft(), invoices: (late.length > 0 ? late : brief.invoices).map(i => i.id), reason: brief.reason?.reason ?? '' }
  const id = await recordAbout(place, client.id, 'call started', async pen => {
    const { kind = 'call' } = input
    const call = { clientId: client.id, kind, contactId, startedAt: at, startedOn: today, floor: floorJson(floor) }
    const made = await pen.add('call', call)
    await keepDraft(pen.tx, place, made, draft)
    return made
  })
  return { id, clientId: client.id }
}

async function keepDraft(tx: Pen['tx'], place: Place, callId: string, draft: unknown): Promise<void> {
  const row = { draft: JSON.stringify(draft) as never, savedAt: place.clock.now() } // the store keeps JSON as its text
  await tx
    .insertInto('callDraft')
    .values({ workspaceId: place.workspaceId, callId, ...row })
    .onConflict(c => c.columns(['workspaceId', 'callId']).doUpdateSet(row))
    .execute()
}

/** A call of this firm. @throws Refusal where there is none. */
export async function callNamed(place: Place, id: string): Promise<Fact<'call'>> {
  const found = await factsOf(place.store.db, place.workspaceId, 'call').where('id', '=', id).executeTakeFirst()
  return (found as unknown as Fact<'call'> | undefined) ?? refuse('not-found', `There is no call "${id}".`, { field: 'call' }) // columns of this noun
}

export async function openCall(place: Place, id: string): Promise<Fact<'call'>> {
  const call = await callNamed(place, id)
  return call.endedAt === null ? call : refuse('already-done', 'This call has ended.', { field: 'call', mend: 'Start another.' })
}

/** What has been typed so far, and when it was saved. */
export async function draftOf(place: Place, callId: string): Promise<{ draft: DraftWire; savedAt: string | null }> {
  const row = await place.store.db
    .selectFrom('callDraft')
    .select(['draft', 'savedAt'])
    .where('workspaceId', '=', place.workspaceId)
    .where('callId', '=', callId)
    .executeTakeFirst()
  return row ? { draft: DraftWire.parse(row.draft), savedAt: row.savedAt } : { draft: emptyDraft(), savedAt: null }
}

/** Keeps what is being typed. Survives the page, the browser and the machine; becomes part of the call when it ends. */
export async function saveDraft(place: Place, input: { readonly call: string; readonly draft: DraftWire }): Promise<void> {
  const call = await openCall(place, input.call)
  await place.store.transaction(place.workspaceId, tx => keepDraft(tx, place, call.id, input.draft))
}

export async function forgetDraft(pen: Pen, callId: string): Promise<void> {
  await pen.tx.deleteFrom('callDraft').where('workspaceId', '=', pen.by.workspaceId).where('callId', '=', callId).execute()
}

/** The task of the ladder's step that this talk does, where one is open. */
const stepTask = (facts: ClientFacts): Fact<'task'> | undefined =>
  facts.task.find(t => t.doneOn === null && t.id.startsWith('step:') && (t.kind === 'call' || t.kind === 'meeting'))

/** A talk or an attempt is a deed; where the ladder asked for it, it is that step. */
export async function addCallDeed(
  pen: Pen,
  facts: ClientFacts,
  callId: string,
  channel: string,
  outcome: 'done' | 'attempted',
): Promise<void> {
  const task = stepTask(facts)
  const detail = task?.detail as { step: string; cycle: string; occurrence: number; channel: string } | undefined // written by the sweep
  const step = detail && outcome === 'done' ? { step: detail.step, cycle: detail.cycle, occurrence: detail.occurrence } : { step: 'call' }
  if (task && outcome === 'done') await pen.amend('task', task.id, { doneOn: pen.by.today })
  const { at, today } = pen.by
  await pen.add('deed', {
    clientId: facts.client.id,
    channel: detail?.channel ?? channel,
    class: 'chase',
    doneOn: today,
    at,
    outcome,
    evidence: { kind: 'call', callId },
    ...step,
  })
}

/** Calls that were booked and have now been tried, and the meeting that was held, are off the list. */
export async function endCallBacks(pen: Pen, facts: ClientFacts, kind: Fact<'call'>['kind'] = 'call'): Promise<void> {
  for (const task of facts.task)
    if (
      (task.title === 'call-back' || (kind === 'meeting' && task.title === MEETING)) &&
      task.doneOn === null &&
      task.dueOn <= pen.by.today
    )
      await pen.amend('task', task.id, { doneOn: pen.by.today })
}

export async function bookCall(pen: Pen, clientId: string, callId: string, on: string, at: string | null): Promise<void> {
  await pen.add('task', { clientId, title: 'call-back', kind: 'call', dueOn: day(on), toUser: pen.by.actor, detail: { callId, at } })
}

export interface AttemptInput {
  readonly client: string
  readonly outcome: 'voicemail' | 'unreachable'
  readonly contact?: string | undefined
  readonly note?: string | undefined
  readonly callBackOn?: string | undefined
  readonly callBackAt?: string | undefined
}

/** Nobody was reached: an attempt, counted apart from talks. */
export async function callAttempt(place: Place, input: AttemptInput): Promise<{ id: string; clientId: string }> {
  const client = await findClient(place, input.client)
  const facts = await factsOfClient(place, client.id)
  const running = runningCall(facts)
  const { at, today } = place.by
  const backOn = input.callBackOn === undefined ? null : givenComingDay('callBackOn', input.callBackOn, today)
  const ended = { endedAt: at, ending: input.outcome, notes: input.note ?? null, callBackOn: backOn, callBackAt: input.callBackAt ?? null }
  const id = await recordAbout(place, client.id, `call: ${input.outcome}`, async pen => {
    let callId = running?.id
    if (callId) {
      await pen.amend('call', callId, ended)
      await forgetDraft(pen, callId)
    } else {
      const started = {
        clientId: client.id,
        kind: 'call' as const,
        contactId: input.contact ?? null,
        startedAt: at,
        startedOn: today,
        floor: {},
      }
      callId = await pen.add('call', { ...started, ...ended })
    }
    await addCallDeed(pen, facts, callId, 'phone', 'attempted')
    await endCallBacks(pen, facts)
    if (backOn) await bookCall(pen, client.id, callId, backOn, input.callBackAt ?? null)
    return callId
  })
  return { id, clientId: client.id }
}

/** Keeps calm: the talk stops here and is taken up again on a day, at an hour. What was noted is kept. */
export async function pauseCall(
  place: Place,
  input: { readonly call: string; readonly backOn: string; readonly backAt?: string | undefined },
): Promise<{ id: string; clientId: string }> {
  const call = await openCall(place, input.call)
  const backOn = isDay(input.backOn)
    ? givenComingDay('backOn', input.backOn, place.by.today)
    : givenComingDay('backOn', undefined, place.by.today)
  const facts = await factsOfClient(place, call.clientId)
  const { draft } = await draftOf(place, call.id)
  await recordAbout(place, call.clientId, 'call paused', async pen => {
    await pen.amend('call', call.id, {
      endedAt: place.by.at,
      ending: 'paused',
      notes: draft.notes || null,
      callBackOn: backOn,
      callBackAt: input.backAt ?? null,
    })
    await addCallDeed(pen, facts, call.id, call.kind === 'meeting' ? 'meeting' : 'phone', 'done')
    await endCallBacks(pen, facts, call.kind)
    await bookCall(pen, call.clientId, call.id, backOn, input.backAt ?? null)
    await forgetDraft(pen, call.id)
  })
  return { id: call.id, clientId: call.clientId }
}
