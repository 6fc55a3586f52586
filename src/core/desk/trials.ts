import { addDays, type Day, daysBetween } from '../day/day.ts'
import { OWN_LETTERS } from '../decide/own-letter.ts'
import type { Way } from '../economics/assumptions.ts'
import { callMinutes } from '../economics/offender.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import { openLedger } from '../ledger/allocate.ts'
import { offerState } from './offers.ts'

/** Reason of a trial where nobody had said why they were late. */
export const UNKNOWN_REASON = 'unknown'

/** One thing that was done about late money, with how it ended. */
export interface JudgedTrial {
  readonly way: Way
  /** The fact it is: at most one trial each. */
  readonly ofFact: string
  /** Days past due when it was done, by the oldest late invoice it was about. */
  readonly age: number
  readonly reason: string
  readonly currency: string
  /** Late when it was done. Minor units. */
  readonly owedMinor: bigint
  readonly drawn: boolean
  readonly doneOn: Day
  readonly judgedOn: Day
  readonly paid: boolean
  /** Share of its time that passed before the next thing was done, 0 to 1: one that was cut short without money says only so much. */
  readonly seen: number
  /** Our minutes as they were, where that is known. */
  readonly minutes: number | null
}

interface Done {
  readonly way: Way
  readonly ofFact: string
  readonly doneOn: Day
  /** Its time is over after this day. */
  readonly until: Day
  /** None: everything late. */
  readonly invoiceIds: readonly string[] | null
  /** Known without looking at the money. */
  readonly paid?: boolean
  readonly minutes?: number
}

/** Days in which an action is expected to bring money; a lawyer or agency gets more. */
export const TRIAL_DAYS = 30
export const HANDED_OVER_DAYS = 90

/** An offer is a trial of its own, and its end is none. */
const isOwnLetter = (step: string): boolean => OWN_LETTERS.some(letter => letter === step)

const NOT_TALKED: readonly (string | null)[] = ['voicemail', 'unreachable', null]

/** What was done, oldest first. Messages that were sent, talks that were held, offers, hand-overs to a lawyer or an agency. */
function doneIn(facts: ClientFacts, today: Day): Done[] {
  const messages = facts.deed
    .filter(d => d.class === 'chase' && d.outcome === 'sent' && !isOwnLetter(d.step))
    .map((d): Done => ({ way: 'remind', ofFact: d.id, doneOn: d.doneOn, until: addDays(d.doneOn, TRIAL_DAYS), invoiceIds: d.invoiceIds }))
  const talks = facts.call
    .filter(c => c.endedAt !== null && !NOT_TALKED.includes(c.ending))
    .map((c): Done => {
      const until = addDays(c.startedOn, TRIAL_DAYS)
      return { way: 'call', ofFact: c.id, doneOn: c.startedOn, until, invoiceIds: null, minutes: callMinutes(c) }
    })
  const ledger = facts.settlementOffer.length > 0 ? openLedger(facts, today) : undefined
  const offers = facts.settlementOffer
    .filter(o => o.withdrawnOn === null)
    .map((o): Done => {
      const paid = ledger !== undefined && offerState(o, ledger, today).state === 'paid'
      return { way: 'settle', ofFact: o.id, doneOn: o.effectiveOn, until: o.deadline, invoiceIds: o.invoiceIds, paid }
    })
  const given = facts.handOver
    .filter(h => h.draft !== true && (h.kind === 'lawyer' || h.kind === 'agency'))
    .map((h): Done => {
      const way = h.kind === 'lawyer' ? 'letter' : 'agency'
      return { way, ofFact: h.id, doneOn: h.startedOn, until: addDays(h.startedOn, HANDED_OVER_DAYS), invoiceIds: h.invoiceIds }
    })
  return [...messages, ...talks, ...offers, ...given].sort((a, b) => (a.doneOn < b.doneOn ? -1 : 1))
}

/**
 * Judges what was done and whose time is over. Money counts for the last thing done before it came; at least half of what was late is "paid".
 * What was done while nothing was late is no trial.
 */
export function judgedTrials(facts: ClientFacts, today: Day): JudgedTrial[] {
  const all = doneIn(facts, today)
  return all.flatMap((done, at) => {
    if (done.until >= today || done.doneOn >= today) return []
    const next = all.slice(at + 1).find(d => d.doneOn > done.doneOn)
    const trial = judge(facts, done, next?.doneOn)
    return trial ? [trial] : []
  })
}

function judge(facts: ClientFacts, done: Done, nextOn: Day | undefined): JudgedTrial | undefined {
  const { way, ofFact, doneOn } = done
  const before = openLedger(facts, doneOn)
  const late = before.accounts.filter(
    a => a.openMinor > 0n && a.invoice.dueOn < doneOn && (done.invoiceIds === null || done.invoiceIds.includes(a.invoice.id)),
  )
  const currency = late[0]?.invoice.currency
  if (currency === undefined) return undefined
  const mine = late.filter(a => a.invoice.currency === currency)
  const owedMinor = mine.reduce((sum, a) => sum + a.openMinor, 0n)
  const oldest = mine.map(a => a.invoice.dueOn).sort()[0] ?? doneOn
  const judgedOn = nextOn !== undefined && nextOn < done.until ? nextOn : done.until
  const ids = mine.map(a => a.invoice.id)
  const paid = done.paid ?? 2n * paidOf(facts, ids, doneOn, judgedOn) >= owedMinor
  return {
    ...{ way, ofFact, currency, owedMinor, doneOn, judgedOn },
    age: daysBetween(oldest, doneOn),
    reason: facts.latenessReason.findLast(r => r.effectiveOn <= doneOn)?.reason ?? UNKNOWN_REASON,
    drawn: facts.lot.some(l => l.way === way && l.effectiveOn <= doneOn && daysBetween(l.effectiveOn, doneOn) <= TRIAL_DAYS),
    paid,
    seen: paid ? 1 : daysBetween(doneOn, judgedOn) / Math.max(1, daysBetween(doneOn, done.until)),
    minutes: done.minutes ?? null,
  }
}

/** Money that came for some invoices after a day, up to another. Minor units. */
function paidOf(facts: ClientFacts, ids: readonly string[], after: Day, upTo: Day): bigint {
  const { postings } = openLedger(facts, upTo)
  return postings.reduce((sum, p) => (ids.includes(p.invoiceId) && p.on > after && p.on <= upTo ? sum + p.minor : sum), 0n)
}
