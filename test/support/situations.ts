import fc from 'fast-check'
import { addDays, type Day, day } from '../../src/core/day/day.ts'
import type { ClientFacts } from '../../src/core/facts/nouns.ts'
import { aDeed, aFact, anInvoice, aPayment, someFacts } from './facts.ts'

/** Made-up clients for properties: invoices, money, promises, disputes, holds, plans and deeds within some months of this day. */
export const START = day('2026-01-05')
export const D = (n: number): Day => addDays(START, n)
export const holidays = new Set<Day>([D(30), D(31), D(88), D(89)])

const ids = ['i0', 'i1', 'i2'] as const
const invoiceId = fc.constantFrom(...ids)
export const within = (from: number, to: number) => fc.integer({ min: from, max: to })

export const situation = fc.record({
  invoice: fc.array(
    fc.record({
      issued: within(0, 60),
      term: within(5, 45),
      totalMinor: fc.bigInt({ min: 500n, max: 90_000n }),
      currency: fc.constantFrom('EUR', 'USD'),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  payment: fc.array(
    fc.record({ on: within(0, 150), amountMinor: fc.bigInt({ min: 1n, max: 90_000n }), currency: fc.constantFrom('EUR', 'USD') }),
    { maxLength: 3 },
  ),
  promise: fc.array(fc.record({ invoiceId, given: within(20, 120), days: within(0, 20) }), { maxLength: 3 }),
  extension: fc.array(fc.record({ invoiceId, on: within(10, 100), to: within(40, 140) }), { maxLength: 1 }),
  dispute: fc.array(
    fc.record({ invoiceId, on: within(20, 100), lasts: within(1, 60), part: fc.option(fc.constant(300n), { nil: null }) }),
    { maxLength: 1 },
  ),
  hold: fc.array(
    fc.record({
      on: within(20, 120),
      lasts: within(0, 30),
      open: fc.boolean(),
      kind: fc.constantFrom('snooze', 'legal', 'payment-under-way', 'sensitive-day'),
      one: fc.option(invoiceId, { nil: null }),
    }),
    { maxLength: 2 },
  ),
  plan: fc.option(fc.record({ invoiceId, on: within(20, 90) }), { nil: null }),
  deed: fc.array(fc.record({ step: fc.constantFrom('first-reminder', 'reminder-30', 'by-hand'), on: within(30, 130) }), { maxLength: 2 }),
  knownLate: fc.boolean(),
})
export type Situation = typeof situation extends fc.Arbitrary<infer T> ? T : never

export function factsOf(s: Situation): ClientFacts {
  const invoice = s.invoice.map((i, at) =>
    anInvoice({ id: ids[at] ?? 'i', issuedOn: D(i.issued), dueOn: D(i.issued + i.term), totalMinor: i.totalMinor, currency: i.currency }),
  )
  const has = (id: string): boolean => invoice.some(i => i.id === id)
  return someFacts({
    invoice,
    payment: s.payment.map((p, at) => aPayment({ id: `p${at}`, paidOn: D(p.on), amountMinor: p.amountMinor, currency: p.currency })),
    promise: s.promise
      .filter(p => has(p.invoiceId))
      .map((p, at) =>
        aFact('promise', {
          id: `pr${at}`,
          invoiceIds: [p.invoiceId],
          amountMinor: 90_000n,
          currency: 'EUR',
          promisedFor: D(p.given + p.days),
          givenOn: D(p.given),
          pauses: true,
          effectiveOn: D(p.given),
        }),
      ),
    extension: s.extension
      .filter(e => has(e.invoiceId))
      .map(e => aFact('extension', { invoiceId: e.invoiceId, newDueOn: D(e.to), effectiveOn: D(e.on) })),
    dispute: s.dispute
      .filter(d => has(d.invoiceId))
      .map(d =>
        aFact('dispute', {
          invoiceId: d.invoiceId,
          cause: 'quality',
          amountMinor: d.part,
          effectiveOn: D(d.on),
          closedOn: D(d.on + d.lasts),
          outcome: 'fixed',
        }),
      ),
    hold: s.hold
      .filter(h => h.one === null || has(h.one))
      .map(h =>
        aFact('hold', { kind: h.kind, invoiceId: h.one, until: h.open ? null : D(h.on + h.lasts), reason: 'r', effectiveOn: D(h.on) }),
      ),
    plan:
      s.plan && has(s.plan.invoiceId)
        ? [
            aFact('plan', {
              id: 'pl',
              invoiceIds: [s.plan.invoiceId],
              currency: 'EUR',
              totalMinor: 1000n,
              agreedOn: D(s.plan.on),
              graceDays: 2,
              effectiveOn: D(s.plan.on),
            }),
          ]
        : [],
    instalment:
      s.plan && has(s.plan.invoiceId)
        ? [0, 1].map(k =>
            aFact('instalment', { planId: 'pl', position: k + 1, dueOn: D((s.plan?.on ?? 0) + 10 + 20 * k), amountMinor: 500n }),
          )
        : [],
    deed: s.deed.map(d => aDeed({ step: d.step, doneOn: D(d.on) })),
  })
}
