/**
 * A civil day, written `YYYY-MM-DD`, in the creditor's zone. Text, so that it sorts, compares with `<`, travels and stores as it is.
 * An instant becomes a day once, in the shell.
 */
export type Day = string & { readonly __day: unique symbol }

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/
const MS_PER_DAY = 86_400_000

/** The parts of a day without checking that it exists. */
const partsOf = (text: string): [year: number, month: number, date: number] => [yearIn(text), monthIn(text), dateIn(text)]

const digit = (text: string, at: number): number => text.charCodeAt(at) - 48
const yearIn = (text: string): number => digit(text, 0) * 1000 + digit(text, 1) * 100 + digit(text, 2) * 10 + digit(text, 3)
const monthIn = (text: string): number => digit(text, 5) * 10 + digit(text, 6)
const dateIn = (text: string): number => digit(text, 8) * 10 + digit(text, 9)

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

const format = (year: number, month: number, date: number): Day =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}` as Day // built from checked parts

/** Days from 0000-03-01, when the leap day stands last in its year, to 1970-01-01. */
const EPOCH = 719_468
const MARCH = 3

/** Days since 1970-01-01 of the proleptic Gregorian calendar: whole years counted from March, so that the leap day comes last. */
export function epochDay(d: Day): number {
  const month = monthIn(d)
  const late = month < MARCH
  const year = late ? yearIn(d) - 1 : yearIn(d)
  const dayOfYear = (((153 * (late ? month + 9 : month - 3) + 2) / 5) | 0) + dateIn(d) - 1
  return year * 365 + (year >> 2) - ((year / 100) | 0) + ((year / 400) | 0) + dayOfYear - EPOCH // no year lies before 1: cutting off is rounding down
}

/** Texts of days from 1970 to 2134, made once each: the same day is the same text, and a sweep asks for the same few hundred millions of times. */
const texts = new Array<Day | undefined>(60_000).fill(undefined)

/** The inverse of epochDay. */
export function fromEpochDay(days: number): Day {
  const known = texts[days]
  if (known !== undefined) return known
  const made = new Date(days * MS_PER_DAY).toISOString().slice(0, 10) as Day // an ISO date of a whole day count
  if (days >= 0 && days < texts.length) texts[days] = made
  return made
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

export const yearOf = (d: Day): number => yearIn(d)
export const monthOf = (d: Day): number => monthIn(d)
export const dateOf = (d: Day): number => dateIn(d)
export const endOfMonth = (d: Day): Day => format(yearOf(d), monthOf(d), daysInMonth(yearOf(d), monthOf(d)))

export const earliest = (a: Day, b: Day): Day => (a < b ? a : b)
export const latest = (a: Day, b: Day): Day => (a > b ? a : b)

/** The next day that is neither weekend nor in `holidays`; `d` itself where it is a business day. */
export function nextBusinessDay(d: Day, isHoliday: (d: Day) => boolean = () => false): Day {
  let at = d
  while (isWeekend(at) || isHoliday(at)) at = addDays(at, 1)
  return at
}
