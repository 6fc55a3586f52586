import { addDays, type Day, dayOf, endOfMonth, isWeekend, monthOf, yearOf } from '../day/day.ts'
import { exponentOf, fromDecimal, halfUp, maxBig, minBig, toDecimal } from '../money/money.ts'
import { checkedPercent, percentMicro } from './exact.ts'
import { type CompensationScale, type VariantRules, versionFor } from './jurisdiction.ts'
import type { LawNote } from './law-terms.ts'
import type { Confidence } from './rates.ts'

/** A rate of exchange a person or file supplied: one unit of `from` costs `rate` units of `to`. */
export interface Exchange {
  readonly from: string
  readonly to: string
  /** Decimal text, six places at most. */
  readonly rate: string
  readonly day: Day
  readonly source: string
}

export interface CompensationFacts {
  readonly principalMinor: bigint
  readonly currency: string
  readonly due: Day
  /** The day on which one looks. */
  readonly until: Day
  readonly contractDay: Day
  readonly demandOn?: Day
  /** The contract carries a clause for these costs. */
  readonly clauseAgreed?: boolean
  readonly exchange?: Exchange
  readonly isHoliday?: (d: Day) => boolean
}

/** The fixed sum the law gives for collecting. `statutory` is the sum in the law's own currency where it was converted. */
export interface Compensation {
  readonly kind: 'compensation'
  readonly minor: bigint
  readonly currency: string
  readonly clause: string
  readonly source: string
  readonly confidence: Confidence
  readonly statutory: { readonly minor: bigint; readonly currency: string } | undefined
  readonly notes: readonly LawNote[]
}
export interface NoCompensation {
  readonly kind: 'none'
  readonly notes: readonly LawNote[]
}
export interface MissingExchange {
  readonly kind: 'missing'
  readonly what: 'exchange-rate'
  readonly from: string
  readonly to: string
  /** The day whose rate the law asks for. */
  readonly day: Day
  readonly message: string
  /** The sum in the law's own currency, where it is known already. */
  readonly statutory: { readonly minor: bigint; readonly currency: string } | undefined
  readonly clause: string
}

type Steps = Extract<CompensationScale, { kind: 'steps' }>
type Share = Extract<CompensationScale, { kind: 'share' }>

const minorOf = (text: string, currency: string): bigint => {
  const amount = fromDecimal(text, currency)
  if (amount === undefined) throw new RangeError(`"${text}" is not an amount in ${currency}`) // the packs' contract test holds this
  return amount.minor
}

/** The last working day of the month before the month in which `due` lies. */
export function monthEndBefore(due: Day, isHoliday: (d: Day) => boolean = () => false): Day {
  let at = endOfMonth(dayOf(yearOf(due), monthOf(due) - 1, 1))
  while (isWeekend(at) || isHoliday(at)) at = addDays(at, -1)
  return at
}

/** Converts an amount by a supplied rate, half-up to the minor unit. @throws RangeError where the rate is not a number above zero. */
export function exchanged(minor: bigint, exchange: Exchange): bigint {
  const micro = percentMicro(exchange.rate)
  if (micro === undefined || micro <= 0n) throw new RangeError(`"${exchange.rate}" is not a rate of exchange`)
  const scale = exponentOf(exchange.to) - exponentOf(exchange.from)
  const [n, d] = scale >= 0 ? [10n ** BigInt(scale), 1n] : [1n, 10n ** BigInt(-scale)]
  return halfUp(minor * micro * n, 1_000_000n * d)
}

function stepAmount(scale: Steps, principal: bigint): bigint {
  const step = scale.steps.find(s => {
    if (s.upTo === undefined) return true
    const bound = minorOf(s.upTo, scale.boundCurrency)
    return s.inclusive ? principal <= bound : principal < bound
  })
  return step === undefined ? 0n : minorOf(step.amount, scale.currency)
}

function shareAmount(scale: Share, principal: bigint): bigint {
  const minor = (text: string): bigint => minorOf(text, scale.currency)
  const small = scale.small?.find(s => principal <= minor(s.upTo))
  if (small !== undefined) return minor(small.amount)
  let lower = 0n
  let total = 0n
  for (const slice of scale.slices) {
    const upper = slice.upTo === undefined ? principal : minBig(principal, minor(slice.upTo))
    if (upper > lower) total += (upper - lower) * checkedPercent(slice.percent)
    lower = maxBig(lower, upper)
  }
  const amount = minor(scale.base ?? '0') + halfUp(total, 100n * 1_000_000n)
  const floored = maxBig(amount, minor(scale.min ?? '0'))
  return scale.max === undefined ? floored : minBig(floored, minor(scale.max))
}

