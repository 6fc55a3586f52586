import { expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import { type Fault, Refusal } from '../../../src/core/fault.ts'
import { answerInterest, type InterestAnswer } from '../../../src/shell/law/interest-answer.ts'
import type { InterestQuestionText } from '../../../src/shell/law/interest-question.ts'
import { book } from '../../packs/law-of.ts'

const TODAY = day('2026-05-15')
const FR: InterestQuestionText = { law: 'FR', principal: '1000.00', currency: 'EUR', due: '2025-01-31', until: '2025-06-30' }
const ask = (more: InterestQuestionText = {}): InterestAnswer => answerInterest(book, { ...FR, ...more }, TODAY)
const faults = (text: InterestQuestionText): readonly Fault[] => {
  try {
    answerInterest(book, text, TODAY)
  } catch (error) {
    if (error instanceof Refusal) return error.faults
    throw error
  }
  return []
}

test('the answer is plain data: it survives JSON', () => {
  const answer = ask({ pay: ['2025-03-01=400'] })
  expect(JSON.parse(JSON.stringify(answer))).toEqual(answer)
})

test('every fault is found at once, each with its field and what to do', () => {
  const found = faults({
    law: 'FR',
    principal: '-1',
    currency: 'EURO',
    due: 'x',
    until: 'y',
    kind: 'cat',
    rate: 'z',
    costs: 'q',
    disputed: ['w@2025-01-01'],
    pay: ['v'],
    fx: 'u',
  })
  expect(new Set(found.map(f => f.field))).toEqual(
    new Set(['currency', 'due', 'until', 'principal', 'kind', 'rate', 'costs', 'disputed', 'pay', 'fx']),
  )
  for (const fault of found) expect(fault.mend, fault.field).toBeTruthy()
})

test.each<[InterestQuestionText, string, string]>([
  [{ law: 'FR', due: '2025-01-31', until: '2025-06-30' }, 'principal', 'missing'],
  [{ law: 'FR', principal: '1' }, 'due', 'missing'],
  [{ ...FR, days: '3' }, 'days', 'too-much'],
  [{ ...FR, until: '' }, 'until', 'date-unreadable'],
  [{ law: 'FR', principal: '1', days: '-3' }, 'days', 'count-unreadable'],
  [{ ...FR, rateMode: 'sometimes' }, 'rate-mode', 'choice-unknown'],
  [{ ...FR, contract: '2001-01-01' }, 'contract', 'law-version-missing'],
  [{ ...FR, law: 'IT', kind: 'consumer' }, 'rate', 'law-rate-missing'],
  [{ ...FR, law: 'UK', kind: 'consumer' }, 'rate', 'contract-rate-missing'],
  [{ ...FR, until: '2027-01-01' }, 'rate', 'rate-missing'],
  [{ ...FR, fx: 'EUR/PLN=0@2025-02-28' }, 'fx', 'exchange-unreadable'],
])('%j is refused at %s: %s', (text, field, code) => {
  expect(faults(text)[0]).toMatchObject({ field, code })
})

test('no law, or an unknown one, lists those there are', () => {
  expect(faults({ principal: '1', days: '1' })[0]?.mend).toContain('GB or UK')
  expect(faults({ law: 'Atlantis', principal: '1', days: '1' })[0]?.message).toContain('Atlantis')
})

test('the alias and any letter case find the law', () => {
  for (const law of ['uk', 'GB', ' gb ']) expect(ask({ law, currency: 'GBP' }).law).toBe('GB')
})

test('one date and a number of days make the other date', () => {
  const { until: _, ...open } = FR
  const fromDue = answerInterest(book, { ...open, days: '150' }, TODAY)
  expect(fromDue.segments).toEqual(ask().segments)
  const { due: __, ...ending } = FR
  expect(answerInterest(book, { ...ending, days: '150' }, TODAY).segments).toEqual(ask().segments)
})

test('no days at all cost nothing', () => {
  expect(ask({ until: '2025-01-31' })).toMatchObject({ interest: '0.00', compensation: null, total: '0.00', segments: [] })
  expect(ask({ until: '2024-12-31' })).toMatchObject({ interest: '0.00', compensation: null, segments: [] })
})

test('what was assumed is said', () => {
  const { currency: _, ...open } = FR
  const codes = (text: InterestQuestionText) => answerInterest(book, text, TODAY).notes.map(n => n.code)
  expect(codes(open)).toEqual(['currency-assumed', 'contract-day-assumed'])
  expect(codes({ ...FR, contract: '2024-12-01' })).toEqual([])
  expect(codes({ ...FR, contract: '2024-12-01', pay: ['2025-03-01=1'] })).toEqual(['payments-on-principal'])
  expect(codes({ ...FR, law: 'DE', contract: '2024-12-01' })).toEqual(['unsure-day-count', 'date-assumed'])
})

test('the sum of the segments is the figure, in text too', () => {
  const answer = ask({ law: 'DE', due: '2023-01-15', until: '2025-10-02', pay: ['2024-02-29=123.45'], principal: '98765.43' })
  const sum = answer.segments.reduce((a, s) => a + Number(s.amount), 0)
  expect(sum.toFixed(2)).toBe(answer.interest)
  expect(answer.total).toBe((Number(answer.interest) + 40).toFixed(2))
})

test('a fixed sum in another currency gives no total', () => {
  const answer = ask({ currency: 'USD' })
  expect(answer).toMatchObject({ compensation: { amount: '40.00', currency: 'EUR' }, total: null })
  expect(answer.notes.map(n => n.code)).toContain('two-currencies')
})

test('conventions a firm may choose', () => {
  expect(ask({ dayCount: 'act/360' }).interest).toBe('54.79')
  expect(ask({ dayCount: '30/360' })).toMatchObject({ interest: '54.79', segments: [{ days: 150 }] })
  expect(ask({ firstDay: 'both' }).segments[0]).toMatchObject({ from: '2025-01-31', days: 151 })
  expect(ask({ firstDay: 'due-day' }).segments[0]).toMatchObject({ from: '2025-01-31', to: '2025-06-29', days: 150 })
  expect(ask({ until: '2025-07-31', rateMode: 'fixed-at-start' }).segments).toHaveLength(1)
  expect(ask({ rounding: 'day' }).interest).toBe('54.00') // 0.36 a day
  expect(ask({ rate: '10', rateSource: 'order 17' })).toMatchObject({ clause: 'order 17', dayCount: 'act/365' })
})

test('a dispute over part of the time', () => {
  expect(ask({ disputed: ['250.00@2025-03-01..2025-03-31'] }).segments.map(s => s.base)).toEqual(['1000.00', '750.00', '1000.00'])
})

test('the end of the claim stands beside the figure', () => {
  expect(ask().limitation).toEqual({ endsOn: '2030-01-31', clause: 'art. 2224 du Code civil', confidence: 'seen' })
  expect(ask({ law: 'SE', currency: 'SEK', demand: '2025-05-01' }).limitation?.endsOn).toBe('2035-05-01')
  expect(ask({ law: 'EU' }).limitation).toBeNull()
})

test('costs, interest, principal: the order of the law', () => {
  const answer = ask({ law: 'DE', costs: '40', pay: ['2025-03-01=400'], allocate: 'law' })
  expect(answer.payments).toEqual([{ day: '2025-03-01', costs: '40.00', interest: '8.95', principal: '351.05', surplus: '0.00' }])
  const consumer = ask({ law: 'CZ', currency: 'CZK', kind: 'consumer', costs: '40', pay: ['2025-03-01=1100'], allocate: 'law' })
  expect(consumer.payments[0]).toMatchObject({ costs: '40.00', principal: '1000.00', interest: '9.53', surplus: '50.47' })
})
