import { addDays, type Day, epochDay, fromEpochDay } from '../day/day.ts'
import type { ClientFacts, ClientNoun, Fact } from '../facts/nouns.ts'
import type { Account, Ledger } from '../ledger/allocate.ts'
import type { OpenItem } from '../ledger/balance.ts'
import type { Cycle } from '../ledger/cycle.ts'
import type { PlanState } from '../plan/plan-state.ts'
import type { PromiseState } from '../promise/promise-state.ts'
import { type Agenda, isOpenDay } from './agenda.ts'
import type { Obstacle, Reason } from './decision.ts'
import type { ContactLaw, LawView } from './law-view.ts'
import type { Claim, Planned } from './planned.ts'
import type { Policy, PolicyStep } from './policy.ts'
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
  /** Something that was done, steered or learned of an arrival is dated later than today. */
  readonly hasLater: boolean
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

/**
 * One reason not to contact: a file in `gates/`, listed in gates.ts. A gate looks at one invoice, at the client, or at the step that
 * would come; it answers with every obstacle of its own, each with the exact day to look again.
 */
export interface Gate {
  /** The file's name. */
  readonly name: string
  readonly codes: readonly string[]
  /** A person may allow this one contact nevertheless. Never so where law or the money itself speaks. */
  readonly yields: boolean
  /** The client's facts without which it never holds anything: it is asked only where there is one. Empty: always asked. */
  readonly reads: readonly ClientNoun[]
  /** Holds one invoice out of everything. */
  readonly holdsInvoice?: ((c: Case, item: OpenItem) => InvoiceHold | undefined) | undefined
  /** Holds whatever would go to this client. */
  readonly holdsClient?: ((c: Case) => Obstacle | undefined) | undefined
  /** Holds this step. */
  readonly holdsStep?: ((c: Case, planned: Planned) => Obstacle | undefined) | undefined
  /** Says why an open invoice that nothing holds is not asked for today. */
  readonly explains?: ((c: Case, item: OpenItem) => Obstacle | undefined) | undefined
  /** Holds nothing back from being decided, but is said beside it. */
  readonly remarks?: ((c: Case, planned: Planned) => Reason | undefined) | undefined
}

/** Gates by what they look at, as far as they can hold anything. */
export interface ActiveGates {
  readonly invoice: readonly Gate[]
  readonly client: readonly Gate[]
  readonly step: readonly Gate[]
  /** Some fact of the client does something of itself as days pass: a promise, a hold, a reply … */
  readonly stirs: boolean
}

export interface InvoiceHold {
  readonly obstacle: Obstacle
  /** What of the invoice may still be asked for: none of it, except where only a part is contested. Minor units. */
  readonly leavesMinor: bigint
}

/** What has been done in this run of being overdue, as it counts for its oldest invoice. */
export interface Past {
  /** Index of the furthest step done or skipped; −1: none. */
  readonly position: number
  /** The last chasing contact in this run. */
  readonly lastContact: Fact<'deed'> | undefined
  /** The last message of this run to this client, whatever it named: its tone is the level reached. */
  readonly level: Fact<'deed'> | undefined
  /** The last written contact that counts for the oldest invoice, and its step. */
  readonly lastMessage: Fact<'deed'> | undefined
  readonly lastStep: PolicyStep | undefined
  /** The last day of the deadline that this message named; none where it named none. */
  readonly deadlineDay: Day | null
  /** A person asked for this step once more; not yet done. */
  readonly repeatAsked: Fact<'steer'> | undefined
  readonly moved: ReadonlyMap<string, Fact<'steer'>>
  readonly softened: ReadonlyMap<string, Fact<'steer'>>
  /** The last day each step that repeats was done. */
  readonly lastDone: ReadonlyMap<string, Day>
}

/** What a client is asked for and by which step, where that is the same on the days looked ahead to. */
export interface Lasting {
  /** The open invoices it was worked out from, none of them held. */
  readonly items: readonly OpenItem[]
  readonly sorted: Sorted
  readonly ladder: Planned | undefined
}

/** The open invoices, as the gates that look at single ones leave them. */
export interface Sorted {
  readonly late: readonly Claim[]
  readonly upcoming: readonly Claim[]
  readonly heldLate: readonly Claim[]
  readonly obstacles: readonly Obstacle[]
}

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

/** The first day after `past` in a chain that comes every so many days, counted from a day. All in days since 1970-01-01. */
export const daysAfter = (since: number, everyDays: number, past: number): number =>
  since + Math.max(1, Math.floor((past - since) / everyDays) + 1) * everyDays

/** The same of civil days. */
export const everyDaysAfter = (since: Day, everyDays: number, past: Day): Day =>
  fromEpochDay(daysAfter(epochDay(since), everyDays, epochDay(past)))

/** Gates without a natural end: the day this is put before a person again, every `reviewDays` since it began. None once a look ahead is past it. */
export function reviewOf(c: Case, since: Day, everyDays = c.policy.reviewDays): Day | undefined {
  const until = everyDaysAfter(since, everyDays, c.origin)
  return until > c.today ? until : undefined
}
