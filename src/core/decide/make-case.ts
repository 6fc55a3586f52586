import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { type Ledger, openLedger } from '../ledger/allocate.ts'
import { type OpenItem, openItems } from '../ledger/balance.ts'
import { type Cycle, currentCycle } from '../ledger/cycle.ts'
import { lateFrom } from '../ledger/due.ts'
import { inOrder } from '../order.ts'
import { planStates } from '../plan/plan-state.ts'
import { planRests } from '../plan/rest.ts'
import { type PromiseState, promiseStates } from '../promise/promise-state.ts'
import { type Agenda, agendaOf } from './agenda.ts'
import { type ActiveGates, addBankDays, type Case } from './case.ts'
import { type LawView, lawFor } from './law-view.ts'
import { limitedPolicy } from './limits.ts'
import type { Policy } from './policy.ts'
import type { World } from './world.ts'

const NONE: readonly never[] = []
/** Longest run of days off that a due day can meet. */
const DAYS_OFF_MAX = 30

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

const promisesOf = (facts: ClientFacts, { bankDays }: Policy, world: World, ledger: Ledger, today: Day): readonly PromiseState[] =>
  facts.promise.length === 0 ? NONE : promiseStates(facts, ledger, today, promised => addBankDays(world, promised, bankDays))

function hasLater({ deed, steer, arrival }: ClientFacts, today: Day): boolean {
  for (const { doneOn } of deed) if (doneOn > today) return true
  return steer.some(s => s.effectiveOn > today) || arrival.some(a => a.effectiveOn > today)
}

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
    hasLater: hasLater(facts, today),
    promises: promisesOf(facts, limited, world, ledger, today),
    plans,
    gates,
    memory: { knownLate: undefined, numbers: undefined, past: undefined, lasting: undefined },
  }
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
    contacts: c.hasLater ? contactsOf(facts, policy, agenda, on) : c.contacts,
    hasLater: c.hasLater && hasLater(facts, on),
    promises: promisesOf(facts, policy, world, ledger, on),
    plans,
    gates: c.gates,
    memory: c.hasLater ? { ...c.memory, past: undefined, lasting: undefined } : c.memory,
  }
}
