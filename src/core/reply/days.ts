import { addDays, type Day, dayOf, daysBetween, daysInMonth, endOfMonth, isDay, monthOf, weekday, yearOf } from '../day/day.ts'
import { asWritten, type Folded, fold } from './fold.ts'
import { phraseSource } from './phrase.ts'

export const DAY_KINDS = [
  'date',
  'weekday',
  'weekday-next-week',
  'plus-days',
  'plus-weeks',
  'month-end',
  'month-middle',
  'date-alone',
  'fixed',
] as const

/** One way to say a day. In `says`: {d} {month} {m} {year} {weekday} {n}, beside what phrases may hold. */
export interface DayRule {
  readonly says: string
  readonly is: (typeof DAY_KINDS)[number]
  /** For `fixed`: days from the day of the letter. For month-end and -middle: months from its month. */
  readonly by?: number | undefined
}

/** How a language says days; data (see packs/replies). */
export interface DayWords {
  readonly spaced: boolean
  readonly months: readonly (readonly string[])[]
  readonly weekdays: readonly (readonly string[])[]
  readonly numbers: Readonly<Record<string, number>>
  readonly rules: readonly DayRule[]
  /** Said right before a day that is not the day of a payment: `invoice of`, `due on`. */
  readonly notThese: readonly string[]
}

/** Where the day lies from the letter: a promise looks ahead, money that has left looks back. */
export type Looks = 'ahead' | 'back'

export interface DayFound {
  readonly day: Day
  readonly from: number
  readonly to: number
  readonly words: string
}

interface Compiled {
  readonly rules: readonly { readonly rule: DayRule; readonly pattern: RegExp }[]
  readonly notThese: RegExp | undefined
  readonly months: ReadonlyMap<string, number>
  readonly weekdays: ReadonlyMap<string, number>
  readonly numbers: ReadonlyMap<string, number>
}

const byName = (lists: readonly (readonly string[])[]): Map<string, number> =>
  new Map(lists.flatMap((names, at) => names.map(name => [fold(name).text, at + 1] as const)))
const either = (names: Iterable<string>): string => [...names].sort((a, b) => b.length - a.length).join('|')

const compiled = new WeakMap<DayWords, Compiled>()
function compile(words: DayWords): Compiled {
  const known = compiled.get(words)
  if (known) return known
  const months = byName(words.months)
  const weekdays = byName(words.weekdays)
  const numbers = new Map(Object.entries(words.numbers).map(([name, n]) => [fold(name).text, n] as const))
  const parts: Readonly<Record<string, string>> = {
    d: '(?<d>\\d{1,2})',
    m: '(?<m>\\d{1,2})',
    year: '(?<year>\\d{4}|\\d{2})',
    month: `(?<month>${either(months.keys())})`,
    weekday: `(?<weekday>${either(weekdays.keys())})`,
    n: `(?<n>\\d{1,3}${numbers.size > 0 ? `|${either(numbers.keys())}` : ''})`,
  }
  const rules = words.rules.map(rule => {
    const source = phraseSource(rule.says, words.spaced).replace(/\\\{(\w+)\\\}/g, (_, name: string) => parts[name] ?? name)
    return { rule, pattern: new RegExp(source, 'g') }
  })
  const before = words.notThese.map(p => phraseSource(p, words.spaced)).join('|')
  const made = { rules, months, weekdays, numbers, notThese: before === '' ? undefined : new RegExp(`(?:${before})[\\s:]*$`) }
  compiled.set(words, made)
  return made
}

/** Past this many days on the wrong side, a date without a year belongs to the other year. */
const OTHER_YEAR_DAYS = 180

