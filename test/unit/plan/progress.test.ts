import { describe, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import { openLedger } from '../../../src/core/ledger/allocate.ts'
import { planStates } from '../../../src/core/plan/plan-state.ts'
import { planProgress } from '../../../src/core/plan/progress.ts'
import { aFact, anInvoice, aPayment, someFacts } from '../../support/facts.ts'

const invoice = anInvoice({ id: 'F-1', issuedOn: day('2026-07-01'), totalMinor: 90_000n })
const plan = aFact('plan', {
  id: 'p',
  invoiceIds: ['F-1'],
  currency: 'EUR',
  totalMinor: 90_000n,
  agreedOn: day('2026-09-01'),
  graceDays: 3,
})
const instalment = [1, 2, 3].map(n =>
  aFact('instalment', { planId: 'p', position: n, dueOn: day(`2026-${String(8 + n).padStart(2, '0')}-10`), amountMinor: 30_000n }),
)
const pay = (paidOn: string, amountMinor: bigint, currency = 'EUR') =>
  aPayment({ paidOn: day(paidOn), amountMinor, currency, invoiceId: currency === 'EUR' ? 'F-1' : null })
const credit = (minor: bigint) =>
  aFact('creditNote', {
    number: 'C',
    issuedOn: day('2026-09-20'),
    currency: 'EUR',
    totalMinor: minor,
    invoiceId: 'F-1',
    effectiveOn: day('2026-09-20'),
  })

function on(today: string, parts: Partial<Parameters<typeof someFacts>[0]> = {}) {
  const facts = someFacts({ invoice: [invoice], plan: [plan], instalment, ...parts })
  const ledger = openLedger(facts, day(today))
  const [state] = planStates(facts, ledger, day(today))
  return {
    state: state?.state,
    missing: state?.missingMinor,
    parts: planProgress(plan, instalment, ledger, day(today)).map(i => `${i.state} ${i.paidMinor}`),
  }
}

describe('B10: a diary of a plan', () => {
  test('early: money before the day fills the first part and reaches into the second', () => {
    expect(on('2026-09-05', { payment: [pay('2026-09-04', 45_000n)] })).toEqual({
      state: 'on-track',
      missing: 15_000n,
      parts: ['paid 30000', 'part-paid 15000', 'due 0'],
    })
  })
  test('late within grace, then missed the day after it', () => {
    expect(on('2026-09-13')).toMatchObject({ state: 'on-track', parts: ['late 0', 'due 0', 'due 0'] })
    expect(on('2026-09-14')).toMatchObject({ state: 'missed', missing: 30_000n, parts: ['missed 0', 'due 0', 'due 0'] })
  })
  test('in part: what is missing is told, not the whole', () => {
    expect(on('2026-09-14', { payment: [pay('2026-09-10', 10_000n)] })).toMatchObject({
      state: 'missed',
      missing: 20_000n,
      parts: ['missed 10000', 'due 0', 'due 0'],
    })
  })
  test('too much: all parts are paid and nothing is missing', () => {
    expect(on('2026-09-14', { payment: [pay('2026-09-10', 120_000n)] })).toMatchObject({
      state: 'completed',
      missing: 0n,
      parts: ['paid 30000', 'paid 30000', 'paid 30000'],
    })
  })
  test('in the wrong currency: nothing of the plan is paid', () => {
    expect(on('2026-09-14', { payment: [pay('2026-09-10', 30_000n, 'USD')] })).toMatchObject({ state: 'missed', missing: 30_000n })
  })
  test('a credit note in the middle counts like money', () => {
    expect(on('2026-10-14', { payment: [pay('2026-09-10', 30_000n)], creditNote: [credit(30_000n)] })).toMatchObject({
      state: 'on-track',
      parts: ['paid 30000', 'paid 30000', 'due 0'],
    })
  })
  test('money before the plan was agreed is none of it', () => {
    expect(on('2026-09-14', { payment: [pay('2026-08-20', 30_000n)] })).toMatchObject({ parts: ['missed 0', 'due 0', 'due 0'] })
  })
})
