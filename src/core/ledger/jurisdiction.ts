import type { Day } from '../day/day.ts'
import type { DayCount } from './day-count.ts'
import type { Confidence } from './rates.ts'

/**
 * A jurisdiction pack: the law of late payment of one country as data. Every value says since when it holds, where it was read and how
 * far it may be trusted. Where the law changed there are several versions; the day of the contract picks one.
 */
export interface Sourced<T> {
  readonly value: T
  /** First contract day to which this version applies. */
  readonly since: Day
  readonly source: string
  readonly confidence: Confidence
  /** The start day itself was read in the source; otherwise only the value was. */
  readonly sinceSeen?: true
  readonly note?: string
}
export type Versions<T> = readonly Sourced<T>[]

/** Who owes. `unknown` and `sole-trader` take the stricter rules until a named person confirms that they act in business. */
export type ClientKind = 'business' | 'sole-trader' | 'consumer' | 'public' | 'public-health' | 'unknown'
/** The sets of rules a pack can hold. */
export type Variant = 'business' | 'consumer' | 'public' | 'public-health'

/** When the rate may change while interest runs. */
export type RateMode = 'each-half-year' | 'fixed-at-start' | 'fixed-at-end' | 'each-change' | 'constant'

/** A rate: a reference series plus a margin in points, or one fixed percentage. */
export type RateFormula =
  | {
      readonly kind: 'reference'
      readonly series: string
      readonly marginPercent: string
      /** The reference is rounded up to the next half point first. */
      readonly referenceUpToHalf?: true
      /** The whole is multiplied afterwards (a cap of twice the rate, a floor of three times). */
      readonly times?: number
    }
  | { readonly kind: 'fixed'; readonly percent: string }
  /** The law gives no rate: without one in the contract no interest is claimed. */
  | { readonly kind: 'contract-only' }
  /** There is a rate, but it was not found: said, never guessed. */
  | { readonly kind: 'unknown' }

/** From which day interest may run. */
export type NoticeRule =
  /** The day after the due day, by itself. */
  | { readonly kind: 'none' }
  /** By itself where a date was agreed; else from the day after a demand, or `automaticDays` after due day and invoice. */
  | { readonly kind: 'date-or-demand'; readonly automaticDays?: number; readonly automaticNeedsMention?: true }
  /** Only from the day after a demand; claimable once `waitDays` have passed. */
  | { readonly kind: 'demand'; readonly waitDays?: number }
  /** From the end of the n-th month after delivery, if the invoice came in time and said so. */
  | { readonly kind: 'months-after-delivery'; readonly months: number }

/** How the unrounded figure becomes an amount: the sum once, each segment, or the daily amount first. */
export interface InterestRounding {
  readonly rule: 'half-up' | 'cut'
  readonly scope: 'sum' | 'segment' | 'day'
}

export interface InterestRule {
  readonly clause: string
  readonly rate: Versions<RateFormula>
  readonly rateMode: Versions<RateMode>
  /** The default and the other conventions in use. */
  readonly dayCount: Versions<{ readonly standard: DayCount; readonly alternatives: readonly DayCount[] }>
  readonly compounding: Versions<'none' | 'yearly'>
  readonly rounding: Versions<InterestRounding>
  readonly notice: Versions<NoticeRule>
  /** What a contract rate may not exceed, or may not fall below. */
  readonly contractCap?: Versions<RateFormula>
  readonly contractFloor?: Versions<RateFormula>
}

/** One step of a fixed sum: for a principal up to this bound. Amounts are decimal text in the scale's own currency. */
export interface CompensationStep {
  /** Upper bound of the principal in `CompensationScale.boundCurrency`; without it the step is open above. */
  readonly upTo?: string
  /** Whether a principal exactly at the bound still belongs to this step. */
  readonly inclusive?: boolean
  readonly amount: string
}

export type CompensationScale =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'steps'
      readonly currency: string
      /** Currency of the bounds; a principal in another one cannot be placed. Unneeded where there is one open step. */
      readonly boundCurrency: string
      readonly steps: readonly CompensationStep[]
      /** Paid in this currency, at the rate of a day fixed by law. Without it the amount stays as it is. */
      readonly paidIn?: { readonly currency: string; readonly rate: string; readonly day: 'month-end-before-due' | 'payment-day' }
    }
  | {
      readonly kind: 'share'
      readonly currency: string
      /** A share of each slice of the principal; the last slice is open above. */
      readonly slices: readonly { readonly upTo?: string; readonly percent: string }[]
      readonly base?: string
      readonly min?: string
      readonly max?: string
      /** Fixed sums that replace the shares up to a bound: `[{upTo: "150", amount: "20"}]`. */
      readonly small?: readonly { readonly upTo: string; readonly amount: string }[]
    }

export interface CompensationRule {
  readonly clause: string
  readonly scale: Versions<CompensationScale>
  /** Claimable only when this many days have passed after a demand. */
  readonly demandDays?: number
  /** Claimable only when the contract says so: the scale is then a ceiling. */
  readonly needsClause?: true
}

export interface LimitationRule {
  readonly years: number
  /** From the due day · from the end of the year in which it lies · from the due day, but running on to the end of the last year. */
  readonly from: 'due' | 'end-of-due-year' | 'due-to-year-end'
  readonly clause: string
  /** A written demand starts it anew. */
  readonly restartedByDemand?: true
}

