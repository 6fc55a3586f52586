import type { Day } from '../../core/day/day.ts'
import { decimalText, type Fraction } from '../../core/ledger/exact.ts'
import type { InterestResult } from '../../core/ledger/interest.ts'
import type { CostRow, Working } from '../../core/letter/content.ts'
import { exponentOf } from '../../core/money/money.ts'
import type { InvoiceCosts } from '../law/late-costs.ts'
import { sayAmount, sayDay, sayNumber, type Words } from '../words.ts'

/** Says a sentence of `message.`. */
type Say = (key: string, params?: Parameters<Words['say']>[2]) => string

/** Late costs as the message will print them; amounts in the invoice’s currency. */
export interface LateCosts {
  readonly currency: string
  readonly interestMinor: bigint
  readonly interestBasis: string
  readonly compensationMinor: bigint
  readonly compensationBasis: string
  /** The same by invoice, with what each figure is made of. */
  readonly parts: readonly CostsOfInvoice[]
}

export interface CostsOfInvoice {
  readonly number: string
  readonly currency: string
  readonly interest: InterestResult | null
  readonly compensationMinor: bigint
}

/** Late costs summed by currency and legal basis. @param numbers of the invoices, by id */
export function summedCosts(costs: readonly InvoiceCosts[], numbers: ReadonlyMap<string, string>): LateCosts[] {
  return [...Map.groupBy(costs, c => c.currency)].map(([currency, own]) => ({
    currency,
    interestMinor: own.reduce((sum, c) => sum + (c.interest?.interestMinor ?? 0n), 0n),
    interestBasis: own.findLast(c => c.interest)?.interest?.clause ?? '',
    compensationMinor: own.reduce((sum, c) => sum + (c.compensation?.minor ?? 0n), 0n),
    compensationBasis: own.findLast(c => c.compensation)?.compensation?.clause ?? '',
    parts: own.map(c => ({
      number: numbers.get(c.invoiceId) ?? '',
      currency,
      interest: c.interest,
      compensationMinor: c.compensation?.minor ?? 0n,
    })),
  }))
}

/** Each sum of late costs with its basis. */
export const costRows = (say: Say, language: string, costs: readonly LateCosts[]): CostRow[] =>
  costs.flatMap((c): CostRow[] => [
    ...(c.interestMinor > 0n
      ? [{ what: say('costs.interestName'), basis: c.interestBasis, amount: sayAmount(language, c.interestMinor, c.currency) }]
      : []),
    ...(c.compensationMinor > 0n
      ? [{ what: say('costs.compensationName'), basis: c.compensationBasis, amount: sayAmount(language, c.compensationMinor, c.currency) }]
      : []),
  ])

/** Decimals to which an unrounded amount is shown. */
const PLACES = 4

/** An unrounded amount of minor units as decimal text in the currency’s unit, cut after four places. */
export const exactAmount = ({ n, d }: Fraction, currency: string): string =>
  decimalText({ n, d: d * 10n ** BigInt(exponentOf(currency)) }, PLACES)

/** What the late costs of a message are made of: each stretch of days with its base and rate, each fixed sum, and where the rates are from. */
export function workingOf(say: Say, language: string, costs: readonly LateCosts[]): Working | null {
  const parts = costs.flatMap(c => c.parts)
  const isSeveral = parts.length > 1 // the fixed sum of one stands with its basis among the costs already
  const rows = parts.flatMap(part => [
    ...(part.interest?.segments.map(s => segmentRow(say, language, part, s)) ?? []),
    ...(part.compensationMinor > 0n && isSeveral
      ? [[part.number, say('costs.compensationName'), '', '', '', sayAmount(language, part.compensationMinor, part.currency)]]
      : []),
  ])
  if (rows.length === 0) return null
  const sources = ratesByName(parts.flatMap(p => p.interest?.segments.map(s => rateName(s.source)) ?? []))
  return {
    heading: say('costs.working'),
    head: [say('table.invoice'), ...['period', 'days', 'base', 'rate', 'amount'].map(column => say(`costs.${column}`))],
    rows,
    notes: sources.length > 0 ? [say('costs.sources', { sources: sources.join('; ') })] : [],
  }
}

/** A rate by name and value; where it was read is said on the screens: `ECB main refinancing rate 2.15 + 10 (press release …)`. */
const rateName = (source: string): string => source.replace(/(?<=\d) \(.*\)$/s, '')

/** Each rate’s name once, with its values: `ECB main refinancing rate 2.15 + 10, 2.4 + 10`. */
function ratesByName(rates: readonly string[]): string[] {
  const worthOf = (rate: string): string => /[\d.]+(?: [+−-] [\d.]+)?$/.exec(rate)?.[0] ?? ''
  const nameOf = (rate: string): string => rate.slice(0, rate.length - worthOf(rate).length)
  return [...Map.groupBy(new Set(rates), nameOf)].map(([name, own]) => `${name}${own.map(worthOf).join(', ')}`)
}

type Segment = InterestResult['segments'][number]

function segmentRow(say: Say, language: string, { number, currency }: CostsOfInvoice, segment: Segment): string[] {
  const { from, to, days, baseMinor, rate, amount } = segment
  const short = (day: Day): string => sayDay(language, day, 'medium')
  return [
    number,
    from && to ? say('costs.stretch', { first: short(from), last: short(to) }) : '',
    String(days),
    sayAmount(language, baseMinor, currency),
    `${sayNumber(language, rate)} %`,
    sayNumber(language, exactAmount(amount, currency), PLACES),
  ]
}
