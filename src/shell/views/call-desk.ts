import { contactsInWeek, countCalls, type DailyCallState, dailyCallOn } from '../../core/call/attempts.ts'
import { type Excuse, excuseSays } from '../../core/call/excuse.ts'
import { bestHours, suits } from '../../core/day/best-hours.ts'
import { addDays, type Day, weekday } from '../../core/day/day.ts'
import { lawFor } from '../../core/decide/law-view.ts'
import { callerOf, whoNow } from '../../core/desk/who.ts'
import { type Callable, callOrder } from '../../core/economics/call-order.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { exponentOf } from '../../core/money/money.ts'
import { DEFAULTS } from '../../packs/economics/defaults.ts'
import { MEETING } from '../acts/meeting.ts'
import { setting } from '../acts/settings.ts'
import { whomToCall } from '../call/brief.ts'
import { loadExcuses } from '../packs/excuses.ts'
import { loadDecider } from '../run/decider.ts'
import { zoneOf } from '../run/quiet-hours.ts'
import { streamClients, workspaceFacts } from '../store/load.ts'
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
  /** The ladder asks for a meeting, not for a call. */
  readonly meeting: boolean
  /** Whose it is: given to them, or they stand in; none: nobody’s in particular. */
  readonly takenBy: { readonly userId: string; readonly name: string } | null
}
/** A colleague, and whether they are away. */
export interface CallerView {
  readonly userId: string
  readonly name: string
  readonly away: { readonly id: string; readonly fromOn: Day; readonly untilOn: Day; readonly standIn: string } | null
}
/** A meeting that was booked, or that the ladder asks for. */
export interface MeetingLine {
  readonly taskId: string
  readonly clientId: string
  readonly name: string
  readonly on: Day
  readonly at: string | null
  readonly where: string | null
  /** A day was agreed on; else only the ladder asks for it. */
  readonly isBooked: boolean
  readonly takenBy: string | null
}
export interface VerifyLine {
  readonly id: string
  readonly clientId: string
  readonly name: string
  readonly excuse: string
  /** What they said, in the firm’s language. */
  readonly says: string
  readonly saidOn: Day
  readonly verifyOn: Day
  readonly evidence: unknown
}
export interface CallDeskView {
  readonly on: Day
  readonly lines: readonly CallLine[]
  /** What clients said that is to be looked at today. */
  readonly verify: readonly VerifyLine[]
  /** Soonest first. */
  readonly meetings: readonly MeetingLine[]
  readonly left: { readonly belowLeast: number; readonly held: number }
  readonly people: readonly CallerView[]
  /** Below this nobody is called of their own accord, in whole units of the currency. */
  readonly leastLate: number
  /** Clients with daily calls that are not on the list today, and why. */
  readonly dailyOff: readonly (NonNullable<CallLine['daily']> & { readonly clientId: string; readonly name: string })[]
}

/** Attempts and talks are counted over so many days. */
const COUNT_DAYS = 90
const WHY_FIRST = { running: 0, booked: 1, daily: 2, worth: 3 } as const

