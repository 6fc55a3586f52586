import { type Day, fromEpochDay, isLeapYear } from '../day/day.ts'

/**
 * How days become a fraction of a year.
 * `act/365` days / 365 · `act/360` days / 360 · `act/act` days / the length of the calendar year they lie in · `30/360` every month
 * has 30 days (30E/360: the 31st counts as the 30th) · `years+days` whole years from the start, the rest by the year it lies in.
 */
export type DayCount = 'act/365' | 'act/act' | 'act/360' | '30/360' | 'years+days'
export const DAY_COUNTS: readonly DayCount[] = ['act/365', 'act/act', 'act/360', '30/360', 'years+days']

/** Least common multiple of 360, 365 and 366: every day count is a whole number of these parts of a year. */
export const YEAR_PARTS = 1_603_080
const PER_365 = YEAR_PARTS / 365
const PER_366 = YEAR_PARTS / 366
const PER_360 = YEAR_PARTS / 360

// The character 0 in a number of two and of four digits.
const ZERO_2 = 48 * 11
const ZERO_4 = 48 * 1111

const FIRST = -25_567 // 1900-01-01
const SPAN = 110_000
const texts = new Array<Day | undefined>(SPAN + 1) // its full length at once: an array grown from its middle becomes a slow dictionary

/** The day of a count since 1970-01-01, remembered: the engine writes the same few thousand days over and over. */
export function dayText(epoch: number): Day {
  const at = epoch - FIRST
  if (at < 0 || at > SPAN) return fromEpochDay(epoch)
  const known = texts[at]
  if (known !== undefined) return known
  const text = fromEpochDay(epoch)
  texts[at] = text
  return text
}

/** Days since 1970-01-01 of a checked day, by arithmetic on its digits (H. Hinnant, days_from_civil). */
export function dayNumber(d: Day): number {
  const month = d.charCodeAt(5) * 10 + d.charCodeAt(6) - ZERO_2
  const ofMonth = d.charCodeAt(8) * 10 + d.charCodeAt(9) - ZERO_2
  const written = d.charCodeAt(0) * 1000 + d.charCodeAt(1) * 100 + d.charCodeAt(2) * 10 + d.charCodeAt(3) - ZERO_4
  const year = month <= 2 ? written - 1 : written
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + ofMonth - 1
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468
}

const yearAt = (epoch: number): number => +dayText(epoch).slice(0, 4)

/** The same date a number of years later; 29 February becomes the 28th. */
export function anniversary(epoch: number, years: number): number {
  const d = dayText(epoch)
  const year = +d.slice(0, 4) + years
  const date = d.slice(5) === '02-29' && !isLeapYear(year) ? '02-28' : d.slice(5)
  return dayNumber(`${String(year).padStart(4, '0')}-${date}` as Day) // an existing date by construction
}

const thirties = (epoch: number): number => {
  const d = dayText(epoch)
  return +d.slice(0, 4) * 360 + +d.slice(5, 7) * 30 + Math.min(+d.slice(8, 10), 30)
}

const UNCUT: readonly number[] = []

/**
 * Where a stretch must be cut so that one divisor holds in each piece. A point is the evening of a day; the stretch (from, to] holds
 * the days from + shift … to − 1 + shift. @returns the inner cutting points, ascending.
 */
export function cuts(count: DayCount, from: number, to: number, shift: number): readonly number[] {
  if (count !== 'act/act' && count !== 'years+days') return UNCUT
  const points: number[] = []
  let rest = from
  if (count === 'years+days') {
    let years = 0
    while (anniversary(from, years + 1) <= to) years++
    rest = anniversary(from, years)
    if (years > 0 && rest < to) points.push(rest)
  }
  if (count === 'years+days' && rest === to) return points
  for (let year = yearAt(rest + shift) + 1; ; year++) {
    const point = dayNumber(`${String(year).padStart(4, '0')}-01-01` as Day) - shift // 1 January exists
    if (point >= to) return points
    if (point > rest) points.push(point)
  }
}

/** A stretch (from, to], uncut inside, in parts of a year (`YEAR_PARTS` = one) and in the days its convention counts. */
export function yearParts(count: DayCount, from: number, to: number, shift: number): { parts: number; days: number } {
  const days = to - from
  if (count === 'act/365') return { parts: days * PER_365, days }
  if (count === 'act/360') return { parts: days * PER_360, days }
  if (count === '30/360') {
    const counted = thirties(to) - thirties(from)
    return { parts: counted * PER_360, days: counted }
  }
  if (count === 'years+days') {
    const years = Math.max(0, Math.round(days / 365.25))
    if (years > 0 && anniversary(from, years) === to) return { parts: years * YEAR_PARTS, days }
  }
  return { parts: days * (isLeapYear(yearAt(from + shift)) ? PER_366 : PER_365), days }
}

/** Parts of a year of a bare number of days without dates: the year has 365 days, or 360 where the convention says so. */
export const bareParts = (count: DayCount, days: number): number => days * (count === 'act/360' || count === '30/360' ? PER_360 : PER_365)
