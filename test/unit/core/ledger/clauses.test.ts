import { describe, expect, test } from 'vitest'
import { type Day, day } from '../../../../src/core/day/day.ts'
import type { Fact } from '../../../../src/core/facts/nouns.ts'
import { agreementBehind, clausesIn, clausesOf } from '../../../../src/core/ledger/clauses.ts'
import { billedUnder } from '../../../../src/shell/corrections/books.ts'
import { aFact, anInvoice, someFacts } from '../../../support/facts.ts'

const agreed = (id: string, startsOn: string | null, endsOn: string | null, given: Partial<Fact<'agreement'>> = {}): Fact<'agreement'> =>
  aFact('agreement', { id, title: id, currency: 'EUR', startsOn: startsOn as Day | null, endsOn: endsOn as Day | null, ...given })

const old = agreed('old', '2024-01-01', '2024-12-31')
const now = agreed('now', '2025-01-01', null)
type Billing = Partial<Pick<Fact<'invoice'>, 'agreementId' | 'currency' | 'serviceFrom' | 'serviceTo'>>
const behind = (agreement: Fact<'agreement'>[], issuedOn: string, given: Billing = {}): string | undefined =>
  agreementBehind({ agreement }, anInvoice({ issuedOn: day(issuedOn), ...given }))?.id

describe('the agreement behind an invoice', () => {
  test('is the one it names, whatever its days; a name that is nobody’s is no other', () => {
    expect(behind([old, now], '2026-03-01', { agreementId: 'old' })).toBe('old')
    expect(behind([now], '2026-03-01', { agreementId: 'gone' })).toBeUndefined()
  })

  test('is the only one that had begun; it stays behind what is billed after its end', () => {
    expect(behind([now], '2024-12-31')).toBeUndefined()
    expect(behind([now], '2025-01-01')).toBe('now')
    expect(behind([old], '2025-02-03')).toBe('old') // billed after the end: December, or too much
    expect(behind([agreed('ever', null, null)], '1999-01-01')).toBe('ever')
    expect(behind([], '2025-01-01')).toBeUndefined()
  })

  test('of several that had begun it is the only one still running; two at once are none', () => {
    expect(behind([old, now], '2024-06-30')).toBe('old')
    expect(behind([old, now], '2025-01-05')).toBe('now')
    expect(behind([now, agreed('side', '2025-03-01', null)], '2025-02-28')).toBe('now')
    expect(behind([now, agreed('side', '2025-03-01', null)], '2025-03-01')).toBeUndefined()
    expect(behind([old, agreed('older', '2020-01-01', '2023-12-31')], '2025-02-03')).toBeUndefined()
  })

  test('what a service period says goes before the day of issue: billed in advance, billed late', () => {
    expect(behind([now], '2024-12-20', { serviceFrom: day('2025-01-01'), serviceTo: day('2025-01-31') })).toBe('now')
    expect(behind([old, now], '2025-01-05', { serviceFrom: day('2024-12-01'), serviceTo: day('2024-12-31') })).toBe('old')
    expect(behind([old, now], '2025-01-05', { serviceFrom: day('2024-12-15'), serviceTo: day('2025-01-14') })).toBeUndefined() // of both
    expect(behind([old, now], '2025-06-05', { serviceTo: day('2024-11-30') })).toBe('old')
  })

  test('is in its currency', () => {
    expect(behind([now], '2025-06-01', { currency: 'CHF' })).toBeUndefined()
    expect(behind([now, agreed('francs', '2025-01-01', null, { currency: 'CHF' })], '2025-06-01', { currency: 'CHF' })).toBe('francs')
  })

  test('its clauses hold; lists and text in their place are none', () => {
    const clauses = { lateInterestPercent: '12' }
    const facts = someFacts({ agreement: [agreed('a', null, null, { clauses })] })
    expect(clausesOf(facts, anInvoice())).toEqual(clauses)
    expect(clausesOf(someFacts({}), anInvoice())).toEqual({})
    expect(clausesIn({ clauses: ['x'] })).toEqual({})
    expect(clausesIn({ clauses: null })).toEqual({})
  })
})

test('the correction desk bills by the same rule, with the days of the lines before the invoice’s own', () => {
  const number = (id: string) => ({ id, number: id })
  const invoices = [
    anInvoice({ ...number('december'), issuedOn: day('2025-01-03') }),
    anInvoice({ ...number('january'), issuedOn: day('2025-01-31') }),
    anInvoice({ ...number('before all'), issuedOn: day('2023-05-01') }),
    anInvoice({ ...number('cancelled'), issuedOn: day('2025-02-28'), cancelledOn: day('2025-03-01') }),
    anInvoice({ ...number('named'), issuedOn: day('2025-02-28'), agreementId: 'old' }),
  ]
  const line = aFact('invoiceLine', {
    ...{ invoiceId: 'december', position: 1, text: 'December', netMinor: 5_000n },
    ...{ serviceFrom: day('2024-12-01'), serviceTo: day('2024-12-31') },
  })
  const facts = someFacts({ agreement: [old, now], invoice: invoices })
  const lines = new Map([['december', [line]]])
  const numbers = (agreement: Fact<'agreement'>) => billedUnder(facts, agreement, lines).map(b => b.number)
  expect(numbers(old)).toEqual(['december', 'named'])
  expect(numbers(now)).toEqual(['january'])
})
