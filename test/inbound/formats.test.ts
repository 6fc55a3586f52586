import { describe, expect, test } from 'vitest'
import { claimOf } from '../../src/core/facts/invoice-document.ts'
import { money, toDecimal } from '../../src/core/money/money.ts'
import { cii, fattura, ksef, ksefFarmer, ubl, ublCreditNote, zugferd1 } from './samples/invoices.ts'
import { faultOf, readInvoice, readInvoices } from './samples/registry.ts'

const eur = (minor: bigint) => money(minor, 'EUR')

describe('UBL', () => {
  test('an invoice with everything in it', () => {
    const invoice = readInvoice(ubl())
    expect(invoice).toMatchObject({
      format: 'UBL-Invoice',
      profile: 'urn:cen.eu:en16931:2017',
      kind: 'invoice',
      typeCode: '380',
      number: 'U-2026-001',
      issueDate: '2026-03-02',
      dueDate: '2026-04-01',
      dueDates: [{ due: '2026-04-01', amount: null }],
      terms: '30 days net',
      currency: 'EUR',
      linesTotal: eur(20_000n),
      tax: eur(4_000n),
      total: eur(24_000n),
      payable: eur(24_000n),
      prepaid: null,
      paymentReference: 'RF18539007547034',
      orderNumber: 'PO-77',
      buyerReference: 'Desk 7',
      preceding: [{ number: 'U-2025-900', issueDate: '2025-12-01' }],
      period: { start: '2026-02-01', end: '2026-02-28' },
      accounts: [{ id: 'DE89370400440532013000', bic: 'COBADEFFXXX', holder: null }],
      taxShares: [{ rate: '20', category: 'S', base: eur(20_000n), tax: eur(4_000n) }],
      attachments: [{ name: 'hours.csv', description: 'Time sheet', mime: 'text/csv', base64: 'YSxiCjEsMgo=', uri: null }],
      notes: ['Thank you'],
      warnings: [],
    })
    expect(invoice.seller).toEqual({
      name: 'Nordlicht Werkstatt GmbH',
      tradingName: 'Nordlicht',
      addressLines: ['Hafenweg 3', '24103 Kiel'],
      country: 'DE',
      vatId: 'DE136695976',
      companyId: 'HRB 4711',
      email: 'billing@nordlicht.example',
      endpoint: '0088:1234567890128',
    })
    expect(invoice.buyer.name).toBe('Atelier du Rhône SARL')
  })

  test('every line with its own words and its raw source', () => {
    const [first, second] = readInvoice(ubl()).lines
    expect(first).toMatchObject({
      id: '1',
      text: 'Workshop 1',
      quantity: '2',
      unit: 'HUR',
      price: '50.0000',
      net: eur(10_000n),
      taxRate: '20',
    })
    expect(first?.period).toEqual({ start: '2026-02-01', end: null })
    expect(second?.raw).toMatch(/^<cac:InvoiceLine><cbc:ID>2<\/cbc:ID>.*<\/cac:InvoiceLine>$/)
  })

  test('a credit note is one, and states no due date', () => {
    const note = readInvoice(ublCreditNote())
    expect(note).toMatchObject({
      format: 'UBL-CreditNote',
      kind: 'credit-note',
      typeCode: '381',
      number: 'C-2026-001',
      dueDate: null,
      dueDates: [],
    })
    expect(note.lines).toHaveLength(1)
    expect(note.lines[0]?.quantity).toBe('2')
  })

  test('the due date may stand at the payment means or in the terms', () => {
    const bare = ubl().replace('<cbc:DueDate>2026-04-01</cbc:DueDate>', '')
    expect(readInvoice(bare).dueDate).toBeNull()
    const means = bare.replace('<cbc:PaymentID>', '<cbc:PaymentDueDate>2026-04-05</cbc:PaymentDueDate><cbc:PaymentID>')
    expect(readInvoice(means).dueDate).toBe('2026-04-05')
    const terms = bare.replace('<cac:PaymentTerms>', '<cac:PaymentTerms><cbc:PaymentDueDate>2026-04-07</cbc:PaymentDueDate>')
    expect(readInvoice(terms).dueDate).toBe('2026-04-07')
  })

  test('instalments keep their amounts, and the claim is their sum', () => {
    const instalment = (day: string, amount: string) =>
      `<cac:PaymentTerms><cbc:Amount currencyID="EUR">${amount}</cbc:Amount><cbc:InstallmentDueDate>${day}</cbc:InstallmentDueDate></cac:PaymentTerms>`
    const invoice = readInvoice(
      ubl().replace('<cac:TaxTotal>', `${instalment('2026-04-01', '140.00')}${instalment('2026-05-01', '100.00')}<cac:TaxTotal>`),
    )
    expect(invoice.dueDates).toEqual([
      { due: '2026-04-01', amount: eur(14_000n) },
      { due: '2026-05-01', amount: eur(10_000n) },
    ])
    expect(claimOf(invoice)).toEqual({ amount: eur(24_000n), from: 'instalments' })
  })

  test('a yen amount has no minor digits', () => {
    const yen = readInvoice(ubl().replaceAll('EUR', 'JPY').replaceAll('240.00', '240'))
    expect(yen.total).toEqual(money(240n, 'JPY'))
  })

  test('a tax total in a second currency is passed over; a contradiction is refused', () => {
    const second = '<cac:TaxTotal><cbc:TaxAmount currencyID="NOK">999.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>'
    expect(readInvoice(ubl().replace('<cac:LegalMonetaryTotal>', second)).tax).toEqual(eur(4_000n))
    const twice = ubl().replace('<cbc:PayableAmount', '<cbc:PayableAmount currencyID="EUR">1.00</cbc:PayableAmount><cbc:PayableAmount')
    expect(faultOf(twice)).toMatchObject({ code: 'amount-contradicts', field: 'PayableAmount' })
  })

  test('a file without namespace is read as far as it can be', () => {
    const bare = ubl().replace(' xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"', '')
    expect(readInvoice(bare).number).toBe('U-2026-001')
  })

  test('amounts in a currency other than the document’s are said', () => {
    const odd = readInvoice(ubl().replace('<cbc:PayableAmount currencyID="EUR">', '<cbc:PayableAmount currencyID="SEK">'))
    expect(odd.warnings.map(w => w.code)).toEqual(['currency-differs'])
  })

  test('what cannot be read is refused with field and line, or said where the rest still stands', () => {
    expect(faultOf(ubl().replace('240.00</cbc:PayableAmount>', '240,00</cbc:PayableAmount>'))).toMatchObject({
      code: 'amount-unreadable',
      field: 'PayableAmount',
      line: 30,
    })
    expect(faultOf(ubl().replace('<cbc:ID>U-2026-001</cbc:ID>', ''))).toMatchObject({ code: 'number-missing' })
    const impossible = readInvoice(ubl().replace('2026-04-01', '2026-02-30'))
    expect(impossible.dueDate).toBeNull()
    expect(impossible.warnings).toMatchObject([{ code: 'date-unreadable', field: 'DueDate', line: 6 }])
    const fine = readInvoice(ubl().replace('240.00</cbc:PayableAmount>', '240.005</cbc:PayableAmount>'))
    expect(fine.payable).toEqual(eur(24_001n))
    expect(fine.warnings).toMatchObject([{ code: 'amount-rounded', field: 'PayableAmount' }])
  })
})

