import { addDays, type Day, epochDay, fromEpochDay } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { type Account, type Ledger, openLedger } from '../ledger/allocate.ts'
import { type OpenItem, openItems } from '../ledger/balance.ts'
import { type Cycle, currentCycle } from '../ledger/cycle.ts'
import { lateFrom } from '../ledger/due.ts'
import { inOrder } from '../order.ts'
import { type PlanState, planStates } from '../plan/plan-state.ts'
import { planRests } from '../plan/rest.ts'
import { type PromiseState, promiseStates } from '../promise/promise-state.ts'
import { type Agenda, agendaOf, isOpenDay } from './agenda.ts'
import type { ActiveGates } from './gate.ts'
import type { Lasting } from './lasting.ts'
import { type ContactLaw, type LawView, lawFor } from './law-view.ts'
import { limitedPolicy } from './limits.ts'
import type { Past } from './past.ts'
import type { Policy } from './policy.ts'
import type { World } from './world.ts'

/** One client on one day, with all that gates and ladder need. Derived anew each time; nothing of it is stored. */
export interface Case {
  readonly facts: ClientFacts
  readonly policy: Policy
  readonly lawView: LawView
  readonly law: ContactLaw
  readonly world: World
  /** What policy and calendar say of every client in this one's country. */
  readonly agenda: Agenda
  readonly today: Day
  /** What fell due before this day can no longer be payable on an open day that is still to come. */
  readonly daysOffFrom: Day
  /** The real day. Later than it, `today` is a look ahead: what a person must end is taken to end on its review day. */
  readonly origin: Day
  readonly ledger: Ledger
  /** Invoices with something open. */
  readonly items: readonly OpenItem[]
  /** Those, and what a plan asks for beyond its invoices. */
  readonly owed: readonly OpenItem[]
  readonly cycle: Cycle | undefined
  /** Chasing contacts that reached the client, or may have, oldest first. */
  readonly contacts: readonly Fact<'deed'>[]
  readonly promises: readonly PromiseState[]
  readonly plans: readonly PlanState[]
  /** The gates that this client's facts can close at all. */
  readonly gates: ActiveGates
  readonly memory: Memory
}

/** What is worked out at most once for a client, also for the days looked ahead to. */
export interface Memory {
  knownLate: boolean | undefined
  numbers: ReadonlyMap<string, number> | undefined
  past: { readonly account: Account; readonly cycle: string | undefined; readonly past: Past } | undefined
  lasting: Lasting | undefined
}

const NONE: readonly never[] = []
/** Longest run of days off that a due day can meet. */
const DAYS_OFF_MAX = 30

/** So many bank days after a day, by the firm's own calendar. */
export function addBankDays(world: World, from: Day, days: number): Day {
  let on = from
  for (let left = days; left > 0; ) {
    on = addDays(on, 1)
    if (isOpenDay(world, world.firmCountry, on)) left -= 1
  }
  return on
}

export const countryOf = (c: Case): string => c.facts.client.country ?? c.world.firmCountry

const reached = (deed: Fact<'deed'>): boolean => deed.outcome === 'sent' || deed.outcome === 'done' || deed.outcome === 'unsure'

function contactsOf({ deed }: ClientFacts, { steps }: Policy, { placeOf }: Agenda, today: Day): readonly Fact<'deed'>[] {
  if (deed.length === 0) return NONE
  const contacts: Fact<'deed'>[] = []
  for (const d of deed) {
    if (d.class !== 'chase' || d.doneOn > today || !reached(d)) continue
    const place = placeOf.get(d.step)
    if (place === undefined || steps[place]?.internal !== true) contacts.push(d)
  }
  return inOrder(contacts, (a, b) => (a.doneOn < b.doneOn ? -1 : a.doneOn > b.doneOn ? 1 : a.id < b.id ? -1 : 1))
}

/** Known to pay late (B8). Asked once, and only where a step wants to know. */
export function isKnownLate({ memory, world, facts, origin }: Case): boolean {
  memory.knownLate ??= world.isKnownLate?.(facts, origin) === true
  return memory.knownLate
}

/** Among so few invoices, looking through them again is quicker than counting them all. */
const FEW = 12

/** How many invoices that were not cancelled bear a number. */
export function timesNumbered({ memory, facts }: Case, number: string): number {
  if (facts.invoice.length <= FEW) {
    let times = 0
    for (const invoice of facts.invoice) if (invoice.number === number && invoice.cancelledOn === null) times += 1
    return times
  }
  memory.numbers ??= countNumbers(facts)
  return memory.numbers.get(number) ?? 0
}

