import type { Day } from '../day/day.ts'
import type { Fault } from '../fault.ts'
import { layPlan } from '../plan/agreed.ts'
import type { PlannedPart } from '../plan/build.ts'
import type { CallDraft } from './draft.ts'
import { against, type Floor, type Given } from './floor.ts'

/** What the rule must know besides the draft. Minor units. */
export interface Terms {
  readonly today: Day
  readonly floor: Floor
  /** Open on the invoices named, today. */
  readonly openMinor: bigint
  /** What the law allows on them up to today, where the plan is to hold it: or why it cannot. Nothing: without. */
  readonly interest: bigint | Fault
  readonly isHoliday: (day: Day) => boolean
}

/** What is agreed so far: parts that sum to the amount. */
export interface Commitment {
  readonly kind: 'promise' | 'plan'
  readonly currency: string
  readonly totalMinor: bigint
  readonly parts: readonly PlannedPart[]
  /** Let go if the one payment comes in time. */
  readonly letGoMinor: bigint
  /** How much of the total is interest. */
  readonly interestMinor: bigint
}

/** What is still missing, by name: each has its sentence. */
export const MISSING = [
  'when',
  'when-past',
  'how-much',
  'more-than-open',
  'how',
  'again',
  'again-day',
  'first-part-today',
  'over-floor',
  'plan-wrong',
  'read-back',
  'correction',
  'words',
] as const
export type Missing = (typeof MISSING)[number]

export interface Closing {
  /** Empty: the call may close. */
  readonly missing: readonly Missing[]
  readonly commitment: Commitment | null
  /** Why a plan cannot be laid out. */
  readonly fault: Fault | null
  /** What is given away against what had been set. */
  readonly against: readonly Given[]
  readonly ending: 'promise' | 'plan' | 'no-plan' | null
}

function laidOut(draft: CallDraft, { openMinor, interest, isHoliday }: Terms): Commitment | Fault | null {
  const { commitment, currency } = draft
  if (commitment.kind === 'none') return null
  if (commitment.kind === 'once') {
    const { on, minor } = commitment
    if (on === null || minor === null || minor <= 0n) return null
    const letGoMinor = commitment.letsGo && minor < openMinor ? openMinor - minor : 0n
    return { kind: 'promise', currency, totalMinor: minor, parts: [{ position: 1, dueOn: on, minor }], letGoMinor, interestMinor: 0n }
  }
  const { shape, firstOn, endOfMonth, wholeUnits } = commitment
  const laid = layPlan({ currency, openMinor, interest, shape, firstOn, endOfMonth, wholeUnits, isHoliday })
  return 'code' in laid ? laid : { kind: 'plan', currency, ...laid, letGoMinor: 0n }
}

/** The first question: a day and an amount, within what is open and what had been set. */
function faultsOfCommitment(draft: CallDraft, terms: Terms, made: Commitment | null, given: readonly Given[]): Missing[] {
  const { commitment, reason } = draft
  const missing: Missing[] = []
  if (commitment.kind === 'once' && commitment.on === null) missing.push('when')
  if (commitment.kind === 'once' && (commitment.minor ?? 0n) <= 0n) missing.push('how-much')
  if (!made) return missing
  if (made.parts.some(p => p.dueOn < terms.today)) missing.push('when-past')
  if (made.totalMinor - made.interestMinor > terms.openMinor) missing.push('more-than-open')
  const somethingToday = made.parts.some(p => p.dueOn === terms.today)
  if (reason === 'cash-flow' && !somethingToday && draft.noPartToday.trim() === '') missing.push('first-part-today')
  // with a reason why nothing can come today, the missing first part is said and kept; every other limit stands
  const excused = (g: Given): boolean => g.what === 'first' && draft.noPartToday.trim() !== ''
  if (given.some(g => !g.within && !excused(g))) missing.push('over-floor')
  return missing
}

function faultsOfAgain({ again }: CallDraft, today: Day): Missing[] {
  if (again.answer === null) return ['again']
  return again.answer === 'yes' && (again.on === null || again.on < today) ? ['again-day'] : []
}

/**
 * A call closes only with a dated, priced commitment that was read back, or with a stated reason why there is none.
 * @returns what is still missing, and what would be recorded.
 */
export function closingOf(draft: CallDraft, terms: Terms): Closing {
  if (draft.whyNone !== null) {
    const needsWords = draft.whyNone === 'other' && draft.whyNoneWords.trim() === ''
    const missing: Missing[] = [...faultsOfAgain(draft, terms.today), ...(needsWords ? (['words'] as const) : [])]
    return { missing, commitment: null, fault: null, against: [], ending: missing.length === 0 ? 'no-plan' : null }
  }
  const laid = laidOut(draft, terms)
  const fault = laid !== null && 'code' in laid ? laid : null
  const commitment = laid !== null && 'kind' in laid ? laid : null
  const inParts = commitment?.kind === 'plan'
  const { floor, openMinor, today } = terms
  const given = commitment ? against(floor, { ...commitment, openMinor, dropsCosts: draft.dropsCosts, inParts }, today) : []
  const missing: Missing[] = [
    ...(draft.commitment.kind === 'none' ? (['when', 'how-much'] as const) : []),
    ...(fault ? (['plan-wrong'] as const) : []),
    ...faultsOfCommitment(draft, terms, commitment, given),
    ...(draft.means === null ? (['how'] as const) : []),
    ...faultsOfAgain(draft, terms.today),
    ...(draft.readBack === null ? (['read-back'] as const) : []),
    ...(draft.readBack === 'corrected' && draft.correction.trim() === '' ? (['correction'] as const) : []),
  ]
  return { missing, commitment, fault, against: given, ending: missing.length === 0 && commitment ? commitment.kind : null }
}

/** Everything but the read-back is there: the sentence can be read to them. */
export const readyToReadBack = (closing: Closing): boolean => closing.missing.every(m => m === 'read-back' || m === 'correction')
