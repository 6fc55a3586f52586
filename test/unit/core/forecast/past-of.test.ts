import { expect, test } from 'vitest'
import { day } from '../../../../src/core/day/day.ts'
import { paymentRecord } from '../../../../src/core/desk/record.ts'
import { pastInvoices } from '../../../../src/core/forecast/past-of.ts'
import { openLedger } from '../../../../src/core/ledger/allocate.ts'
import { realTerm } from '../../../../src/core/ledger/real-term.ts'
import { aFact, anInvoice, aPayment, someFacts } from '../../../support/facts.ts'

const TODAY = day('2026-06-01')
const invoice = ['A', 'B', 'C', 'D', 'E'].map(id => anInvoice({ id, issuedOn: day('2026-01-01'), dueOn: day('2026-01-31') }))
const paid = (invoiceId: string, paidOn: string, dayGuessed: boolean | null = null) =>
  aPayment({ invoiceId, paidOn: day(paidOn), amountMinor: 120_000n, means: 'before-import', dayGuessed })

test('habits are learnt from days that somebody stated: an import’s own day, a write-off and a cancelled invoice say nothing', () => {
  const facts = someFacts({
    invoice: invoice.map(i => (i.id === 'D' ? { ...i, cancelledOn: day('2026-02-01') } : i)),
    payment: [paid('A', '2026-02-10'), paid('B', '2026-05-20', true)],
    writeOff: [aFact('writeOff', { invoiceId: 'E', amountMinor: 120_000n, writtenOffOn: day('2026-05-01'), reason: 'r', approvedBy: 'u' })],
  })
  const ledger = openLedger(facts, TODAY)
  expect(pastInvoices(facts, ledger).map(p => [p.due, p.settled])).toEqual([
    ['2026-01-31', '2026-02-10'], // A: imported with its day
    ['2026-01-31', undefined], // C: open
  ])
  expect(realTerm(facts, ledger)).toMatchObject({ settled: 1 })
  expect(paymentRecord(facts, ledger)).toMatchObject({ settled: 1, medianDelay: 10 })
})

test('a rest paid on a known day tells the day, whatever was paid before the import', () => {
  const part = (id: string, paidOn: string, amountMinor: bigint, dayGuessed: boolean | null) =>
    aPayment({ id, invoiceId: 'A', paidOn: day(paidOn), amountMinor, dayGuessed })
  const facts = someFacts({
    invoice: invoice.slice(0, 1),
    payment: [part('p', '2026-02-01', 20_000n, true), part('q', '2026-02-20', 100_000n, null)],
  })
  expect(pastInvoices(facts, openLedger(facts, TODAY))).toMatchObject([{ settled: '2026-02-20' }])
})
