import { isDay } from '../../core/day/day.ts'
import type { Json } from '../../core/facts/column.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { CAUSES } from '../answers/form.ts'
import { openOn } from '../call/check.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { heldFor } from './answer.ts'
import { factsOfClient } from './call.ts'
import { findClient } from './find.ts'
import { givenText } from './given.ts'
import { checkReplan, writePlan } from './plan.ts'
import { pausesOn, writePromise } from './promise.ts'
import { setting } from './settings.ts'

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (answer: Json | null): Fields => (answer !== null && !Array.isArray(answer) ? (answer as Fields) : {})
const idsIn = (fields: Fields): string[] => (Array.isArray(fields.invoiceIds) ? fields.invoiceIds.map(String) : [])

async function answered(place: Place, id: string): Promise<{ reply: Fact<'reply'>; facts: ClientFacts }> {
  const found = await factsOf(place.store.db, place.workspaceId, 'reply').where('id', '=', id).select('clientId').executeTakeFirst()
  const facts = found && (await factsOfClient(place, found.clientId))
  const reply = facts?.reply.find(r => r.id === id)
  if (!facts || !reply) return refuse('not-found', `There is no answer "${id}".`, { field: 'reply', mend: 'Run: dunwell inbox' })
  if (reply.handledOn !== null) refuse('already-done', 'This answer has been dealt with.', { field: 'reply' })
  return { reply, facts }
}

async function finish(pen: Pen, facts: ClientFacts, reply: Fact<'reply'>, reading: string | null): Promise<void> {
  const became = { seq: pen.seq, outboxKey: null }
  await pen.amend('reply', reply.id, { handledOn: pen.by.today, handledBy: pen.by.actor, reading, became })
  const task = facts.task.find(t => t.id === `answer:${reply.id}` && t.doneOn === null)
  if (task) await pen.amend('task', task.id, { doneOn: pen.by.today })
}

/** What they proposed is only taken while it is still about what is open: money may have come meanwhile. */
function mustStillBeOpen(place: Place, facts: ClientFacts, fields: Fields): { currency: string; totalMinor: bigint } {
  const currency = String(fields.currency)
  const totalMinor = BigInt(String(fields.minor))
  if (openOn(facts, idsIn(fields), currency, place.by.today) !== totalMinor)
    refuse('changed-meanwhile', 'What is open has changed since they answered.', {
      field: 'reply',
      mend: 'Decline this answer and agree on what is open now.',
    })
  return { currency, totalMinor }
}

async function takePlan(place: Place, facts: ClientFacts, fields: Fields): Promise<(pen: Pen) => Promise<string>> {
  const { currency } = mustStillBeOpen(place, facts, fields)
  const invoiceIds = idsIn(fields)
  checkReplan(facts, invoiceIds, undefined)
  const { graceDays } = await setting(place, 'call-desk')
  const parts = (Array.isArray(fields.parts) ? (fields.parts as Fields[]) : []).flatMap(p =>
    isDay(p.dueOn) ? [{ position: Number(p.position), dueOn: p.dueOn, minor: BigInt(String(p.minor)) }] : [],
  )
  const made = { invoiceIds, currency, parts, graceDays, dropsCosts: false, agreedWith: facts.client.name, ourPart: [] }
  return pen => writePlan(pen, facts, made)
}

async function takePromise(place: Place, facts: ClientFacts, fields: Fields): Promise<(pen: Pen) => Promise<string>> {
  const { currency, totalMinor } = mustStillBeOpen(place, facts, fields)
  const { by } = fields
  if (!isDay(by) || by < place.by.today)
    return refuse('day-past', 'The day they promised is over.', { field: 'reply', mend: 'Decline this answer.' })
  const invoiceIds = idsIn(fields)
  const pauses = await pausesOn(place, facts, invoiceIds)
  const said = { invoiceIds, amountMinor: totalMinor, currency, promisedFor: by, means: 'private page', givenBy: facts.client.name }
  return pen => writePromise(pen, facts, said, pauses)
}

const takeDispute =
  (facts: ClientFacts, fields: Fields) =>
  async (pen: Pen): Promise<string> => {
    const cause = CAUSES.find(c => c === fields.cause) ?? 'other'
    const words = [fields.words, fields.who].filter(Boolean).map(String).join(' · ')
    let last = ''
    for (const invoiceId of idsIn(fields))
      if (!facts.dispute.some(d => d.invoiceId === invoiceId && d.closedOn === null))
        last = await pen.add('dispute', { clientId: facts.client.id, invoiceId, cause, words })
    return last
  }

export interface Settled {
  readonly clientId: string
  /** What it was taken as, and the fact it became. */
  readonly reading: string | null
  readonly factId: string | null
}

/** A person takes an answer as it was given: it becomes the plan, the promise or the dispute. */
export async function acceptAnswer(place: Place, input: { readonly reply: string }): Promise<Settled> {
  const { reply, facts } = await answered(place, input.reply)
  const fields = fieldsOf(reply.answer)
  const clientId = facts.client.id
  const take =
    fields.offer === 'plan'
      ? await takePlan(place, facts, fields)
      : fields.offer === 'promise'
        ? await takePromise(place, facts, fields)
        : fields.kind === 'wrong'
          ? takeDispute(facts, fields)
          : undefined
  const reading = fields.kind === 'paid' ? 'paid-already' : fields.kind === 'wrong' ? 'dispute' : fields.kind === 'later' ? 'later' : null
  const factId = await recordAbout(place, clientId, 'answer taken', async pen => {
    const id = take ? await take(pen) : null
    await finish(pen, facts, reply, reading)
    return id
  })
  return { clientId, reading, factId }
}

/** A person does not take an answer: it is dealt with, and what it held goes on. */
export async function declineAnswer(place: Place, input: { readonly reply: string }): Promise<Settled> {
  const { reply, facts } = await answered(place, input.reply)
  const { today } = place.by
  await recordAbout(place, facts.client.id, 'answer declined', async pen => {
    for (const invoiceId of idsIn(fieldsOf(reply.answer))) {
      const held = facts.hold.find(h => h.id === heldFor(reply.id, invoiceId) && h.endedOn === null)
      if (held) await pen.amend('hold', held.id, { endedOn: today })
    }
    await finish(pen, facts, reply, null)
  })
  return { clientId: facts.client.id, reading: null, factId: null }
}

/** Every private link sent to a client so far stops opening; the next message carries a new one. */
export async function revokeLinks(
  place: Place,
  input: { readonly client: string; readonly reason: string },
): Promise<{ id: string; clientId: string }> {
  const { id: clientId } = await findClient(place, input.client)
  const reason = givenText('reason', input.reason)
  return { id: await recordAbout(place, clientId, 'links revoked', pen => pen.add('linkRevoked', { clientId, reason })), clientId }
}
