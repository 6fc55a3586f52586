import { addDays, addMonths, type Day, dayOf, yearOf } from '../day/day.ts'
import type { Fact } from '../facts/nouns.ts'

/** When a claim can no longer be enforced. Source: the jurisdiction pack. */
export interface Limitation {
  readonly years: number
  /** From the due day · from the end of the year in which it lies · from the due day, but running on to the end of the last year. */
  readonly from: 'due' | 'end-of-due-year' | 'due-to-year-end'
  /** A payment acknowledges the debt, a written demand renews the claim: the time begins anew with it. False where that is not known. */
  readonly restartsOnPayment: boolean
  readonly restartsOnDemand: boolean
}

/** What the law says about asking one kind of client for money. Pure data; what is not known is said so, never guessed. */
export interface ContactLaw {
  /** None: not known, and nothing is held back for it. */
  readonly limitation: Limitation | null
  /** Statutory interest and fixed costs may be claimed. */
  readonly costsAllowed: boolean
  /** Costs may be claimed only after a message that named a deadline of at least so many days, and after those days. None: no notice needed. */
  readonly noticeFirstDays: number | null
  /** Hours of the client's zone within which the law allows contact: [from, to). None: the law sets none. */
  readonly hours: readonly [from: number, to: number] | null
  /** ISO weekdays (1 Monday … 7 Sunday) on which the law allows no contact. */
  readonly closedWeekdays: readonly number[]
  readonly forbiddenChannels: readonly string[]
  /** Contacts in 7 days at most. None: the law sets none. */
  readonly contactsPerWeek: number | null
}

export interface LawView {
  /** Which law, for the explanation: the jurisdiction pack's name. */
  readonly id: string
  readonly business: ContactLaw
  readonly public: ContactLaw
  readonly consumer: ContactLaw
}

const NOTHING_KNOWN: ContactLaw = {
  limitation: null,
  costsAllowed: false,
  noticeFirstDays: null,
  hours: null,
  closedWeekdays: [],
  forbiddenChannels: [],
  contactsPerWeek: null,
}

/** Where no pack says what the law is: no costs are claimed, no limit is invented. */
export const unknownLaw = (id: string): LawView => ({ id, business: NOTHING_KNOWN, public: NOTHING_KNOWN, consumer: NOTHING_KNOWN })

const lesser = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b))
const greater = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b))

function stricterLimitation(a: Limitation | null, b: Limitation | null): Limitation | null {
  if (a === null || b === null) return a ?? b
  return {
    ...(a.years <= b.years ? a : b),
    restartsOnPayment: a.restartsOnPayment && b.restartsOnPayment,
    restartsOnDemand: a.restartsOnDemand && b.restartsOnDemand,
  }
}

/** The narrower of two windows of hours; none where neither law sets one. */
export const narrower = (a: readonly [number, number] | null, b: readonly [number, number] | null): readonly [number, number] | null =>
  a === null || b === null ? (a ?? b) : [Math.max(a[0], b[0]), Math.min(a[1], b[1])]

const stricter = (a: ContactLaw, b: ContactLaw): ContactLaw => ({
  limitation: stricterLimitation(a.limitation, b.limitation),
  costsAllowed: false,
  noticeFirstDays: greater(a.noticeFirstDays, b.noticeFirstDays),
  hours: narrower(a.hours, b.hours),
  closedWeekdays: [...new Set([...a.closedWeekdays, ...b.closedWeekdays])],
  forbiddenChannels: [...new Set([...a.forbiddenChannels, ...b.forbiddenChannels])],
  contactsPerWeek: lesser(a.contactsPerWeek, b.contactsPerWeek),
})

const strictest = new WeakMap<LawView, ContactLaw>()

/** The rules for a client. An unknown kind and a sole trader take the stricter of each until a named person confirms that they act in business. */
export function lawFor(law: LawView, client: Fact<'client'>): ContactLaw {
  const { kind, kindConfirmedBy } = client
  if (kind === 'consumer' || kind === 'public' || kind === 'business') return law[kind]
  if (kind === 'sole-trader' && kindConfirmedBy !== null) return law.business
  const known = strictest.get(law)
  if (known) return known
  const made = stricter(law.business, law.consumer)
  strictest.set(law, made)
  return made
}

/** The first day on which a claim is time-barred; none where the law is not known. @param since the due day, or the last payment or demand that renewed it. */
export function barredFrom(limitation: Limitation | null, since: Day): Day | null {
  if (limitation === null) return null
  return limitation.from === 'due' ? addDays(addMonths(since, limitation.years * 12), 1) : dayOf(yearOf(since) + limitation.years + 1, 1, 1)
}
