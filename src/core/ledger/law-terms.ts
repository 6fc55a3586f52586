import type { Day } from '../day/day.ts'
import type { DayCount } from './day-count.ts'
import { checkedPercent, percentText } from './exact.ts'
import {
  type InterestRounding,
  type InterestRule,
  type JurisdictionPack,
  type NoticeRule,
  type RateFormula,
  type RateMode,
  rulesOf,
  type Sourced,
  type Variant,
  type VariantRules,
  type Versions,
  versionFor,
} from './jurisdiction.ts'
import { type Confidence, type MissingRate, missingRate, type RateBook, type RateSeries, type RateTable } from './rates.ts'

/** A yearly rate over a stretch of days (both included, days since 1970-01-01), with what a reader needs to check it. */
export interface LawRate {
  readonly from: number
  readonly until: number
  readonly micro: bigint
  readonly percent: string
  readonly source: string
  readonly confidence: Confidence
}

/** A line beside a figure: a stable code for translation, and the sentence in plain English. */
export interface LawNote {
  readonly code: string
  readonly text: string
}

export interface MissingLaw {
  readonly kind: 'missing'
  readonly what: 'contract-rate' | 'law-rate' | 'law-version' | 'exchange-rate'
  readonly law: string
  readonly message: string
}
export type Missing = MissingRate | MissingLaw

/**
 * Which days bear interest: from the day after the due day to the last, included (the law's habit) · from the due day to the day before
 * the last (some authors) · both ends (some calculators).
 */
export type FirstDay = 'after-due' | 'due-day' | 'both'
export const FIRST_DAYS: readonly FirstDay[] = ['after-due', 'due-day', 'both']

/** What the parties agreed instead of the law, and the conventions a firm chose. */
export interface LawOverrides {
  /** Percent a year, decimal text, and where it was agreed. */
  readonly contractRate?: { readonly percent: string; readonly source: string }
  readonly dayCount?: DayCount
  readonly rateMode?: RateMode
  readonly compounding?: 'none' | 'yearly'
  readonly rounding?: InterestRounding
  readonly firstDay?: FirstDay
}

/** One law made ready for one variant and contract day: the engine reads nothing else. */
export interface LawTerms {
  readonly kind: 'law'
  readonly code: string
  readonly variant: Variant
  readonly clause: string
  /** The rate is the contract's, held within the law's bounds. */
  readonly contract: boolean
  readonly rates: readonly LawRate[]
  /** The series behind the rates, to name what is missing; undefined for a fixed or contract rate. */
  readonly series: RateSeries | undefined
  readonly seriesTable: RateTable | undefined
  readonly rateMode: RateMode
  readonly dayCount: DayCount
  readonly compounding: 'none' | 'yearly'
  readonly rounding: InterestRounding
  readonly firstDay: FirstDay
  readonly notice: NoticeRule
  readonly rules: VariantRules
  readonly contractDay: Day
  readonly notes: readonly LawNote[]
}

const HALF_POINT = 500_000n
const upToHalf = (micro: bigint): bigint => {
  const rest = ((micro % HALF_POINT) + HALF_POINT) % HALF_POINT
  return rest === 0n ? micro : micro + HALF_POINT - rest
}

type Reference = Extract<RateFormula, { kind: 'reference' }>

/** The lawful rate for each stretch of a reference series. */
function referenceRates(formula: Reference, table: RateTable): LawRate[] {
  const margin = checkedPercent(formula.marginPercent)
  return table.pieces.map(piece => {
    const reference = formula.referenceUpToHalf ? upToHalf(piece.micro) : piece.micro
    const micro = (reference + margin) * BigInt(formula.times ?? 1)
    const rounded = reference === piece.micro ? '' : `, rounded up to ${percentText(reference)}`
    const margins = margin === 0n ? '' : ` ${margin < 0n ? '−' : '+'} ${percentText(margin < 0n ? -margin : margin)}`
    const times = formula.times === undefined ? '' : `, times ${formula.times}`
    const source = `${table.series.title} ${percentText(piece.micro)}${rounded}${margins}${times} (${piece.row.source})`
    return { from: piece.from, until: piece.until, micro, percent: percentText(micro), source, confidence: piece.row.confidence }
  })
}

