import type { Importer } from '../../core/facts/importer.ts'
import type {
  Account,
  Attachment,
  Instalment,
  InvoiceDocument,
  InvoiceLine,
  Party,
  PrecedingInvoice,
  TaxShare,
} from '../../core/facts/invoice-document.ts'
import {
  addressLines,
  currencyOf,
  dayAt,
  dayOf,
  distinctInstalments,
  firstOf,
  NO_PARTY,
  noteAmounts,
  numberAt,
  openSource,
  partAt,
  partOf,
  periodAt,
  type Source,
  totalAt,
} from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './xml/tree.ts'

// OASIS UBL 2.x Invoice and CreditNote: EN 16931, Peppol BIS and PINT, XRechnung, CIUS-RO, NLCIUS, EHF, OIOUBL … differ in rules, not in paths.

export function ublParty(node: XmlNode | undefined): Party {
  if (!node) return NO_PARTY
  const address = find(node, 'PostalAddress')
  const legal = textAt(node, 'PartyLegalEntity/RegistrationName')
  const trading = textAt(node, 'PartyName/Name')
  const person = ['FirstName', 'MiddleName', 'FamilyName']
    .map(part => textAt(node, `Person/${part}`))
    .filter(Boolean)
    .join(' ')
  const endpoint = find(node, 'EndpointID')
  const scheme = endpoint?.attributes.schemeID
  const taxes = findAll(node, 'PartyTaxScheme')
  const vat = taxes.find(t => /^(VAT|GST|CT|IVA|TVA)$/i.test(textAt(t, 'TaxScheme/ID') ?? 'VAT'))
  return {
    name: firstOf(legal, trading, textAt(node, 'PartyTaxScheme/RegistrationName'), person, textAt(node, 'Contact/Name')),
    tradingName: trading,
    addressLines: addressLines(
      [textAt(address, 'Postbox')],
      [textAt(address, 'StreetName'), textAt(address, 'BuildingNumber')],
      [textAt(address, 'AdditionalStreetName')],
      ...textsAt(address, 'AddressLine/Line').map(line => [line]),
      [textAt(address, 'PostalZone'), textAt(address, 'CityName')],
      [textAt(address, 'CountrySubentity')],
    ),
    country: textAt(address, 'Country/IdentificationCode'),
    vatId: firstOf(textAt(vat, 'CompanyID')),
    companyId: firstOf(textAt(node, 'PartyLegalEntity/CompanyID'), textAt(node, 'PartyIdentification/ID')),
    email: textAt(node, 'Contact/ElectronicMail'),
    endpoint: endpoint?.text.trim() ? (scheme ? `${scheme}:${endpoint.text.trim()}` : endpoint.text.trim()) : null,
  }
}

const isCredit = (root: XmlNode): boolean => root.name === 'CreditNote'

function currencyFor(source: Source): string | null {
  const { root } = source
  const stated = currencyOf(source, find(root, 'DocumentCurrencyCode'))
  if (stated) return stated
  const amount = find(root, 'LegalMonetaryTotal/PayableAmount')?.attributes.currencyID?.trim()
  return amount && /^[A-Z]{3}$/.test(amount) ? amount : null
}

/** DueDate, else those of the payment means, else those of the terms; instalments carry their amounts. */
function dueDatesOf(source: Source, currency: string | null): Instalment[] {
  const { root } = source
  const header = dayAt(source, root, 'DueDate')
  const means = findAll(root, 'PaymentMeans/PaymentDueDate').map(node => ({ due: dayOf(source, node), amount: null }))
  const terms = findAll(root, 'PaymentTerms').map(node => ({
    due: dayAt(source, node, 'PaymentDueDate', 'InstallmentDueDate'),
    amount: partOf(source, find(node, 'Amount'), currency),
  }))
  const dated = [{ due: header, amount: null }, ...means, ...terms].flatMap(({ due, amount }) => (due ? [{ due, amount }] : []))
  // a bare date repeats one that carries an amount
  return distinctInstalments(dated.filter(d => d.amount || !dated.some(o => o.amount && o.due === d.due)))
}

const accountsOf = (root: XmlNode): Account[] =>
  findAll(root, 'PaymentMeans/PayeeFinancialAccount').flatMap(node => {
    const id = textAt(node, 'ID')
    if (!id) return []
    return [
      {
        id,
        bic: textAt(node, 'FinancialInstitutionBranch/ID', 'FinancialInstitutionBranch/FinancialInstitution/ID'),
        holder: textAt(node, 'Name'),
      },
    ]
  })

const precedingOf = (source: Source): PrecedingInvoice[] =>
  ['InvoiceDocumentReference', 'CreditNoteDocumentReference', 'SelfBilledInvoiceDocumentReference'].flatMap(name =>
    findAll(source.root, `BillingReference/${name}`).flatMap(node => {
      const number = textAt(node, 'ID')
      return number ? [{ number, issueDate: dayAt(source, node, 'IssueDate') }] : []
    }),
  )

