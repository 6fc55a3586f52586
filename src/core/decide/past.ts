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

/** A message of a step, or of any, ends what a person had said of it. */
function without(steers: ReadonlyMap<string, Fact<'steer'>>, step: string): ReadonlyMap<string, Fact<'steer'>> {
  if (steers.size === 0) return steers
  const left = new Map(steers)
  left.delete(step)
  left.delete(NEXT)
  return left
}

const deadlineOf = (message: Fact<'deed'> | undefined, step: PolicyStep | undefined): Day | null =>
  message && step && step.deadlineDays !== null ? addDays(message.doneOn, step.deadlineDays) : null

/** What was done and steered, event by event, as it counts for the oldest invoice. */
class Walk implements Past {
  position = -1
  lastContact: Fact<'deed'> | undefined
  level: Fact<'deed'> | undefined
  lastMessage: Fact<'deed'> | undefined
  lastStep: PolicyStep | undefined
  deadlineDay: Day | null = null
  repeatAsked: Fact<'steer'> | undefined
  moved = NO_STEERS
  softened = NO_STEERS
  lastDone = NO_DAYS
  readonly #c: Case
  readonly #oldest: OpenItem
  readonly #older: readonly string[]
  readonly #restart: Day | null
  readonly #wrong: ReadonlySet<string>

  constructor(c: Case, oldest: OpenItem) {
    this.#c = c
    this.#oldest = oldest
    this.#older = olderThan(c, oldest)
    this.#restart = c.facts.arrival.length > 0 ? restartOf(c, oldest.id) : null
    this.#wrong = takenBack(c.facts)
  }

  deed(deed: Fact<'deed'>): void {
    const { steps } = this.#c.policy
    const index = this.#placeOf(deed.step)
    const step = steps[index]
    if (this.#restart !== null && deed.doneOn < this.#restart) return
    if (step && step.days <= 0) return
    if (this.#wrong.size > 0 && this.#wrong.has(deed.id)) {
      if (deed.class === 'chase' && !step?.internal) this.lastContact = deed // no step and no tone, but a contact it was
      return
    }
    if (deed.class === 'chase' && deed.outcome !== 'skipped' && !step?.byPerson) this.level = deed
    const counts = countsFor(deed, step, this.#oldest, this.#older)
    if (counts === 'not') return
    if (index === -1 ? deed.outside === true && deed.class === 'chase' : counts === 'one')
      this.#reach(this.#nextMessage(index === -1 ? steps.length : index))
    else this.#reach(index)
    if (deed.outcome === 'skipped' || deed.class !== 'chase') return
    this.#chased(deed, step)
  }

  steer(steer: Fact<'steer'>): void {
    const key = steer.step ?? NEXT
    if (steer.action === 'skip')
      this.#reach(
        steer.step === null ? this.#c.policy.steps.findIndex((s, i) => i > this.position && s.days > 0) : this.#placeOf(steer.step),
      )
    else if (steer.action === 'move' && steer.toDay !== null) this.moved = new Map(this.moved).set(key, steer)
    else if (steer.action === 'soften' && steer.tone !== null) this.softened = new Map(this.softened).set(key, steer)
    else if (steer.action === 'repeat') this.repeatAsked = steer
  }

  #chased(deed: Fact<'deed'>, step: PolicyStep | undefined): void {
    if (step && step.repeatDays !== null) this.lastDone = new Map(this.lastDone).set(step.id, deed.doneOn)
    if (this.repeatAsked && (this.repeatAsked.step === null || this.repeatAsked.step === deed.step)) this.repeatAsked = undefined
    if (!step?.internal) this.lastContact = deed
    if (!step?.byPerson) {
      this.lastMessage = deed
      this.lastStep = step ?? this.lastStep
    }
    this.moved = without(this.moved, deed.step)
    this.softened = without(this.softened, deed.step)
  }

  #placeOf(step: string): number {
    return this.#c.agenda.placeOf.get(step) ?? -1
  }

  #reach(place: number): void {
    if (place > this.position) this.position = place
  }

  #nextMessage(upTo: number): number {
    return this.#c.policy.steps.findIndex((s, i) => i > this.position && i <= upTo && s.days > 0 && !s.byPerson && !s.onlyKnownLate)
  }
}

function walk(c: Case, oldest: OpenItem): Past {
  const events = eventsOf(c, c.cycle?.from ?? c.today)
  if (events.length === 0) return NOTHING_DONE
  const past = new Walk(c, oldest)
  for (const event of events)
    if (isDeed(event)) past.deed(event)
    else past.steer(event)
  past.deadlineDay = deadlineOf(past.lastMessage, past.lastStep)
  return past
}
