import { type Day, isDay } from '../day/day.ts'
import type { Json, JsonValue } from '../facts/column.ts'
import type { Fact } from '../facts/nouns.ts'
import type { Fault } from '../fault.ts'
import { type Decimal, readDecimal } from '../money/decimal-text.ts'
import { fromDecimal } from '../money/money.ts'

/** A price a period, from a day on. */
export interface Price {
  readonly from: Day
  /** Minor units a period, before tax and for the whole quantity. */
  readonly minor: bigint
}
/** A discount that runs between two days, both included: percent of the price. */
export interface Discount {
  readonly from: Day
  readonly to: Day | null
  readonly percent: Decimal
  readonly why: string
}
/** From a day on the price is this many times the agreed one. */
export interface IndexStep {
  readonly from: Day
  readonly factor: Decimal
}

/** What an agreement says about money, read and checked. */
export interface Terms {
  readonly agreementId: string
  readonly currency: string
  readonly period: 'once' | 'week' | 'month' | 'quarter' | 'year'
  readonly startsOn: Day
  readonly endsOn: Day | null
  readonly quantity: Decimal
  /** In the order of their first days. */
  readonly prices: readonly Price[]
  readonly discounts: readonly Discount[]
  readonly index: readonly IndexStep[]
  /** Fixed percent a year, each anniversary of `from`, compounding; null where a table or nothing says it. */
  readonly yearly: { readonly percent: Decimal; readonly from: Day } | null
  /** Differences up to this are none. Minor units. */
  readonly toleranceMinor: bigint
}

const ONE: Decimal = { unscaled: 1n, scale: 0 }
type Obj = { readonly [key: string]: JsonValue }
const isObject = (value: JsonValue | Json | null | undefined): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: JsonValue | undefined): readonly Obj[] => (Array.isArray(value) ? value.filter(isObject) : [])

