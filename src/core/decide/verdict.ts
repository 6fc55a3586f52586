import { type Day, earliest, latest } from '../day/day.ts'
import { balances, type OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
import type { Obstacle } from './decision.ts'
import { isPayableYet, planNote } from './due-note.ts'
import { ladderEndedObstacle } from './gates/ladder-ended.ts'
import { nothingOpenObstacle } from './gates/nothing-open.ts'
import { stepLaterObstacle } from './gates/step-later.ts'
import { explainingGates } from './gates.ts'
import { planLate } from './ladder.ts'
import type { Claim, Planned } from './planned.ts'
import { nextTurn } from './turns.ts'

/** What the gates leave of one day: a step that comes, or everything that stands in its way. */
export interface Verdict {
  /** The step that comes today. */
  readonly acts: Planned | undefined
  /** The step that would have come. */
  readonly wouldBe: Planned | undefined
  /** What holds single invoices, or explains why they are not asked for. */
  readonly byInvoice: readonly Obstacle[]
  /** What holds the client or the step. */
  readonly others: readonly Obstacle[]
  /** The next day on which this can turn out otherwise with the same facts; never later than the day it does. None: never by itself. */
  readonly next: Day | null
  readonly nothingOpen: boolean
}

interface Sorted {
  readonly late: readonly Claim[]
  readonly upcoming: readonly Claim[]
  readonly heldLate: readonly Claim[]
  readonly obstacles: readonly Obstacle[]
  /** The days on which each held invoice, or the part of it that a hold leaves, is free. */
  readonly freedOn: readonly Day[]
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Asks every invoice gate about every open invoice. */
function sortItems(c: Case): Sorted {
  const late: Claim[] = []
  const upcoming: Claim[] = []
  const heldLate: Claim[] = []
  const obstacles: Obstacle[] = []
  const freedOn: Day[] = []
  for (const item of c.owed) {
    let leavesMinor = item.openMinor
    let free: Day | undefined
    const ends: Day[] = []
    let isInPart = false
    for (const gate of c.gates.invoice) {
      const hold = gate.holdsInvoice?.(c, item)
      if (!hold) continue
      obstacles.push(hold.obstacle)
      leavesMinor = lesser(leavesMinor, hold.leavesMinor)
      isInPart ||= hold.leavesMinor > 0n
      ends.push(hold.obstacle.until)
      free = free === undefined ? hold.obstacle.until : latest(free, hold.obstacle.until)
    }
    // where a hold leaves a part, the end of another frees that part already
    if (isInPart) freedOn.push(...ends)
    else if (free !== undefined) freedOn.push(free)
    const isLate = item.lateMinor > 0n
    const minor = lesser(leavesMinor, isLate ? item.lateMinor : item.openMinor)
    if (minor > 0n) (isLate ? late : upcoming).push({ item, minor })
    else if (isLate) heldLate.push({ item, minor: item.lateMinor })
  }
  return { late, upcoming, heldLate, obstacles, freedOn }
}

/** A person allowed this contact, whatever habit says. */
const isAllowed = (c: Case, planned: Planned): boolean =>
  c.facts.steer.some(
    s =>
      s.action === 'allow' &&
      s.effectiveOn <= c.today &&
      c.today <= (s.toDay ?? s.effectiveOn) &&
      (s.step === null || s.step === planned.step.id),
  )

/** What holds the client or a step. */
export function obstaclesOf(c: Case, planned: Planned): Obstacle[] {
  const allowed = c.facts.steer.length > 0 && isAllowed(c, planned)
  const found: Obstacle[] = []
  for (const gate of c.gates.client) {
    const held = allowed && gate.yields ? undefined : gate.holdsClient?.(c)
    if (held) found.push(held)
  }
  for (const gate of c.gates.step) {
    const held = allowed && gate.yields ? undefined : gate.holdsStep?.(c, planned)
    if (held) found.push(held)
  }
  return found
}

/** Why the invoices that are in no message are not. */
function explain(c: Case, items: readonly OpenItem[], claimed: readonly Claim[], held: readonly Obstacle[]): Obstacle[] {
  const found: Obstacle[] = []
  if (c.today !== c.origin) return found // a look ahead is not told to anybody
  for (const item of items) {
    if (claimed.some(claim => claim.item === item) || held.some(o => o.invoiceId === item.id)) continue
    for (const gate of explainingGates) {
      const why = gate.explains?.(c, item)
      if (!why) continue
      found.push(why)
      break
    }
  }
  return found
}

const laterThan = (today: Day, days: readonly (Day | null)[]): Day | null =>
  days.reduce<Day | null>((next, d) => (d === null || d <= today ? next : next === null ? d : earliest(next, d)), null)

const endOf = (obstacles: readonly Obstacle[]): Day | null =>
  obstacles.reduce<Day | null>((end, o) => (end === null ? o.until : latest(end, o.until)), null)

/** Nothing is owed: no invoice is open, or in every currency money and credit cover what is. */
const owesNothing = (c: Case): boolean =>
  c.owed.length === 0 || (c.ledger.unapplied.size > 0 && balances(c.owed, c.ledger).every(b => b.openMinor === 0n || b.balanceMinor <= 0n))

const upcomingIssue = (c: Case): Day | null =>
  laterThan(
    c.today,
    c.facts.invoice.map(i => (i.totalMinor > 0n ? i.issuedOn : null)),
  )

/** Decides one day, gates and ladder together, without the day to look again. */
export function verdictOn(c: Case): Verdict {
  if (owesNothing(c))
    return {
      acts: undefined,
      wouldBe: undefined,
      byInvoice: [],
      others: [nothingOpenObstacle(c)],
      next: laterThan(c.today, [
        upcomingIssue(c),
        ...c.plans.map(p => (p.state === 'on-track' && p.plan.interestMinor ? p.turnsOn : null)),
      ]),
      nothingOpen: true,
    }
  const sorted = sortItems(c)
  const turns: (Day | null)[] = [...sorted.freedOn]
  for (const { item } of sorted.upcoming) turns.push(nextTurn(c, item))
  for (const { item } of sorted.late) if (isPayableYet(c, item)) turns.push(c.agenda.payableDay(item.dueOn)) // fell due on a day off: the note comes on the open one
  if (!c.ledger.complete) turns.push(upcomingIssue(c))
  for (const p of c.promises) if (p.outcome === 'running' || p.outcome === 'in-transit') turns.push(p.missedOn) // spoken of at once where broken
  const others: Obstacle[] = []
  const ladder = planLate(c, sorted.late)
  const note = planNote(c, [...sorted.late, ...sorted.upcoming])
  if (ladder && ladder.day > c.today) others.push(stepLaterObstacle(ladder))
  const ended = sorted.late.length > 0 && !ladder ? ladderEndedObstacle(c) : undefined
  if (ended) others.push(ended)
  if (ended) turns.push(ended.until)
  for (const planned of [ladder, note]) {
    if (!planned) continue
    turns.push(planned.day, planned.changesOn)
    if (planned.day > c.today) continue
    const held = obstaclesOf(c, planned)
    if (held.length === 0) {
      const byInvoice = [...sorted.obstacles, ...explain(c, c.owed, planned.claims, sorted.obstacles)]
      return { acts: planned, wouldBe: planned, byInvoice, others: [], next: null, nothingOpen: false }
    }
    turns.push(endOf(held))
    for (const o of held) if (!others.some(known => known.code === o.code && known.until === o.until)) others.push(o)
  }
  const wouldBe = ladder ?? note ?? planLate(c, sorted.heldLate)
  if (wouldBe && wouldBe !== ladder && wouldBe !== note && wouldBe.day <= c.today) others.push(...obstaclesOf(c, wouldBe))
  const byInvoice = [...sorted.obstacles, ...explain(c, c.owed, [], sorted.obstacles)]
  return { acts: undefined, wouldBe, byInvoice, others, next: laterThan(c.today, turns), nothingOpen: false }
}
