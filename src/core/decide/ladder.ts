import { addDays, type Day, latest } from '../day/day.ts'
import { because } from './act-reasons.ts'
import type { Case, Past } from './case.ts'
import type { Reason } from './decision.ts'
import { gets } from './due-note.ts'
import { pastOf, restartOf, timesDone } from './past.ts'
import type { Claim, Planned } from './planned.ts'
import type { PolicyStep } from './policy.ts'
import { treatedOf } from './treated.ts'
import { findTrigger, type Trigger } from './trigger.ts'

/** The steps after the due date start here. */
const isLateStep = (step: PolicyStep): boolean => step.days > 0

/** The first day on which the step at a place may come for something due on a day. */
const stepDay = (c: Case, place: number, dueOn: Day): Day => c.agenda.dueDays(dueOn).stepDays[place] as Day // there is one for each step

const movedTo = (past: Past, step: PolicyStep, isNext: boolean): Day | null =>
  (past.moved.get(step.id) ?? (isNext ? past.moved.get('*') : undefined))?.toDay ?? null

interface Chosen {
  readonly step: PolicyStep
  readonly day: Day
  readonly changesOn: Day | null
  readonly reason: Reason
  readonly extra: readonly Reason[]
}

/**
 * The next undone step and its day. A person's step that nobody did is overtaken by the next message when that one's day has come,
 * but not before it stood on the list for the length of a gap.
 */
function nextStep(c: Case, past: Past, base: Day): Chosen | undefined {
  const { steps, gapDays } = c.policy
  const index = steps.findIndex((s, i) => i > past.position && isLateStep(s) && gets(c, s))
  const step = steps[index]
  if (!step) return repeated(c, past, base)
  const moved = movedTo(past, step, true)
  const deadline = past.deadlineDay
  const own = stepDay(c, index, base)
  const day = moved ?? (step.internal && deadline !== null ? addDays(deadline, 1) : own)
  const why = moved
    ? because('moved-by-person', { onDay: moved })
    : step.internal && deadline !== null
      ? because('deadline-passed', { deadlineDay: deadline })
      : because('overdue', { dueOn: base })
  if (!step.byPerson || step.internal) return { step, day, changesOn: null, reason: why, extra: [] }
  const place = steps.findIndex((s, i) => i > index && !s.byPerson && gets(c, s))
  const after = steps[place]
  if (!after) return { step, day, changesOn: null, reason: why, extra: [] }
  const free = past.lastContact ? addDays(past.lastContact.doneOn, gapDays) : day
  const stood = latest(latest(day, free), deadline === null ? day : addDays(deadline, 1))
  const overtaken = latest(movedTo(past, after, false) ?? stepDay(c, place, base), addDays(stood, gapDays))
  return c.today < overtaken
    ? { step, day, changesOn: overtaken, reason: why, extra: [] }
    : { step: after, day: overtaken, changesOn: null, reason: because('overdue', { dueOn: base }), extra: [because('person-step-passed')] }
}

/** After the ladder's end: a step that repeats, that many days after it was last done. */
function repeated(c: Case, past: Past, base: Day): Chosen | undefined {
  const place = c.policy.steps.findLastIndex(s => isLateStep(s) && s.repeatDays !== null && gets(c, s))
  const step = c.policy.steps[place]
  if (!step || step.repeatDays === null) return undefined
  const last = past.lastDone.get(step.id)
  const day = movedTo(past, step, true) ?? (last ? addDays(last, step.repeatDays) : stepDay(c, place, base))
  return { step, day, changesOn: null, reason: because('repeats', { dueOn: base }), extra: [] }
}

/** A broken promise or missed instalment: the next step if its day has come, else the last message once more. */
function triggered(c: Case, past: Past, trigger: Trigger, next: Chosen | undefined): Chosen | undefined {
  if (next && next.day <= c.today && !next.step.internal)
    return { ...next, day: trigger.day, changesOn: null, reason: trigger.reason, extra: next.extra }
  const step = past.lastStep ?? c.policy.steps.find(s => isLateStep(s) && !s.byPerson && gets(c, s))
  return step && { step, day: trigger.day, changesOn: null, reason: trigger.reason, extra: [] }
}