describe('a fault beside the total is said, and the rest still stands', () => {
  test.each<[string, string, string, string]>([
    ['a currency that is none', '>EUR</cbc:DocumentCurrencyCode>', '>Euro</cbc:DocumentCurrencyCode>', 'currency-unreadable'],
    [
      'a line sum that is no number',
      '<cbc:LineExtensionAmount currencyID="EUR">100.00',
      '<cbc:LineExtensionAmount currencyID="EUR">100,00',
      'amount-unreadable',
    ],
    [
      'two taxes',
      '<cac:LegalMonetaryTotal>',
      '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">9.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>',
      'amount-contradicts',
    ],
  ])('%s', (_, from, to, code) => {
    const invoice = readInvoice(ubl().replace(from, to))
    expect(invoice.warnings.map(w => w.code)).toEqual([code])
    expect(invoice.total && toDecimal(invoice.total)).toBe('240.00')
  })

  test('no sums at all', () => {
    const invoice = readInvoice(ubl().replace(/<cac:LegalMonetaryTotal>.*<\/cac:LegalMonetaryTotal>/, ''))
    expect(invoice).toMatchObject({ total: null, payable: null, warnings: [{ code: 'amounts-missing' }] })
  })
})

describe('cross-industry invoices', () => {
  test('CII: prepaid and payable, the total in its own currency', () => {
    const invoice = readInvoice(cii())
    expect(invoice).toMatchObject({
      format: 'CII',
      profile: 'urn:factur-x.eu:1p0:basic',
      kind: 'invoice',
      number: 'C-2026-007',
      issueDate: '2026-03-02',
      dueDate: '2026-04-01',
      currency: 'EUR',
      tax: eur(4_000n),
      total: eur(24_000n),
      prepaid: eur(2_000n),
      payable: eur(22_000n),
      paymentReference: 'C-2026-007',
      orderNumber: 'PO-77',
      period: { start: '2026-02-01', end: '2026-02-28' },
      terms: 'Two instalments',
    })
    expect(invoice.seller).toMatchObject({
      vatId: 'DE136695976',
      email: 'billing@nordlicht.example',
      addressLines: ['Hafenweg 3', '24103 Kiel'],
    })
    expect(invoice.lines).toHaveLength(2)
    expect(invoice.lines[1]?.raw).toContain('Workshop 2')
  })

  test('heading and explaining lines do not count', () => {
    const roles = ['GROUP', 'DETAIL', 'INFORMATION']
    let at = 0
    const grouped = cii({ lines: 3 }).replaceAll(
      '</ram:LineID>',
      () => `</ram:LineID><ram:LineStatusReasonCode>${roles[at++]}</ram:LineStatusReasonCode>`,
    )
    expect(readInvoice(grouped).lines.map(line => line.counts)).toEqual([false, true, false])
  })

  test('type code 381 gives money back, 384 corrects', () => {
    expect(readInvoice(cii().replace('>380<', '>381<')).kind).toBe('credit-note')
    expect(readInvoice(cii().replace('>380<', '>384<')).kind).toBe('invoice')
  })

  test('partial payments are instalments', () => {
    const two = cii().replace(
      '</ram:SpecifiedTradePaymentTerms>',
      '<ram:PartialPaymentAmount>120.00</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms><ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20260501</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentAmount>100.00</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>',
    )
    const invoice = readInvoice(two)
    expect(invoice.dueDates.map(d => [d.due, d.amount && toDecimal(d.amount)])).toEqual([
      ['2026-04-01', '120.00'],
      ['2026-05-01', '100.00'],
    ])
    expect(claimOf(invoice)).toEqual({ amount: eur(22_000n), from: 'instalments' })
  })

  test('ZUGFeRD 1', () => {
    const invoice = readInvoice(zugferd1())
    expect(invoice).toMatchObject({
      format: 'CII-ZF1',
      number: 'Z-2015-3',
      issueDate: '2015-03-02',
      dueDate: null,
      total: eur(11_900n),
      payable: null,
    })
    expect(invoice.accounts).toEqual([{ id: 'DE89 3704 0044 0532 0130 00', bic: 'COBADEFFXXX', holder: null }])
    expect(invoice.lines).toMatchObject([{ text: 'Shelf', quantity: '10', taxRate: '19', net: eur(10_000n) }])
    expect(claimOf(invoice)).toEqual({ amount: eur(11_900n), from: 'total' })
  })

  test('a file without currency keeps its figures and says so with null', () => {
    const invoice = readInvoice(zugferd1().replace('<ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>', ''))
    expect(invoice.currency).toBeNull()
    expect(invoice.total && toDecimal(invoice.total)).toBe('119.00')
  })
})

