import type { CheckedPolicy } from '../../api/types.ts'
import { decimalOf, minorOf } from '../../words/format.ts'

/** A threshold as it is typed: a currency (or the star) and an amount in it. */
export interface Threshold {
  readonly currency: string
  readonly amount: string
}
export const THRESHOLDS = ['smallBalance', 'approvalAbove'] as const
export type ThresholdName = (typeof THRESHOLDS)[number]

export type StepDraft = Readonly<Record<string, string | number | boolean | null>> & { readonly id: string }
/** A policy as the fields of the editor. */
export interface PolicyForm {
  readonly rules: Readonly<Record<string, string | number | boolean | null>>
  readonly hours: readonly [number, number]
  readonly thresholds: Readonly<Record<ThresholdName, readonly Threshold[]>>
  readonly steps: readonly StepDraft[]
}

/** The star has no currency of its own: it is typed with two decimals, as most are. */
const scaleOf = (currency: string): string => (/^[A-Z]{3}$/.test(currency) ? currency : 'EUR')

const typed = (byCurrency: unknown): Threshold[] =>
  Object.entries((byCurrency ?? {}) as Record<string, string>) // minor units by currency, as the server makes them
    .map(([currency, minor]) => ({ currency, amount: decimalOf(String(minor), scaleOf(currency)) }))

/** What the server read, as the editor's fields. */
export function formOf({ policy, says }: CheckedPolicy): PolicyForm {
  const { steps, hours, smallBalance, approvalAbove, ...rules } = policy
  return {
    rules: { ...rules, says },
    hours,
    thresholds: { smallBalance: typed(smallBalance), approvalAbove: typed(approvalAbove) },
    steps: steps.map(step => ({ ...step })),
  }
}

const counted = (thresholds: readonly Threshold[]): Record<string, number> =>
  Object.fromEntries(
    thresholds.filter(t => t.currency).map(t => [t.currency, Number(minorOf(t.amount, scaleOf(t.currency)) ?? Number.NaN)]),
  )

/** The editor's fields as the API takes them. */
export const wireOf = ({ rules, hours, thresholds, steps }: PolicyForm): object => ({
  ...rules,
  hours,
  smallBalance: counted(thresholds.smallBalance),
  approvalAbove: counted(thresholds.approvalAbove),
  steps,
})

/** A step after the last one, a fortnight later. */
export function nextStep(steps: readonly StepDraft[]): StepDraft {
  const days = Number(steps.at(-1)?.days ?? -14) + 14
  return {
    ...{ id: `step-${days}`, days, channel: 'email', tone: 1, signs: 'person' },
    ...{ onlyKnownLate: false, inGrace: false, needsApproval: false, byPerson: false, internal: false, claimsCosts: false },
    ...{ deadlineDays: null, repeatDays: null },
  }
}
