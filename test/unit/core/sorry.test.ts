import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../src/core/day/day.ts'
import { decide } from '../../../src/core/decide/decide.ts'
import { unknownLaw } from '../../../src/core/decide/law-view.ts'
import { pressureOf } from '../../../src/core/decide/pressure.ts'
import { type BankThen, failedGate, takenBack, wrongedBy } from '../../../src/core/decide/sorry.ts'
import type { ClientFacts, Fact } from '../../../src/core/facts/nouns.ts'
import { aDeed, aFact, anInvoice, aPayment, aPolicy, aWorld, someFacts } from '../../support/facts.ts'

const SENT = day('2026-03-02')
const a = anInvoice({ id: 'A', issuedOn: day('2026-01-10'), dueOn: day('2026-02-09') })
const b = anInvoice({ id: 'B', issuedOn: day('2026-01-15'), dueOn: day('2026-02-14') })
const reminder = (given: Partial<Fact<'deed'>> = {}): Fact<'deed'> =>
  aDeed({ id: 'd', step: 'reminder-30', tone: 2, doneOn: SENT, cycle: 'late:2026-02-10', invoiceIds: ['A'], ...given })
const money = (paidOn: string, amountMinor = 120_000n) => aPayment({ id: 'p', paidOn: day(paidOn), amountMinor, invoiceId: 'A' })

describe('a reminder that came after the money', () => {
  const then = someFacts({ invoice: [a, b] })
  const now = (payment: readonly Fact<'payment'>[], more: Partial<ClientFacts> = {}) => someFacts({ invoice: [a, b], payment, ...more })

  test('is wrong where money valued before its day has come to light since', () => {
    const wronged = wrongedBy(reminder(), now([money('2026-02-28')]), then)
    expect(wronged).toMatchObject({ paidOn: '2026-02-28', invoices: [{ invoiceId: 'A', paidMinor: 120_000n, settled: true }] })
    expect(wrongedBy(reminder(), now([money('2026-02-28', 50_000n)]), then)?.invoices).toEqual([
      { invoiceId: 'A', paidMinor: 50_000n, settled: false },
    ])
  })

  test.each([
    ['money of the very day', reminder(), now([money('2026-03-02')]), then],
    ['money that was known', reminder(), now([money('2026-02-28')]), now([money('2026-02-28')])],
    ['money for an invoice it did not name', reminder({ invoiceIds: ['B'] }), now([money('2026-02-28')]), then],
    ['a refund', reminder(), now([aPayment({ id: 'r', paidOn: day('2026-02-28'), amountMinor: -5n, kind: 'refund' })]), then],
    ['a credit note', reminder(), now([], { creditNote: [aFact('creditNote', { number: 'c', issuedOn: day('2026-02-20'), currency: 'EUR', totalMinor: 120_000n, invoiceId: 'A' })] }), then], // biome-ignore format: one line a case
  ])('is not wrong for %s', (_, deed, facts, known) => {
    expect(wrongedBy(deed, facts, known)).toBeUndefined()
  })

  test('names the gate that should have held it, and why it did not', () => {
    const fromBank = { ...money('2026-02-28'), bankEntryId: 'line' }
    const wronged = wrongedBy(reminder(), now([fromBank]), then)
    if (!wronged) throw new Error('not wronged')
    const bank: BankThen = { seenUpTo: day('2026-02-26'), saidBy: null, entryIds: new Set() }
    const code = (given: Partial<BankThen>) => failedGate(wronged, { ...bank, ...given }).code
    expect(code({})).toBe('came-after-the-look')
    expect(code({ entryIds: new Set(['line']) })).toBe('not-known-as-theirs')
    expect(code({ seenUpTo: day('2026-03-01') })).toBe('not-in-the-file')
    expect(code({ seenUpTo: day('2026-03-01'), saidBy: 'Ada' })).toBe('said-looked')
    expect(code({ seenUpTo: null })).toBe('never-looked')
  })
})

describe('a reminder taken back', () => {
  const apology = aFact('deed', {
    ...{ step: 'sorry', channel: 'email', class: 'confirmation', outcome: 'sent', doneOn: day('2026-03-05'), takesBack: ['d'] },
  })
  const facts = (deed: readonly Fact<'deed'>[]) => someFacts({ invoice: [a, b], payment: [money('2026-02-28')], deed })

  test('weighs neither on the step nor on the tone of what is asked for next; it was a contact all the same', () => {
    const today = addDays(SENT, 43)
    const next = (deed: readonly Fact<'deed'>[]) => decide(facts(deed), aPolicy(), unknownLaw('none'), today, aWorld()).outcome
    const wrong = reminder({ invoiceIds: ['A', 'B'] })
    expect(next([wrong])).toMatchObject({ kind: 'act', step: 'reminder-30', tone: 2 })
    expect(next([wrong, apology])).toMatchObject({ kind: 'act', step: 'first-reminder', tone: 1 })
    const soon = decide(facts([wrong, apology]), aPolicy(), unknownLaw('none'), addDays(SENT, 4), aWorld()).outcome
    expect(soon).toMatchObject({ kind: 'hold', obstacles: [{ code: 'minimum-gap' }] })
  })

  test('leaves goodwill as it was, and counts against the caps', () => {
    const pressure = (deed: readonly Fact<'deed'>[]) => pressureOf(facts(deed), aPolicy(), null, day('2026-03-06'))
    expect(pressure([reminder()]).goodwill.points).toBe(-1)
    expect(pressure([reminder(), apology]).goodwill).toEqual({ entries: [], points: 0 })
    expect(pressure([reminder(), apology]).week.used).toBe(1)
    expect([...takenBack(facts([reminder(), apology]))]).toEqual(['d'])
  })
})
