import { expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import type { ClientFacts } from '../../../src/core/facts/nouns.ts'
import { openLedger } from '../../../src/core/ledger/allocate.ts'
import { planStates } from '../../../src/core/plan/plan-state.ts'
import { planProgress } from '../../../src/core/plan/progress.ts'
import { aFact, anInvoice, aPayment, someFacts } from '../../support/facts.ts'

const AGREED = day('2026-01-05')
const DUES = [day('2026-01-05'), day('2026-02-05'), day('2026-03-05')]

/** A plan of three parts of 400.00 over one invoice, agreed on 5 January with three days of grace. */
function plan(id: string, invoiceId: string, more: object = {}) {
  return {
    invoice: anInvoice({ id: invoiceId, issuedOn: day('2025-11-01'), dueOn: day('2025-12-01'), totalMinor: 120_000n }),
    plan: aFact('plan', {
      ...{ id, invoiceIds: [invoiceId], currency: 'EUR', totalMinor: 120_000n, agreedOn: AGREED, graceDays: 3, effectiveOn: AGREED },
      ...more,
    }),
    instalment: DUES.map((dueOn, at) => aFact('instalment', { planId: id, position: at + 1, dueOn, amountMinor: 40_000n })),
  }
}
const one = plan('p', 'F')
const facts = (more: Partial<Omit<ClientFacts, 'client'>> = {}): ClientFacts =>
  someFacts({ invoice: [one.invoice], plan: [one.plan], instalment: one.instalment, ...more })
const paid = (on: string, minor: bigint, more: object = {}) => aPayment({ paidOn: day(on), amountMinor: minor, invoiceId: 'F', ...more })

const stateOn = (f: ClientFacts, on: string, id = 'p') => planStates(f, openLedger(f, day(on)), day(on)).find(s => s.plan.id === id)
const partsOn = (f: ClientFacts, on: string, id = 'p') => {
  const found = f.plan.find(p => p.id === id)
  if (!found) throw new Error('no plan')
  return planProgress(found, f.instalment, openLedger(f, day(on)), day(on)).map(p => p.state)
}

test('B10: early: money ahead of its day pays the next part', () => {
  const f = facts({ payment: [paid('2026-01-05', 40_000n), paid('2026-01-20', 40_000n)] })
  expect(partsOn(f, '2026-02-01')).toEqual(['paid', 'paid', 'due'])
  expect(stateOn(f, '2026-02-20')).toMatchObject({ state: 'on-track', dueOn: '2026-03-05' })
})

test('B10: late: within grace it is late, after it missed, and money brings it back on track', () => {
  const late = facts({ payment: [paid('2026-01-05', 40_000n)] })
  expect(partsOn(late, '2026-02-08')).toEqual(['paid', 'late', 'due'])
  expect(stateOn(late, '2026-02-08')).toMatchObject({ state: 'on-track', turnsOn: '2026-02-09' })
  expect(stateOn(late, '2026-02-09')).toMatchObject({ state: 'missed', dueOn: '2026-02-05', missingMinor: 40_000n })
  const came = facts({ payment: [paid('2026-01-05', 40_000n), paid('2026-02-10', 40_000n)] })
  expect(stateOn(came, '2026-02-10')).toMatchObject({ state: 'on-track', dueOn: '2026-03-05' })
})

test('B10: part: a part of a part does not fulfil it; what is missing is asked for, not the whole', () => {
  const f = facts({ payment: [paid('2026-01-05', 40_000n), paid('2026-02-05', 25_000n)] })
  expect(partsOn(f, '2026-02-05')).toEqual(['paid', 'part-paid', 'due'])
  expect(stateOn(f, '2026-02-09')).toMatchObject({ state: 'missed', missingMinor: 15_000n })
})

test('B10: too much: what is over goes to the parts after it, in order; all of it ends the plan', () => {
  const over = facts({ payment: [paid('2026-01-05', 55_000n)] })
  expect(partsOn(over, '2026-01-06')).toEqual(['paid', 'part-paid', 'due'])
  const all = facts({ payment: [paid('2026-01-05', 150_000n)] })
  expect(partsOn(all, '2026-01-06')).toEqual(['paid', 'paid', 'paid'])
  expect(stateOn(all, '2026-04-30')?.state).toBe('completed')
})

test('B10: wrong currency: money in another currency pays no part', () => {
  const f = facts({ payment: [paid('2026-01-05', 40_000n, { currency: 'USD', invoiceId: null })] })
  expect(partsOn(f, '2026-01-06')).toEqual(['late', 'due', 'due'])
  expect(stateOn(f, '2026-01-09')).toMatchObject({ state: 'missed', missingMinor: 40_000n })
})

test('B10: two plans: each takes the money of its own invoices only', () => {
  const other = plan('q', 'G')
  const f = facts({
    invoice: [one.invoice, other.invoice],
    plan: [one.plan, other.plan],
    instalment: [...one.instalment, ...other.instalment],
    payment: [paid('2026-01-05', 40_000n), paid('2026-01-06', 80_000n, { invoiceId: 'G' })],
  })
  expect(partsOn(f, '2026-01-06')).toEqual(['paid', 'due', 'due'])
  expect(partsOn(f, '2026-01-06', 'q')).toEqual(['paid', 'paid', 'due'])
})

test('B10: a credit note in the middle counts like money, to the earliest part that is open', () => {
  const note = aFact('creditNote', {
    ...{ number: 'AV-1', issuedOn: day('2026-01-20'), currency: 'EUR', totalMinor: 50_000n, invoiceId: 'F' },
    effectiveOn: day('2026-01-20'),
  })
  const f = facts({ payment: [paid('2026-01-05', 40_000n)], creditNote: [note] })
  expect(partsOn(f, '2026-01-20')).toEqual(['paid', 'paid', 'part-paid'])
  expect(stateOn(f, '2026-03-09')).toMatchObject({ state: 'missed', missingMinor: 30_000n })
})

test('B10: money from before the plan was agreed pays no part; a bounced debit takes its part back', () => {
  const before = facts({ payment: [paid('2025-12-20', 20_000n)] })
  expect(partsOn(before, '2026-01-05')).toEqual(['due', 'due', 'due'])
  const bounced = facts({ payment: [paid('2026-01-05', 40_000n), paid('2026-01-10', -40_000n, { kind: 'bounced' })] })
  expect(stateOn(bounced, '2026-01-10')).toMatchObject({ state: 'missed', missingMinor: 40_000n })
})

test('B10: interest of a plan is paid last, from what its invoices leave', () => {
  const withInterest = { ...one.plan, totalMinor: 123_000n, withInterest: true, interestMinor: 3_000n }
  const instalment = one.instalment.map(i => (i.position === 3 ? { ...i, amountMinor: 43_000n } : i))
  const f = (minor: bigint) => facts({ plan: [withInterest], instalment, payment: [paid('2026-01-05', minor)] })
  expect(stateOn(f(120_000n), '2026-03-09')).toMatchObject({ state: 'missed', missingMinor: 3_000n })
  expect(stateOn(f(123_000n), '2026-03-09')?.state).toBe('completed')
  expect(partsOn(f(500_000n), '2026-03-09')).toEqual(['paid', 'paid', 'paid'])
})
