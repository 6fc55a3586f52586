import { addDays, addMonths, type Day, nextBusinessDay } from '../../core/day/day.ts'
import type { Chance } from './chance.ts'
import { type Guest, HABITS } from './roster.ts'

/** An invoice of the sample before it has a number. */
export interface Draft {
  readonly guest: Guest
  readonly issuedOn: Day
  readonly dueOn: Day
  readonly minor: bigint
  /** None: open today. */
  readonly paidOn: Day | null
}

const TERMS_DAYS = 30
const MONTHS = 24
const TAX_PERCENT = 20n

const round100 = (minor: number): bigint => BigInt(Math.max(1, Math.round(minor / 100)) * 100)

/** What is billed under an agreement does not vary: the exact price, or half of it. */
const agreed = (guest: Guest, monthsAgo: number): bigint => BigInt(monthsAgo <= (guest.halved ?? 0) ? guest.usual : 2 * guest.usual)

/** Two years of one client: paid invoices by habit, then what stands open today. In date order. */
export function draftsOf(guest: Guest, today: Day, chance: Chance): Draft[] {
  const open = guest.open.map((late): Draft => {
    const dueOn = addDays(today, -late)
    return { guest, dueOn, issuedOn: addDays(dueOn, -TERMS_DAYS), minor: varied(guest, 0, 0.9 + chance.next() * 0.2), paidOn: null }
  })
  const firstOpen = open[0]?.issuedOn ?? addMonths(today, -1)
  const paid: Draft[] = []
  for (let month = guest.months ?? MONTHS; month > 0; month -= guest.every) {
    const issuedOn = nextBusinessDay(addDays(addMonths(today, -month), chance.between(0, 6)))
    if (issuedOn >= addDays(firstOpen, -10)) break
    const dueOn = addDays(issuedOn, TERMS_DAYS)
    const [from, to] = HABITS[guest.habit]
    const paidOn = nextBusinessDay(addDays(dueOn, chance.between(from, to)))
    if (paidOn >= today) break
    paid.push({ guest, issuedOn, dueOn, minor: varied(guest, month, 0.8 + chance.next() * 0.5), paidOn })
  }
  return [...paid, ...open]
}

/** An amount near the usual one; an exact one under an agreement. */
const varied = (guest: Guest, monthsAgo: number, by: number): bigint =>
  guest.halved === undefined ? round100(guest.usual * by) : agreed(guest, monthsAgo)

/** The tax within a total with tax. */
export const taxWithin = (minor: bigint): bigint => (minor * TAX_PERCENT) / (100n + TAX_PERCENT)
