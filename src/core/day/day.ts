/**
 * A civil day, written `YYYY-MM-DD`, in the creditor's zone. Text, so that it sorts, compares with `<`, travels and stores as it is.
 * An instant becomes a day once, in the shell.
 */
export type Day = string & { readonly __day: unique symbol }

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/

/** The parts of a day without checking that it exists. */
const partsOf = (text: string): [year: number, month: number, date: number] => [+text.slice(0, 4), +text.slice(5, 7), +text.slice(8, 10)]

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

/** Days in a month of a year; month counts from 1. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31

export function isDay(text: unknown): text is Day {
  if (typeof text !== 'string' || !PATTERN.test(text)) return false
  const [year, month, date] = partsOf(text)
  return year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year, month)
}

/** Reads a civil day. @throws RangeError where the text is not an existing day in the form YYYY-MM-DD. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`"${text}" is not a day; write it as YYYY-MM-DD`)
  return text
}

/** The day of a calendar date; a date past the end of the month becomes the month's last. Month counts from 1 and may overflow. */
export function dayOf(year: number, month: number, date: number): Day {
  const months = year * 12 + (month - 1)
  const y = Math.floor(months / 12)
  const m = (months % 12) + 1
  return format(y, m, Math.min(date, daysInMonth(y, m)))
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`)
const format = (year: number, month: number, date: number): Day =>
  `${year < 1000 ? String(year).padStart(4, '0') : year}-${two(month)}-${two(date)}` as Day // built from checked parts

/** Days from 1 March of the year 0 to 1970-01-01 (proleptic Gregorian). */
const EPOCH_SHIFT = 719_468
const DAYS_PER_ERA = 146_097

/** Days since 1970-01-01. Counted from 1 March, so that the leap day is the last of its year. */
export function epochDay(d: Day): number {
  const [y, month, date] = partsOf(d)
  const year = month > 2 ? y : y - 1
  const era = Math.floor(year / 400)
  const ofEra = year - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + date - 1
  return era * DAYS_PER_ERA + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - EPOCH_SHIFT
}

/** The inverse of epochDay. */
export function fromEpochDay(days: number): Day {
  const shifted = days + EPOCH_SHIFT
  const era = Math.floor(shifted / DAYS_PER_ERA)
  const ofEra = shifted - era * DAYS_PER_ERA
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365)
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * ofYear + 2) / 153)
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  return format(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)
}

export const addDays = (d: Day, days: number): Day => fromEpochDay(epochDay(d) + days)

/** The same date `months` later; 31 January plus one month is the last day of February. */
export function addMonths(d: Day, months: number): Day {
  const [year, month, date] = partsOf(d)
  return dayOf(year, month + months, date)
}

/** Days from `from` to `to`: negative where `to` lies before. */
export const daysBetween = (from: Day, to: Day): number => epochDay(to) - epochDay(from)

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export const weekday = (d: Day): number => ((((epochDay(d) + 3) % 7) + 7) % 7) + 1

export const isWeekend = (d: Day): boolean => weekday(d) > 5

export const yearOf = (d: Day): number => +d.slice(0, 4)
export const monthOf = (d: Day): number => +d.slice(5, 7)
export const dateOf = (d: Day): number => +d.slice(8, 10)
export const endOfMonth = (d: Day): Day => format(yearOf(d), monthOf(d), daysInMonth(yearOf(d), monthOf(d)))

export const earliest = (a: Day, b: Day): Day => (a < b ? a : b)
export const latest = (a: Day, b: Day): Day => (a > b ? a : b)

/** The next day that is neither weekend nor in `holidays`; `d` itself where it is a business day. */
export function nextBusinessDay(d: Day, isHoliday: (d: Day) => boolean = () => false): Day {
  let at = d
  while (isWeekend(at) || isHoliday(at)) at = addDays(at, 1)
  return at
}
