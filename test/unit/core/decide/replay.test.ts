import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { decide } from '../../../../src/core/decide/decide.ts'
import { unknownLaw } from '../../../../src/core/decide/law-view.ts'
import type { Policy } from '../../../../src/core/decide/policy.ts'
import { replay } from '../../../../src/core/decide/replay.ts'
import { clientFacts } from '../../../../src/core/facts/nouns.ts'
import { aClient, aFact, anInvoice, aPolicy, aWorld } from '../../../support/facts.ts'

const D = day
const LAW = unknownLaw('none')
const invoice = anInvoice({ issuedOn: D('2026-01-05'), dueOn: D('2026-02-04'), totalMinor: 150_000n })
const facts = clientFacts(aClient(), { invoice: [invoice] })
const on = (policy: Policy, given = facts, from = '2026-01-01', to = '2026-06-30') =>
  [...replay(given, (known, today) => decide(known, policy, LAW, today, aWorld({ moneySeenUpTo: today })), D(from), D(to))].map(
    c => `${c.on} ${c.act.step}`,
  )

test('a replay goes up the ladder on its days, and stops when the money came', () => {
  const whole = on(aPolicy())
  expect(whole.length).toBeGreaterThan(4)
  expect([...whole].sort()).toEqual(whole)
  const payment = aFact('payment', {
    amountMinor: 150_000n,
    currency: 'EUR',
    paidOn: D('2026-03-20'),
    effectiveOn: D('2026-03-20'),
    kind: 'payment',
    invoiceId: invoice.id,
  })
  const short = on(aPolicy(), { ...facts, payment: [payment] })
  expect(short).toEqual(whole.filter(line => line < '2026-03-20'))
  expect(short.length).toBeLessThan(whole.length)
})

test('what we really did in those days is not counted a second time; what was done before stays', () => {
  const deed = (doneOn: string, step: string) =>
    aFact('deed', {
      step,
      channel: 'email',
      class: 'chase',
      doneOn: D(doneOn),
      effectiveOn: D(doneOn),
      outcome: 'sent',
      cycle: 'late:2026-02-05',
      occurrence: 1,
      invoiceIds: [invoice.id],
    })
  const withReal = { ...facts, deed: [deed('2026-02-12', 'first-reminder')] }
  expect(on(aPolicy(), withReal)).toEqual(on(aPolicy()))
  expect(on(aPolicy(), withReal, '2026-02-20').some(line => line.endsWith(' first-reminder'))).toBe(false)
})

test('a dispute holds from its day, though nobody could foresee it', () => {
  const dispute = aFact('dispute', { invoiceId: invoice.id, cause: 'quality', effectiveOn: D('2026-02-20') })
  const held = on(aPolicy(), { ...facts, dispute: [dispute] })
  expect(held).toEqual(on(aPolicy()).filter(line => line < '2026-02-20'))
})

test('a sum above the threshold of its currency asks for approval, one below does not', () => {
  const needs = (approvalAbove: Policy['approvalAbove']): boolean | undefined => {
    const { outcome } = decide(facts, aPolicy({ approvalAbove }), LAW, D('2026-02-16'), aWorld({ moneySeenUpTo: D('2026-02-16') }))
    return outcome.kind === 'act' ? outcome.needsApproval : undefined
  }
  expect(needs({})).toBe(false)
  expect(needs({ EUR: 149_999n })).toBe(true)
  expect(needs({ EUR: 150_000n })).toBe(false)
  expect(needs({ '*': 100n })).toBe(true)
  expect(needs({ '*': 100n, EUR: 200_000n })).toBe(false)
  expect(needs({ JPY: 1n })).toBe(false)
})
