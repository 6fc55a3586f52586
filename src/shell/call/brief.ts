import { type CallCounts, countCalls } from '../../core/call/attempts.ts'
import { cameTrue, type Excuse, excuseSays } from '../../core/call/excuse.ts'
import { type FloorHabit, floorJson, proposedFloor } from '../../core/call/floor.ts'
import { likelyReactions, type Reaction, stageOf } from '../../core/call/stage.ts'
import { addDays, type Day, daysBetween } from '../../core/day/day.ts'
import type { ClientFacts, Fact } from '../../core/facts/nouns.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import { balances, type OpenItem, openItems } from '../../core/ledger/balance.ts'
import { clausesIn } from '../../core/ledger/clauses.ts'
import { planStates } from '../../core/plan/plan-state.ts'
import { promiseStates } from '../../core/promise/promise-state.ts'
import { lateCosts } from '../law/late-costs.ts'
import type { LawBook } from '../law/load-law.ts'
import { languageFor } from '../message/compose.ts'
import { recipientOf } from '../message/render.ts'
import type { TimelineEntry } from '../views/timeline.ts'
import { timelineOf } from '../views/timeline.ts'
import type { Words } from '../words.ts'

export interface BriefInvoice {
  readonly id: string
  readonly number: string
  readonly subject: string | null
  readonly currency: string
  readonly openMinor: string
  readonly dueOn: Day
  readonly daysLate: number
  /** What is known of its arrival, and the papers that prove delivery and acceptance. */
  readonly arrival: { readonly state: string; readonly on: Day } | null
  readonly papers: readonly { readonly id: string; readonly name: string; readonly kind: string }[]
}
/** One page: all that a talk needs, checked today, readable in half a minute. */
export interface CallBrief {
  readonly clientId: string
  readonly name: string
  readonly on: Day
  readonly language: string
  readonly contact: {
    readonly id: string | null
    readonly name: string | null
    readonly role: string | null
    readonly phone: string | null
    readonly bestHours: string | null
  }
  readonly contacts: readonly {
    readonly id: string
    readonly name: string
    readonly role: string
    readonly phone: string | null
    readonly bestHours: string | null
  }[]
  readonly currency: string
  readonly openMinor: string
  readonly lateMinor: string
  /** What is owed in other currencies: talked about apart. */
  readonly otherCurrencies: readonly { readonly currency: string; readonly lateMinor: string }[]
  readonly invoices: readonly BriefInvoice[]
  /** Accrued to the day and not claimed; none where nothing may be claimed or it cannot be known. */
  readonly costs: { readonly minor: string; readonly claimable: boolean; readonly law: string | null; readonly missing: readonly string[] }
  readonly termsDays: number | null
  readonly clause: string | null
  /** What could not be checked: `app.call.unchecked.<code>`. */
  readonly unchecked: readonly string[]
  readonly history: readonly TimelineEntry[]
  readonly reason: { readonly reason: string; readonly words: string | null; readonly on: Day } | null
  readonly promises: { readonly kept: number; readonly broken: number; readonly running: number }
  readonly excuses: readonly (ReturnType<typeof cameTrue>[number] & { readonly says: string })[]
  readonly stage: string
  readonly opening: string
  readonly question: string
  readonly calm: readonly string[]
  readonly reactions: readonly { readonly kind: Reaction; readonly answer: string }[]
  readonly three: { readonly when: string; readonly how: string; readonly again: string }
  readonly floor: ReturnType<typeof floorJson>
  readonly counts: CallCounts
}

export interface BriefTools {
  readonly words: Words
  readonly law: LawBook
  readonly firm: Fact<'firm'>
  readonly today: Day
  readonly moneySeenUpTo: Day | null
  readonly habit: FloorHabit
  readonly excuses: readonly Excuse[]
  /** Bank days after a promised day before it counts as missed. */
  readonly missedOn: (promisedFor: Day) => Day
}

const BEST_FIRST = ['accounts-payable', 'billing', 'finance-head', 'director', 'other', 'switchboard']
const phoneOf = (c: Fact<'contact'>): string | null => c.phone ?? c.mobile

/** Whom to ring: the one who pays and has a number. */
export function whomToCall(facts: ClientFacts): Fact<'contact'> | undefined {
  return facts.contact
    .filter(c => c.copyOnly !== true && phoneOf(c) !== null)
    .sort((a, b) => BEST_FIRST.indexOf(a.role) - BEST_FIRST.indexOf(b.role))[0]
}

function invoiceOf(facts: ClientFacts, item: OpenItem, today: Day): BriefInvoice {
  const { invoice } = item.account
  const arrival = facts.arrival.findLast(a => a.invoiceId === invoice.id)
  const papers = facts.document.filter(d => d.invoiceId === invoice.id).map(d => ({ id: d.id, name: d.name, kind: d.kind }))
  return {
    id: invoice.id,
    number: invoice.number,
    subject: invoice.subject,
    currency: invoice.currency,
    openMinor: item.openMinor.toString(),
    dueOn: item.dueOn,
    daysLate: Math.max(0, daysBetween(item.dueOn, today)),
    arrival: arrival ? { state: arrival.state, on: arrival.effectiveOn } : null,
    papers,
  }
}

/** The currency in which most is late: what this talk is about. */
function mainCurrency(sums: ReturnType<typeof balances>, fallback: string): string {
  const [first] = sums.toSorted((a, b) => (a.lateMinor === b.lateMinor ? 0 : a.lateMinor > b.lateMinor ? -1 : 1))
  return first?.currency ?? fallback
}