describe('KSeF', () => {
  test('FA(3)', () => {
    const invoice = readInvoice(ksef())
    expect(invoice).toMatchObject({
      format: 'KSeF FA (3)',
      kind: 'invoice',
      number: 'FV/12/2026',
      issueDate: '2026-02-13',
      dueDate: '2026-03-15',
      currency: 'PLN',
      total: money(12_300n, 'PLN'),
      payable: money(12_300n, 'PLN'),
      orderNumber: 'PO-5',
      buyerReference: 'K-9',
      period: { start: '2026-01-01', end: '2026-01-31' },
      preceding: [{ number: 'FV/3/2026', issueDate: '2026-01-10' }],
      accounts: [{ id: '61109010140000071219812874', bic: 'WBKPPLPP', holder: null }],
    })
    expect(invoice.seller).toMatchObject({ name: 'Zorza Sp. z o.o.', vatId: '5260250274', email: 'faktury@zorza.example' })
    expect(invoice.buyer.vatId).toBe('DE136695976')
    expect(invoice.lines).toMatchObject([
      { text: 'Usługa', quantity: '4', price: '25.00', taxRate: '23', period: { start: '2026-01-20', end: '2026-01-20' } },
    ])
  })

  test('several due dates, the older form of one, and none', () => {
    const dates = readInvoice(
      ksef({
        payment:
          '<TerminPlatnosci><Termin>2026-03-15</Termin></TerminPlatnosci><TerminPlatnosci><Termin>2026-04-15</Termin></TerminPlatnosci>',
      }),
    )
    expect(dates.dueDates.map(d => d.due)).toEqual(['2026-03-15', '2026-04-15'])
    expect(
      readInvoice(ksef({ payment: '<TerminyPlatnosci><TerminPlatnosci>2026-03-16</TerminPlatnosci></TerminyPlatnosci>' })).dueDate,
    ).toBe('2026-03-16')
    expect(readInvoice(ksef({ payment: '' })).dueDate).toBeNull()
  })

  test('FA(1) keeps the number elsewhere', () => {
    expect(readInvoice(ksef().replace('<P_2>FV/12/2026</P_2>', '<P_2A>FV/1</P_2A>')).number).toBe('FV/1')
  })

  test('a correction that lowers the sum is a credit note; a paid one says what was paid', () => {
    expect(readInvoice(ksef({ kind: 'KOR', total: '-23.00' }))).toMatchObject({ kind: 'credit-note', total: money(-2_300n, 'PLN') })
    expect(readInvoice(ksef({ kind: 'KOR', total: '23.00' })).kind).toBe('invoice')
    expect(readInvoice(ksef({ payment: '<Zaplacono>1</Zaplacono>' })).prepaid).toEqual(money(12_300n, 'PLN'))
  })

  test('FA_RR has its own field numbers', () => {
    expect(readInvoice(ksefFarmer())).toMatchObject({
      format: 'KSeF FA_RR (1)',
      number: 'RR/1',
      issueDate: '2026-02-23',
      total: money(21_400n, 'PLN'),
      lines: [{ text: 'jabłka', quantity: '100', net: money(20_000n, 'PLN'), period: null }],
      warnings: [],
    })
  })
})

