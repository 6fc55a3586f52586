import { addDays, type Day } from '../day/day.ts'
import type { OpenItem } from '../ledger/balance.ts'
import { because } from './act-reasons.ts'
import type { Window } from './agenda.ts'
import { type Case, isKnownLate, type Sorted } from './case.ts'
import type { Claim, Planned } from './planned.ts'
import type { PolicyStep } from './policy.ts'

/** What fell due on a day off and can be paid today or later. */
export const isPayableYet = (c: Case, item: OpenItem): boolean =>
  item.dueOn >= c.daysOffFrom && c.agenda.dueDays(item.dueOn).payableOn >= c.today

/** Nobody has seen them pay, and nobody has written to them about money yet. */
const isNewToUs = (c: Case): boolean => c.facts.payment.length === 0 && c.contacts.every(d => d.cycle?.startsWith('due:') === true)

const KNOWN_TO_HAVE_COME: readonly string[] = ['viewed', 'acknowledged', 'asked', 'never-received']

/** Whether it is known, or asked already, that an invoice has come. */
const arrivalKnown = (c: Case, item: OpenItem): boolean =>
  c.facts.arrival.some(a => a.invoiceId === item.id && a.effectiveOn <= c.today && KNOWN_TO_HAVE_COME.includes(a.state))

/** Whether a client gets a step at all. */
export const gets = (c: Case, step: PolicyStep): boolean =>
  (!step.onlyKnownLate || isKnownLate(c)) && (!step.asksArrival || isNewToUs(c) || isKnownLate(c))

const isDone = (c: Case, item: OpenItem, window: Window, cycle: string): boolean =>
  c.facts.deed.some(
    d =>
      d.step === window.step.id &&
      d.outcome !== 'failed' &&
      d.outcome !== 'attempted' &&
      d.doneOn >= window.from &&
      d.doneOn <= c.today &&
      (d.cycle === cycle || d.invoiceIds?.includes(item.id) === true),
  )

const steered = (c: Case, step: PolicyStep, cycle: string): boolean =>
  c.facts.steer.some(s => s.action === 'skip' && s.effectiveOn <= c.today && s.cycle === cycle && (s.step === null || s.step === step.id))

/** The due day a note speaks of: of the part that falls due next, or of a part that fell due on a day off. */
function noteDue(c: Case, item: OpenItem): { dueOn: Day; minor: bigint } | undefined {
  if (item.nextDueOn !== null) return { dueOn: item.nextDueOn, minor: item.nextMinor }
  return item.lateMinor > 0n && isPayableYet(c, item) ? { dueOn: item.dueOn, minor: item.lateMinor } : undefined
}

interface Noted {
  readonly claim: Claim
  readonly window: Window
  readonly dueOn: Day
}

/** Adds the windows that are open today for one invoice and were not used. */
function addOpen(c: Case, { item, minor }: Claim, open: Noted[]): void {
  const due = noteDue(c, item)
  if (!due) return
  for (const window of c.agenda.dueDays(due.dueOn).windows) {
    if (window.from > c.today || c.today > window.to || !gets(c, window.step)) continue
    if (window.step.asksArrival && arrivalKnown(c, item)) continue
    const cycle = `due:${due.dueOn}`
    if (!isDone(c, item, window, cycle) && !steered(c, window.step, cycle))
      open.push({ claim: { item, minor: due.minor < minor ? due.minor : minor }, window, dueOn: due.dueOn })
  }
}

/** A friendly note about what falls due: the step whose window is open today, with every invoice in the same window. */
export function planNote(c: Case, { late, upcoming }: Sorted): Planned | undefined {
  const open: Noted[] = []
  for (const claim of late) addOpen(c, claim, open)
  for (const claim of upcoming) addOpen(c, claim, open)
  if (open.length > 1) open.sort((a, b) => b.window.step.days - a.window.step.days || (a.dueOn < b.dueOn ? -1 : 1))
  const [first] = open
  if (!first) return undefined
  const { step } = first.window
  const same = open.filter(o => o.window.step === step)
  return {
    lane: 'due',
    step,
    day: first.window.from,
    cycle: `due:${first.dueOn}`,
    occurrence: 1,
    tone: step.tone,
    reasons: [because(step.asksArrival ? 'arrival-unknown' : step.days < 0 ? 'due-soon' : 'due-today', { dueOn: first.dueOn })],
    claims: same.map(o => o.claim),
    dueOn: first.dueOn,
    atOnce: false,
    deadlineDay: null,
    changesOn: addDays(first.window.to, 1),
  }
}