const always = (percent: string, source: string, confidence: Confidence): LawRate => {
  const micro = checkedPercent(percent)
  return {
    from: Number.NEGATIVE_INFINITY,
    until: Number.POSITIVE_INFINITY,
    micro,
    percent: percentText(micro),
    source,
    confidence,
  }
}

function tableFor(formula: RateFormula, book: RateBook): RateTable | undefined {
  if (formula.kind !== 'reference') return undefined
  const table = book.get(formula.series)
  if (table === undefined) throw new RangeError(`there is no rate series ${formula.series}`) // the packs' contract test holds this
  return table
}

function ratesOf(formula: Sourced<RateFormula>, book: RateBook): LawRate[] {
  const { value } = formula
  if (value.kind === 'fixed') return [always(value.percent, formula.source, formula.confidence)]
  const table = tableFor(value, book)
  return value.kind === 'reference' && table !== undefined ? referenceRates(value, table) : []
}

/** The contract rate held within what the law allows: `bound` cuts it wherever it lies beyond. */
function bounded(contract: LawRate, bound: readonly LawRate[], side: 'cap' | 'floor'): LawRate[] {
  const beyond = (b: LawRate): boolean => (side === 'cap' ? contract.micro > b.micro : contract.micro < b.micro)
  const word = side === 'cap' ? 'capped' : 'raised'
  const pieces = bound.map(b =>
    beyond(b)
      ? { ...b, source: `contract rate ${contract.percent} ${word} by law at ${b.percent}: ${b.source}` }
      : { ...contract, from: b.from, until: b.until },
  )
  if (side === 'cap') return joined(pieces) // where the cap is unknown the rate is unknown
  const filled: LawRate[] = []
  let next = Number.NEGATIVE_INFINITY
  const gapFrom = (until: number): void => {
    if (next <= until)
      filled.push({ ...contract, from: next, until, source: `${contract.source} (the law's floor is not known for these days)` })
  }
  for (const piece of pieces) {
    gapFrom(piece.from - 1)
    filled.push(piece)
    next = piece.until + 1
  }
  if (next !== Number.POSITIVE_INFINITY) gapFrom(Number.POSITIVE_INFINITY)
  return joined(filled)
}

/** Neighbours with the same rate from the same source become one. */
const joined = (rates: readonly LawRate[]): LawRate[] =>
  rates.reduce<LawRate[]>((done, rate) => {
    const last = done.at(-1)
    if (last && last.until + 1 === rate.from && last.micro === rate.micro && last.source === rate.source)
      done[done.length - 1] = { ...last, until: rate.until }
    else done.push(rate)
    return done
  }, [])

function contractRates(rule: InterestRule, agreed: { percent: string; source: string }, day: Day, book: RateBook) {
  const contract = always(agreed.percent, agreed.source, 'own')
  for (const side of ['cap', 'floor'] as const) {
    const versions = side === 'cap' ? rule.contractCap : rule.contractFloor
    const bound = versions && versionFor(versions, day)
    if (bound === undefined) continue
    return { rates: bounded(contract, ratesOf(bound, book), side), table: side === 'cap' ? tableFor(bound.value, book) : undefined, side }
  }
  return { rates: [contract], table: undefined, side: undefined }
}

const missingLaw = (what: MissingLaw['what'], law: string, message: string): MissingLaw => ({ kind: 'missing', what, law, message })

const MARKS: Partial<Record<Confidence, string>> = {
  memory: 'from unconfirmed memory',
  gap: 'not found in any source',
  conflict: 'sources conflict',
  secondary: 'seen only in a secondary source',
}

function confidenceNotes(named: readonly (readonly [string, Sourced<unknown>])[]): LawNote[] {
  return named.flatMap(([name, value]) => {
    const mark = MARKS[value.confidence]
    return mark === undefined ? [] : [{ code: `unsure-${name}`, text: `${name.replaceAll('-', ' ')}: ${mark} (${value.source})` }]
  })
}

interface Chosen {
  readonly rate: Sourced<RateFormula>
  readonly rateMode: Sourced<RateMode>
  readonly dayCount: Sourced<{ readonly standard: DayCount; readonly alternatives: readonly DayCount[] }>
  readonly compounding: Sourced<'none' | 'yearly'>
  readonly rounding: Sourced<InterestRounding>
  readonly notice: Sourced<NoticeRule>
}

