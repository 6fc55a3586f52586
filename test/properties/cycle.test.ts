import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { currentCycle, cycles } from '../../src/core/ledger/cycle.ts'
import { anInvoice, aPayment, someFacts } from '../support/facts.ts'
import { D, within } from '../support/situations.ts'

const bill = fc.record({ issued: within(0, 60), days: within(0, 40), hasParts: fc.constantFrom(false, false, false, true) })
const money = fc.record({ on: within(0, 140), amountMinor: fc.bigInt({ min: 1n, max: 300n }), pays: within(0, 2) })

test('the run of being overdue that holds a day is the last of all runs, where that one is not over', () => {
  let running = 0
  fc.assert(
    fc.property(fc.array(bill, { minLength: 1, maxLength: 3 }), fc.array(money, { maxLength: 4 }), within(0, 150), (bills, paid, on) => {
      const invoice = bills.map(({ issued, days, hasParts }, at) =>
        anInvoice({
          ...{ id: `i${at}`, issuedOn: D(issued), dueOn: D(issued + days), totalMinor: 300n },
          instalments: hasParts ? [{ dueOn: D(issued + 5), minor: '100' }] : null,
        }),
      )
      const payment = paid.map((p, at) =>
        aPayment({ id: `p${at}`, paidOn: D(p.on), amountMinor: p.amountMinor, invoiceId: `i${p.pays}`, kind: 'payment' }),
      )
      const facts = someFacts({ invoice, payment })
      const ledger = openLedger(facts, D(on))
      const last = cycles(facts, ledger).at(-1)
      const expected = last && (last.to === null || last.to > ledger.asOf) ? last : undefined
      expect(currentCycle(facts, ledger)).toEqual(expected)
      if (expected) running += 1
    }),
    { numRuns: 2000 },
  )
  expect(running).toBeGreaterThan(400)
})
