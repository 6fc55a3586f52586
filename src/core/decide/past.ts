import { addDays, type Day, daysBetween } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'
import type { OpenItem } from '../ledger/balance.ts'
import { inOrder } from '../order.ts'
import type { Case, Past } from './case.ts'
import type { PolicyStep } from './policy.ts'
import { takenBack } from './sorry.ts'

type Event = Fact<'deed'> | Fact<'steer'>

/** Steers naming no step mean the next one. */
const NEXT = '*'

const isDeed = (event: Event): event is Fact<'deed'> => 'doneOn' in event
const dayOf = (event: Event): Day => (isDeed(event) ? event.doneOn : event.effectiveOn)
const momentOf = (event: Event): string => (isDeed(event) ? (event.at ?? event.recordedAt) : event.recordedAt)

const isUndone = ({ outcome }: Fact<'deed'>): boolean => outcome === 'failed' || outcome === 'attempted'
const countsSince = (deed: Fact<'deed'>, from: Day, today: Day): boolean =>
  deed.doneOn <= today && (deed.doneOn >= from || deed.outside === true) && !isUndone(deed)

function inTime(a: Event, b: Event): number {
  const onA = dayOf(a)
  const onB = dayOf(b)
  if (onA !== onB) return onA < onB ? -1 : 1
  const atA = momentOf(a)
  const atB = momentOf(b)
  return atA < atB ? -1 : atA > atB ? 1 : a.id < b.id ? -1 : 1
}

function eventsOf(c: Case, from: Day): Event[] {
  const events: Event[] = []
  for (const deed of c.facts.deed) if (countsSince(deed, from, c.today)) events.push(deed)
  for (const steer of c.facts.steer)
    if (steer.effectiveOn <= c.today && (steer.cycle === null ? steer.effectiveOn >= from : steer.cycle === c.cycle?.id)) events.push(steer)
  return inOrder(events, inTime)
}

const ARRIVED: readonly Fact<'arrival'>['state'][] = ['sent', 'accepted', 'viewed', 'acknowledged']

/** The day from which an invoice counts as asked for anew: it was sent again after it had never arrived. */
export function restartOf(c: Case, invoiceId: string): Day | null {
  let restart: Day | null = null
  for (const a of c.facts.arrival)
    if (
      a.invoiceId === invoiceId &&
      a.state === 'never-received' &&
      a.effectiveOn <= c.today &&
      (restart === null || a.effectiveOn > restart)
    )
      restart = a.effectiveOn
  if (restart === null) return null
  const since = restart
  const days = c.facts.arrival.flatMap(a =>
    a.invoiceId === invoiceId && ARRIVED.includes(a.state) && a.effectiveOn >= since && a.effectiveOn <= c.today ? [a.effectiveOn] : [],
  )
  // what is learned of it later (it was looked at, acknowledged) starts nothing anew
  return days.reduce<Day>((first, on) => (first === since || on < first ? on : first), since)
}

/**
 * How a deed counts for an invoice. `whole`: the step is done for it · `one`: it was named in a message meant for an older debt, so it has been
 * reminded one step further · `not`: it was not named.
 * @param older the ids of the invoices that were due before it
 */
function countsFor(deed: Fact<'deed'>, step: PolicyStep | undefined, item: OpenItem, older: readonly string[]): 'whole' | 'one' | 'not' {
  if (deed.outside === true || deed.invoiceIds === null || deed.invoiceIds.length === 0) return 'whole'
  if (!deed.invoiceIds.includes(item.id)) return 'not'
  if (!older.some(id => deed.invoiceIds?.includes(id))) return 'whole'
  return step !== undefined && daysBetween(item.dueOn, deed.doneOn) >= step.days ? 'whole' : 'one'
}

/** The ids of the invoices that were due before one, as invoiced. */
function olderThan({ ledger }: Case, { account }: OpenItem): string[] {
  const ids: string[] = []
  for (const { invoice } of ledger.accounts) if (invoice.dueOn < account.invoice.dueOn) ids.push(invoice.id)
  return ids
}

/** What was done and steered since the run opened, as it counts for its oldest invoice. */
export function pastOf(c: Case, oldest: OpenItem): Past {
  const { account } = oldest
  const known = c.memory.past
  if (known !== undefined && known.account === account && known.cycle === c.cycle?.id) return known.past
  const past = walk(c, oldest)
  c.memory.past = { account, cycle: c.cycle?.id, past }
  return past
}

