import { type Day, daysInMonth, epochDay, fromEpochDay, monthOf, yearOf } from '../day/day.ts'
import { checkedPercent } from './exact.ts'

/**
 * How far a value may be trusted: seen in the source itself · only in a secondary source · derived from seen data by the legal formula ·
 * unconfirmed memory · sources conflict · not found · entered by the firm with its own source.
 */
export type Confidence = 'seen' | 'secondary' | 'derived' | 'memory' | 'conflict' | 'gap' | 'own'

export interface RateRow {
  /** First day on which the rate holds. */
  readonly from: Day
  /** Percent a year, plain decimal text. */
  readonly percent: string
  readonly source: string
  readonly confidence: Confidence
  readonly note?: string
  /** The last day for which the firm that entered the row vouches for it. */
  readonly knownUntil?: Day
}

export interface RateSeries {
  readonly id: string
  readonly title: string
  /** How long the last row holds: to the end of its half-year or year, or (`open`) until it is changed. */
  readonly period: 'half-year' | 'year' | 'open'
  /** `each-period`: a period without a row is a gap. `each-change`: a row holds until the next one. */
  readonly rows: 'each-period' | 'each-change'
  /** For an open series: the last day up to which the source was seen to be unchanged. Without it the last row holds without end. */
  readonly knownUntil?: Day
  /** The series ended with `knownUntil`: nothing is missing after it. */
  readonly abolished?: true
  readonly entries: readonly RateRow[]
}

/** One stretch of days with one rate; `until` is included, both are days since 1970-01-01. */
export interface RatePiece {
  readonly from: number
  readonly until: number
  readonly micro: bigint
  readonly row: RateRow
}

export interface RateTable {
  readonly series: RateSeries
  readonly pieces: readonly RatePiece[]
}

export type RateBook = ReadonlyMap<string, RateTable>

/** Said instead of a figure: this rate of this series is not known for that day. Never replaced by the last value. */
export interface MissingRate {
  readonly kind: 'missing'
  readonly what: 'rate'
  readonly series: string
  readonly day: Day
  /** The half-year or year concerned: `2026-07-01 to 2026-12-31`. */
  readonly period: string
  /** The last day before the gap for which the rate is known, where there is one. */
  readonly knownUntil: Day | undefined
}

const lastDayOf = (year: number, month: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${daysInMonth(year, month)}` as Day // built from checked parts

/** The last day of the half-year or year in which `d` lies. */
export const periodEnd = (d: Day, period: 'half-year' | 'year'): Day =>
  lastDayOf(yearOf(d), period === 'half-year' && monthOf(d) <= 6 ? 6 : 12)

/** The first day of the half-year or year in which `d` lies. */
export const periodStart = (d: Day, period: 'half-year' | 'year'): Day =>
  `${d.slice(0, 4)}-${period === 'half-year' && monthOf(d) > 6 ? '07' : '01'}-01` as Day // first of a month exists

/** @param packEnd the last day the pack itself knows: beyond it no row holds longer than its own period. */
function lastDayOfRow(series: RateSeries, row: RateRow, next: RateRow | undefined, packEnd: number): number {
  const beforeNext = next === undefined ? Number.POSITIVE_INFINITY : epochDay(next.from) - 1
  if (row.knownUntil !== undefined) return Math.min(beforeNext, epochDay(row.knownUntil))
  if (series.rows === 'each-change' && beforeNext <= packEnd) return beforeNext
  if (series.period === 'open') return series.knownUntil === undefined ? beforeNext : Math.min(beforeNext, epochDay(series.knownUntil))
  return Math.min(beforeNext, epochDay(periodEnd(row.from, series.period)))
}

const lastRowStart = (series: RateSeries): number =>
  series.entries.reduce((last, row) => Math.max(last, epochDay(row.from)), Number.NEGATIVE_INFINITY)

/** Lays a series out in stretches of days. Rows need not be sorted; the later of two rows for one day wins (an entry of the firm). */
export function rateTable(series: RateSeries, packEnd: number = lastRowStart(series)): RateTable {
  const byDay = new Map(series.entries.map(row => [row.from, row]))
  const rows = [...byDay.values()].sort((a, b) => (a.from < b.from ? -1 : 1))
  const pieces = rows.map((row, at) => ({
    from: epochDay(row.from),
    until: lastDayOfRow(series, row, rows[at + 1], packEnd),
    micro: checkedPercent(row.percent),
    row,
  }))
  return { series, pieces }
}

export const rateBook = (series: Iterable<RateSeries>): RateBook => new Map([...series].map(s => [s.id, rateTable(s)]))

/**
 * A book with the firm's own rows in it; for the same first day they stand before the pack's. Between the last day the pack knows and
 * the first own row nothing is filled in.
 */
export function withOwnRates(book: RateBook, own: ReadonlyMap<string, readonly RateRow[]>): RateBook {
  const merged = new Map(book)
  for (const [id, rows] of own) {
    const table = book.get(id)
    if (table === undefined) throw new RangeError(`there is no rate series ${id}`)
    const packEnd = table.pieces.at(-1)?.until ?? Number.NEGATIVE_INFINITY
    merged.set(id, rateTable({ ...table.series, entries: [...table.series.entries, ...rows] }, packEnd))
  }
  return merged
}

/** The stretch that holds on a day, or undefined where the series has a gap there. */
export function pieceOn(pieces: readonly RatePiece[], epoch: number): RatePiece | undefined {
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at] as RatePiece // at is within bounds
    if (piece.from <= epoch) return piece.until >= epoch ? piece : undefined
  }
  return undefined
}

/** Says which period of which series is missing for a day. */
export function missingRate(series: RateSeries, epoch: number, pieces: readonly RatePiece[]): MissingRate {
  const at = fromEpochDay(epoch)
  const before = pieces.findLast(p => p.until < epoch)
  const period = series.period === 'open' ? `${at} on` : `${periodStart(at, series.period)} to ${periodEnd(at, series.period)}`
  const knownUntil = before === undefined ? undefined : fromEpochDay(before.until)
  return { kind: 'missing', what: 'rate', series: series.id, day: at, period, knownUntil }
}

/** The gaps of a series from its first row to a day; neighbouring unknown periods are one gap. An abolished series has none after its end. */
export function gapsUntil(table: RateTable, asOf: Day): MissingRate[] {
  const { series, pieces } = table
  const gaps: MissingRate[] = []
  const end = epochDay(asOf)
  let at = pieces[0]?.from ?? end + 1
  for (const next of [...pieces.slice(1), undefined]) {
    const covered = pieceOn(pieces, at)?.until ?? at - 1
    const gapFrom = covered + 1
    const gapUntil = Math.min(next === undefined ? Number.POSITIVE_INFINITY : next.from - 1, end)
    const abolished = next === undefined && series.abolished === true
    if (gapFrom <= gapUntil && !abolished) {
      const first = missingRate(series, gapFrom, pieces)
      const last = missingRate(series, gapUntil, pieces)
      gaps.push({
        ...first,
        period:
          series.period === 'open' || first.period === last.period
            ? first.period
            : `${first.period.slice(0, 10)} to ${last.period.slice(-10)}`,
      })
    }
    at = next?.from ?? at
  }
  return gaps
}
