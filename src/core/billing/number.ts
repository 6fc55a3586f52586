import { type Day, yearOf } from '../day/day.ts'
import type { Fault } from '../fault.ts'

/** `{n}` once, perhaps with its width `{n:4}`; `{year}` anywhere. */
const SERIAL = /\{n(?::(\d))?\}/g
const SERIAL_MAX = 999_999_999

/** What is wrong with a number range; undefined where it may be used. */
export function rangeFault(pattern: string): Fault | undefined {
  const serials = [...pattern.matchAll(SERIAL)].length
  const rest = pattern.replace(SERIAL, '').replaceAll('{year}', '')
  if (serials !== 1 || /[{}]/.test(rest) || pattern.length > 40)
    return {
      code: 'range-unreadable',
      message: `"${pattern}" is not a number range.`,
      mend: 'Write it as D-{year}-{n:4}: {n} once, {year} where you like.',
      field: 'numbers',
    }
  return undefined
}

/**
 * The next number of a range: one above the highest that was ever used in it, so that none is missing and none is given twice.
 * A range with the year begins anew each year.
 */
export function nextNumber(pattern: string, issuedOn: Day, used: Iterable<string>): string {
  const inYear = pattern.replaceAll('{year}', String(yearOf(issuedOn)))
  const [mark] = inYear.match(SERIAL) ?? ['']
  const [before = '', after = ''] = inYear.split(mark)
  const width = Number(/:(\d)/.exec(mark)?.[1] ?? 1)
  let highest = 0
  for (const number of used) {
    if (!number.startsWith(before) || !number.endsWith(after)) continue
    const serial = number.slice(before.length, number.length - after.length)
    if (/^\d{1,9}$/.test(serial)) highest = Math.max(highest, Number(serial))
  }
  if (highest >= SERIAL_MAX) throw new RangeError(`the number range ${pattern} is used up`)
  return `${before}${String(highest + 1).padStart(width, '0')}${after}`
}