function costsOf(tools: BriefTools, facts: ClientFacts, currency: string): CallBrief['costs'] {
  const costs = lateCosts(tools.law, tools.firm.country, facts, tools.today).filter(c => c.currency === currency)
  const minor = costs.reduce((sum, c) => sum + (c.interest?.interestMinor ?? 0n) + (c.compensation?.minor ?? 0n), 0n)
  return {
    minor: minor.toString(),
    claimable: costs.some(c => c.claimable),
    law: costs.find(c => c.law)?.law?.code ?? null,
    missing: [...new Set(costs.flatMap(c => c.missing))],
  }
}

function uncheckedOf(tools: BriefTools, facts: ClientFacts, invoices: readonly BriefInvoice[], costs: CallBrief['costs']): string[] {
  const { moneySeenUpTo, today } = tools
  return [
    ...(moneySeenUpTo === null || moneySeenUpTo < addDays(today, -1) ? ['money-not-seen'] : []),
    ...(invoices.some(i => i.arrival === null && i.papers.every(p => p.kind !== 'delivery' && p.kind !== 'acceptance'))
      ? ['delivery-unknown']
      : []),
    ...(costs.missing.length > 0 ? ['costs-unknown'] : []),
    ...(whomToCall(facts) === undefined && facts.client.phone === null ? ['no-phone'] : []),
  ]
}

const personOf = (firm: Fact<'firm'>): string => firm.person ?? firm.name

function spoken(
  tools: BriefTools,
  facts: ClientFacts,
  about: { currency: string; invoices: readonly BriefInvoice[]; reason: string | null },
) {
  const { words, firm, today } = tools
  const contact = whomToCall(facts)
  const language = languageFor(words, firm, facts, contact ? { ...recipientOf(facts), language: contact.language } : recipientOf(facts))
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `call.${key}`, params)
  const ledger = openLedger(facts, today)
  const states = promiseStates(facts, ledger, today, tools.missedOn)
  const { stage, params } = stageOf(facts, states, planStates(facts, ledger, today), today)
  const late = about.invoices.filter(i => i.daysLate > 0)
  const total = late.reduce((sum, i) => sum + BigInt(i.openMinor), 0n)
  const name = contact?.salutation ?? null
  const hello = name ? say('hello.named', { name }) : say('hello.plain')
  const common = { hello, person: personOf(firm), firm: firm.name, count: late.length, number: late[0]?.number ?? '' }
  const opening = say(`opening.${stage}`, { ...common, totalAmount: `${total} ${about.currency}`, ...params })
  return {
    language,
    stage,
    opening,
    question: say('question'),
    calm: [say('calm.hear'), say('calm.pause', { time: '15:00' }), say('calm.end')],
    reactions: likelyReactions(about.reason).map(kind => ({ kind, answer: say(`reaction.${kind}.answer`) })),
    three: { when: say('three.when'), how: say('three.how'), again: say('three.again') },
    promises: {
      kept: states.filter(s => s.outcome === 'kept').length,
      broken: states.filter(s => s.outcome === 'broken').length,
      running: states.filter(s => s.outcome === 'running' || s.outcome === 'in-transit').length,
    },
  }
}

const LINES_OF_HISTORY = 5

/** The brief of one client, from its facts alone: the same for a practice client. */
export function callBrief(tools: BriefTools, facts: ClientFacts): CallBrief {
  const { today } = tools
  const { client } = facts
  const ledger = openLedger(facts, today)
  const items = openItems(facts, ledger)
  const sums = balances(items, ledger)
  const currency = mainCurrency(sums, tools.firm.currency)
  const sum = sums.find(s => s.currency === currency)
  const invoices = items
    .filter(i => i.currency === currency)
    .map(i => invoiceOf(facts, i, today))
    .sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))
  const contact = whomToCall(facts)
  const said = facts.latenessReason.filter(r => r.expiresOn >= today).at(-1)
  const costs = costsOf(tools, facts, currency)
  const terms = facts.agreement.findLast(a => a.endsOn === null || a.endsOn >= today)
  const { lateInterestPercent } = clausesIn(terms)
  return {
    clientId: client.id,
    name: client.name,
    on: today,
    contact: contact
      ? { id: contact.id, name: contact.name, role: contact.role, phone: phoneOf(contact), bestHours: contact.bestHours }
      : { id: null, name: null, role: null, phone: client.phone, bestHours: null },
    contacts: facts.contact.map(c => ({ id: c.id, name: c.name, role: c.role, phone: phoneOf(c), bestHours: c.bestHours })),
    currency,
    openMinor: (sum?.openMinor ?? 0n).toString(),
    lateMinor: (sum?.lateMinor ?? 0n).toString(),
    otherCurrencies: sums
      .filter(s => s.currency !== currency && s.lateMinor > 0n)
      .map(s => ({ currency: s.currency, lateMinor: s.lateMinor.toString() })),
    invoices,
    costs,
    termsDays: terms?.termsDays ?? client.termsDays,
    clause: lateInterestPercent === undefined ? null : String(lateInterestPercent),
    unchecked: uncheckedOf(tools, facts, invoices, costs),
    history: timelineOf(facts)
      .filter(e => e.on <= today && e.tone !== 'next')
      .sort((a, b) => (a.on === b.on ? (a.recordedAt < b.recordedAt ? 1 : -1) : a.on < b.on ? 1 : -1))
      .slice(0, LINES_OF_HISTORY),
    reason: said ? { reason: said.reason, words: said.words, on: said.effectiveOn } : null,
    excuses: cameTrue(facts.excuseSaid).map(e => ({ ...e, says: excuseSays(tools.excuses, e.excuse, tools.firm.language) })),
    floor: floorJson(proposedFloor(sum?.lateMinor ?? 0n, currency, tools.habit, today)),
    counts: countCalls(facts.call, addDays(today, -365)),
    ...spoken(tools, facts, { currency, invoices, reason: said?.reason ?? null }),
  }
}