/** How often a step has been done under the very id of this run. */
export function timesDone(c: Case, step: string): number {
  const id = c.cycle?.id
  const from = c.cycle?.from ?? c.today
  let times = 0
  for (const deed of c.facts.deed)
    if (deed.step === step && deed.cycle === id && deed.outcome !== 'skipped' && countsSince(deed, from, c.today)) times += 1
  return times
}

const NO_STEERS: ReadonlyMap<string, Fact<'steer'>> = new Map()
const NO_DAYS: ReadonlyMap<string, Day> = new Map()
const NOTHING_DONE: Past = {
  position: -1,
  lastContact: undefined,
  level: undefined,
  lastMessage: undefined,
  lastStep: undefined,
  deadlineDay: null,
  repeatAsked: undefined,
  moved: NO_STEERS,
  softened: NO_STEERS,
  lastDone: NO_DAYS,
}

const deadlineOf = (message: Fact<'deed'> | undefined, step: PolicyStep | undefined): Day | null =>
  message && step && step.deadlineDays !== null ? addDays(message.doneOn, step.deadlineDays) : null

function walk(c: Case, oldest: OpenItem): Past {
  const { steps } = c.policy
  const from = c.cycle?.from ?? c.today
  const restart = c.facts.arrival.length > 0 ? restartOf(c, oldest.id) : null
  const wrong = takenBack(c.facts)
  let position = -1
  let lastContact: Fact<'deed'> | undefined
  let level: Fact<'deed'> | undefined
  let lastMessage: Fact<'deed'> | undefined
  let lastStep: PolicyStep | undefined
  let repeatAsked: Fact<'steer'> | undefined
  const events = eventsOf(c, from)
  if (events.length === 0) return NOTHING_DONE
  const older = olderThan(c, oldest)
  let moved: Map<string, Fact<'steer'>> | undefined
  let softened: Map<string, Fact<'steer'>> | undefined
  let lastDone: Map<string, Day> | undefined
  const placeOf = (id: string): number => c.agenda.placeOf.get(id) ?? -1
  const nextMessage = (upTo: number): number => {
    const at = steps.findIndex((s, i) => i > position && i <= upTo && s.days > 0 && !s.byPerson && !s.onlyKnownLate)
    return at === -1 ? position : at
  }
  const onDeed = (deed: Fact<'deed'>): void => {
    const index = placeOf(deed.step)
    const step = steps[index]
    if (restart !== null && deed.doneOn < restart) return
    if (step && step.days <= 0) return
    if (wrong.has(deed.id)) {
      if (deed.class === 'chase' && !step?.internal) lastContact = deed // no step and no tone, but a contact it was
      return
    }
    if (deed.class === 'chase' && deed.outcome !== 'skipped' && !step?.byPerson) level = deed
    const counts = countsFor(deed, step, oldest, older)
    if (counts === 'not') return
    if (index === -1 ? deed.outside === true && deed.class === 'chase' : counts === 'one')
      position = Math.max(position, nextMessage(index === -1 ? steps.length : index))
    else if (index >= 0) position = Math.max(position, index)
    if (deed.outcome === 'skipped' || deed.class !== 'chase') return
    if (step && step.repeatDays !== null) lastDone = (lastDone ?? new Map()).set(step.id, deed.doneOn)
    if (repeatAsked && (repeatAsked.step === null || repeatAsked.step === deed.step)) repeatAsked = undefined
    if (!step?.internal) lastContact = deed
    if (!step?.byPerson) {
      lastMessage = deed
      lastStep = step ?? lastStep
    }
    for (const steers of [moved, softened]) {
      steers?.delete(deed.step)
      steers?.delete(NEXT)
    }
  }
  const onSteer = (steer: Fact<'steer'>): void => {
    const key = steer.step ?? NEXT
    const index = steer.step === null ? steps.findIndex((s, i) => i > position && s.days > 0) : placeOf(steer.step)
    if (steer.action === 'skip') position = Math.max(position, index)
    else if (steer.action === 'move' && steer.toDay !== null) moved = (moved ?? new Map()).set(key, steer)
    else if (steer.action === 'soften' && steer.tone !== null) softened = (softened ?? new Map()).set(key, steer)
    else if (steer.action === 'repeat') repeatAsked = steer
  }
  for (const event of events)
    if (isDeed(event)) onDeed(event)
    else onSteer(event)
  const done = { position, lastContact, level, lastMessage, lastStep, deadlineDay: deadlineOf(lastMessage, lastStep) }
  return { ...done, repeatAsked, moved: moved ?? NO_STEERS, softened: softened ?? NO_STEERS, lastDone: lastDone ?? NO_DAYS }
}
