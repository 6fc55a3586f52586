import { type Closing, closingOf, type Missing, readyToReadBack } from '../../core/call/closing.ts'
import type { Floor, Given } from '../../core/call/floor.ts'
import type { Day } from '../../core/day/day.ts'
import type { ClientFacts } from '../../core/facts/nouns.ts'
import type { Fault } from '../../core/fault.ts'
import { openLedger } from '../../core/ledger/allocate.ts'
import type { Words } from '../words.ts'
import { type DraftWire, readDraft } from './draft-wire.ts'
import type { PlanInterest } from './plan-interest.ts'
import { readBackSentence } from './read-back.ts'

export interface CheckView {
  /** What is still missing: `app.call.missing.<code>` says it. */
  readonly missing: readonly Missing[]
  readonly parts: readonly { readonly position: number; readonly dueOn: Day; readonly minor: string }[]
  readonly currency: string
  readonly openMinor: string
  /** Sum of the parts, and how much of it is interest. */
  readonly totalMinor: string
  readonly interestMinor: string
  readonly fault: Fault | null
  readonly against: readonly Given[]
  readonly ending: Closing['ending']
  /** The sentence to read to them; none while something it needs is missing. */
  readonly sentence: string | null
}

export interface Desk {
  readonly words: Words
  readonly language: string
  readonly today: Day
  readonly isHoliday: (day: Day) => boolean
  /** What the law allows on some invoices up to today, or why not. */
  readonly interest: (facts: ClientFacts, invoiceIds: readonly string[]) => PlanInterest | Fault
}

/** Open today on some invoices in one currency, minor units. */
export function openOn(facts: ClientFacts, invoiceIds: readonly string[], currency: string, today: Day): bigint {
  return openLedger(facts, today).accounts.reduce(
    (sum, { invoice, openMinor }) => (invoiceIds.includes(invoice.id) && invoice.currency === currency ? sum + openMinor : sum),
    0n,
  )
}

/** Holds what was typed against the closing rule. Records nothing. */
export function checkCall(
  desk: Desk,
  facts: ClientFacts,
  floor: Floor,
  wire: DraftWire,
): { readonly closing: Closing; readonly interest: PlanInterest | undefined; readonly view: CheckView } {
  const { words, language, today, isHoliday } = desk
  const draft = readDraft(wire, floor.currency, today)
  const openMinor = openOn(facts, draft.invoiceIds, floor.currency, today)
  const isAsked = draft.commitment.kind === 'plan' && draft.commitment.withInterest
  const interest = isAsked ? desk.interest(facts, draft.invoiceIds) : undefined
  const asked = interest === undefined ? 0n : 'code' in interest ? interest : interest.minor
  const closing = closingOf(draft, { today, floor, openMinor, interest: asked, isHoliday })
  const { commitment } = closing
  const sentence = commitment && readyToReadBack(closing) ? readBackSentence(words, language, commitment, draft) : null
  return {
    closing,
    interest: interest && 'charges' in interest ? interest : undefined,
    view: {
      missing: closing.missing,
      parts: (commitment?.parts ?? []).map(p => ({ ...p, minor: p.minor.toString() })),
      currency: floor.currency,
      openMinor: openMinor.toString(),
      totalMinor: (commitment?.totalMinor ?? openMinor).toString(),
      interestMinor: (commitment?.interestMinor ?? 0n).toString(),
      fault: closing.fault,
      against: closing.against,
      ending: closing.ending,
      sentence,
    },
  }
}
