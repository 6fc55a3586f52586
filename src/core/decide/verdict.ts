import { type Day, latest } from '../day/day.ts'
import { balances, type OpenItem } from '../ledger/balance.ts'
import type { Case } from './case.ts'
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

interface Sorted {
  readonly late: Claim[]
  readonly upcoming: Claim[]
  readonly heldLate: Claim[]
  readonly obstacles: Obstacle[]
}

const lesser = (a: bigint, b: bigint): bigint => (a < b ? a : b)

const asked = (item: OpenItem): bigint => (item.lateMinor > 0n ? item.lateMinor : item.openMinor)

/** Asks every invoice gate about every open invoice. @param turns is told the days on which what is held is free. */
function sortItems(c: Case, turns: Soonest): Sorted {
  const sorted: Sorted = { late: [], upcoming: [], heldLate: [], obstacles: [] }
  for (const item of c.owed) {
    const before = sorted.obstacles.length
    let leavesMinor = lesser(asked(item), item.openMinor)
    let isInPart = false
    for (const gate of c.gates.invoice) {
      const hold = gate.holdsInvoice?.(c, item)
      if (hold === undefined) continue
      sorted.obstacles.push(hold.obstacle)
      leavesMinor = lesser(leavesMinor, hold.leavesMinor)
      isInPart ||= hold.leavesMinor > 0n
    }
    const isLate = item.lateMinor > 0n
    if (leavesMinor > 0n) (isLate ? sorted.late : sorted.upcoming).push({ item, minor: leavesMinor })
    else if (isLate) sorted.heldLate.push({ item, minor: item.lateMinor })
    if (sorted.obstacles.length > before) tellFreed(sorted.obstacles.slice(before), isInPart, turns)
  }
  return sorted
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

/** Adds why the invoices that are in no message, and that nothing holds, are not. */
function explain(c: Case, claimed: readonly Claim[], told: Obstacle[]): void {
  if (c.today !== c.origin) return // a look ahead is not told to anybody
  const held = told.length
  for (const item of c.owed) {
    if (claimed.some(claim => claim.item === item)) continue
    if (held > 0 && told.some((o, at) => at < held && o.invoiceId === item.id)) continue
    for (const gate of explainingGates) {
      const why = gate.explains?.(c, item)
      if (why === undefined) continue
      told.push(why)
      break
    }
  }
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
  const lasting = lastingOf(c)
  const { late, upcoming, heldLate, obstacles: byInvoice } = lasting ? { ...lasting, heldLate: NONE, obstacles: [] } : sortItems(c, turns)
  for (const { item } of upcoming) turns.tell(nextTurn(c, item))
  for (const { item } of late) if (isPayableYet(c, item)) turns.tell(c.agenda.dueDays(item.dueOn).payableOn) // fell due on a day off: the note comes on the open one
  if (!c.ledger.complete) tellIssues(c, turns)
  for (const p of c.promises) if (p.outcome === 'running' || p.outcome === 'in-transit') turns.tell(p.missedOn) // spoken of at once where broken
  const others: Obstacle[] = []
  const ladder = lasting ? lasting.ladder : planLate(c, late)
  if (byInvoice.length === 0) keepLasting(c, late, upcoming, ladder)
  const note = planNote(c, upcoming.length === 0 ? late : late.concat(upcoming))
  if (ladder && ladder.day > c.today) others.push(stepLaterObstacle(ladder))
  const ended = late.length > 0 && !ladder ? ladderEndedObstacle(c) : undefined
  if (ended) others.push(ended)
  turns.tell(ended?.until)
  const acts = (ladder && comes(c, ladder, turns, others)) ?? (note && comes(c, note, turns, others))
  explain(c, acts?.claims ?? NONE, byInvoice)
  if (acts) return { acts, wouldBe: acts, byInvoice, others: NONE, next: null, nothingOpen: false }
  const held = ladder || note ? undefined : planLate(c, heldLate)
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
