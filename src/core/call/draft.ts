import type { Day } from '../day/day.ts'
import type { REASONS_FOR_LATENESS } from '../facts/nouns/recovery.ts'
import type { WHY_NONE } from '../facts/nouns/talk.ts'
import type { PlanShape } from '../plan/build.ts'

export const MEANS = ['transfer', 'cheque', 'card', 'direct-debit', 'cash'] as const

/** A talk as it stands while it runs: nothing of it is asked for twice, nothing is lost. Amounts in minor units of `currency`. */
export interface CallDraft {
  readonly notes: string
  readonly currency: string
  /** What the commitment is about. */
  readonly invoiceIds: readonly string[]
  /** First question. Once: a day and an amount, which may let the rest go if it comes in time · plan: a shape and its first day. */
  readonly commitment:
    | { readonly kind: 'none' }
    | { readonly kind: 'once'; readonly on: Day | null; readonly minor: bigint | null; readonly letsGo: boolean }
    | {
        readonly kind: 'plan'
        readonly shape: PlanShape
        readonly firstOn: Day
        readonly endOfMonth: boolean
        /** Parts in whole units of the currency; the last one takes what is left. */
        readonly wholeUnits: boolean
        /** What the law allows up to today becomes part of it. */
        readonly withInterest: boolean
      }
  /** Second question. */
  readonly means: (typeof MEANS)[number] | null
  /** Third question. */
  readonly again: { readonly answer: 'yes' | 'no' | null; readonly on: Day | null; readonly at: string | null }
  readonly whyNone: (typeof WHY_NONE)[number] | null
  readonly whyNoneWords: string
  readonly reason: (typeof REASONS_FOR_LATENESS)[number] | null
  /** Cash is short and nothing comes today: why not even a part. */
  readonly noPartToday: string
  readonly dropsCosts: boolean
  readonly ourPart: readonly { readonly what: string; readonly by: Day }[]
  readonly readBack: 'agreed' | 'corrected' | null
  readonly correction: string
  readonly excuses: readonly {
    readonly excuse: string
    readonly invoiceIds: readonly string[]
    readonly evidence: Readonly<Record<string, string>>
  }[]
}