/** Payment terms in days; no number = free or at once, see the note. */
export interface TermsRule {
  readonly standardDays?: number
  readonly maxDays?: number
  readonly hardMax?: true
  readonly text: string
}

export interface VariantRules {
  readonly interest: InterestRule
  readonly compensation: CompensationRule
  readonly terms: Versions<TermsRule>
  readonly limitation: Versions<LimitationRule>
  readonly paymentOrder: Versions<readonly Debt[]>
  /** Channels by which nobody of this kind may be asked for money; absent: none is known to be forbidden. */
  readonly forbiddenChannels?: Versions<readonly string[]>
}

/** What a payment is set against, in order. */
export type Debt = 'costs' | 'interest' | 'principal'
/** Which of several debts a payment is set against, in order, unless the debtor may and does choose. */
export type DebtChoice =
  | 'debtor-choice' | 'creditor-choice' | 'due-first' | 'reminded-first' | 'enforced-first' | 'least-secured' | 'most-onerous' | 'oldest' | 'pro-rata' // biome-ignore format: one list

/** Words a letter or clause must or may carry, in the language of the law. `{name}` marks what the letter fills in. */
export interface StatuteText {
  readonly id: string
  readonly language: string
  readonly text: string
  /** `verbatim` statutory text, or a `draft` that a lawyer should read. */
  readonly kind: 'verbatim' | 'draft'
}

export interface ContactLimits {
  readonly callsPerDay?: number
  readonly callsPerWeek?: number
  /** Days without a call after a conversation; the day of the talk is day 1. */
  readonly quietDaysAfterTalk?: number
  readonly hours?: { readonly from: string; readonly to: string }
  readonly noSundaysOrHolidays?: true
  readonly stopOnDispute?: true
  readonly text: string
}

/** On which days a debt need not be paid: it is then due on the next day that is none of these. */
export type DueShift = 'saturday-sunday-holiday' | 'sunday-holiday'

export interface JurisdictionPack {
  /** ISO 3166-1 code, or a name for a union of states. */
  readonly code: string
  readonly name: string
  readonly aliases: readonly string[]
  readonly currency: string
  /** For a minimum that stands in for states without a pack: those states. */
  readonly standsInFor?: readonly string[]
  /** Business, and what differs for others. A missing variant takes the business rules. */
  readonly business: VariantRules
  readonly consumer?: Partial<VariantRules>
  readonly public?: Partial<VariantRules>
  readonly publicHealth?: Partial<VariantRules>
  readonly amongDebts: Versions<readonly DebtChoice[]>
  /** A due day off work moves to the next working day; absent: it stays. */
  readonly dueShift?: Versions<DueShift>
  /** What every letter or invoice must say. */
  readonly mandatoryMentions: Versions<readonly string[]>
  readonly texts: Versions<StatuteText>
  /** What a letter written for another must hold. */
  readonly thirdPartyLetter: Versions<readonly string[]>
  readonly contact: Versions<ContactLimits>
  readonly courtPreparation: Versions<readonly string[]>
  /** Anything a person should know that no figure needs. */
  readonly notes: Versions<string>
}

export type JurisdictionBook = ReadonlyMap<string, JurisdictionPack>

type Extra = { readonly sinceSeen?: true; readonly note?: string }
const sourced =
  (confidence: Confidence) =>
  <const T>(value: T, since: string, source: string, extra: Extra = {}): Sourced<T> => ({
    value,
    since: since as Day, // held by the packs' contract test
    source,
    confidence,
    ...extra,
  })

/** The marks of a pack's values: how each was found. */
export const seen = sourced('seen')
export const secondary = sourced('secondary')
export const derived = sourced('derived')
export const memory = sourced('memory')
export const gap = sourced('gap')

/** The version that holds for a contract of this day: the latest that began on or before it. Versions stand in order of `since`. */
export const versionFor = <T>(versions: Versions<T>, contractDay: Day): Sourced<T> | undefined =>
  versions.findLast(v => v.since <= contractDay)

/** The whole rules of a variant: what it does not change is as between businesses. */
export function rulesOf(pack: JurisdictionPack, variant: Variant): VariantRules {
  if (variant === 'business') return pack.business
  const own = variant === 'consumer' ? pack.consumer : { ...pack.public, ...(variant === 'public-health' ? pack.publicHealth : {}) }
  return { ...pack.business, ...own }
}

/** Finds a pack by code or alias, in any letter case. */
export function findPack(book: JurisdictionBook, name: string): JurisdictionPack | undefined {
  const wanted = name.trim().toUpperCase()
  return [...book.values()].find(p => p.code.toUpperCase() === wanted || p.aliases.some(a => a.toUpperCase() === wanted))
}

const seriesOf = (versions: Versions<RateFormula> | undefined): string[] =>
  (versions ?? []).flatMap(v => (v.value.kind === 'reference' ? [v.value.series] : []))

/** The rate series a law reads, for interest or for the bounds of a contract rate. */
export function seriesReadBy(pack: JurisdictionPack): ReadonlySet<string> {
  const variants: readonly Variant[] = ['business', 'consumer', 'public', 'public-health']
  const rules = variants.map(v => rulesOf(pack, v).interest)
  return new Set(rules.flatMap(r => [...seriesOf(r.rate), ...seriesOf(r.contractCap), ...seriesOf(r.contractFloor)]))
}