function chooseVersions(rule: InterestRule, day: Day): Chosen | undefined {
  const pick = <T>(versions: Versions<T>): Sourced<T> | undefined => versionFor(versions, day)
  const [rate, rateMode, dayCount] = [pick(rule.rate), pick(rule.rateMode), pick(rule.dayCount)]
  const [compounding, rounding, notice] = [pick(rule.compounding), pick(rule.rounding), pick(rule.notice)]
  return rate && rateMode && dayCount && compounding && rounding && notice
    ? { rate, rateMode, dayCount, compounding, rounding, notice }
    : undefined
}

function chosenNotes(chosen: Chosen, overrides: LawOverrides): LawNote[] {
  return confidenceNotes([
    ...(overrides.contractRate ? [] : [['rate', chosen.rate] as const, ['notice', chosen.notice] as const]),
    ...(overrides.rateMode || overrides.contractRate ? [] : [['rate-mode', chosen.rateMode] as const]),
    ...(overrides.dayCount ? [] : [['day-count', chosen.dayCount] as const]),
    ...(overrides.compounding ? [] : [['compounding', chosen.compounding] as const]),
  ])
}

/**
 * Makes one law ready: picks the version for the contract day, resolves reference rates, applies what the contract agreed within the law's
 * bounds. @returns what is missing where the law has no rate of its own or began later than the contract.
 */
export function lawTerms(
  pack: JurisdictionPack,
  variant: Variant,
  contractDay: Day,
  book: RateBook,
  overrides: LawOverrides = {},
): LawTerms | MissingLaw {
  const rules = rulesOf(pack, variant)
  const rule = rules.interest
  const chosen = chooseVersions(rule, contractDay)
  if (chosen === undefined)
    return missingLaw('law-version', pack.code, `no rules of ${pack.code} are known for a contract of ${contractDay}`)
  const { contractRate } = overrides
  const formula = chosen.rate.value
  if (!contractRate && formula.kind === 'contract-only')
    return missingLaw(
      'contract-rate',
      pack.code,
      `${pack.name} (${variant}): interest is due only at a rate agreed in the contract; none was given`,
    )
  if (!contractRate && formula.kind === 'unknown')
    return missingLaw('law-rate', pack.code, `${pack.name} (${variant}): the rate of the law was not found (${chosen.rate.source})`)
  const agreed = contractRate && contractRates(rule, contractRate, contractDay, book)
  const table = agreed ? agreed.table : tableFor(formula, book)
  const bound =
    agreed?.side === undefined
      ? []
      : [{ code: `contract-${agreed.side}`, text: `the contract rate is held against the law's ${agreed.side}` }]
  const fixedByContract = agreed && agreed.side === undefined
  return {
    kind: 'law',
    code: pack.code,
    variant,
    clause: contractRate ? contractRate.source : rule.clause,
    contract: contractRate !== undefined,
    rates: agreed ? agreed.rates : ratesOf(chosen.rate, book),
    series: table?.series,
    seriesTable: table,
    rateMode: overrides.rateMode ?? (fixedByContract ? 'constant' : agreed ? 'each-half-year' : chosen.rateMode.value),
    dayCount: overrides.dayCount ?? chosen.dayCount.value.standard,
    compounding: overrides.compounding ?? chosen.compounding.value,
    rounding: overrides.rounding ?? chosen.rounding.value,
    firstDay: overrides.firstDay ?? 'after-due',
    notice: chosen.notice.value,
    rules,
    contractDay,
    notes: [...bound, ...chosenNotes(chosen, overrides)],
  }
}

/** The rate of a day, or undefined in a gap. */
export function lawRateOn(rates: readonly LawRate[], epoch: number): LawRate | undefined {
  for (let at = rates.length - 1; at >= 0; at--) {
    const rate = rates[at] as LawRate // at is within bounds
    if (rate.from <= epoch) return rate.until >= epoch ? rate : undefined
  }
  return undefined
}

/** Says what is missing for a day of this law. */
export function missingFor(law: LawTerms, epoch: number): Missing {
  if (law.series === undefined || law.seriesTable === undefined)
    return missingLaw('law-rate', law.code, `${law.code} has no rate for that day`)
  return missingRate(law.series, epoch, law.seriesTable.pieces)
}