interface Gathering {
  readonly place: Place
  readonly decider: Awaited<ReturnType<typeof loadDecider>>
  readonly leastLate: number
  readonly excuses: readonly Excuse[]
  readonly absences: readonly Fact<'absence'>[]
  readonly members: ReadonlyMap<string, string>
  readonly dailyOff: CallDeskView['dailyOff'][number][]
  readonly ranked: Callable<CallLine>[]
  readonly verify: VerifyLine[]
  readonly meetings: MeetingLine[]
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

const dailyLineOf = (daily: DailyCallState): CallLine['daily'] =>
  daily.state === 'none'
    ? null
    : { state: daily.state, why: 'why' in daily ? daily.why : null, stopOn: daily.mode.stopOn, startedBy: daily.mode.startedBy }

function takenBy(g: Gathering, facts: ClientFacts): CallLine['takenBy'] {
  const userId = callerOf(facts, g.absences, g.place.by.today)
  return userId === undefined ? null : { userId, name: g.members.get(userId) ?? userId }
}

const textIn = (detail: Fact<'task'>['detail'], name: string): string | null => {
  const said = detail && !Array.isArray(detail) && name in detail ? (detail as Readonly<Record<string, unknown>>)[name] : null // as the act wrote it
  return typeof said === 'string' ? said : null
}

function meetingOf(g: Gathering, { client }: ClientFacts, { id, title, dueOn, detail, toUser }: Fact<'task'>): MeetingLine {
  const who = toUser === null ? null : whoNow(g.absences, toUser, g.place.by.today)
  return {
    ...{ taskId: id, clientId: client.id, name: client.name, on: dueOn, at: textIn(detail, 'at'), where: textIn(detail, 'where') },
    isBooked: title === MEETING,
    takenBy: who === null ? null : (g.members.get(who) ?? who),
  }
}

const callers = (g: Gathering): CallerView[] =>
  [...g.members].map(([userId, name]) => {
    const { today } = g.place.by
    const away = g.absences.findLast(a => a.userId === userId && a.untilOn >= today && a.endedOn === null)
    const standIn = away && (g.members.get(away.standIn) ?? away.standIn)
    return { userId, name, away: away && standIn ? { id: away.id, fromOn: away.fromOn, untilOn: away.untilOn, standIn } : null }
  })

async function newGathering(place: Place): Promise<Gathering> {
  const { db } = place.store
  const [decider, { leastLate }, excuses, absences, all] = await Promise.all([
    loadDecider(place),
    setting(place, 'call-desk'),
    loadExcuses(),
    workspaceFacts(db, place.workspaceId, 'absence'),
    workspaceFacts(db, place.workspaceId, 'membership'),
  ])
  const members = new Map(all.filter(m => m.endedOn === null || m.endedOn >= place.by.today).map(m => [m.userId, m.name]))
  return {
    place,
    decider,
    leastLate,
    excuses,
    absences,
    members,
    dailyOff: [],
    ranked: [],
    verify: [],
    meetings: [],
    belowLeast: 0,
    held: 0,
  }
}

function gather(g: Gathering, facts: ClientFacts): void {
  const { today } = g.place.by
  const { client } = facts
  for (const said of facts.excuseSaid)
    if (said.cameTrue === null && said.verifyOn <= today) {
      const { id, excuse, saidOn, verifyOn, evidence } = said
      const says = excuseSays(g.excuses, excuse, g.place.firm.language)
      g.verify.push({ id, clientId: client.id, name: client.name, excuse, says, saidOn, verifyOn, evidence })
    }
  for (const task of facts.task) if (task.kind === 'meeting' && task.doneOn === null) g.meetings.push(meetingOf(g, facts, task))
  const { late, daysLate } = owedBy(facts, today)
  if (late.length === 0 || daysLate === null) return
  const daily = dailyOf(g, facts)
  const why = whyOf(facts, daily, today)
  const dailyLine = dailyLineOf(daily)
  if (daily.state === 'held' && why === 'worth' && dailyLine) g.dailyOff.push({ ...dailyLine, clientId: client.id, name: client.name })
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
    daily: dailyLine,
    callId: facts.call.find(c => c.endedAt === null)?.id ?? null,
    meeting: facts.task.some(t => t.kind === 'meeting' && t.doneOn === null && t.dueOn <= today),
    takenBy: takenBy(g, facts),
  }
  g.ranked.push({ subject: line, claim: { owed, age: daysLate } })
}

/** Whom to ring now: what runs, what is booked, daily calls, then by what a call adds over waiting for each minute. */
export async function callDeskView(place: Place): Promise<CallDeskView> {
  const g = await newGathering(place)
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
    meetings: g.meetings.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : (a.at ?? '') < (b.at ?? '') ? -1 : 1)),
    left: { belowLeast: g.belowLeast, held: g.held },
    people: callers(g),
    leastLate: g.leastLate,
    dailyOff: g.dailyOff,
  }
}
