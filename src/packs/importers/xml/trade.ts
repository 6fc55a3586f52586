import type {
  Account,
  Attachment,
  Instalment,
  InvoiceDocument,
  InvoiceLine,
  Party,
  PrecedingInvoice,
  TaxShare,
} from '../../../core/facts/invoice-document.ts'
import {
  addressLines,
  currencyOf,
  dayAt,
  distinctInstalments,
  firstOf,
  NO_PARTY,
  noteAmounts,
  numberAt,
  partAt,
  partOf,
  periodAt,
  type Source,
  totalAt,
} from './fields.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './tree.ts'

/** Where the versions of UN/CEFACT's cross-industry invoice keep the same things. */
export interface TradeNames {
  readonly format: string
  readonly context: string
  readonly document: string
  readonly transaction: string
  readonly agreement: string
  readonly settlement: string
  readonly monetarySummation: string
  readonly lineAgreement: string
  readonly lineDelivery: string
  readonly lineSettlement: string
  readonly lineSummation: string
}

function tradeParty(node: XmlNode | undefined): Party {
  if (!node) return NO_PARTY
  const address = find(node, 'PostalTradeAddress')
  const registrations = findAll(node, 'SpecifiedTaxRegistration/ID')
  const vat = registrations.find(id => /^VA/i.test(id.attributes.schemeID ?? '')) ?? registrations.find(id => !id.attributes.schemeID)
  const endpoint = find(node, 'URIUniversalCommunication/URIID')
  const scheme = endpoint?.attributes.schemeID
  const lineFour = [textAt(address, 'PostcodeCode'), textAt(address, 'CityName')]
  return {
    name: firstOf(
      textAt(node, 'Name'),
      textAt(node, 'SpecifiedLegalOrganization/TradingBusinessName'),
      textAt(node, 'DefinedTradeContact/PersonName'),
    ),
    tradingName: textAt(node, 'SpecifiedLegalOrganization/TradingBusinessName'),
    addressLines: addressLines(...['LineOne', 'LineTwo', 'LineThree', 'StreetName'].map(line => [textAt(address, line)]), lineFour, [
      textAt(address, 'CountrySubDivisionName'),
    ]),
    country: textAt(address, 'CountryID'),
    vatId: vat?.text.trim() || null,
    companyId: textAt(node, 'SpecifiedLegalOrganization/ID', 'GlobalID', 'ID'),
    email: textAt(
      node,
      'DefinedTradeContact/EmailURIUniversalCommunication/URIID',
      'DefinedTradeContact/EmailURIUniversalCommunication/CompleteNumber',
    ),
    endpoint: endpoint?.text.trim() ? (scheme ? `${scheme}:${endpoint.text.trim()}` : endpoint.text.trim()) : null,
  }
}

function dueDatesOf(source: Source, settlement: XmlNode | undefined, currency: string | null): Instalment[] {
  const stated = findAll(settlement, 'SpecifiedTradePaymentTerms').flatMap(node => {
    const due = dayAt(source, node, 'DueDateDateTime')
    return due ? [{ due, amount: partOf(source, find(node, 'PartialPaymentAmount'), currency) }] : []
  })
  return distinctInstalments(stated)
}

const accountsOf = (settlement: XmlNode | undefined): Account[] =>
  findAll(settlement, 'SpecifiedTradeSettlementPaymentMeans').flatMap(node => {
    const account = find(node, 'PayeePartyCreditorFinancialAccount')
    const id = textAt(account, 'IBANID', 'ProprietaryID')
    return id ? [{ id, bic: textAt(node, 'PayeeSpecifiedCreditorFinancialInstitution/BICID'), holder: textAt(account, 'AccountName') }] : []
  })

const precedingOf = (source: Source, settlement: XmlNode | undefined): PrecedingInvoice[] =>
  findAll(settlement, 'InvoiceReferencedDocument').flatMap(node => {
    const number = textAt(node, 'IssuerAssignedID', 'ID')
    return number ? [{ number, issueDate: dayAt(source, node, 'FormattedIssueDateTime', 'IssueDateTime') }] : []
  })

const attachmentsOf = (agreement: XmlNode | undefined): Attachment[] =>
  findAll(agreement, 'AdditionalReferencedDocument').flatMap(node => {
    const object = find(node, 'AttachmentBinaryObject')
    const uri = textAt(node, 'URIID')
    if (!object && !uri) return []
    return [
      {
        name: object?.attributes.filename ?? textAt(node, 'IssuerAssignedID'),
        description: textAt(node, 'Name'),
        mime: object?.attributes.mimeCode ?? null,
        base64: object?.text.trim() ?? null,
        uri,
      },
    ]
  })

const taxSharesOf = (source: Source, settlement: XmlNode | undefined, currency: string | null): TaxShare[] =>
  findAll(settlement, 'ApplicableTradeTax').map(node => ({
    rate: textAt(node, 'RateApplicablePercent', 'ApplicablePercent'),
    category: textAt(node, 'CategoryCode'),
    base: partOf(source, find(node, 'BasisAmount'), currency),
    tax: partOf(source, find(node, 'CalculatedAmount'), currency),
  }))

