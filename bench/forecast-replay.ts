import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { addDays, day, daysBetween, epochDay } from '../src/core/day/day.ts'
import { type Forecast, forecasting } from '../src/core/forecast/forecast.ts'
import type { Histogram } from '../src/core/forecast/histogram.ts'
import { historyOf, type PastInvoice } from '../src/core/forecast/history.ts'

/** A settled invoice with what was forecast on its own invoice date. */
export interface Scored {
  readonly invoice: Required<PastInvoice>
  readonly forecast: Forecast
}

export const receivables = (file: string): string => `../shared/data/receivables/${file}`
export const haveReceivables = (): boolean => existsSync(receivables('ibm_ar_open.csv'))

/** Settled invoices of a CSV, in order of issue. */
export function settledIn(file: string, keep: (row: Record<string, string>) => boolean = () => true): Required<PastInvoice>[] {
  const rows = parse(readFileSync(file), { columns: true }) as Record<string, string>[] // csv-parse with columns gives text by name
  return rows
    .filter(row => row.settled_date && keep(row))
    .map(row => ({
      customer: row.customer ?? '',
      issued: day(row.invoice_date ?? row.invoice_date_est ?? ''),
      due: day(row.due_date ?? ''),
      settled: day(row.settled_date ?? ''),
    }))
    .sort((a, b) => (a.issued < b.issued ? -1 : a.issued > b.issued ? 1 : 0))
}

/** Forecasts each of `targets` as of its own invoice date from `facts`. */
export function replay(
  facts: readonly PastInvoice[],
  targets: readonly Required<PastInvoice>[],
  shipped: Histogram,
  weekdays: boolean,
): Scored[] {
  const forecaster = forecasting(historyOf(facts), { shipped, weekdays })
  return targets.map(invoice => ({ invoice, forecast: forecaster.asOf(invoice.issued).forecast(invoice) }))
}

export interface Score {
  readonly n: number
  readonly brier: number
  readonly auc: number
  readonly accuracy: number
  /** Mean error of max(0, days late), in days. */
  readonly mae: number
  /** Expected calibration error over ten equal bands. */
  readonly ece: number
}

const isLate = (invoice: Required<PastInvoice>): boolean => invoice.settled > invoice.due

export function scoreOf(scored: readonly Scored[]): Score {
  const chances = scored.map(s => [s.forecast.pLate, isLate(s.invoice)] as const)
  const late = (day: string, due: string): number => Math.max(0, epochDay(day as never) - epochDay(due as never))
  return {
    ...scoreChances(chances),
    mae: mean(scored.map(s => Math.abs(late(s.forecast.expected, s.invoice.due) - late(s.invoice.settled, s.invoice.due)))),
  }
}

export function scoreChances(chances: readonly (readonly [p: number, happened: boolean])[]): Omit<Score, 'mae'> {
  return {
    n: chances.length,
    brier: mean(chances.map(([p, y]) => (p - (y ? 1 : 0)) ** 2)),
    auc: aucOf(chances),
    accuracy: mean(chances.map(([p, y]) => (p > 0.5 === y ? 1 : 0))),
    ece: eceOf(chances),
  }
}

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length

/** Rank sum with ties shared. */
function aucOf(chances: readonly (readonly [number, boolean])[]): number {
  const sorted = [...chances].sort((a, b) => a[0] - b[0])
  let ranks = 0
  let positives = 0
  for (let at = 0; at < sorted.length; ) {
    let end = at
    while (end < sorted.length && sorted[end]?.[0] === sorted[at]?.[0]) end++
    const hits = sorted.slice(at, end).filter(c => c[1]).length
    ranks += hits * ((at + 1 + end) / 2)
    positives += hits
    at = end
  }
  return (ranks - (positives * (positives + 1)) / 2) / (positives * (sorted.length - positives))
}

function eceOf(chances: readonly (readonly [number, boolean])[]): number {
  const bands = Map.groupBy(chances, ([p]) => Math.min(9, Math.floor(p * 10)))
  return [...bands.values()].reduce(
    (sum, band) => sum + (band.length / chances.length) * Math.abs(mean(band.map(c => c[0])) - mean(band.map(c => (c[1] ? 1 : 0)))),
    0,
  )
}

/** Invoices unpaid `a` days after due: the chance of payment within `within` days, against what happened. */
export function conditionalScore(
  facts: readonly PastInvoice[],
  targets: readonly Required<PastInvoice>[],
  shipped: Histogram,
  a: number,
  within: number,
) {
  const unpaid = targets.filter(t => daysBetween(t.due, t.settled) > a).sort((x, y) => (x.due < y.due ? -1 : x.due > y.due ? 1 : 0))
  const forecaster = forecasting(historyOf(facts), { shipped })
  return scoreChances(
    unpaid.map(t => {
      const asOf = addDays(t.due, a + 1) // seen unpaid up to and including day a
      return [forecaster.asOf(asOf).paidWithin(t, a, within), daysBetween(t.due, t.settled) <= a + within] as const
    }),
  )
}

/** A small seeded generator (mulberry32) giving numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/**
 * Small firms drawn from a pool: eight customers at random, their invoices in order of issue; the first `n` are the firm's past, the next ten
 * are forecast as of their own invoice date.
 */
export function smallFirms(pool: readonly Required<PastInvoice>[], n: number, shipped: Histogram, draws: number): Score {
  const random = seeded(20_260)
  const byCustomer = [...Map.groupBy(pool, i => i.customer).values()]
  const scored: Scored[] = []
  for (let draw = 0; draw < draws; draw++) {
    const own = Array.from({ length: 8 }, () => byCustomer[Math.floor(random() * byCustomer.length)] ?? [])
    const invoices = [...new Set(own)].flat().sort((a, b) => (a.issued < b.issued ? -1 : a.issued > b.issued ? 1 : 0))
    if (invoices.length < n + 10) continue
    const start = Math.floor(random() * (invoices.length - n - 9))
    const facts = invoices.slice(start, start + n)
    scored.push(...replay(facts, invoices.slice(start + n, start + n + 10), shipped, true))
  }
  return scoreOf(scored)
}
