import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { dayNumber } from '../../../../src/core/ledger/day-count.ts'
import { percentText } from '../../../../src/core/ledger/exact.ts'
import {
  gapsUntil,
  periodEnd,
  periodStart,
  pieceOn,
  type RateRow,
  type RateSeries,
  rateBook,
  rateTable,
  withOwnRates,
} from '../../../../src/core/ledger/rates.ts'

const row = (from: string, percent: string, more: Partial<RateRow> = {}): RateRow => ({
  from: day(from),
  percent,
  source: 'test',
  confidence: 'seen',
  ...more,
})
const series = (more: Partial<RateSeries> = {}): RateSeries => ({
  id: 'S',
  title: 'A series',
  period: 'half-year',
  rows: 'each-period',
  entries: [row('2024-01-01', '3'), row('2024-07-01', '2.5'), row('2025-07-01', '2')],
  ...more,
})
const on = (s: RateSeries, d: string): string | undefined => {
  const piece = pieceOn(rateTable(s).pieces, dayNumber(day(d)))
  return piece && percentText(piece.micro)
}

test('half-years and years begin and end where the calendar says', () => {
  expect([periodStart(day('2025-06-30'), 'half-year'), periodEnd(day('2025-06-30'), 'half-year')]).toEqual(['2025-01-01', '2025-06-30'])
  expect([periodStart(day('2025-07-01'), 'half-year'), periodEnd(day('2025-07-01'), 'half-year')]).toEqual(['2025-07-01', '2025-12-31'])
  expect([periodStart(day('2024-02-29'), 'year'), periodEnd(day('2024-02-29'), 'year')]).toEqual(['2024-01-01', '2024-12-31'])
})

test('a half-year without a row is a gap, never the last value', () => {
  expect(on(series(), '2024-12-31')).toBe('2.5')
  expect(on(series(), '2025-01-01')).toBeUndefined()
  expect(on(series(), '2025-06-30')).toBeUndefined()
  expect(on(series(), '2025-07-01')).toBe('2')
  expect(on(series(), '2026-01-01')).toBeUndefined()
  expect(on(series(), '2023-12-31')).toBeUndefined()
})

test('a table of changes holds between its rows, and to the end of the last row’s period', () => {
  const changes = series({ rows: 'each-change' })
  expect(on(changes, '2025-03-01')).toBe('2.5')
  expect(on(changes, '2025-12-31')).toBe('2')
  expect(on(changes, '2026-01-01')).toBeUndefined()
})

test('an open series holds as far as its source was seen', () => {
  const open = series({ period: 'open', rows: 'each-change', knownUntil: day('2026-03-31') })
  expect([on(open, '2026-03-31'), on(open, '2026-04-01')]).toEqual(['2', undefined])
  const { knownUntil: _, ...endless } = open
  expect(on(endless, '2099-01-01')).toBe('2')
})

test('gaps are named with their period; neighbours are one', () => {
  const gaps = gapsUntil(rateTable(series()), day('2026-11-21'))
  expect(gaps.map(g => [g.day, g.period, g.knownUntil])).toEqual([
    ['2025-01-01', '2025-01-01 to 2025-06-30', '2024-12-31'],
    ['2026-01-01', '2026-01-01 to 2026-12-31', '2025-12-31'],
  ])
  expect(gapsUntil(rateTable(series()), day('2024-12-31'))).toEqual([])
  expect(gapsUntil(rateTable(series({ entries: [] })), day('2024-12-31'))).toEqual([])
})

test('rows may come in any order; the firm’s row for the same day wins', () => {
  const shuffled = series({ entries: [...series().entries].reverse() })
  expect(on(shuffled, '2024-03-01')).toBe('3')
  const book = withOwnRates(
    rateBook([series()]),
    new Map([['S', [row('2024-01-01', '3.25', { confidence: 'own' }), row('2025-01-01', '2.25')]]]),
  )
  const pieces = book.get('S')?.pieces ?? []
  expect(pieces.map(p => [p.row.from, p.row.percent, p.row.confidence])).toEqual([
    ['2024-01-01', '3.25', 'own'],
    ['2024-07-01', '2.5', 'seen'],
    ['2025-01-01', '2.25', 'seen'],
    ['2025-07-01', '2', 'seen'],
  ])
})

test('nothing is filled in between what the pack knows and a firm’s row', () => {
  const open = series({ period: 'open', rows: 'each-change', knownUntil: day('2026-03-31') })
  const own = row('2026-06-01', '1.5', { confidence: 'own', knownUntil: day('2026-08-31') })
  const pieces = withOwnRates(rateBook([open]), new Map([['S', [own]]])).get('S')?.pieces ?? []
  const percent = (d: string) => pieceOn(pieces, dayNumber(day(d)))?.row.percent
  expect(['2026-03-31', '2026-04-01', '2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01'].map(percent)).toEqual([
    '2',
    undefined,
    undefined,
    '1.5',
    '1.5',
    undefined,
  ])
})

test('in a table of changes too: a firm’s row a year later leaves the half-year between open', () => {
  const changes = series({ rows: 'each-change' })
  const pieces =
    withOwnRates(rateBook([changes]), new Map([['S', [row('2026-07-01', '1.5', { confidence: 'own' })]]])).get('S')?.pieces ?? []
  const percent = (d: string) => pieceOn(pieces, dayNumber(day(d)))?.row.percent
  expect(['2025-03-01', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2027-01-01'].map(percent)).toEqual([
    '2.5',
    '2',
    undefined,
    undefined,
    '1.5',
    undefined,
  ])
})

test('a firm’s row inside what is known replaces from its day to the next', () => {
  const changes = series({ rows: 'each-change' })
  const pieces =
    withOwnRates(rateBook([changes]), new Map([['S', [row('2025-01-01', '2.25', { confidence: 'own' })]]])).get('S')?.pieces ?? []
  const percent = (d: string) => pieceOn(pieces, dayNumber(day(d)))?.row.percent
  expect(['2024-12-31', '2025-01-01', '2025-06-30', '2025-07-01'].map(percent)).toEqual(['2.5', '2.25', '2.25', '2'])
})