function countNumbers(facts: ClientFacts): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { number, cancelledOn } of facts.invoice) if (cancelledOn === null) times.set(number, (times.get(number) ?? 0) + 1)
  return times
}

const promisesOf = (facts: ClientFacts, { bankDays }: Policy, world: World, ledger: Ledger, today: Day): readonly PromiseState[] =>
  facts.promise.length === 0 ? NONE : promiseStates(facts, ledger, today, promised => addBankDays(world, promised, bankDays))

/** The run of being late: of invoices, or of what a plan asks for beyond them. */
function cycleOf(facts: ClientFacts, ledger: Ledger, items: readonly OpenItem[], rests: readonly OpenItem[]): Cycle | undefined {
  if (items.some(item => item.lateMinor > 0n)) return currentCycle(facts, ledger)
  if (rests.length === 0) return undefined
  const [first] = rests.map(rest => lateFrom(rest.dueOn)).sort()
  return first === undefined ? undefined : { id: `late:${first}`, from: first, to: null }
}

/** @param gates the gates that these facts can close. */
export function makeCase(facts: ClientFacts, policy: Policy, lawView: LawView, today: Day, world: World, gates: ActiveGates): Case {
  const limited = limitedPolicy(policy, facts, today)
  const agenda = agendaOf(policy, world, facts.client.country ?? world.firmCountry)
  const ledger = openLedger(facts, today)
  const items = openItems(facts, ledger)
  const plans = facts.plan.length === 0 ? NONE : planStates(facts, ledger, today)
  const rests = plans.length === 0 ? NONE : planRests(ledger, plans)
  return {
    facts,
    policy: limited,
    lawView,
    law: lawFor(lawView, facts.client),
    world,
    agenda,
    today,
    daysOffFrom: addDays(today, -DAYS_OFF_MAX),
    origin: today,
    ledger,
    items,
    owed: rests.length === 0 ? items : [...items, ...rests],
    cycle: cycleOf(facts, ledger, items, rests),
    contacts: contactsOf(facts, limited, agenda, today),
    promises: promisesOf(facts, limited, world, ledger, today),
    plans,
    gates,
    memory: { knownLate: undefined, numbers: undefined, past: undefined, lasting: undefined },
  }
}

/** Something that was done, steered or learned of an arrival is dated later than today. */
function hasLater({ facts, today }: Case): boolean {
  for (const deed of facts.deed) if (deed.doneOn > today) return true
  return facts.steer.some(s => s.effectiveOn > today) || facts.arrival.some(a => a.effectiveOn > today)
}

/** The same client on a later day with the same facts: what would be decided if nothing new came. */
export function lookAhead(c: Case, on: Day): Case {
  const { facts, policy, world, agenda } = c
  const isBooked = c.ledger.complete && facts.extension.length === 0
  const ledger = isBooked ? { ...c.ledger, asOf: on } : openLedger(facts, on)
  // nothing is booked or granted in between: an invoice reads otherwise only once more of it has fallen due
  const items = isBooked && c.items.every(i => i.nextDueOn === null || i.nextDueOn >= on) ? c.items : openItems(facts, ledger)
  const plans = facts.plan.length === 0 ? NONE : planStates(facts, ledger, on)
  const rests = plans.length === 0 ? NONE : planRests(ledger, plans)
  const later = hasLater(c)
  return {
    facts,
    policy,
    lawView: c.lawView,
    law: c.law,
    world,
    agenda,
    today: on,
    daysOffFrom: c.daysOffFrom,
    origin: c.origin,
    ledger,
    items,
    owed: rests.length === 0 ? items : [...items, ...rests],
    // what is late stays late, and its run stays open
    cycle: isBooked && c.cycle ? c.cycle : cycleOf(facts, ledger, items, rests),
    contacts: later ? contactsOf(facts, policy, agenda, on) : c.contacts,
    promises: promisesOf(facts, policy, world, ledger, on),
    plans,
    gates: c.gates,
    memory: later ? { ...c.memory, past: undefined, lasting: undefined } : c.memory,
  }
}

/** The first day after `past` in a chain that comes every so many days, counted from a day. */
export function everyDaysAfter(since: Day, everyDays: number, past: Day): Day {
  const from = epochDay(since)
  const times = Math.floor((epochDay(past) - from) / everyDays) + 1
  return fromEpochDay(from + Math.max(1, times) * everyDays)
}

/** Gates without a natural end: the day this is put before a person again, every `reviewDays` since it began. None once a look ahead is past it. */
export function reviewOf(c: Case, since: Day, everyDays = c.policy.reviewDays): Day | undefined {
  const until = everyDaysAfter(since, everyDays, c.origin)
  return until > c.today ? until : undefined
}
