import { addDays, type Day, daysBetween } from '../day/day.ts'
import { onCurve, type Points } from '../economics/assumptions.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Ledger } from '../ledger/allocate.ts'
import { dayStated, settledOn } from '../ledger/balance.ts'

/** How a client has paid, from its own invoices. */
export interface PaymentRecord {
  readonly settled: number
  readonly late: number
  /** Median days after the due date over settled invoices, negative: early. None: nothing is settled. */
  readonly medianDelay: number | null
  /** Days by which invoices of the last year were late on average, those still open counted up to today, each weighing by its amount. */
  readonly meanLateDays: number
  /** Median days from issue to money. */
  readonly medianTerm: number | null
  /** Invoiced in the last 365 days, by currency, minor units: less tax where it is known. */
  readonly turnover: ReadonlyMap<string, bigint>
  readonly brokenPromises: number
  readonly plansEnded: number
  /** Chasing messages and calls of the last year. */
  readonly chases: number
  /** Runs of being late in the last year. */
  readonly since: Day | null
}

const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted[Math.floor((sorted.length - 1) / 2)]
  return middle ?? null
}

/** Reads a client's own record as of the ledger's day. */
export function paymentRecord(facts: ClientFacts, ledger: Ledger): PaymentRecord {
  const on = ledger.asOf
  const yearAgo = addDays(on, -365)
  const done = ledger.accounts.flatMap(account => {
    const paidOn = dayStated(facts, account) ? settledOn(account) : null
    return paidOn === null || account.paidMinor <= 0n || account.writtenOffMinor > 0n ? [] : [{ invoice: account.invoice, paidOn }]
  })
  const delays = done.map(d => daysBetween(d.invoice.dueOn, d.paidOn))
  const turnover = new Map<string, bigint>()
  let weight = 0
  let lateDays = 0
  for (const account of ledger.accounts) {
    const { invoice } = account
    if (invoice.issuedOn <= yearAgo || invoice.cancelledOn !== null) continue
    turnover.set(invoice.currency, (turnover.get(invoice.currency) ?? 0n) + invoice.totalMinor - (invoice.taxMinor ?? 0n))
    const until = settledOn(account) ?? on
    if (invoice.dueOn > on) continue
    weight += Number(invoice.totalMinor)
    lateDays += Number(invoice.totalMinor) * Math.max(0, daysBetween(invoice.dueOn, until))
  }
  return {
    settled: done.length,
    late: delays.filter(d => d > 0).length,
    medianDelay: median(delays),
    meanLateDays: weight > 0 ? lateDays / weight : 0,
    medianTerm: median(done.map(d => daysBetween(d.invoice.issuedOn, d.paidOn))),
    turnover,
    brokenPromises: facts.promise.filter(p => p.promisedFor < on && p.withdrawnOn === null && !kept(ledger, p)).length,
    plansEnded: facts.plan.filter(p => p.endedOn !== null && p.endReason !== 'completed').length,
    chases: facts.deed.filter(d => d.class === 'chase' && d.doneOn > yearAgo && d.outcome !== 'failed' && d.outcome !== 'skipped').length,
    since: facts.invoice.map(i => i.issuedOn).sort()[0] ?? null,
  }
}

const kept = (ledger: Ledger, p: ClientFacts['promise'][number]): boolean =>
  ledger.postings.reduce(
    (sum, posting) =>
      p.invoiceIds.includes(posting.invoiceId) && posting.on >= p.givenOn && posting.on <= addDays(p.promisedFor, 5)
        ? sum + posting.minor
        : sum,
    0n,
  ) >= p.amountMinor

export const PROPOSALS = ['keep', 'relax', 'tighten', 'deposit', 'prepay'] as const
export type TermsProposal = (typeof PROPOSALS)[number]
/** Days to pay of a client of whom nobody said any. */
export const USUAL_DAYS = 30

/** Payment terms as strategy: what this client's own record proposes for what comes next. */
export interface TermsAdvice {
  readonly proposal: TermsProposal
  /** Days from invoice to due. */
  readonly termsDays: number
  readonly depositPercent: number
  readonly reasons: readonly { readonly code: string; readonly params: Readonly<Record<string, number>> }[]
}

/** What a proposal means for a client whose invoices are due within so many days, where nobody says otherwise. */
export function termsOf(proposal: TermsProposal, termsDays: number): Pick<TermsAdvice, 'termsDays' | 'depositPercent'> {
  if (proposal === 'prepay') return { termsDays: 0, depositPercent: 100 }
  if (proposal === 'deposit') return { termsDays: Math.min(termsDays, 14), depositPercent: 50 }
  if (proposal === 'tighten')
    return { termsDays: Math.min(termsDays, Math.max(7, Math.min(termsDays - 5, round5(termsDays / 2)))), depositPercent: 0 }
  return { termsDays: proposal === 'relax' ? termsDays + 15 : termsDays, depositPercent: 0 }
}

