import { isDay } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { READINGS, type ReadingName } from '../../core/reply/read.ts'
import { CAUSES } from '../answers/form.ts'
import type { OpenItem } from '../message/compose.ts'
import { aboutInvoices } from '../replies/about.ts'
import { acknowledge, becoming, type Taken } from '../replies/become.ts'
import { replyTask } from '../replies/file-reply.ts'
import { recordAbout } from '../run/reconsider.ts'
import { factsOf } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { factsOfClient } from './call.ts'
import { givenAmount, givenDay } from './given.ts'

export interface ConfirmInput {
  readonly reply: string
  /** None: as it was suggested. */
  readonly reading?: string | undefined
  /** Of the promise, the payment, the return. None: as it was suggested. */
  readonly day?: string | undefined
  /** Decimal. None: all that is open. */
  readonly amount?: string | undefined
  /** Numbers or ids. None: those it speaks of. */
  readonly invoices?: readonly string[] | undefined
  readonly cause?: string | undefined
  /** Of a plan that is asked for: one within the firm’s bounds, such as `parts-3`. None: a task. */
  readonly plan?: string | undefined
}

export interface Confirmed {
  readonly clientId: string
  readonly reading: string
  readonly factId: string | null
  /** A message that was laid into the outbox: it leaves with the next look. */
  readonly outboxKey: string | null
}

/** A reply and its client. @throws Refusal where there is none, or it has been dealt with. */
export async function waitingReply(place: Place, id: string): Promise<{ reply: Fact<'reply'>; facts: ClientFacts }> {
  const found = await factsOf(place.store.db, place.workspaceId, 'reply').where('id', '=', id).select('clientId').executeTakeFirst()
  const facts = found && (await factsOfClient(place, found.clientId))
  const reply = facts?.reply.find(r => r.id === id)
  if (!facts || !reply) return refuse('not-found', `There is no reply "${id}".`, { field: 'reply', mend: 'Run: dunwell inbox' })
  if (reply.handledOn !== null) refuse('already-done', 'This reply has been dealt with.', { field: 'reply' })
  return { reply, facts }
}

const isReading = (text: unknown): text is ReadingName => READINGS.some(r => r === text)
const suggestedIn = (reply: Fact<'reply'>, field: 'reading' | 'day'): unknown =>
  reply.suggested !== null && !Array.isArray(reply.suggested) ? Reflect.get(reply.suggested, field) : undefined

function itemsFor(facts: ClientFacts, reply: Fact<'reply'>, place: Place, named: readonly string[] | undefined): OpenItem[] {
  const about = aboutInvoices(facts, reply, place.by.today)
  if (named === undefined) return about
  const open = aboutInvoices(facts, { subject: null, text: null, deedId: null }, place.by.today)
  return named.map(
    n =>
      open.find(i => i.invoice.id === n || i.invoice.number === n) ??
      refuse('not-open', `Invoice "${n}" is not open at this client.`, { field: 'invoices' }),
  )
}

function takenFrom(place: Place, facts: ClientFacts, reply: Fact<'reply'>, input: ConfirmInput): Taken {
  const reading = input.reading ?? suggestedIn(reply, 'reading')
  if (!isReading(reading))
    return refuse('reading-missing', 'Say what this reply means.', { field: 'reading', mend: `One of ${READINGS.join(', ')}.` })
  const suggested = reading === suggestedIn(reply, 'reading') ? suggestedIn(reply, 'day') : null
  const day = input.day === undefined ? (isDay(suggested) ? suggested : null) : givenDay('day', input.day)
  const cause = input.cause === undefined ? null : (CAUSES.find(c => c === input.cause) ?? null)
  if (input.cause !== undefined && cause === null)
    refuse('cause-unknown', `"${input.cause}" is not a cause.`, { field: 'cause', mend: `Say one of ${CAUSES.join(', ')}.` })
  const items = itemsFor(facts, reply, place, input.invoices)
  const amountMinor =
    input.amount === undefined ? null : givenAmount('amount', input.amount, items[0]?.invoice.currency ?? place.firm.currency)
  return { reading, day, amountMinor, cause, plan: input.plan ?? null, items }
}

/** A person takes a reply as what it means: it becomes the fact, and what it held goes on by that fact’s own rules. */
export async function confirmReply(place: Place, input: ConfirmInput): Promise<Confirmed> {
  const { reply, facts } = await waitingReply(place, input.reply)
  const taking = { place, facts, reply, taken: takenFrom(place, facts, reply, input) }
  const write = await becoming(taking)
  const clientId = facts.client.id
  const { reading } = taking.taken
  return recordAbout(place, clientId, 'reply taken', async pen => {
    const { factId, outboxKey } = await write(pen)
    await acknowledge(pen, taking)
    const task = facts.task.find(t => t.id === replyTask(reply.id) && t.doneOn === null)
    if (task) await pen.amend('task', task.id, { doneOn: pen.by.today })
    const became = { seq: pen.seq, outboxKey }
    await pen.amend('reply', reply.id, { handledOn: pen.by.today, handledBy: pen.by.actor, reading, became }, reply.effectiveOn)
    return { clientId, reading, factId, outboxKey }
  })
}

/** Read, and nothing is to be made of it. What it held goes on. */
export async function putAside(place: Place, input: { readonly reply: string }): Promise<{ clientId: string }> {
  const { reply, facts } = await waitingReply(place, input.reply)
  const clientId = facts.client.id
  await recordAbout(place, clientId, 'reply read', async pen => {
    const task = facts.task.find(t => t.id === replyTask(reply.id) && t.doneOn === null)
    if (task) await pen.amend('task', task.id, { doneOn: pen.by.today })
    const became = { seq: pen.seq, outboxKey: null }
    await pen.amend('reply', reply.id, { handledOn: pen.by.today, handledBy: pen.by.actor, became }, reply.effectiveOn)
  })
  return { clientId }
}
