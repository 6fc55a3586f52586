import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day } from '../../src/core/day/day.ts'
import { preflight } from '../../src/core/facts/preflight.ts'
import { type Money, money, toDecimal } from '../../src/core/money/money.ts'
import { signed } from './samples/cms.ts'
import { invoicePdf } from './samples/pdf.ts'
import { readInvoice } from './samples/registry.ts'

// Any invoice, written down by these few lines in each syntax, encoding and wrapping, reads back as what it was.

interface Told {
  readonly number: string
  readonly issueDate: Day
  readonly dueDate: Day | null
  readonly currency: string
  readonly seller: string
  readonly buyer: string
  readonly account: string | null
  readonly lines: readonly { readonly text: string; readonly net: bigint }[]
  readonly tax: bigint
  readonly prepaid: bigint
}

const name = fc
  .string({ unit: fc.constantFrom(...'abcXYZ019 &<>"\'-/.äßçłő請求𝄞'), minLength: 1, maxLength: 20 })
  .map(text => text.trim())
  .filter(text => text !== '')

const told: fc.Arbitrary<Told> = fc.record({
  number: name,
  issueDate: fc.integer({ min: 0, max: 20_000 }).map(days => addDays(day('2000-01-01'), days)),
  dueDate: fc.option(fc.integer({ min: 0, max: 20_000 }).map(days => addDays(day('2000-01-01'), days))),
  currency: fc.constantFrom('EUR', 'PLN', 'JPY', 'KWD', 'USD'),
  seller: name,
  buyer: name,
  account: fc.option(fc.constantFrom('DE89370400440532013000', '22224444', 'FR20 1254 2547 2569 8542 5874 698')),
  lines: fc.array(fc.record({ text: name, net: fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }) }), { minLength: 1, maxLength: 5 }),
  tax: fc.bigInt({ min: -(10n ** 8n), max: 10n ** 11n }),
  prepaid: fc.bigInt({ min: 0n, max: 10n ** 9n }),
})

const escaped = (text: string): string => text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
const tag = (path: string, content: string | null): string => (content === null ? '' : `<${path}>${content}</${path}>`)
const text = (path: string, content: string | null): string => tag(path, content === null ? null : escaped(content))

const sums = (invoice: Told) => {
  const at = (minor: bigint): Money => money(minor, invoice.currency)
  const net = invoice.lines.reduce((sum, line) => sum + line.net, 0n)
  return {
    net: at(net),
    tax: at(invoice.tax),
    total: at(net + invoice.tax),
    prepaid: at(invoice.prepaid),
    payable: at(net + invoice.tax - invoice.prepaid),
  }
}

function asUbl(invoice: Told): string {
  const s = sums(invoice)
  const amount = (path: string, value: Money) => `<c:${path} currencyID="${value.currency}">${toDecimal(value)}</c:${path}>`
  const party = (path: string, who: string) => tag(`a:${path}`, tag('a:Party', tag('a:PartyLegalEntity', text('c:RegistrationName', who))))
  const account = invoice.account === null ? '' : tag('a:PaymentMeans', tag('a:PayeeFinancialAccount', text('c:ID', invoice.account)))
  const lines = invoice.lines.map(line =>
    tag('a:InvoiceLine', amount('LineExtensionAmount', money(line.net, invoice.currency)) + tag('a:Item', text('c:Name', line.text))),
  )
  return `<i:Invoice xmlns:i="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" xmlns:a="urn:a" xmlns:c="urn:c">${text('c:ID', invoice.number)}${text('c:IssueDate', invoice.issueDate)}${text('c:DueDate', invoice.dueDate)}${text('c:DocumentCurrencyCode', invoice.currency)}${party('AccountingSupplierParty', invoice.seller)}${party('AccountingCustomerParty', invoice.buyer)}${account}${tag('a:TaxTotal', amount('TaxAmount', s.tax))}${tag('a:LegalMonetaryTotal', amount('LineExtensionAmount', s.net) + amount('TaxExclusiveAmount', s.net) + amount('TaxInclusiveAmount', s.total) + amount('PrepaidAmount', s.prepaid) + amount('PayableAmount', s.payable))}${lines.join('')}</i:Invoice>`
}