/** Days since the oldest open invoice fell due; 0: nothing is late. */
export const oldestLateDays = (ledger: Ledger): number =>
  Math.max(0, ...ledger.accounts.filter(a => a.openMinor > 0n).map(a => daysBetween(a.invoice.dueOn, ledger.asOf)))

/** Fewer settled invoices than this say too little. */
const LEAST_RECORD = 3
const round5 = (days: number): number => Math.max(0, Math.round(days / 5) * 5)

/**
 * A proposal, never an order: prepay after two broken promises or a plan that failed while something is open for long; a deposit where most are very late;
 * shorter terms where most are late; longer ones, as thanks, where a long record is on time.
 */
export function termsAdvice(record: PaymentRecord, termsDays: number, openLateDays: number): TermsAdvice {
  const share = record.settled > 0 ? record.late / record.settled : 0
  const delay = record.medianDelay ?? 0
  const reasons: { code: string; params: Record<string, number> }[] = []
  const say = (code: string, params: Record<string, number>): void => {
    reasons.push({ code, params })
  }
  if (record.settled > 0) say('paid-late', { late: record.late, settled: record.settled, days: delay })
  if (record.brokenPromises > 0) say('promises-broken', { count: record.brokenPromises })
  if (record.plansEnded > 0) say('plans-ended', { count: record.plansEnded })
  if (openLateDays > 0) say('open-late', { days: openLateDays })
  const broken = record.brokenPromises + record.plansEnded
  const propose = (proposal: TermsProposal): TermsAdvice => ({ proposal, ...termsOf(proposal, termsDays), reasons })
  if (broken >= 2 && openLateDays > 30) return propose('prepay')
  if (openLateDays > 90 || (record.settled >= LEAST_RECORD && share >= 0.5 && delay > 30)) return propose('deposit')
  if (record.settled < LEAST_RECORD) {
    say('too-little', { settled: record.settled })
    return propose('keep')
  }
  if (share >= 0.5 && delay > 5) return propose('tighten')
  return propose(record.settled >= 6 && share <= 0.1 && openLateDays === 0 ? 'relax' : 'keep')
}

/** What a client costs and brings in a year. Currency units as plain numbers: expectations. */
export interface KeepSheet {
  readonly turnover: number
  readonly margin: number
  readonly lateDays: number
  /** What the late money costs: turnover × late days × capital cost. */
  readonly financing: number
  readonly minutes: number
  readonly minutesCost: number
  /** margin − financing − minutes. */
  readonly leaves: number
  readonly answer: 'keep' | 'change-terms' | 'part'
}

export interface KeepInput {
  readonly turnover: number
  readonly marginShare: number
  readonly record: PaymentRecord
  readonly capitalCost: number
  readonly minutesPerChase: number
  readonly costPerMinute: number
}

/** Keep this client? Part only where chasing and waiting eat the margin; change terms where they eat a third of it. */
export function keepSheet({ turnover, marginShare, record, capitalCost, minutesPerChase, costPerMinute }: KeepInput): KeepSheet {
  const margin = turnover * marginShare
  const financing = (turnover * record.meanLateDays * capitalCost) / 365
  const minutes = record.chases * minutesPerChase
  const minutesCost = minutes * costPerMinute
  const leaves = margin - financing - minutesCost
  const answer = leaves <= 0 ? 'part' : financing + minutesCost > margin / 3 ? 'change-terms' : 'keep'
  return { turnover, margin, lateDays: record.meanLateDays, financing, minutes, minutesCost, leaves, answer }
}

/** The last age at which a client's own curve speaks; beyond it the assumed curve keeps its shape at this client's level. */
const OWN_UNTIL = 90

/**
 * The chance of payment within 30 days by age, this client's own where the forecast knows it: `own(age)` is asked up to 90 days, later ages follow the assumed
 * curve scaled to meet it.
 */
export function ownPayWithin30(own: (age: number) => number, assumed: Points, most: number): Points {
  const near: [number, number][] = [0, 15, 30, 45, 60, 75, OWN_UNTIL].map(age => [age, Math.min(most, Math.max(0.005, own(age)))])
  const last = near.at(-1)?.[1] ?? 0
  const level = onCurve(assumed, OWN_UNTIL)
  const factor = level > 0 ? Math.min(2, Math.max(0.25, last / level)) : 1
  const far = assumed.filter(([age]) => age > OWN_UNTIL).map(([age, value]): [number, number] => [age, Math.min(most, value * factor)])
  return [...near, ...far]
}