/** Line roles of Factur-X EXTENDED that repeat or explain the sums of other lines. */
const GROUPING: ReadonlySet<string> = new Set(['GROUP', 'INFORMATION'])

const linesOf = (source: Source, transaction: XmlNode | undefined, names: TradeNames, currency: string | null): InvoiceLine[] =>
  findAll(transaction, 'IncludedSupplyChainTradeLineItem').map(node => {
    const settlement = find(node, names.lineSettlement)
    const quantity = find(node, `${names.lineDelivery}/BilledQuantity`)
    return {
      id: textAt(node, 'AssociatedDocumentLineDocument/LineID'),
      text:
        firstOf(
          textAt(node, 'SpecifiedTradeProduct/Name'),
          textAt(node, 'SpecifiedTradeProduct/Description'),
          textAt(node, 'AssociatedDocumentLineDocument/IncludedNote/Content'),
        ) ?? '',
      quantity: quantity?.text.trim() || null,
      unit: quantity?.attributes.unitCode ?? null,
      price: textAt(
        node,
        `${names.lineAgreement}/NetPriceProductTradePrice/ChargeAmount`,
        `${names.lineAgreement}/GrossPriceProductTradePrice/ChargeAmount`,
      ),
      net: partOf(source, find(settlement, `${names.lineSummation}/LineTotalAmount`), currency),
      taxRate: textAt(settlement, 'ApplicableTradeTax/RateApplicablePercent', 'ApplicableTradeTax/ApplicablePercent'),
      taxCategory: textAt(settlement, 'ApplicableTradeTax/CategoryCode'),
      period: periodAt(source, settlement, 'BillingSpecifiedPeriod/StartDateTime', 'BillingSpecifiedPeriod/EndDateTime'),
      counts: !GROUPING.has(textAt(node, 'AssociatedDocumentLineDocument/LineStatusReasonCode') ?? ''),
      raw: rawOf(node, source.text),
    }
  })

/** Reads a cross-industry invoice of either generation. UN/CEFACT type codes that give money back: 381 and the credit notes beside it. */
const CREDIT_CODES: ReadonlySet<string> = new Set(['81', '83', '261', '262', '296', '308', '381', '396', '420', '458', '502', '503', '532'])

export function readTrade(source: Source, names: TradeNames): InvoiceDocument {
  const document = find(source.root, names.document)
  const transaction = find(source.root, names.transaction)
  const agreement = find(transaction, names.agreement)
  const settlement = find(transaction, names.settlement)
  const summation = find(settlement, names.monetarySummation)
  const currency = currencyOf(source, find(settlement, 'InvoiceCurrencyCode'))
  const total = (name: string) => totalAt(source, summation, name, currency)
  const part = (name: string) => partAt(source, summation, name, currency)
  const amounts = { total: total('GrandTotalAmount'), payable: total('DuePayableAmount') }
  noteAmounts(source, Object.values(amounts))
  const dueDates = dueDatesOf(source, settlement, currency)
  const typeCode = textAt(document, 'TypeCode')
  const payee = find(settlement, 'PayeeTradeParty')
  return {
    format: names.format,
    profile: textAt(source.root, `${names.context}/GuidelineSpecifiedDocumentContextParameter/ID`),
    kind: typeCode !== null && CREDIT_CODES.has(typeCode) ? 'credit-note' : 'invoice',
    typeCode,
    number: numberAt(source, document, 'ID'),
    issueDate: dayAt(source, document, 'IssueDateTime'),
    dueDate: dueDates[0]?.due ?? null,
    dueDates,
    terms: textsAt(settlement, 'SpecifiedTradePaymentTerms/Description').join('\n') || null,
    currency,
    linesTotal: part('LineTotalAmount'),
    taxBase: part('TaxBasisTotalAmount'),
    tax: partAt(source, summation, 'TaxTotalAmount', currency),
    taxShares: taxSharesOf(source, settlement, currency),
    ...amounts,
    prepaid: part('TotalPrepaidAmount'),
    rounding: part('RoundingAmount'),
    seller: tradeParty(find(agreement, 'SellerTradeParty')),
    buyer: tradeParty(find(agreement, 'BuyerTradeParty')),
    payee: payee ? tradeParty(payee) : null,
    accounts: accountsOf(settlement),
    paymentReference: textAt(settlement, 'PaymentReference'),
    orderNumber: textAt(agreement, 'BuyerOrderReferencedDocument/IssuerAssignedID', 'BuyerOrderReferencedDocument/ID'),
    buyerReference: textAt(agreement, 'BuyerReference'),
    preceding: precedingOf(source, settlement),
    period: periodAt(source, settlement, 'BillingSpecifiedPeriod/StartDateTime', 'BillingSpecifiedPeriod/EndDateTime'),
    lines: linesOf(source, transaction, names, currency),
    notes: textsAt(document, 'IncludedNote/Content'),
    attachments: attachmentsOf(agreement),
    warnings: source.warnings,
    raw: source.text,
  }
}
