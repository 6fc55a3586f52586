import { type Day, latest } from '../day/day.ts'
import { balances, type OpenItem } from '../ledger/balance.ts'
import type { Case, Sorted } from './case.ts'
import type { Obstacle } from './decision.ts'
import { isPayableYet, planNote } from './due-note.ts'
import { ladderEndedObstacle } from './gates/ladder-ended.ts'
import { nothingOpenObstacle } from './gates/nothing-open.ts'
import { stepLaterObstacle } from './gates/step-later.ts'
import { explainingGates } from './gates.ts'
import { planLate } from './ladder.ts'
import { keepLasting, lastingOf } from './lasting.ts'
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

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

const asked = (item: OpenItem): bigint => (item.lateMinor > 0n ? item.lateMinor : item.openMinor)

/** Asks every invoice gate about every open invoice. @param turns is told the days on which what is held is free. */
function sortItems(c: Case, turns: Soonest): Sorted {
  const late: Claim[] = []
  const upcoming: Claim[] = []
  const heldLate: Claim[] = []
  const obstacles: Obstacle[] = []
  for (const item of c.owed) {
    const before = obstacles.length
    let leavesMinor = lesser(asked(item), item.openMinor)
    let isInPart = false
    for (const gate of c.gates.invoice) {
      const hold = gate.holdsInvoice?.(c, item)
      if (hold === undefined) continue
      obstacles.push(hold.obstacle)
      leavesMinor = lesser(leavesMinor, hold.leavesMinor)
      isInPart ||= hold.leavesMinor > 0n
    }
    const isLate = item.lateMinor > 0n
    if (leavesMinor > 0n) (isLate ? late : upcoming).push({ item, minor: leavesMinor })
    else if (isLate) heldLate.push({ item, minor: item.lateMinor })
    if (obstacles.length > before) tellFreed(obstacles.slice(before), isInPart, turns)
  }
  return { late, upcoming, heldLate, obstacles }
}

/** Where a hold leaves a part, the end of another frees that part already. */
function tellFreed(holds: readonly Obstacle[], isInPart: boolean, turns: Soonest): void {
  if (isInPart) for (const { until } of holds) turns.tell(until)
  else turns.tell(endOf(holds))
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

/** Why an open invoice that nothing holds is not asked for today, by the first gate that knows. */
function explanationOf(c: Case, item: OpenItem): Obstacle | undefined {
  for (const gate of explainingGates) {
    const why = gate.explains?.(c, item)
    if (why !== undefined) return why
  }
  return undefined
}

/** What holds invoices, and why those that are in no message, and that nothing holds, are not. */
function explained(c: Case, claimed: readonly Claim[], held: readonly Obstacle[]): readonly Obstacle[] {
  if (c.today !== c.origin) return held // a look ahead is not told to anybody
  const told = held.slice()
  for (const item of c.owed) {
    if (claimed.length > 0 && claimed.some(claim => claim.item === item)) continue
    if (held.length > 0 && held.some(o => o.invoiceId === item.id)) continue
    const why = explanationOf(c, item)
    if (why !== undefined) told.push(why)
  }
  return told
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

/** Tells the days on which what is asked for can change by itself. */
function tellDays(c: Case, { late, upcoming }: Sorted, turns: Soonest): void {
  for (const { item } of upcoming) turns.tell(nextTurn(c, item))
  for (const { item } of late) if (isPayableYet(c, item)) turns.tell(c.agenda.dueDays(item.dueOn).payableOn) // fell due on a day off: the note comes on the open one
  if (!c.ledger.complete) tellIssues(c, turns)
  for (const p of c.promises) if (p.outcome === 'running' || p.outcome === 'in-transit') turns.tell(p.missedOn) // spoken of at once where broken
}

/** Decides one day, gates and ladder together, without the day to look again. */
export function verdictOn(c: Case): Verdict {
  if (owesNothing(c)) return owingNothing(c)
  const turns = new Soonest(c.today)
  const lasting = lastingOf(c)
  const sorted = lasting ? lasting.sorted : sortItems(c, turns)
  const ladder = lasting ? lasting.ladder : planLate(c, sorted.late)
  if (!lasting) keepLasting(c, sorted, ladder)
  const others: Obstacle[] = []
  if (ladder && ladder.day > c.today) others.push(stepLaterObstacle(ladder))
  const ended = sorted.late.length > 0 && !ladder ? ladderEndedObstacle(c) : undefined
  if (ended) others.push(ended)
  const steps = ladder && comes(c, ladder, turns, others)
  const note = steps ? undefined : planNote(c, sorted)
  const acts = steps ?? (note && comes(c, note, turns, others))
  const byInvoice = explained(c, acts?.claims ?? NONE, sorted.obstacles)
  if (acts) return { acts, wouldBe: acts, byInvoice, others: NONE, next: null, nothingOpen: false }
  turns.tell(ended?.until)
  tellDays(c, sorted, turns)
  const held = ladder || note ? undefined : planLate(c, sorted.heldLate)
  if (held && held.day <= c.today) others.push(...obstaclesOf(c, held))
  if (c.facts.hold.length > 0) tellPersonsHolds(c, others)
  return { acts: undefined, wouldBe: ladder ?? note ?? held, byInvoice, others, next: turns.on, nothingOpen: false }
}

/** What a person holds of the whole client is told also where no step comes anyway: it stays when the rest is over. */
function tellPersonsHolds(c: Case, others: Obstacle[]): void {
  for (const gate of c.gates.client) {
    const held = gate.reads.includes('hold') ? gate.holdsClient?.(c) : undefined
    if (held && !others.some(known => known.code === held.code && known.until === held.until)) others.push(held)
  }
}

/** The step itself where its day has come and nothing holds it. @param turns is told the days on which that can change, @param others what holds it. */
function comes(c: Case, planned: Planned, turns: Soonest, others: Obstacle[]): Planned | undefined {
  turns.tell(planned.day)
  turns.tell(planned.changesOn)
  if (planned.day > c.today) return undefined
  const held = obstaclesOf(c, planned)
  if (held.length === 0) return planned
  turns.tell(endOf(held))
  for (const o of held) if (!others.some(known => known.code === o.code && known.until === o.until)) others.push(o)
  return undefined
}
