import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  day,
  daysBetween,
  endOfMonth,
  epochDay,
  fromEpochDay,
  isDay,
  nextBusinessDay,
  weekday,
} from '../../../src/core/day/day.ts'

const days = fc.integer({ min: -200_000, max: 400_000 }).map(fromEpochDay)

test.each(['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', '2026-04-31'])('%s is not a day', text => {
  expect(isDay(text)).toBe(false)
  expect(() => day(text)).toThrow('YYYY-MM-DD')
})

test('a leap day exists in a leap year only', () => {
  expect(isDay('2028-02-29')).toBe(true)
  expect(isDay('1900-02-29')).toBe(false)
  expect(isDay('2000-02-29')).toBe(true)
})

test('a month added to the 31st ends on the last of the month', () => {
  expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
  expect(addMonths(day('2028-01-31'), 1)).toBe('2028-02-29')
  expect(addMonths(day('2026-12-15'), 1)).toBe('2027-01-15')
  expect(addMonths(day('2026-01-15'), -1)).toBe('2025-12-15')
  expect(endOfMonth(day('2026-02-03'))).toBe('2026-02-28')
})

test('2026-11-21 is a Saturday and the next business day is Monday', () => {
  expect(weekday(day('2026-11-21'))).toBe(6)
  expect(nextBusinessDay(day('2026-11-21'))).toBe('2026-11-23')
  expect(nextBusinessDay(day('2026-11-21'), d => d === '2026-11-23')).toBe('2026-11-24')
})

test('days and their counts are each other’s inverse, and text order is day order', () => {
  fc.assert(
    fc.property(days, days, (a, b) => {
      expect(fromEpochDay(epochDay(a))).toBe(a)
      expect(addDays(a, daysBetween(a, b))).toBe(b)
      expect(a < b).toBe(epochDay(a) < epochDay(b))
    }),
  )
})

test('counting days agrees with the platform’s calendar over eight hundred years, leap centuries included', () => {
  const from = Date.UTC(1600, 0, 1) / 86_400_000
  const to = Date.UTC(2400, 11, 31) / 86_400_000
  for (let n = from; n <= to; n++) {
    const expected = new Date(n * 86_400_000).toISOString().slice(0, 10)
    if (fromEpochDay(n) !== expected || epochDay(day(expected)) !== n) expect([n, fromEpochDay(n)]).toEqual([n, expected])
  }
  expect(fromEpochDay(epochDay(day('0001-01-01')))).toBe('0001-01-01')
})
