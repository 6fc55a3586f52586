import { addDays, type Day, daysBetween } from '../day/day.ts'
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
  /** What was done, by run and invoice: worked out once, also for the days looked ahead to. */
  readonly pasts: Map<Account, { readonly cycle: string | undefined; readonly past: Past }>
  /** Known to pay late (B8). Asked once, and only where a step wants to know. */
  readonly isKnownLate: () => boolean
  /** How many invoices that were not cancelled bear a number. Counted once, and only where it is asked. */
  readonly timesNumbered: (number: string) => number
  /** The gates that this client's facts can close at all. */
  readonly gates: ActiveGates
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

function contactsOf({ facts, policy, agenda }: Fixed, today: Day): readonly Fact<'deed'>[] {
  if (facts.deed.length === 0) return NONE
  const contacts: Fact<'deed'>[] = []
  for (const d of facts.deed) {
    if (d.class !== 'chase' || d.doneOn > today || !reached(d)) continue
    const place = agenda.placeOf.get(d.step)
    if (place === undefined || policy.steps[place]?.internal !== true) contacts.push(d)
  }
  return inOrder(contacts, (a, b) => (a.doneOn < b.doneOn ? -1 : a.doneOn > b.doneOn ? 1 : a.id < b.id ? -1 : 1))
}

/** @param gates the gates that these facts can close. */
export function makeCase(facts: ClientFacts, policy: Policy, lawView: LawView, today: Day, world: World, gates: ActiveGates): Case {
  let known: boolean | undefined
  const isKnownLate = (): boolean => {
    known ??= world.isKnownLate?.(facts, today) === true
    return known
  }
  let numbers: ReadonlyMap<string, number> | undefined
  const fixed: Fixed = {
    facts,
    policy: limitedPolicy(policy, facts, today),
    agenda: agendaOf(policy, world, facts.client.country ?? world.firmCountry),
    lawView,
    law: lawFor(lawView, facts.client),
    world,
    origin: today,
    gates,
    isKnownLate,
    timesNumbered: number => {
      if (facts.invoice.length <= FEW) return timesAmong(facts, number)
      numbers ??= countNumbers(facts)
      return numbers.get(number) ?? 0
    },
    pasts: new Map(),
  }
  return caseFrom(fixed, today, openLedger(facts, today))
}

function promisesOf(c: Fixed, ledger: Ledger, today: Day): readonly PromiseState[] {
  if (c.facts.promise.length === 0) return NONE
  return promiseStates(c.facts, ledger, today, promised => addBankDays(c.world, promised, c.policy.bankDays))
}

type Fixed = Pick<
  Case,
  'facts' | 'policy' | 'agenda' | 'lawView' | 'law' | 'world' | 'origin' | 'gates' | 'isKnownLate' | 'timesNumbered' | 'pasts'
>

/** Among so few invoices, looking through them again is quicker than counting them all. */
const FEW = 12

function timesAmong(facts: ClientFacts, number: string): number {
  let times = 0
  for (const invoice of facts.invoice) if (invoice.number === number && invoice.cancelledOn === null) times += 1
  return times
}

function countNumbers(facts: ClientFacts): ReadonlyMap<string, number> {
  const times = new Map<string, number>()
  for (const { number, cancelledOn } of facts.invoice) if (cancelledOn === null) times.set(number, (times.get(number) ?? 0) + 1)
  return times
}

/** The run of being late: of invoices, or of what a plan asks for beyond them. */
function cycleOf(facts: ClientFacts, ledger: Ledger, items: readonly OpenItem[], rests: readonly OpenItem[]): Cycle | undefined {
  if (items.some(item => item.lateMinor > 0n)) return currentCycle(facts, ledger)
  const [first] = rests.map(rest => lateFrom(rest.dueOn)).sort()
  return first === undefined ? undefined : { id: `late:${first}`, from: first, to: null }
}

/** What is derived from the ledger of a day. */
function owedOn(facts: ClientFacts, ledger: Ledger, today: Day): Pick<Case, 'items' | 'owed' | 'plans'> & { rests: readonly OpenItem[] } {
  const items = openItems(facts, ledger)
  if (facts.plan.length === 0) return { items, owed: items, plans: NONE, rests: NONE }
  const plans = planStates(facts, ledger, today)
  const rests = planRests(ledger, plans)
  return { items, owed: rests.length === 0 ? items : [...items, ...rests], plans, rests }
}

function caseFrom(fixed: Fixed, today: Day, ledger: Ledger): Case {
  const { facts } = fixed
  const { items, owed, plans, rests } = owedOn(facts, ledger, today)
  return {
    ...fixed,
    today,
    daysOffFrom: addDays(today, -DAYS_OFF_MAX),
    ledger,
    items,
    owed,
    cycle: cycleOf(facts, ledger, items, rests),
    contacts: contactsOf(fixed, today),
    promises: promisesOf(fixed, ledger, today),
    plans,
  }
}

/** Something that was done, steered or learned of an arrival is dated later than today. */
const hasLater = (c: Case): boolean =>
  c.facts.deed.some(d => d.doneOn > c.today) ||
  c.facts.steer.some(s => s.effectiveOn > c.today) ||
  c.facts.arrival.some(a => a.effectiveOn > c.today)

/** The same client on a later day with the same facts: what would be decided if nothing new came. */
export function lookAhead(c: Case, on: Day): Case {
  const later = hasLater(c)
  const fixed = later ? { ...c, pasts: new Map() } : c
  if (!c.ledger.complete || c.facts.extension.length > 0) return caseFrom(fixed, on, openLedger(c.facts, on))
  const ledger = { ...c.ledger, asOf: on }
  const { items, owed, plans, rests } = owedOn(c.facts, ledger, on)
  return {
    ...fixed,
    today: on,
    daysOffFrom: addDays(on, -DAYS_OFF_MAX),
    ledger,
    items,
    owed,
    // Nothing dated later and nothing extended: what is late stays late, and its run stays open.
    cycle: c.cycle ?? cycleOf(c.facts, ledger, items, rests),
    contacts: later ? contactsOf(c, on) : c.contacts,
    promises: promisesOf(c, ledger, on),
    plans,
  }
}

/** The first day after `past` in a chain that comes every so many days, counted from a day. */
export function everyDaysAfter(since: Day, everyDays: number, past: Day): Day {
  const times = Math.floor(daysBetween(since, past) / everyDays) + 1
  return addDays(since, Math.max(1, times) * everyDays)
}

/** Gates without a natural end: the day this is put before a person again, every `reviewDays` since it began. None once a look ahead is past it. */
export function reviewOf(c: Case, since: Day, everyDays = c.policy.reviewDays): Day | undefined {
  const until = everyDaysAfter(since, everyDays, c.origin)
  return until > c.today ? until : undefined
}