const attachmentsOf = (root: XmlNode): Attachment[] =>
  findAll(root, 'AdditionalDocumentReference').flatMap(node => {
    const object = find(node, 'Attachment/EmbeddedDocumentBinaryObject')
    const uri = textAt(node, 'Attachment/ExternalReference/URI')
    if (!object && !uri) return []
    return [
      {
        name: object?.attributes.filename ?? textAt(node, 'ID'),
        description: textAt(node, 'DocumentDescription', 'DocumentType'),
        mime: object?.attributes.mimeCode ?? null,
        base64: object?.text.trim() ?? null,
        uri,
      },
    ]
  })

const taxSharesOf = (source: Source, currency: string | null): TaxShare[] =>
  findAll(source.root, 'TaxTotal/TaxSubtotal')
    .filter(node => !currency || (find(node, 'TaxAmount')?.attributes.currencyID ?? currency).trim() === currency)
    .map(node => ({
      rate: textAt(node, 'TaxCategory/Percent', 'Percent'),
      category: textAt(node, 'TaxCategory/ID'),
      base: partOf(source, find(node, 'TaxableAmount'), currency),
      tax: partOf(source, find(node, 'TaxAmount'), currency),
    }))

function linesOf(source: Source, currency: string | null): InvoiceLine[] {
  const quantityName = isCredit(source.root) ? 'CreditedQuantity' : 'InvoicedQuantity'
  return findAll(source.root, isCredit(source.root) ? 'CreditNoteLine' : 'InvoiceLine').map(node => {
    const quantity = find(node, quantityName)
    return {
      id: textAt(node, 'ID'),
      text: firstOf(textAt(node, 'Item/Name'), textAt(node, 'Item/Description'), textAt(node, 'Note')) ?? '',
      quantity: quantity?.text.trim() || null,
      unit: quantity?.attributes.unitCode ?? null,
      price: textAt(node, 'Price/PriceAmount'),
      net: partOf(source, find(node, 'LineExtensionAmount'), currency),
      taxRate: textAt(
        node,
        'Item/ClassifiedTaxCategory/Percent',
        'TaxTotal/TaxSubtotal/TaxCategory/Percent',
        'TaxTotal/TaxSubtotal/Percent',
      ),
      taxCategory: textAt(node, 'Item/ClassifiedTaxCategory/ID', 'TaxTotal/TaxSubtotal/TaxCategory/ID'),
      period: periodAt(source, node, 'InvoicePeriod/StartDate', 'InvoicePeriod/EndDate'),
      counts: true,
      raw: rawOf(node, source.text),
    }
  })
}

function readUbl(source: Source): InvoiceDocument {
  const { root } = source
  const currency = currencyFor(source)
  const total = (name: string) => totalAt(source, root, `LegalMonetaryTotal/${name}`, currency)
  const part = (name: string) => partAt(source, root, `LegalMonetaryTotal/${name}`, currency)
  const amounts = { total: total('TaxInclusiveAmount'), payable: total('PayableAmount') }
  noteAmounts(source, Object.values(amounts))
  const dueDates = dueDatesOf(source, currency)
  const order = textAt(root, 'OrderReference/ID')
  return {
    format: isCredit(root) ? 'UBL-CreditNote' : 'UBL-Invoice',
    profile: textAt(root, 'CustomizationID'),
    kind: isCredit(root) ? 'credit-note' : 'invoice',
    typeCode: textAt(root, isCredit(root) ? 'CreditNoteTypeCode' : 'InvoiceTypeCode'),
    number: numberAt(source, root, 'ID'),
    issueDate: dayAt(source, root, 'IssueDate'),
    dueDate: dueDates[0]?.due ?? null,
    dueDates,
    terms: textsAt(root, 'PaymentTerms/Note').join('\n') || null,
    currency,
    linesTotal: part('LineExtensionAmount'),
    taxBase: part('TaxExclusiveAmount'),
    tax: partAt(source, root, 'TaxTotal/TaxAmount', currency),
    taxShares: taxSharesOf(source, currency),
    ...amounts,
    prepaid: part('PrepaidAmount'),
    rounding: part('PayableRoundingAmount'),
    seller: ublParty(find(root, 'AccountingSupplierParty/Party')),
    buyer: ublParty(find(root, 'AccountingCustomerParty/Party')),
    payee: find(root, 'PayeeParty') ? ublParty(find(root, 'PayeeParty')) : null,
    accounts: accountsOf(root),
    paymentReference: textAt(root, 'PaymentMeans/PaymentID'),
    orderNumber: order && order !== 'NA' ? order : null,
    buyerReference: textAt(root, 'BuyerReference'),
    preceding: precedingOf(source),
    period: periodAt(source, root, 'InvoicePeriod/StartDate', 'InvoicePeriod/EndDate'),
    lines: linesOf(source, currency),
    notes: textsAt(root, 'Note'),
    attachments: attachmentsOf(root),
    warnings: source.warnings,
    raw: source.text,
  }
}

export const importer: Importer = {
  name: 'ubl',
  kind: 'invoice',
  sniff: bytes => {
    const root = rootOf(bytes)
    return (root?.local === 'Invoice' || root?.local === 'CreditNote') && (root.namespace === '' || /ubl/i.test(root.namespace))
  },
  read: (bytes, context) => [{ type: 'invoice', document: readUbl(openSource(bytes, context)) }],
}
