import { addDays, type Day } from '../../core/day/day.ts'
import { addBankDays } from '../../core/decide/case.ts'
import { TALK } from '../../core/decide/gates/talk-first.ts'
import type { Body, ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import type { ReadingName } from '../../core/reply/read.ts'
import { checkReplan, PLAN_ASKED, writePlan } from '../acts/plan.ts'
import { pausesOn, writePromise } from '../acts/promise.ts'
import { setting } from '../acts/settings.ts'
import { CAUSES } from '../answers/form.ts'
import { boundsOf, choicesFor } from '../answers/page-view.ts'
import type { OpenItem } from '../message/compose.ts'
import { totalsOf } from '../message/compose.ts'
import { loadTreatments } from '../packs/treatments.ts'
import { loadDecider } from '../run/decider.ts'
import type { Pen } from '../store/record.ts'
import type { Place } from '../workspace.ts'
import { copiesOf, queueCopies } from './copies.ts'

/** What a person takes a reply as, with what only they can know. */
export interface Taken {
  readonly reading: ReadingName
  /** Of the promise, the payment, the return. */
  readonly day: Day | null
  /** Minor units; none: all that is open on the invoices. */
  readonly amountMinor: bigint | null
  readonly cause: Body<'dispute'>['cause'] | null
  /** The plan they get, by its key among those that the firm’s bounds allow; none: a person works one out. */
  readonly plan: string | null
  readonly items: readonly OpenItem[]
}

export interface Taking {
  readonly place: Place
  readonly facts: ClientFacts
  readonly reply: Fact<'reply'>
  readonly taken: Taken
}

/** What was made of it: the fact, and the message that was laid into the outbox. */
export interface Became {
  readonly factId: string | null
  readonly outboxKey: string | null
}
type Write = (pen: Pen) => Promise<Became>

const idsOf = (items: readonly OpenItem[]): string[] => items.map(i => i.invoice.id)
const fact = (factId: string | null): Became => ({ factId, outboxKey: null })

function mustBeOpen(items: readonly OpenItem[]): void {
  if (items.length === 0)
    refuse('nothing-open', 'Nothing of this client is open.', { field: 'invoices', mend: 'Put the reply aside as read.' })
}

/** “Paid already”: the bank gets its days, as after any word of theirs. No payment is recorded: money comes from the bank, not from a mail. */
async function asPaid({ place, facts, reply, taken }: Taking): Promise<Write> {
  const decider = await loadDecider(place)
  const until = addBankDays(decider.world, taken.day ?? reply.receivedOn, decider.policyOf(facts).bankDays)
  return async pen => {
    let first: string | null = null
    for (const invoiceId of idsOf(taken.items)) {
      const held = { clientId: facts.client.id, kind: 'payment-under-way', invoiceId, reason: 'they wrote that they have paid' } as const
      if (until > pen.by.today) first ??= await pen.add('hold', { ...held, until: addDays(until, -1) })
    }
    return fact(first)
  }
}

async function asPromise({ place, facts, taken }: Taking): Promise<Write> {
  mustBeOpen(taken.items)
  const [total, ...others] = totalsOf(taken.items)
  if (!total || others.length > 0)
    return refuse('two-currencies', 'These invoices are in different currencies.', {
      field: 'invoices',
      mend: 'Name those of one currency.',
    })
  const { day } = taken
  if (day === null || day < place.by.today)
    return refuse('day-missing', 'A promise needs a day that has not passed.', { field: 'day', mend: 'Ask them for one, or give the day.' })
  const invoiceIds = idsOf(taken.items)
  const pauses = await pausesOn(place, facts, invoiceIds)
  const said = {
    invoiceIds,
    amountMinor: taken.amountMinor ?? total.minor,
    currency: total.currency,
    promisedFor: day,
    means: 'email',
    givenBy: facts.client.name,
  }
  return async pen => fact(await writePromise(pen, facts, said, pauses))
}

function asDispute({ facts, reply, taken }: Taking): Write {
  mustBeOpen(taken.items)
  const cause = taken.cause ?? CAUSES.find(c => c === 'other') ?? 'other'
  return async pen => {
    let first: string | null = null
    for (const invoiceId of idsOf(taken.items))
      if (!facts.dispute.some(d => d.invoiceId === invoiceId && d.closedOn === null))
        first ??= await pen.add('dispute', { clientId: facts.client.id, invoiceId, cause, words: reply.text?.slice(0, 2000) ?? null })
    return fact(first)
  }
}

/** The copies leave at once. Where they say that it never came, its reminders begin anew. */
async function asCopy({ place, facts, reply, taken }: Taking): Promise<Write> {
  mustBeOpen(taken.items)
  const { phase } = (await loadDecider(place)).world
  const invoiceIds = idsOf(taken.items)
  return async pen => {
    let first: string | null = null
    for (const invoiceId of invoiceIds) {
      const evidence = { replyId: reply.id }
      // said once it begins the reminders anew; said again, or after it was acknowledged, it does not
      if (facts.arrival.some(a => a.invoiceId === invoiceId && (a.state === 'never-received' || a.state === 'acknowledged'))) continue
      first ??= await pen.add('arrival', { clientId: facts.client.id, invoiceId, state: 'never-received', evidence })
    }
    return { factId: first, outboxKey: await queueCopies(pen, facts, reply.id, invoiceIds, phase) }
  }
}

const task =
  ({ facts, reply }: Taking, title: string, kind: Body<'task'>['kind'], dueOn: Day): Write =>
  async pen =>
    fact(await pen.add('task', { clientId: facts.client.id, title, kind, dueOn, detail: { replyId: reply.id } }))

/** A plan that the bounds set beforehand allow, agreed on with one key. */
async function asPlan({ place, facts, taken }: Taking, key: string): Promise<Write> {
  mustBeOpen(taken.items)
  const totals = totalsOf(taken.items)
  const choices = await choicesFor(place, totals, await boundsOf(place))
  const chosen = choices.find(c => c.key === key)
  const [total] = totals
  if (!chosen || !total)
    return refuse('choice-unknown', `The plan "${key}" is not within the bounds.`, {
      field: 'plan',
      mend: choices.length > 0 ? `Say one of ${choices.map(c => c.key).join(', ')}.` : 'Agree on one with dunwell plan.',
    })
  const invoiceIds = idsOf(taken.items)
  checkReplan(facts, invoiceIds, undefined)
  const { graceDays } = await setting(place, 'call-desk')
  const { currency } = total
  const made = { invoiceIds, currency, parts: chosen.parts, graceDays, dropsCosts: false, agreedWith: facts.client.name, ourPart: [] }
  return async pen => fact(await writePlan(pen, facts, made))
}

/** A reason for lateness, with what its treatment asks of a person first. */
function asReason(
  taking: Taking,
  reason: Body<'latenessReason'>['reason'],
  title: string,
  kind: Body<'task'>['kind'],
): () => Promise<Write> {
  const { facts, reply, place } = taking
  return async () => {
    const treatment = (await loadTreatments()).get(reason)
    const expiresOn = addDays(place.by.today, treatment?.keptDays ?? 60)
    return async pen => {
      const words = reply.text?.slice(0, 2000) ?? null
      const id = await pen.add('latenessReason', { clientId: facts.client.id, reason, words, saidBy: reply.from, expiresOn })
      await task(taking, title, kind, pen.by.today)(pen)
      return fact(id)
    }
  }
}

/** An angry client is left in peace for a week, and called by a person. */
const PEACE_DAYS = 7

function asHostile(taking: Taking): Write {
  const { facts, place } = taking
  return async pen => {
    const until = addDays(place.by.today, PEACE_DAYS - 1)
    const id = await pen.add('hold', {
      clientId: facts.client.id,
      kind: 'paused-by-us',
      until,
      reason: 'an angry reply: a person talks to them first',
    })
    await task(taking, TALK, 'call', pen.by.today)(pen)
    return fact(id)
  }
}

/** What to write for a reply taken as something. Everything is checked before anything is written. @throws Refusal */
export async function becoming(taking: Taking): Promise<Write> {
  const { taken, place } = taking
  switch (taken.reading) {
    case 'paid-already':
      return asPaid(taking)
    case 'promise':
      return asPromise(taking)
    case 'dispute':
      return asDispute(taking)
    case 'asks-copy':
      return asCopy(taking)
    case 'asks-plan':
      return taken.plan === null ? task(taking, PLAN_ASKED, 'decide', place.by.today) : asPlan(taking, taken.plan)
    case 'wrong-person':
      return asReason(taking, 'wrong-contact', 'contact', 'mend')()
    case 'out-of-office':
      return task(
        taking,
        'back-in-office',
        'follow-up',
        taken.day !== null && taken.day > place.by.today ? taken.day : addDays(place.by.today, 1),
      )
    case 'hostile':
      return asHostile(taking)
  }
}

/** Readings that only somebody who has the invoice can give: it has arrived. */
const KNOWS_IT: readonly ReadingName[] = ['paid-already', 'promise', 'dispute', 'asks-plan']

/** Notes of each invoice that it has reached them, where that was not known yet. */
export async function acknowledge(pen: Pen, { facts, reply, taken }: Taking): Promise<void> {
  if (!KNOWS_IT.includes(taken.reading)) return
  for (const { invoice } of taken.items) {
    const last = facts.arrival.filter(a => a.invoiceId === invoice.id).at(-1)
    if (last?.state === 'acknowledged') continue
    await pen.add('arrival', { clientId: facts.client.id, invoiceId: invoice.id, state: 'acknowledged', evidence: { replyId: reply.id } })
  }
}

/** Whether copies of what is asked for are here to be sent. */
export const hasCopies = (facts: ClientFacts, items: readonly OpenItem[]): boolean =>
  items.length > 0 && items.every(i => copiesOf(facts, [i.invoice.id]).length > 0)
