import { type Day, latest } from '../day/day.ts'
import { balances, type OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
import type { Obstacle } from './decision.ts'
import { isPayableYet, planNote } from './due-note.ts'
import type { InvoiceHold } from './gate.ts'
import { ladderEndedObstacle } from './gates/ladder-ended.ts'
import { nothingOpenObstacle } from './gates/nothing-open.ts'
import { stepLaterObstacle } from './gates/step-later.ts'
import { explainingGates } from './gates.ts'
import { planLate } from './ladder.ts'
import type { Claim, Planned } from './planned.ts'
import { Soonest } from './soonest.ts'
import { nextTurn } from './turns.ts'

const NONE: readonly never[] = []

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
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

/** Asks every invoice gate about one invoice. */
function holdsOn(c: Case, item: OpenItem): readonly InvoiceHold[] {
  let holds: InvoiceHold[] | undefined
  for (const gate of c.gates.invoice) {
    const hold = gate.holdsInvoice?.(c, item)
    if (hold === undefined) continue
    if (holds === undefined) holds = [hold]
    else holds.push(hold)
  }
  return holds ?? NONE
}

/** Every open invoice: late or not, and what its holds leave of it. @param turns is told the days on which what is held is free. */
function sortItems(c: Case, turns: Soonest): Sorted {
  const late: Claim[] = []
  const upcoming: Claim[] = []
  const heldLate: Claim[] = []
  const obstacles: Obstacle[] = []
  for (const item of c.owed) {
    const isLate = item.lateMinor > 0n
    const asked = isLate ? item.lateMinor : item.openMinor
    const holds = holdsOn(c, item)
    const minor = holds.reduce((left, hold) => lesser(left, hold.leavesMinor), lesser(asked, item.openMinor))
    if (minor > 0n) (isLate ? late : upcoming).push({ item, minor })
    else if (isLate) heldLate.push({ item, minor: asked })
    if (holds.length === 0) continue
    for (const { obstacle } of holds) obstacles.push(obstacle)
    // where a hold leaves a part, the end of another frees that part already
    if (holds.some(hold => hold.leavesMinor > 0n)) for (const { obstacle } of holds) turns.tell(obstacle.until)
    else turns.tell(endOf(holds.map(hold => hold.obstacle)))
  }
  return { late, upcoming, heldLate, obstacles }
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
    if (held.some(o => o.invoiceId === item.id) || claimed.some(claim => claim.item === item)) continue
    for (const gate of explainingGates) {
      const why = gate.explains?.(c, item)
      if (!why) continue
      found.push(why)
      break
    }
  }
  return found
}

const endOf = (obstacles: readonly Obstacle[]): Day | null =>
  obstacles.reduce<Day | null>((end, o) => (end === null ? o.until : latest(end, o.until)), null)

/** Nothing is owed: no invoice is open, or in every currency money and credit cover what is. */
const owesNothing = (c: Case): boolean =>
  c.owed.length === 0 || (c.ledger.unapplied.size > 0 && balances(c.owed, c.ledger).every(b => b.openMinor === 0n || b.balanceMinor <= 0n))

function tellIssues(c: Case, turns: Soonest): void {
  for (const invoice of c.facts.invoice) if (invoice.totalMinor > 0n) turns.tell(invoice.issuedOn)
}

function owingNothing(c: Case): Verdict {
  const turns = new Soonest(c.today)
  tellIssues(c, turns)
  for (const { state, plan, turnsOn } of c.plans) if (state === 'on-track' && plan.interestMinor) turns.tell(turnsOn)
  return { acts: undefined, wouldBe: undefined, byInvoice: NONE, others: [nothingOpenObstacle(c)], next: turns.on, nothingOpen: true }
}

/** Decides one day, gates and ladder together, without the day to look again. */
export function verdictOn(c: Case): Verdict {
  if (owesNothing(c)) return owingNothing(c)
  const turns = new Soonest(c.today)
  const { late, upcoming, heldLate, obstacles } = sortItems(c, turns)
  for (const { item } of upcoming) turns.tell(nextTurn(c, item))
  for (const { item } of late) if (isPayableYet(c, item)) turns.tell(c.agenda.dueDays(item.dueOn).payableOn) // fell due on a day off: the note comes on the open one
  if (!c.ledger.complete) tellIssues(c, turns)
  for (const p of c.promises) if (p.outcome === 'running' || p.outcome === 'in-transit') turns.tell(p.missedOn) // spoken of at once where broken
  const others: Obstacle[] = []
  const ladder = planLate(c, late)
  const note = planNote(c, late.length === 0 ? upcoming : [...late, ...upcoming])
  if (ladder && ladder.day > c.today) others.push(stepLaterObstacle(ladder))
  const ended = late.length > 0 && !ladder ? ladderEndedObstacle(c) : undefined
  if (ended) others.push(ended)
  turns.tell(ended?.until)
  for (const planned of [ladder, note]) {
    if (!planned) continue
    turns.tell(planned.day)
    turns.tell(planned.changesOn)
    if (planned.day > c.today) continue
    const held = obstaclesOf(c, planned)
    if (held.length === 0) {
      const byInvoice = [...obstacles, ...explain(c, c.owed, planned.claims, obstacles)]
      return { acts: planned, wouldBe: planned, byInvoice, others: NONE, next: null, nothingOpen: false }
    }
    turns.tell(endOf(held))
    for (const o of held) if (!others.some(known => known.code === o.code && known.until === o.until)) others.push(o)
  }
  const wouldBe = ladder ?? note ?? planLate(c, heldLate)
  if (wouldBe && wouldBe !== ladder && wouldBe !== note && wouldBe.day <= c.today) others.push(...obstaclesOf(c, wouldBe))
  const byInvoice = [...obstacles, ...explain(c, c.owed, NONE, obstacles)]
  return { acts: undefined, wouldBe, byInvoice, others, next: turns.on, nothingOpen: false }
}