describe('FatturaPA', () => {
  test('instalments, order, preceding invoice, attachment, fine line amounts', () => {
    const invoice = readInvoice(fattura())
    expect(invoice).toMatchObject({
      format: 'FatturaPA',
      profile: 'FPR12',
      kind: 'invoice',
      number: 'F-2',
      issueDate: '2026-03-02',
      dueDate: '2026-04-02',
      total: eur(12_200n),
      payable: eur(6_100n),
      paymentReference: null,
      paymentCode: 'PAG-1',
      orderNumber: 'PO-8',
      preceding: [{ number: 'F-1', issueDate: '2026-01-05' }],
      attachments: [{ name: 'ore.csv', mime: 'CSV', base64: 'YSxiCg==' }],
      warnings: [],
    })
    expect(claimOf(invoice)).toEqual({ amount: eur(12_200n), from: 'instalments' })
    expect(invoice.lines).toMatchObject([{ price: '99.99996', net: eur(10_000n), period: { start: '2026-02-01', end: '2026-02-28' } }])
    expect(invoice.seller).toMatchObject({
      vatId: 'IT00743110157',
      addressLines: ['Via Lunga 5', '20100 Milano MI'],
      email: 'conti@aurora.example',
    })
    expect(invoice.buyer).toMatchObject({ name: 'Mario Prova', vatId: null, companyId: 'RSSMRA80A01F205X' })
  })

  test('several bodies are several documents', () => {
    const documents = readInvoices(
      fattura([
        ['F-2', 'TD01'],
        ['F-3', 'TD04'],
      ]),
    )
    expect(documents.map(d => [d.number, d.kind])).toEqual([
      ['F-2', 'invoice'],
      ['F-3', 'credit-note'],
    ])
  })

  test('without a total the claim comes from the tax summary, and the total stays null', () => {
    const invoice = readInvoice(
      fattura()
        .replace(/<ImportoTotaleDocumento>.*?<\/ImportoTotaleDocumento>/, '')
        .replace(/<DatiPagamento>[\s\S]*<\/DatiPagamento>/, ''),
    )
    expect(invoice.total).toBeNull()
    expect(invoice.payable).toBeNull()
    expect(claimOf(invoice)).toEqual({ amount: eur(12_200n), from: 'tax-summary' })
  })
})
