import { describe, expect, test } from 'vitest'
import { day } from '../../../src/core/day/day.ts'
import type { InvoiceDocument, InvoiceLine, Party } from '../../../src/core/facts/invoice-document.ts'
import { claimOf } from '../../../src/core/facts/invoice-document.ts'
import { preflight, preflightList } from '../../../src/core/facts/preflight.ts'
import { money } from '../../../src/core/money/money.ts'

const eur = (minor: bigint) => money(minor, 'EUR')
const party = (name: string): Party => ({
  name,
  tradingName: null,
  addressLines: [],
  country: null,
  vatId: null,
  companyId: null,
  email: null,
  endpoint: null,
})
const line = (minor: bigint): InvoiceLine => ({
  id: '1',
  text: 'Work',
  quantity: '1',
  unit: null,
  price: null,
  net: eur(minor),
  taxRate: '20',
  taxCategory: 'S',
  period: null,
  counts: true,
  raw: '<line/>',
})

/** An invoice with nothing wrong: 100.00 and 20 % tax, 20.00 prepaid. */
const good: InvoiceDocument = {
  format: 'UBL-Invoice', profile: null, kind: 'invoice', typeCode: '380', number: 'A-1', issueDate: day('2026-03-01'), dueDate: day('2026-03-31'),
  dueDates: [{ due: day('2026-03-31'), amount: null }], terms: null, currency: 'EUR', linesTotal: eur(10_000n), taxBase: eur(10_000n), tax: eur(2_000n),
  taxShares: [{ rate: '20', category: 'S', base: eur(10_000n), tax: eur(2_000n) }], total: eur(12_000n), prepaid: eur(2_000n), rounding: null,
  payable: eur(10_000n), seller: party('Seller'), buyer: party('Buyer'), payee: null, accounts: [{ id: 'DE89370400440532013000', bic: null, holder: null }],
  paymentReference: null, orderNumber: 'PO-1', buyerReference: null, preceding: [], period: null, lines: [line(6_000n), line(4_000n)], notes: [],
  attachments: [], warnings: [], raw: '',
} // biome-ignore format: one fact a word

const codes = (invoice: InvoiceDocument, context?: Parameters<typeof preflight>[1]) => preflight(invoice, context).map(f => f.code)

test('a sound invoice has no findings', () => {
  expect(preflight(good)).toEqual([])
})

describe('sums', () => {
  test.each<[string, Partial<InvoiceDocument>, string]>([
    [
      'lines-differ',
      { lines: [line(6_000n), line(4_100n)] },
      'Sum of the lines: the invoice states 100.00 EUR, its own figures give 101.00 EUR.',
    ],
    [
      'total-differs',
      { total: eur(12_001n), payable: eur(10_001n) },
      'Net plus tax: the invoice states 120.01 EUR, its own figures give 120.00 EUR.',
    ],
    [
      'payable-differs',
      { payable: eur(12_000n) },
      'Total less prepayments: the invoice states 120.00 EUR, its own figures give 100.00 EUR.',
    ],
    [
      'tax-differs',
      { taxShares: [{ rate: '19.5', category: 'S', base: eur(10_000n), tax: eur(2_000n) }] },
      'Tax at 19.5 % of 100.00 EUR: the invoice states 20.00 EUR, its own figures give 19.50 EUR.',
    ],
    [
      'tax-sum-differs',
      { tax: eur(2_100n), total: eur(12_100n), payable: eur(10_100n) },
      'Sum of the taxes: the invoice states 21.00 EUR, its own figures give 20.00 EUR.',
    ],
  ])('%s', (code, change, message) => {
    const [finding, ...more] = preflight({ ...good, ...change })
    expect(finding).toMatchObject({ code, message, weight: 'mend', invoice: 'A-1', mend: expect.stringMatching(/\.$/) })
    expect(more).toEqual([])
  })

  test('a line finer than a cent may be off by one, rounding belongs to the payable', () => {
    expect(codes({ ...good, lines: [line(6_001n), line(4_001n)] })).toEqual([])
    expect(codes({ ...good, lines: [line(6_001n), line(4_002n)] })).toEqual(['lines-differ'])
    expect(codes({ ...good, rounding: eur(-3n), payable: eur(9_997n) })).toEqual([])
    expect(
      codes({
        ...good,
        taxShares: [{ rate: '20', category: 'S', base: eur(10_000n), tax: eur(2_001n) }],
        tax: eur(2_001n),
        total: eur(12_001n),
        payable: eur(10_001n),
      }),
    ).toEqual([])
  })

  test('what is not stated is not checked', () => {
    expect(codes({ ...good, linesTotal: null, taxBase: null, tax: null, taxShares: [], prepaid: null, payable: null })).toEqual([])
    expect(codes({ ...good, lines: [{ ...line(1n), net: null }] })).toEqual([])
    expect(codes({ ...good, taxShares: [{ rate: 'free', category: 'E', base: eur(1n), tax: null }] })).toEqual([])
  })

  test('negative sums are sums', () => {
    const minus = (m: bigint) => eur(-m)
    const credit: InvoiceDocument = { ...good, kind: 'credit-note', lines: [line(-10_000n)], linesTotal: minus(10_000n), taxBase: minus(10_000n), tax: minus(2_000n), taxShares: [{ rate: '20', category: 'S', base: minus(10_000n), tax: minus(2_000n) }], total: minus(12_000n), prepaid: null, payable: minus(12_000n) } // biome-ignore format: figures
    expect(codes(credit)).toEqual([])
  })
})

