import { expect, test } from 'vitest'
import { addDays, day } from '../../../../src/core/day/day.ts'
import type { PastInvoice } from '../../../../src/core/forecast/history.ts'
import { knownLate } from '../../../../src/core/forecast/known-late.ts'

const AS_OF = day('2026-06-01')
/** Due on a Wednesday, settled so many days later. */
const paid = (daysLate: number, due = day('2026-02-04')): PastInvoice => ({
  customer: 'x',
  issued: addDays(due, -30),
  due,
  settled: addDays(due, daysLate),
})

test.each([
  ['half of four over five days late', [6, 6, 0, -3], 'known-late', 4, 2],
  ['fewer than half', [6, 5, 0, -3], 'not-known-late', 4, 1],
  ['exactly five days is not over five', [5, 5, 5], 'not-known-late', 3, 0],
  ['two of three', [30, 6, 0], 'known-late', 3, 2],
  ['two invoices are too few', [30, 30], 'too-few-settled', 2, 2],
  ['none', [], 'too-few-settled', 0, 0],
] as const)('%s', (_, delays, code, settled, overdue) => {
  expect(
    knownLate(
      delays.map(d => paid(d)),
      AS_OF,
    ),
  ).toEqual({ code, knownLate: code === 'known-late', settled, overdue })
})

test('a weekend due date counts from its Monday', () => {
  const saturday = day('2026-02-07')
  expect(knownLate([paid(7, saturday), paid(7, saturday), paid(7, saturday)], AS_OF).overdue).toBe(0)
  expect(knownLate([paid(8, saturday), paid(8, saturday), paid(8, saturday)], AS_OF).code).toBe('known-late')
})

test('only what was settled in the twelve months before counts, nothing of the day itself or later, nothing open', () => {
  const settledOn = (text: string): PastInvoice => ({
    customer: 'x',
    issued: day('2025-01-01'),
    due: day('2025-02-05'),
    settled: day(text),
  })
  const three = [settledOn('2025-06-01'), settledOn('2025-12-01'), settledOn('2026-05-31')]
  expect(knownLate(three, AS_OF)).toMatchObject({ settled: 3, code: 'known-late' })
  expect(knownLate([...three.slice(1), settledOn('2025-05-31')], AS_OF).code).toBe('too-few-settled')
  expect(knownLate([...three.slice(1), settledOn('2026-06-01')], AS_OF).code).toBe('too-few-settled')
  expect(knownLate([...three.slice(1), { customer: 'x', issued: day('2025-01-01'), due: day('2025-02-05') }], AS_OF).settled).toBe(2)
})