function inYear(month: number, date: number, on: Day, looks: Looks): Day | undefined {
  const year = yearOf(on)
  const made = (y: number): Day | undefined => (date >= 1 && date <= daysInMonth(y, month) ? dayOf(y, month, date) : undefined)
  const here = made(year)
  if (here === undefined) return undefined
  const ahead = daysBetween(on, here)
  if (looks === 'ahead' && ahead < -OTHER_YEAR_DAYS) return made(year + 1)
  if (looks === 'back' && ahead > OTHER_YEAR_DAYS) return made(year - 1)
  return here
}

const fullYear = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text))

function dateFrom(groups: Record<string, string | undefined>, c: Compiled, on: Day, looks: Looks): Day | undefined {
  const month = groups.month !== undefined ? c.months.get(groups.month) : Number(groups.m)
  const date = Number(groups.d)
  if (month === undefined || !(month >= 1 && month <= 12)) return undefined
  if (groups.year === undefined) return inYear(month, date, on, looks)
  const year = fullYear(groups.year)
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
  return isDay(text) ? text : undefined
}

/** The nearest date of that number: `by the 15th`. */
function dateAlone(date: number, on: Day, looks: Looks): Day | undefined {
  for (let months = 0; months < 3; months++) {
    const at = monthOf(on) + (looks === 'ahead' ? months : -months)
    const first = dayOf(yearOf(on), at, 1)
    if (date < 1 || date > daysInMonth(yearOf(first), monthOf(first))) continue
    const found = dayOf(yearOf(on), at, date)
    if (looks === 'ahead' ? found >= on : found <= on) return found
  }
  return undefined
}

function resolve(rule: DayRule, groups: Record<string, string | undefined>, c: Compiled, on: Day, looks: Looks): Day | undefined {
  const n = groups.n === undefined ? Number.NaN : (c.numbers.get(groups.n) ?? Number(groups.n))
  const sign = looks === 'ahead' ? 1 : -1
  const wanted = groups.weekday === undefined ? 0 : (c.weekdays.get(groups.weekday) ?? 0)
  const apart = wanted - weekday(on)
  const namedMonth = groups.month === undefined ? undefined : c.months.get(groups.month)
  const month = (date: number): Day | undefined =>
    namedMonth === undefined ? dayOf(yearOf(on), monthOf(on) + (rule.by ?? 0), date) : inYear(namedMonth, Math.min(date, 28), on, looks)
  switch (rule.is) {
    case 'date':
      return dateFrom(groups, c, on, looks)
    case 'date-alone':
      return dateAlone(Number(groups.d), on, looks)
    case 'fixed':
      return addDays(on, rule.by ?? 0)
    case 'plus-days':
      return Number.isNaN(n) ? undefined : addDays(on, sign * n)
    case 'plus-weeks':
      return Number.isNaN(n) ? undefined : addDays(on, sign * 7 * n)
    case 'weekday':
      return wanted === 0
        ? undefined
        : looks === 'ahead'
          ? addDays(on, apart > 0 ? apart : apart + 7)
          : addDays(on, apart < 0 ? apart : apart - 7)
    case 'weekday-next-week':
      return wanted === 0 ? undefined : addDays(on, apart + 7 * sign)
    case 'month-middle':
      return month(15)
    case 'month-end': {
      const first = month(1)
      return first && endOfMonth(first)
    }
  }
}

/**
 * Every day a text speaks of, in order, longer ways of saying it before shorter ones. @param on the day the letter came: what `Friday` is
 * reckoned from.
 */
export function daysIn(folded: Folded, words: DayWords, on: Day, looks: Looks): DayFound[] {
  const c = compile(words)
  const found: DayFound[] = []
  for (const { rule, pattern } of c.rules) {
    for (const match of folded.text.matchAll(pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (found.some(f => from < f.to && f.from < to)) continue
      const day = resolve(rule, match.groups ?? {}, c, on, looks)
      if (day === undefined) continue
      if (c.notThese?.test(folded.text.slice(Math.max(0, from - 60), from))) continue
      found.push({ day, from, to, words: asWritten(folded, from, to) })
    }
  }
  return found.sort((a, b) => a.from - b.from)
}