describe('what an invoice must say', () => {
  test.each<[string, Partial<InvoiceDocument>]>([
    ['currency-missing', { currency: null }],
    ['issue-date-missing', { issueDate: null }],
    ['due-date-missing', { dueDate: null, dueDates: [] }],
    ['order-number-missing', { orderNumber: null }],
    ['buyer-missing', { buyer: party('') }],
    ['account-missing', { accounts: [] }],
    ['due-before-issue', { dueDate: day('2026-02-28') }],
  ])('%s', (code, change) => {
    expect(codes({ ...good, ...change })).toEqual([code])
  })

  test('no total at all', () => {
    const bare = { ...good, total: null, payable: null }
    expect(codes(bare)).toEqual(['total-missing'])
    expect(claimOf(bare)).toEqual({ amount: eur(12_000n), from: 'tax-summary' })
    expect(claimOf({ ...bare, taxShares: [] })).toBeUndefined()
  })

  test('a buyer reference stands for an order number; a credit note needs neither due date nor account', () => {
    expect(codes({ ...good, orderNumber: null, buyerReference: 'Desk 7' })).toEqual([])
    expect(codes({ ...good, kind: 'credit-note', dueDate: null, accounts: [] })).toEqual([])
  })
})

describe('against what is known', () => {
  test('a new account is held for a second look; the same one written with blanks is not new', () => {
    expect(codes(good, { idFaults: [], knownAccounts: ['DE89 3704 0044 0532 0130 00'] })).toEqual([])
    const [finding] = preflight(good, { idFaults: [], knownAccounts: ['FR7630006000011234567890189'] })
    expect(finding).toMatchObject({ code: 'account-changed', weight: 'mend', message: expect.stringContaining('DE89370400440532013000') })
  })

  test('faults of ids are passed through under the invoice’s number', () => {
    const idFaults = [{ code: 'iban-wrong', weight: 'mend' as const, message: 'Wrong.', mend: 'Look.' }]
    expect(preflight(good, { idFaults, knownAccounts: [] })).toEqual([{ ...idFaults[0], invoice: 'A-1' }])
  })

  test('in a list: a number used twice, and bank details that change by date, not by place', () => {
    const later = {
      ...good,
      number: 'A-2',
      issueDate: day('2026-04-01'),
      dueDate: day('2026-05-01'),
      accounts: [{ id: 'LT121000011101001000', bic: null, holder: null }],
    }
    const found = preflightList([later, good, { ...good }])
    expect(found.map(list => list.map(f => f.code))).toEqual([['account-changed'], [], ['number-twice']])
    expect(found[2]?.[0]?.message).toBe('The number A-1 stands on invoice 2 of this list already.')
  })

  test('another seller may use the same number and account', () => {
    const other = { ...good, seller: party('Somebody else') }
    expect(preflightList([good, other])).toEqual([[], []])
  })
})
