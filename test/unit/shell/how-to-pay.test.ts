import { expect, test } from 'vitest'
import { epcPayload } from '../../../src/packs/qr/epc.ts'
import { qrSvg } from '../../../src/packs/qr/svg.ts'
import { readSwissPayload, swissPayload } from '../../../src/packs/qr/swiss.ts'
import { loadSchemes } from '../../../src/shell/inbound/match-knowledge.ts'
import { howToPay } from '../../../src/shell/message/payment.ts'
import { aFact, anInvoice } from '../../support/facts.ts'

const schemes = await loadSchemes()
const FIRM = {
  name: 'Atelier',
  address: ['14 quai des Forges', '44000 Nantes'],
  country: 'FR',
  language: 'fr',
  zone: 'Europe/Paris',
  currency: 'EUR',
  iban: 'FR1420041010050500013M02606',
  bic: 'PSSTFRPPXXX',
}
const firm = (given: object = {}) => aFact('firm', { ...FIRM, ...given })
const item = (openMinor: bigint, given: Parameters<typeof anInvoice>[0] = {}) => {
  const invoice = anInvoice({ number: 'F-2026-0118', ...given })
  return { invoice, openMinor, dueOn: invoice.dueOn }
}

test('one invoice in euro: a creditor reference, and a code for what is still open, not for what it was once', () => {
  const pay = howToPay(schemes, firm(), [item(32_400n)])
  expect(pay.reference).toMatch(/^RF\d\d F202 6011 8$/)
  const reference = pay.reference.replaceAll(' ', '')
  const payload = epcPayload({ name: 'Atelier', iban: FIRM.iban, bic: FIRM.bic, amount: { minor: 32_400n, currency: 'EUR' }, reference })
  expect(pay.qrSvg).toBe(qrSvg(payload))
})

test('several invoices are one sum and their numbers', () => {
  const pay = howToPay(schemes, firm(), [item(10_000n), item(5_000n, { number: 'F-2026-0119' })])
  expect(pay.reference).toBe('F-2026-0118 F-2026-0119')
  const payload = epcPayload({
    name: 'Atelier',
    iban: FIRM.iban,
    bic: FIRM.bic,
    amount: { minor: 15_000n, currency: 'EUR' },
    text: pay.reference,
  })
  expect(pay.qrSvg).toBe(qrSvg(payload))
})

test('the scheme is that of the seller’s country; a valid reference on the invoice goes first', () => {
  const belgian = howToPay(schemes, firm({ country: 'BE', iban: 'BE68539007547034', bic: null }), [item(100n, { number: '2026/0118' })])
  expect(belgian.reference).toMatch(/^\+\+\+\d{3}\/\d{4}\/\d{5}\+\+\+$/)
  expect(belgian.qrSvg).toContain('<svg')
  expect(howToPay(schemes, firm(), [item(100n, { reference: 'RF18 5390 0754 7034' })]).reference).toBe('RF18 5390 0754 7034')
})

test('a Swiss account gets the Swiss code with its structured address; without a town there is none', () => {
  const swiss = firm({ country: 'CH', iban: 'CH9300762011623852957', bic: null, address: ['Seestrasse 1', '8002 Zürich'] })
  const { qrSvg: svg } = howToPay(schemes, swiss, [item(9_900n, { currency: 'CHF' })])
  const rf = schemes.find(s => s.code === 'rf')?.generate('F-2026-0118') ?? ''
  const creditor = { name: 'Atelier', street: 'Seestrasse 1', postcode: '8002', town: 'Zürich', country: 'CH' }
  const payload = swissPayload({
    iban: 'CH9300762011623852957',
    creditor,
    currency: 'CHF',
    amount: { minor: 9_900n, currency: 'CHF' },
    reference: rf,
    message: 'F-2026-0118',
  })
  expect(readSwissPayload(payload)?.amount).toEqual({ minor: 9_900n, currency: 'CHF' })
  expect(svg).toBe(qrSvg(payload, true))
  expect(howToPay(schemes, firm({ ...swiss, address: ['Seestrasse 1'] }), [item(9_900n, { currency: 'CHF' })]).qrSvg).toBeNull()
})

test('no code where none is possible: pounds, two currencies, no account, nothing open', () => {
  expect(howToPay(schemes, firm(), [item(100n, { currency: 'GBP' })]).qrSvg).toBeNull()
  expect(howToPay(schemes, firm(), [item(100n), item(100n, { currency: 'USD' })]).qrSvg).toBeNull()
  expect(howToPay(schemes, firm({ iban: null }), [item(100n)]).qrSvg).toBeNull()
  expect(howToPay(schemes, firm(), []).qrSvg).toBeNull()
})
