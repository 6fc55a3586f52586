import { contactsInWeek, countCalls, type DailyCallState, dailyCallOn } from '../../core/call/attempts.ts'
import { bestHours, suits } from '../../core/day/best-hours.ts'
import { addDays, type Day, weekday } from '../../core/day/day.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { type Callable, callOrder } from '../../core/economics/call-order.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import { exponentOf } from '../../core/money/money.ts'
import { DEFAULTS } from '../../packs/economics/defaults.ts'
import { setting } from '../acts/settings.ts'
import { whomToCall } from '../call/brief.ts'
import { loadDecider } from '../run/decider.ts'
import { zoneOf } from '../run/quiet-hours.ts'
import { streamClients } from '../store/load.ts'
import type { Place } from '../workspace.ts'
import { owedBy } from './money-view.ts'

export interface CallLine {
  readonly clientId: string
  readonly name: string
  readonly person: string | null
  readonly role: string | null
  readonly phone: string | null
  readonly bestHours: string | null
  /** Whether they like to be rung at this hour, as far as it was written down. */
  readonly suitsNow: boolean
  /** Their clock, HH:MM. */
  readonly theirTime: string
  /** The currency in which it is ranked: the firm’s own where something is late in it. */
  readonly currency: string
  readonly late: readonly { readonly minor: string; readonly currency: string }[]
  readonly daysLate: number
  /** Why it stands here: `app.call.why.<code>`. */
  readonly why: 'running' | 'booked' | 'daily' | 'worth'
  readonly bookedAt: string | null
  /** What a call adds over waiting, per minute, in currency units: an expectation, rounded. None: it cannot be told. */
  readonly gainPerMinute: number | null
  readonly attempts: number
  readonly talks: number
  /** Calls every day until, or why not today: `app.call.daily.<code>`. */
  readonly daily: {
    readonly state: DailyCallState['state']
    readonly why: string | null
    readonly stopOn: Day
    readonly startedBy: string
  } | null
  readonly callId: string | null
}
export interface VerifyLine {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly excuse: string
  readonly saidOn: Day
  readonly verifyOn: Day
  readonly evidence: unknown
}
export interface CallDeskView {
  readonly on: Day
  readonly lines: readonly CallLine[]
  /** What clients said that is to be looked at today. */
  readonly verify: readonly VerifyLine[]
  readonly left: { readonly belowLeast: number; readonly held: number }
}

/** Attempts and talks are counted over so many days. */
const COUNT_DAYS = 90
const WHY_FIRST = { running: 0, booked: 1, daily: 2, worth: 3 } as const

interface Gathering {
  readonly place: Place
  readonly decider: Awaited<ReturnType<typeof loadDecider>>
  readonly leastLate: number
  readonly ranked: Callable<CallLine>[]
  readonly verify: VerifyLine[]
  belowLeast: number
  held: number
}

const theirTime = (place: Place, facts: ClientFacts): string =>
  Temporal.Instant.from(place.clock.now())
    .toZonedDateTimeISO(zoneOf(facts.client, place.firm.zone))
    .toPlainTime()
    .toString({ smallestUnit: 'minute' })

function minutesNow(place: Place, facts: ClientFacts): number {
  const [hour = '0', minute = '0'] = theirTime(place, facts).split(':')
  return Number(hour) * 60 + Number(minute)
}

function dailyOf(g: Gathering, facts: ClientFacts): DailyCallState {
  if (facts.dailyCall.length === 0) return { state: 'none' }
  const { today } = g.place.by
  const law = lawFor(g.decider.lawOf(facts), facts.client)
  const limits = {
    contactsPerWeek: law.contactsPerWeek,
    closedWeekdays: law.closedWeekdays,
    forbidden: law.forbiddenChannels.includes('phone'),
  }
  return dailyCallOn(facts.dailyCall, facts.call, limits, today, weekday(today), contactsInWeek(facts.deed, today))
}

function whyOf(facts: ClientFacts, daily: DailyCallState, today: Day): CallLine['why'] {
  if (facts.call.some(c => c.endedAt === null)) return 'running'
  if (facts.task.some(t => t.title === 'call-back' && t.doneOn === null && t.dueOn <= today)) return 'booked'
  return daily.state === 'today' ? 'daily' : 'worth'
}