function asCii(invoice: Told): string {
  const s = sums(invoice)
  const date = (path: string, value: Day | null) =>
    value === null ? '' : tag(`r:${path}`, `<d format="102">${value.replaceAll('-', '')}</d>`)
  const amount = (path: string, value: Money) => tag(`r:${path}`, toDecimal(value))
  const lines = invoice.lines.map(line =>
    tag(
      'r:IncludedSupplyChainTradeLineItem',
      tag('r:SpecifiedTradeProduct', text('r:Name', line.text)) +
        tag(
          'r:SpecifiedLineTradeSettlement',
          tag('r:SpecifiedTradeSettlementLineMonetarySummation', amount('LineTotalAmount', money(line.net, invoice.currency))),
        ),
    ),
  )
  const account =
    invoice.account === null
      ? ''
      : tag('r:SpecifiedTradeSettlementPaymentMeans', tag('r:PayeePartyCreditorFinancialAccount', text('r:IBANID', invoice.account)))
  const agreement = tag(
    'r:ApplicableHeaderTradeAgreement',
    tag('r:SellerTradeParty', text('r:Name', invoice.seller)) + tag('r:BuyerTradeParty', text('r:Name', invoice.buyer)),
  )
  const summation = tag(
    'r:SpecifiedTradeSettlementHeaderMonetarySummation',
    amount('LineTotalAmount', s.net) +
      amount('TaxBasisTotalAmount', s.net) +
      amount('TaxTotalAmount', s.tax) +
      amount('GrandTotalAmount', s.total) +
      amount('TotalPrepaidAmount', s.prepaid) +
      amount('DuePayableAmount', s.payable),
  )
  const settlement = tag(
    'r:ApplicableHeaderTradeSettlement',
    text('r:InvoiceCurrencyCode', invoice.currency) +
      account +
      tag('r:SpecifiedTradePaymentTerms', date('DueDateDateTime', invoice.dueDate)) +
      summation,
  )
  const document = tag(
    'r:ExchangedDocument',
    text('r:ID', invoice.number) + text('r:TypeCode', '380') + date('IssueDateTime', invoice.issueDate),
  )
  return `<r:CrossIndustryInvoice xmlns:r="urn:r">${document}${tag('r:SupplyChainTradeTransaction', lines.join('') + agreement + settlement)}</r:CrossIndustryInvoice>`
}

const utf16 = (xml: string): Buffer => Buffer.from(`\ufeff${xml}`, 'utf16le')

/** Letters that Latin-1 lacks as character references, as a writer of such a file does. */
const latin1 = (xml: string): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="ISO-8859-1"?>${xml.replace(/[\u0100-\u{10ffff}]/gu, c => `&#x${c.codePointAt(0)?.toString(16)};`)}`,
    'latin1',
  )

const WRAPPINGS: readonly (readonly [string, (xml: string) => Uint8Array])[] = [
  ['plain', xml => Buffer.from(xml)],
  ['UTF-8 with mark', xml => Buffer.from(`\ufeff<?xml version="1.0" encoding="utf-8"?>${xml}`)],
  ['UTF-16, either end first', utf16],
  ['UTF-16 big-endian', xml => utf16(xml).swap16()],
  ['ISO-8859-1', latin1],
  ['PDF', xml => invoicePdf({ name: 'factur-x.xml', xml })],
  ['PDF 1.5', xml => invoicePdf({ name: 'factur-x.xml', xml, compressed: true })],
  ['signed', xml => signed(Buffer.from(xml))],
  ['signed, signed, in a PDF', xml => invoicePdf({ name: 'invoice.p7m', xml: signed(signed(Buffer.from(xml))) })],
]

describe.each([
  ['UBL', asUbl],
  ['CII', asCii],
] as const)('%s', (_, write) => {
  test.each(WRAPPINGS)('%s', (_wrapping, wrap) => {
    fc.assert(
      fc.property(told, invoice => {
        const read = readInvoice(wrap(write(invoice)))
        const { net, tax, total, prepaid, payable } = sums(invoice)
        expect(read).toMatchObject({
          number: invoice.number,
          issueDate: invoice.issueDate,
          dueDate: invoice.dueDate,
          currency: invoice.currency,
          linesTotal: net,
          taxBase: net,
          tax,
          total,
          prepaid,
          payable,
          warnings: [],
        })
        expect([read.seller.name, read.buyer.name]).toEqual([invoice.seller, invoice.buyer])
        expect(read.accounts.map(a => a.id)).toEqual(invoice.account === null ? [] : [invoice.account])
        expect(read.lines.map(line => [line.text, line.net?.minor])).toEqual(invoice.lines.map(line => [line.text, line.net]))
        // sums that agree are never called wrong
        expect(
          preflight(read)
            .map(f => f.code)
            .filter(code => code.endsWith('-differs') || code.endsWith('-differ')),
        ).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('one minor unit off is always found', () => {
    fc.assert(
      fc.property(told, invoice => {
        const total = toDecimal(sums(invoice).total)
        const off = toDecimal(money(sums(invoice).total.minor + 1n, invoice.currency))
        const wrong = write(invoice).replace(
          new RegExp(`(TaxInclusiveAmount|GrandTotalAmount)([^>]*)>${total.replace('.', '\\.')}<`),
          `$1$2>${off}<`,
        )
        const codes = preflight(readInvoice(wrong)).map(f => f.code)
        expect(codes).toEqual(expect.arrayContaining(['total-differs', 'payable-differs']))
      }),
      { numRuns: 200 },
    )
  })
})