const none = (code: string, text: string): NoCompensation => ({ kind: 'none', notes: [{ code, text }] })

/** Why nothing can be claimed (yet), or undefined. */
function refusal(facts: CompensationFacts, rules: VariantRules): NoCompensation | undefined {
  const { demandDays, needsClause } = rules.compensation
  if (facts.principalMinor <= 0n) return none('nothing-owed', 'nothing is owed')
  if (facts.until <= facts.due) return none('not-late', 'the claim is not late yet')
  if (needsClause && facts.clauseAgreed !== true)
    return none('clause-needed', 'these costs are due only where the contract says so; no clause was named')
  if (demandDays === undefined) return undefined
  if (facts.demandOn === undefined)
    return none('demand-needed', `these costs are due only ${demandDays} days after a demand; the day of one was not given`)
  const ripe = addDays(facts.demandOn, demandDays)
  return facts.until <= ripe ? none('demand-not-ripe', `these costs are due only after ${ripe}`) : undefined
}

const missing = (from: string, to: string, day: Day, clause: string, statutory: MissingExchange['statutory']): MissingExchange => ({
  kind: 'missing', what: 'exchange-rate', from, to, day, statutory, clause,
  message: `the rate of exchange from ${from} to ${to} of ${day} is needed and was not given`,
}) // biome-ignore format: one record

const fits = (exchange: Exchange | undefined, from: string, to: string): exchange is Exchange =>
  exchange !== undefined && exchange.from === from && exchange.to === to

function dayNote(exchange: Exchange, wanted: Day): LawNote[] {
  return exchange.day === wanted
    ? []
    : [{ code: 'exchange-day', text: `the law takes the rate of ${wanted}; the one given is of ${exchange.day}` }]
}

/**
 * The fixed sum for the costs of collecting one late claim.
 * @returns none with its reason, the sum, or the rate of exchange that is missing.
 */
export function compensationFor(facts: CompensationFacts, rules: VariantRules): Compensation | NoCompensation | MissingExchange {
  const rule = rules.compensation
  const version = versionFor(rule.scale, facts.contractDay)
  if (version === undefined) return none('law-version', `no fixed sum is known for a contract of ${facts.contractDay}`)
  const scale = version.value
  if (scale.kind === 'none') return none('no-compensation', `the law gives no fixed sum here (${version.source})`)
  const refused = refusal(facts, rules)
  if (refused) return refused
  const bounds = scale.kind === 'share' ? scale.currency : scale.boundCurrency
  const paidIn = scale.kind === 'steps' && scale.paidIn?.currency === facts.currency ? scale.paidIn : undefined
  const wanted = paidIn?.day === 'payment-day' ? facts.until : monthEndBefore(facts.due, facts.isHoliday)
  let principal = facts.principalMinor
  const bounded = scale.kind === 'share' || scale.steps.length > 1
  if (bounded && facts.currency !== bounds) {
    if (!fits(facts.exchange, facts.currency, bounds)) return missing(facts.currency, bounds, wanted, rule.clause, undefined)
    principal = exchanged(principal, facts.exchange)
  }
  const statutory = {
    minor: scale.kind === 'share' ? shareAmount(scale, principal) : stepAmount(scale, principal),
    currency: scale.currency,
  }
  const common = { kind: 'compensation' as const, clause: rule.clause, source: version.source, confidence: version.confidence }
  const ceiling = rule.needsClause ? [{ code: 'ceiling', text: 'this is the most a clause may give' }] : []
  if (paidIn === undefined) return { ...common, ...statutory, statutory: undefined, notes: ceiling }
  const { exchange } = facts
  if (!fits(exchange, scale.currency, paidIn.currency)) return missing(scale.currency, paidIn.currency, wanted, rule.clause, statutory)
  const how = {
    code: 'exchanged',
    text: `${toDecimal(statutory)} ${scale.currency} at ${exchange.rate} (${exchange.source}, ${exchange.day}): ${paidIn.rate}`,
  }
  return {
    ...common,
    minor: exchanged(statutory.minor, exchange),
    currency: paidIn.currency,
    statutory,
    notes: [how, ...dayNote(exchange, wanted)],
  }
}