/** Held as a whole (insolvent, handed over, a promise runs …): nobody is rung. A booked call is the client's own wish and stands. */
const isHeld = (g: Gathering, facts: ClientFacts): boolean => {
  const { outcome } = g.decider.decide(facts, g.place.by.today)
  if (outcome.kind === 'act') return false
  const soft = new Set([
    'step-later',
    'minimum-gap',
    'contact-cap',
    'rehearsal',
    'needs-approval',
    'ladder-ended',
    'no-address',
    'day-off',
    'small-balance',
  ])
  return outcome.obstacles.some(o => !soft.has(o.code) && o.invoiceId === undefined) || outcome.step === null
}

function gather(g: Gathering, facts: ClientFacts): void {
  const { today } = g.place.by
  const { client } = facts
  for (const said of facts.excuseSaid)
    if (said.cameTrue === null && said.verifyOn <= today) {
      const { id, excuse, saidOn, verifyOn, evidence } = said
      g.verify.push({ id, clientId: client.id, name: client.name, excuse, saidOn, verifyOn, evidence })
    }
  const { late, daysLate } = owedBy(facts, today)
  if (late.length === 0 || daysLate === null) return
  const daily = dailyOf(g, facts)
  const why = whyOf(facts, daily, today)
  const home = late.find(a => a.currency === g.place.firm.currency)
  const most = home ?? late[0]
  const owed = most ? Number(most.minor) / 10 ** exponentOf(most.currency) : 0
  if (why === 'worth' && owed < g.leastLate) {
    g.belowLeast += 1
    return
  }
  if (why === 'worth' && (daily.state === 'held' || facts.call.some(c => c.startedOn === today) || isHeld(g, facts))) {
    g.held += 1
    return
  }
  const contact = whomToCall(facts)
  const booked = facts.task.find(t => t.title === 'call-back' && t.doneOn === null && t.dueOn <= today)
  const at = booked?.detail && !Array.isArray(booked.detail) && 'at' in booked.detail ? booked.detail.at : null
  const line: CallLine = {
    clientId: client.id,
    name: client.name,
    person: contact?.name ?? null,
    role: contact?.role ?? null,
    phone: contact?.phone ?? contact?.mobile ?? client.phone,
    bestHours: contact?.bestHours ?? null,
    suitsNow: suits(bestHours(contact?.bestHours ?? null), minutesNow(g.place, facts)),
    theirTime: theirTime(g.place, facts),
    currency: most?.currency ?? g.place.firm.currency,
    late,
    daysLate,
    why,
    bookedAt: typeof at === 'string' ? at : null,
    gainPerMinute: null,
    ...countCalls(facts.call, addDays(today, -COUNT_DAYS)),
    daily:
      daily.state === 'none'
        ? null
        : { state: daily.state, why: 'why' in daily ? daily.why : null, stopOn: daily.mode.stopOn, startedBy: daily.mode.startedBy },
    callId: facts.call.find(c => c.endedAt === null)?.id ?? null,
  }
  g.ranked.push({ subject: line, claim: { owed, age: daysLate } })
}

/** Whom to ring now: what runs, what is booked, daily calls, then by what a call adds over waiting for each minute. */
export async function callDeskView(place: Place): Promise<CallDeskView> {
  const [decider, { leastLate }] = await Promise.all([loadDecider(place), setting(place, 'call-desk')])
  const g: Gathering = { place, decider, leastLate, ranked: [], verify: [], belowLeast: 0, held: 0 }
  for await (const page of streamClients(place.store.db, place.workspaceId)) for (const facts of page) gather(g, facts)
  const order = callOrder(g.ranked, DEFAULTS)
  const told = new Set(order.map(o => o.subject))
  const lines = [
    ...order.map(o => ({ ...o.subject, gainPerMinute: Math.round(o.gainPerMinute * 100) / 100 })),
    ...g.ranked.filter(r => !told.has(r.subject)).map(r => r.subject),
  ].filter(l => l.why !== 'worth' || l.gainPerMinute === null || l.gainPerMinute > 0)
  const home = place.firm.currency
  // gains in two currencies are not compared: the firm's own first, the others after it, each by gain
  const apart = (l: CallLine): string => (l.currency === home ? '' : l.currency)
  return {
    on: place.by.today,
    // whoever is rung outside their hours is rung in vain: among equals by gain they come after
    lines: lines.sort(
      (a, b) =>
        WHY_FIRST[a.why] - WHY_FIRST[b.why] ||
        Number(b.suitsNow) - Number(a.suitsNow) ||
        (apart(a) < apart(b) ? -1 : apart(a) > apart(b) ? 1 : 0),
    ),
    verify: g.verify.sort((a, b) => (a.verifyOn < b.verifyOn ? -1 : 1)),
    left: { belowLeast: g.belowLeast, held: g.held },
  }
}