class Reader {
  readonly faults: Fault[] = []
  readonly #what: string
  readonly #currency: string
  constructor(what: string, currency: string) {
    this.#what = what
    this.#currency = currency
  }
  fault(code: string, message: string, field: string, mend: string, value?: string): undefined {
    this.faults.push({ code, message: `${this.#what}: ${message}`, field, mend, ...(value === undefined ? {} : { params: { value } }) })
    return undefined
  }
  day(value: JsonValue | undefined, field: string): Day | undefined {
    return isDay(value)
      ? value
      : this.fault('day-unreadable', `"${String(value ?? '')}" is not a day.`, field, 'Write it as 2026-02-28.', String(value ?? ''))
  }
  amount(value: JsonValue | undefined, field: string): bigint | undefined {
    const read = typeof value === 'string' ? fromDecimal(value, this.#currency) : undefined
    return (
      read?.minor ??
      this.fault(
        'amount-unreadable',
        `"${String(value ?? '')}" is not an amount in ${this.#currency}.`,
        field,
        'Write it as "900.00".',
        String(value ?? ''),
      )
    )
  }
  number(value: JsonValue | undefined, field: string): Decimal | undefined {
    const read = typeof value === 'string' ? readDecimal(value) : undefined
    return read && read.unscaled >= 0n
      ? read
      : this.fault('number-unreadable', `"${String(value ?? '')}" is not a number.`, field, 'Write it as "2.4".', String(value ?? ''))
  }
}

/**
 * Reads what an agreement says about money: `schedule` = {prices: [{from, price}], discounts: [{from, to, percent, why}], tolerance} and
 * `indexation` = {percent, from} a year or {table: [{from, factor}]}; amounts, percents and factors are decimal text.
 * @returns its terms, or every fault that keeps it from being compared.
 */
export function termsOf(agreement: Fact<'agreement'>): { readonly terms: Terms } | { readonly faults: readonly Fault[] } {
  const read = new Reader(`Agreement "${agreement.title}"`, agreement.currency)
  const { startsOn, endsOn, period } = agreement
  if (startsOn === null) read.fault('start-missing', 'it has no first day.', 'startsOn', 'Say from when it holds.')
  if (period === null)
    read.fault('period-missing', 'it does not say how often it is billed.', 'period', 'Say once, week, month, quarter or year.')
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    read.fault('ends-before-start', `it ends on ${endsOn}, before it starts on ${startsOn}.`, 'endsOn', 'Correct one of the days.')
  const schedule = isObject(agreement.schedule) ? agreement.schedule : {}
  const prices = pricesOf(read, agreement, schedule)
  const discounts = discountsOf(read, schedule)
  const { index, yearly } = indexOf(read, agreement)
  const quantity = agreement.quantity === null ? ONE : read.number(agreement.quantity, 'quantity')
  const toleranceMinor = schedule.tolerance === undefined ? 0n : read.amount(schedule.tolerance, 'schedule.tolerance')
  if (read.faults.length > 0 || startsOn === null || period === null || quantity === undefined || toleranceMinor === undefined)
    return { faults: read.faults }
  const { id: agreementId, currency } = agreement
  return { terms: { agreementId, currency, period, startsOn, endsOn, quantity, prices, discounts, index, yearly, toleranceMinor } }
}

function pricesOf(read: Reader, agreement: Fact<'agreement'>, schedule: Obj): Price[] {
  const { startsOn, priceMinor } = agreement
  const listed = listOf(schedule.prices).flatMap(p => {
    const from = read.day(p.from, 'schedule.prices.from')
    const minor = read.amount(p.price, 'schedule.prices.price')
    return from !== undefined && minor !== undefined ? [{ from, minor }] : []
  })
  const first =
    startsOn !== null && priceMinor !== null && !listed.some(p => p.from <= startsOn) ? [{ from: startsOn, minor: priceMinor }] : []
  const prices = [...first, ...listed].sort((a, b) => (a.from < b.from ? -1 : 1))
  if (prices.length === 0) read.fault('price-missing', 'it states no price.', 'price', 'Give a price a period, or a schedule of prices.')
  for (const [at, price] of prices.entries())
    if (prices[at + 1]?.from === price.from)
      read.fault('schedule-overlaps', `two prices begin on ${price.from}.`, 'schedule.prices', 'Leave one of them.')
  const [earliest] = prices
  if (earliest && startsOn !== null && earliest.from > startsOn)
    read.fault(
      'schedule-gap',
      `no price holds from ${startsOn} until ${earliest.from}.`,
      'schedule.prices',
      'Say the price of the first days.',
    )
  return prices
}

function discountsOf(read: Reader, schedule: Obj): Discount[] {
  const discounts = listOf(schedule.discounts).flatMap(d => {
    const from = read.day(d.from, 'schedule.discounts.from')
    const to = d.to === undefined || d.to === null ? null : read.day(d.to, 'schedule.discounts.to')
    const percent = read.number(d.percent, 'schedule.discounts.percent')
    if (from === undefined || to === undefined || percent === undefined) return []
    if (to !== null && to < from)
      read.fault(
        'discount-ends-before-start',
        `a discount ends on ${to}, before ${from}.`,
        'schedule.discounts',
        'Correct one of the days.',
      )
    if (percent.unscaled > 100n * 10n ** BigInt(percent.scale))
      read.fault('discount-too-large', 'a discount is more than the price.', 'schedule.discounts', 'A discount has 100 percent at most.')
    return [{ from, to, percent, why: typeof d.why === 'string' ? d.why : '' }]
  })
  const ordered = discounts.sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const [at, d] of ordered.entries()) {
    const next = ordered[at + 1]
    if (next && (d.to === null || next.from <= d.to))
      read.fault('schedule-overlaps', `two discounts hold on ${next.from}.`, 'schedule.discounts', 'End one before the next begins.')
  }
  return ordered
}

function indexOf(read: Reader, { indexation, startsOn }: Fact<'agreement'>): Pick<Terms, 'index' | 'yearly'> {
  if (!isObject(indexation)) return { index: [], yearly: null }
  const index = listOf(indexation.table).flatMap(step => {
    const from = read.day(step.from, 'indexation.table.from')
    const factor = read.number(step.factor, 'indexation.table.factor')
    return from !== undefined && factor !== undefined ? [{ from, factor }] : []
  })
  index.sort((a, b) => (a.from < b.from ? -1 : 1))
  if (indexation.percent === undefined) return { index, yearly: null }
  const percent = read.number(indexation.percent, 'indexation.percent')
  const from = indexation.from === undefined ? (startsOn ?? undefined) : read.day(indexation.from, 'indexation.from')
  if (index.length > 0) read.fault('index-twice', 'its index is a percent and a table.', 'indexation', 'Leave one of them.')
  return { index, yearly: percent !== undefined && from !== undefined ? { percent, from } : null }
}