function askedAgain(c: Case, past: Past): Chosen | undefined {
  const steer = past.repeatAsked
  if (!steer) return undefined
  const step = steer.step === null ? past.lastStep : c.policy.steps.find(s => s.id === steer.step)
  return (
    step && {
      step,
      day: steer.toDay ?? steer.effectiveOn,
      changesOn: null,
      reason: because('repeat-asked', { words: steer.reason }),
      extra: [],
    }
  )
}

/** One level up at most; one down after money came or a promise was kept; as low as a person says, or as the reason that is known asks for. */
function toneFor(c: Case, past: Past, step: PolicyStep): Toned {
  const toned = policyTone(c, past, step)
  const highest = step.byPerson ? null : (treatedOf(c)?.treatment.toneMax ?? null)
  return highest === null || toned.tone <= highest ? toned : { tone: highest, reasons: [...toned.reasons, because('reason-known')] }
}

interface Toned {
  readonly tone: number
  readonly reasons: readonly Reason[]
}

function policyTone(c: Case, past: Past, step: PolicyStep): Toned {
  const soft = past.softened.get(step.id) ?? past.softened.get('*')
  if (soft?.tone) return { tone: Math.min(soft.tone, step.tone), reasons: [because('softened', { words: soft.reason })] }
  if (step.byPerson) return { tone: step.tone, reasons: [] }
  const last = past.level
  const level = last ? (last.tone ?? c.policy.steps.find(s => s.id === last.step)?.tone ?? 1) : 0
  const since = last?.doneOn
  const raised = Math.min(step.tone, level + 1)
  if (since === undefined) return { tone: raised, reasons: [] }
  const lowered = Math.max(1, Math.min(step.tone, level) - 1)
  if (c.promises.some(p => p.outcome === 'kept' && p.promise.givenOn >= since && p.promise.promisedFor <= c.today))
    return { tone: lowered, reasons: [because('promise-kept')] }
  if (c.ledger.postings.some(p => p.on > since && p.minor > 0n)) return { tone: lowered, reasons: [because('paid-in-part')] }
  return { tone: raised, reasons: [] }
}

/**
 * What comes next for what is late: the next undone step of the ladder, one, on its day or later. Nothing is lost by a day off, nothing
 * bunched: late is due, and the gap between contacts is a gate. None: the ladder has ended and nothing repeats.
 * @param claims what is late and may be asked for, at least one.
 */
export function planLate(c: Case, claims: readonly Claim[]): Planned | undefined {
  const [first] = claims
  if (!first || !c.cycle) return undefined
  const oldest = claims.reduce((a, b) => (b.item.dueOn < a.item.dueOn ? b : a), first)
  const past = pastOf(c, oldest.item)
  const restart = c.facts.arrival.length > 0 ? restartOf(c, oldest.item.id) : null
  const base = restart === null ? oldest.item.dueOn : latest(oldest.item.dueOn, restart)
  const next = nextStep(c, past, base)
  const trigger = findTrigger(c, claims)
  const chosen = trigger ? triggered(c, past, trigger, next) : (askedAgain(c, past) ?? next)
  if (!chosen) return undefined
  const { step } = chosen
  const { tone, reasons } = toneFor(c, past, step)
  const times = timesDone(c, step.id)
  const why = [chosen.reason]
  if (times > 0 && chosen.reason.code === 'overdue') why.push(because(restart === null ? 'other-oldest' : 'restarted'))
  if (chosen.extra.length + reasons.length > 0) why.push(...chosen.extra, ...reasons)
  return {
    lane: 'late',
    step,
    day: chosen.day,
    cycle: c.cycle.id,
    occurrence: times + 1,
    tone,
    reasons: why,
    claims,
    dueOn: base,
    atOnce: trigger !== undefined,
    deadlineDay: past.deadlineDay,
    changesOn: chosen.changesOn,
  }
}
