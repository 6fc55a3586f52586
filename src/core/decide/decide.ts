import { addDays, type Day } from '../day/day.ts'
import type { ClientFacts } from '../facts/nouns.ts'
import type { Case } from './case.ts'
import type { Act, Amount, Decision, Obstacle, Reason } from './decision.ts'
import { amountText } from './gate.ts'
import { asksApproval } from './gates/needs-approval.ts'
import { claimsCosts } from './gates/notice-first.ts'
import { allowedHours } from './gates/quiet-hours.ts'
import { activeGates, remarkingGates } from './gates.ts'
import type { LawView } from './law-view.ts'
import { lookAhead, makeCase } from './make-case.ts'
import type { Claim, Planned } from './planned.ts'
import type { Policy } from './policy.ts'
import { steadyUntil } from './steady.ts'
import { type Verdict, verdictOn } from './verdict.ts'
import type { World } from './world.ts'

/** Days looked ahead, at most, for the day to look again. A longer chain of holds is looked at where it breaks off. */
const LOOKS_AHEAD_MAX = 60

/**
 * The one answer for one client on one civil day: act (which step, channel, tone, why) or hold (every obstacle, and the exact day to look
 * again). Pure: the same facts, policy, law and world give the same answer for any day, past or coming.
 * @param today the civil day in the firm's zone.
 */
export function decide(facts: ClientFacts, policy: Policy, law: LawView, today: Day, world: World): Decision {
  return decideCase(caseOf(facts, policy, law, today, world))
}

/** All that is derived of one client on one day, for who asks for more of it than the answer. */
export const caseOf = (facts: ClientFacts, policy: Policy, law: LawView, today: Day, world: World): Case =>
  makeCase(facts, policy, law, today, world, activeGates(facts))

/** The answer for a case that is laid out already. */
export function decideCase(c: Case): Decision {
  const { today } = c
  const verdict = verdictOn(c)
  const clientId = c.facts.client.id
  if (verdict.acts) {
    const tomorrow = addDays(today, 1)
    return { clientId, on: today, outcome: actOf(c, verdict, verdict.acts), reviewOn: tomorrow, turnsOn: tomorrow }
  }
  const obstacles = verdict.byInvoice.length === 0 ? verdict.others : [...verdict.byInvoice, ...verdict.others]
  const { wouldBe } = verdict
  const step = wouldBe && wouldBe.day <= today ? wouldBe.step.id : null
  const reviewOn = reviewDay(c, verdict, obstacles)
  return {
    clientId,
    on: today,
    outcome: { kind: 'hold', obstacles, step },
    reviewOn,
    turnsOn: steadyUntil(c, verdict, obstacles, reviewOn),
  }
}

/** Earliest day on which, with the same facts, a step comes or a person has to look. */
function reviewDay(c: Case, first: Verdict, obstacles: readonly Obstacle[]): Day | null {
  if (first.nothingOpen) return first.next
  let on = first.next
  for (let looked = 0; on !== null && looked < LOOKS_AHEAD_MAX; looked++) {
    const verdict = verdictOn(lookAhead(c, on))
    if (verdict.acts || verdict.next === null) return on
    on = verdict.next
  }
  return on ?? obstacles.reduce((latest, o) => (o.until > latest ? o.until : latest), addDays(c.today, 1))
}

function amountsOf(claims: readonly Claim[]): Amount[] {
  const sums = new Map<string, bigint>()
  for (const { item, minor } of claims) sums.set(item.currency, (sums.get(item.currency) ?? 0n) + minor)
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ minor: minor.toString(), currency }))
}

function assigneeOf(c: Case, step: string): string | null {
  let found: { readonly toUser: string; readonly step: string | null; readonly effectiveOn: Day } | undefined
  for (const a of c.facts.assignment) {
    if (a.effectiveOn > c.today || (a.endedOn !== null && a.endedOn <= c.today) || (a.step !== null && a.step !== step)) continue
    const closer = !found || (a.step !== null && found.step === null) || (a.step === found.step && a.effectiveOn >= found.effectiveOn)
    if (closer) found = a
  }
  return found?.toUser ?? null
}

function actOf(c: Case, verdict: Verdict, planned: Planned): Act {
  const { step } = planned
  const claims = planned.claims.toSorted((a, b) =>
    a.item.dueOn < b.item.dueOn ? -1 : a.item.dueOn > b.item.dueOn ? 1 : a.item.id < b.item.id ? -1 : 1,
  )
  const inPart = claims.filter(claim => claim.minor !== claim.item.openMinor)
  const remarks = remarkingGates.map(gate => gate.remarks?.(c, planned)).filter((r): r is Reason => r !== undefined)
  return {
    kind: 'act',
    step: step.id,
    channel: step.channel,
    tone: planned.tone,
    class: 'chase',
    cycle: planned.cycle,
    occurrence: planned.occurrence,
    invoiceIds: claims.map(claim => claim.item.id),
    parts: inPart.length === 0 ? undefined : inPart.map(({ item, minor }) => ({ invoiceId: item.id, minor: minor.toString() })),
    amounts: amountsOf(claims),
    reasons: [...planned.reasons, ...remarks],
    needsApproval: asksApproval(c, planned),
    byPerson: step.byPerson,
    signs: step.signs === 'senior' ? step.signs : undefined,
    claimsCosts: claimsCosts(c, step),
    deadlineDays: step.deadlineDays,
    asksArrival: step.asksArrival ? true : undefined,
    hours: allowedHours(c),
    toRole: step.toRole ?? undefined,
    phase: c.world.phase,
    assignee: assigneeOf(c, step.id),
    leftOut: verdict.byInvoice,
  }
}

/** A decision's answer, reasons and review day as text: equal texts, equal decisions; a new row is written only where it changes. */
export function fingerprint(decision: Decision): string {
  const { outcome } = decision
  const told = ({ code, params }: Reason): string => {
    let text = `${code}(`
    for (const name in params) text += `${name}=${params[name]},` // a gate names them in one order
    return `${text})`
  }
  const held = (o: Obstacle): string => `${told(o)}@${o.until}${o.invoiceId === undefined ? '' : `#${o.invoiceId}`}`
  // nothing is owed: the usual review moves with the day and is told to nobody
  if (decision.reviewOn === null && outcome.kind === 'hold') return ['none', ...outcome.obstacles.map(o => o.code)].join('|')
  if (outcome.kind === 'hold') return ['hold', outcome.step ?? '', decision.reviewOn ?? '', ...outcome.obstacles.map(held).sort()].join('|')
  const { step, channel, tone, cycle, occurrence, invoiceIds, needsApproval, claimsCosts: costs, phase, assignee } = outcome
  const amounts = outcome.amounts.map(a => amountText(BigInt(a.minor), a.currency))
  return [
    ...['act', step, channel, tone, cycle, occurrence, needsApproval, costs, phase, assignee ?? ''],
    ...[invoiceIds.join(','), amounts.join(','), outcome.reasons.map(told).join(','), outcome.leftOut.map(held).sort().join(',')],
  ].join('|')
}
