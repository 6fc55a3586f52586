import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { aFact, anInvoice, aPayment, someFacts } from '../support/facts.ts'
import { D, within } from '../support/situations.ts'

const ids = ['i0', 'i1', 'i2'] as const
const bill = fc.record({
  issued: within(0, 60),
  totalMinor: fc.bigInt({ min: 0n, max: 900n }),
  currency: fc.constantFrom('EUR', 'EUR', 'USD'),
})
const money = fc.record({
  on: within(0, 90),
  amountMinor: fc.bigInt({ min: -50n, max: 900n }),
  names: fc.constantFrom(...ids, ...ids, null),
  kind: fc.constantFrom('payment', 'payment', 'payment', 'refund', 'bounced'),
})

/** What a ledger says, without how it was reckoned. */
const said = (facts: ReturnType<typeof someFacts>, on: number) => {
  const { asOf, accounts, unapplied, postings, complete } = openLedger(facts, D(on))
  return {
    ...{ asOf, unapplied, postings, complete },
    accounts: accounts.map(({ invoice, openMinor, paidMinor, creditedMinor, writtenOffMinor, allowedMinor, history }) => ({
      ...{ id: invoice.id, openMinor, paidMinor, creditedMinor, writtenOffMinor, allowedMinor, history },
    })),
  }
}

test('a client whose money names its invoices has the ledger that booking it event by event gives', () => {
  let settled = 0
  fc.assert(
    fc.property(fc.array(bill, { minLength: 1, maxLength: 3 }), fc.array(money, { maxLength: 3 }), within(0, 100), (bills, paid, on) => {
      const invoice = bills.map((b, at) =>
        anInvoice({ id: ids[at] ?? 'i', issuedOn: D(b.issued), totalMinor: b.totalMinor, currency: b.currency }),
      )
      const payment = paid.map((p, at) =>
        aPayment({ id: `p${at}`, paidOn: D(p.on), amountMinor: p.amountMinor, currency: 'EUR', invoiceId: p.names, kind: p.kind }),
      )
      // a shortfall that nobody explained moves nothing, but what has one is booked event by event
      const shortfall = aFact('shortPayment', { invoiceId: 'i0', amountMinor: 1n, cause: 'unexplained' })
      const plain = said(someFacts({ invoice, payment }), on)
      expect(plain).toEqual(said(someFacts({ invoice, payment, shortPayment: [shortfall] }), on))
      if (plain.accounts.some(a => a.paidMinor > 0n)) settled += 1
    }),
    { numRuns: 2000 },
  )
  expect(settled).toBeGreaterThan(200)
})
