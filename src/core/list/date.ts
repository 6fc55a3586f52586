import { type Day, dayOf, fromEpochDay, isDay, yearOf } from '../day/day.ts'
import type { DateOrder } from './source.ts'

/** Words of dates, from the languages' data: month names to 1 … 12, names of eras to the year before their first. */
export interface CalendarWords {
  readonly months: ReadonlyMap<string, number>
  readonly eras: ReadonlyMap<string, number>
  /** The workbook counts its days from 1904 (default: from 1900). */
  readonly since1904?: boolean
}

/** Day 0 of spreadsheet serial numbers, counted back from 1970-01-01: of the count from 1900, and of the one from 1904. */
const SERIAL_ZERO = 25_569
const SERIAL_ZERO_1904 = 24_107
const FIRST_YEAR = 1970
const LAST_YEAR = 2200
const TRIPLE = /^(\d{1,2})\s?[./\- ]\s?(\d{1,2})\s?[./\- ]\s?(\d{4}|\d{2})$/
const YEAR_FIRST = /^(\d{4})\s?[-/.年 ]\s?(\d{1,2})\s?[-/.月 ]\s?(\d{1,2})日?$/
const NAMED = /^(\d{1,2})(?:st|nd|rd|th|er)?[.\s-]*(\p{L}+)\.?[\s,-]+(\d{4}|\d{2})$/u
const NAMED_FIRST = /^(\p{L}+)\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,]+(\d{4})$/u
const ERA = /^(\p{L}+)\s?(\d{1,2})\s?[年./-]\s?(\d{1,2})\s?[月./-]\s?(\d{1,2})日?$/u

const clean = (text: string): string =>
  text
    .normalize('NFKC')
    .trim()
    .replace(/[T\s]+\d{1,2}:\d{2}.*$/, '')

function existing(year: number, month: number, date: number): Day | undefined {
  if (year < 100) return existing(year + 2000, month, date)
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || date < 1) return undefined
  const found = dayOf(year, month, date)
  return Number(found.slice(8)) === date ? found : undefined
}

/** Reads a date as lists write them. `order` decides where day and month could both be meant. @returns undefined where it is no day. */
export function readDay(text: string, order: DateOrder, words: CalendarWords): Day | undefined {
  if (isDay(text)) return yearOf(text) < FIRST_YEAR || yearOf(text) > LAST_YEAR ? undefined : text
  const t = clean(text)
  const first = YEAR_FIRST.exec(t)
  if (first) return existing(Number(first[1]), Number(first[2]), Number(first[3]))
  const triple = TRIPLE.exec(t)
  if (triple) return inOrder(Number(triple[1]), Number(triple[2]), Number(triple[3]), order)
  if (/^\d{8}$/.test(t)) return compact(t, order)
  if (/^\d{5}(\.\d+)?$/.test(t)) return serial(Math.floor(Number(t)), words.since1904 ? SERIAL_ZERO_1904 : SERIAL_ZERO)
  return named(t.toLowerCase(), words)
}

function inOrder(a: number, b: number, c: number, order: DateOrder): Day | undefined {
  if (order === 'ymd') return existing(a, b, c)
  return order === 'dmy' ? existing(c, b, a) : existing(c, a, b)
}

function compact(t: string, order: DateOrder): Day | undefined {
  const yearFirst = existing(Number(t.slice(0, 4)), Number(t.slice(4, 6)), Number(t.slice(6)))
  if (yearFirst && Number(t.slice(0, 4)) > 1231) return yearFirst
  return inOrder(Number(t.slice(0, 2)), Number(t.slice(2, 4)), Number(t.slice(4)), order === 'ymd' ? 'dmy' : order)
}

const serial = (n: number, zero: number): Day | undefined => (n >= 20_000 && n <= 80_000 ? fromEpochDay(n - zero) : undefined)

function named(t: string, words: CalendarWords): Day | undefined {
  const dayFirst = NAMED.exec(t)
  if (dayFirst) return byMonthName(dayFirst[2] ?? '', Number(dayFirst[1]), Number(dayFirst[3]), words)
  const monthFirst = NAMED_FIRST.exec(t)
  if (monthFirst) return byMonthName(monthFirst[1] ?? '', Number(monthFirst[2]), Number(monthFirst[3]), words)
  const era = ERA.exec(t)
  const zero = words.eras.get(era?.[1] ?? '')
  return era && zero !== undefined ? existing(zero + Number(era[2]), Number(era[3]), Number(era[4])) : undefined
}

function byMonthName(name: string, date: number, year: number, words: CalendarWords): Day | undefined {
  const month = words.months.get(name)
  return month === undefined ? undefined : existing(year, month, date)
}

/** What the dates of a list show of their order. */
export interface OrderShown {
  /** Dates that can only be day first, or only be month first. */
  readonly dayFirst: number
  readonly monthFirst: number
  /** A date that may be read both ways, with different days. */
  readonly open: string | undefined
}

/** Looks for a day above 12 anywhere. */
export function orderShown(texts: Iterable<string>): OrderShown {
  let dayFirst = 0
  let monthFirst = 0
  let open: string | undefined
  for (const text of texts) {
    if (isDay(text)) continue // year first: it shows nothing
    const match = TRIPLE.exec(text) ?? TRIPLE.exec(clean(text)) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(text)
    if (!match || (match[0].length === 8 && /^\d{8}$/.test(match[0]) && Number(match[0].slice(0, 4)) > 1231)) continue
    const a = Number(match[1])
    const b = Number(match[2])
    if (text.includes('.') || (a > 12 && b <= 12)) dayFirst += 1
    else if (b > 12 && a <= 12) monthFirst += 1
    else if (a !== b && a <= 12 && b <= 12) open ??= text
  }
  return { dayFirst, monthFirst, open }
}
