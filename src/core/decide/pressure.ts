import { addDays, addMonths, type Day, latest } from '../day/day.ts'
import type { ClientFacts, Fact } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'
import { promiseStates } from '../promise/promise-state.ts'
import type { Policy } from './policy.ts'
import { takenBack } from './sorry.ts'

/** Months that the goodwill ledger looks back. */
const LEDGER_MONTHS = 12
/** From this tone on a message costs twice as much goodwill. */
const HARD_TONE = 4

/** One line of the goodwill ledger: what was done, on which day, and what it earned (above zero) or spent. */
export interface GoodwillEntry {
  readonly on: Day
  readonly kind: 'promise-kept' | 'thanks' | 'concession' | 'contact' | 'hard-contact' | 'our-part-late'
  readonly points: number
}
export interface Budget {
  readonly used: number
  readonly most: number
}
export interface Pressure {
  readonly week: Budget
  readonly month: Budget
  readonly lastOn: Day | null
  /** The first day on which gap and caps leave room for another contact. */
  readonly freeOn: Day
  readonly goodwill: { readonly entries: readonly GoodwillEntry[]; readonly points: number }
}

type Limits = Pick<Policy, 'gapDays' | 'contactsPerWeek' | 'contactsPer30Days' | 'bankDays' | 'steps'>

function contactDays(facts: ClientFacts, policy: Limits, today: Day): Fact<'deed'>[] {
  const internal = new Set(policy.steps.filter(s => s.internal).map(s => s.id))
  const days = new Set<Day>()
  // reminders before the import, of which only the last day is known, are one contact of that day
  const isFirstOutside = (d: Fact<'deed'>): boolean => d.outside !== true || (!days.has(d.doneOn) && days.add(d.doneOn).has(d.doneOn))
  return facts.deed
    .filter(d => d.class === 'chase' && d.doneOn <= today && ['sent', 'done', 'unsure'].includes(d.outcome) && !internal.has(d.step))
    .filter(isFirstOutside)
    .sort((a, b) => (a.doneOn < b.doneOn ? -1 : a.doneOn > b.doneOn ? 1 : 0))
}

/** The day from which one more stays within `most` in any `days` days. */
function capFreeOn(contacts: readonly Fact<'deed'>[], most: number, days: number, today: Day): Day {
  const recent = contacts.filter(d => d.doneOn > addDays(today, -days))
  const leaves = recent.length < most ? undefined : recent[recent.length - most]
  return leaves ? addDays(leaves.doneOn, days) : today
}

const concessionDays = (facts: ClientFacts): Day[] => [
  ...facts.extension.map(e => e.effectiveOn),
  ...facts.plan.map(p => p.agreedOn),
  ...facts.settlementOffer.map(o => o.effectiveOn),
  ...facts.waiver.map(w => w.effectiveOn),
  ...facts.steer.filter(s => s.action === 'soften' || s.action === 'skip').map(s => s.effectiveOn),
]

const ourLateDays = (facts: ClientFacts, today: Day): Day[] =>
  [...facts.promise, ...facts.plan].flatMap(({ ourPart }) =>
    !Array.isArray(ourPart)
      ? []
      : ourPart.flatMap((part): Day[] => {
          if (part === null || typeof part !== 'object' || !('by' in part)) return []
          const by = String(part.by)
          const done = part.doneOn === null || part.doneOn === undefined ? today : String(part.doneOn)
          return by < done ? [by as Day] : [] // kept as a day
        }),
  )

function goodwillOf(facts: ClientFacts, policy: Limits, contacts: readonly Fact<'deed'>[], today: Day): Pressure['goodwill'] {
  const since = addMonths(today, -LEDGER_MONTHS)
  const entry =
    (kind: GoodwillEntry['kind'], points: number) =>
    (on: Day): GoodwillEntry => ({ on, kind, points })
  const kept =
    facts.promise.length === 0
      ? []
      : promiseStates(facts, openLedger(facts, today), today, promised => addDays(promised, policy.bankDays)).filter(
          p => p.outcome === 'kept',
        )
  const wrong = takenBack(facts)
  const all = [
    ...kept.map(p => entry('promise-kept', 3)(p.promise.promisedFor)),
    ...facts.deed
      .filter(d => d.class === 'confirmation' && d.outcome === 'sent' && d.step === 'thanks')
      .map(d => entry('thanks', 1)(d.doneOn)),
    ...concessionDays(facts).map(entry('concession', 1)),
    ...contacts
      .filter(d => !wrong.has(d.id))
      .map(d => ((d.tone ?? 1) >= HARD_TONE ? entry('hard-contact', -2) : entry('contact', -1))(d.doneOn)),
    ...ourLateDays(facts, today).map(entry('our-part-late', -2)),
  ]
  const entries = all.filter(e => e.on > since && e.on <= today).sort((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0))
  return { entries, points: entries.reduce((sum, e) => sum + e.points, 0) }
}

/**
 * How much of a client’s patience is used: contacts against their caps, the day the next one is free, and the ledger of what earned and spent
 * goodwill in twelve months. Derived from what was done; nothing of it is stored.
 * @param policy with the client’s own limits applied.
 * @param lawPerWeek the law’s cap where it sets one.
 */
export function pressureOf(facts: ClientFacts, policy: Limits, lawPerWeek: number | null, today: Day): Pressure {
  const contacts = contactDays(facts, policy, today)
  const perWeek = Math.min(policy.contactsPerWeek, lawPerWeek ?? policy.contactsPerWeek)
  const within = (days: number): number => contacts.filter(d => d.doneOn > addDays(today, -days)).length
  const last = contacts.at(-1)
  const afterGap = last ? addDays(last.doneOn, Math.max(1, policy.gapDays)) : today
  const capped = latest(capFreeOn(contacts, perWeek, 7, today), capFreeOn(contacts, policy.contactsPer30Days, 30, today))
  return {
    week: { used: within(7), most: perWeek },
    month: { used: within(30), most: policy.contactsPer30Days },
    lastOn: last?.doneOn ?? null,
    freeOn: latest(today, latest(afterGap, capped)),
    goodwill: goodwillOf(facts, policy, contacts, today),
  }
}
