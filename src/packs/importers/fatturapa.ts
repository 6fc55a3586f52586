import type { Importer } from '../../core/facts/importer.ts'
import type { Attachment, InvoiceDocument, InvoiceLine, Party, PrecedingInvoice } from '../../core/facts/invoice-document.ts'
import {
  addressLines,
  amountOf,
  currencyOf,
  dayAt,
  distinctInstalments,
  firstOf,
  NO_PARTY,
  numberAt,
  openSource,
  partOf,
  periodAt,
  type Source,
} from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './xml/tree.ts'

// FatturaPA 1.0 to 1.2.x, one header, one or more bodies; each body is an invoice of its own. The sums to pay stand only in the payment details.

const CREDIT_CODES: ReadonlySet<string> = new Set(['TD04', 'TD08'])

function partyOf(node: XmlNode | undefined): Party {
  if (!node) return NO_PARTY
  const identity = find(node, 'DatiAnagrafici')
  const seat = find(node, 'Sede')
  const person = [textAt(identity, 'Anagrafica/Nome'), textAt(identity, 'Anagrafica/Cognome')].filter(Boolean).join(' ')
  const vat = [textAt(identity, 'IdFiscaleIVA/IdPaese'), textAt(identity, 'IdFiscaleIVA/IdCodice')]
  return {
    name: firstOf(textAt(identity, 'Anagrafica/Denominazione'), person),
    tradingName: null,
    addressLines: addressLines(
      [textAt(seat, 'Indirizzo'), textAt(seat, 'NumeroCivico')],
      [textAt(seat, 'CAP'), textAt(seat, 'Comune'), textAt(seat, 'Provincia')],
    ),
    country: textAt(seat, 'Nazione'),
    vatId: vat[1] ? vat.join('') : null,
    companyId: textAt(identity, 'CodiceFiscale'),
    email: textAt(node, 'Contatti/Email'),
    endpoint: null,
  }
}

const linesOf = (source: Source, body: XmlNode, currency: string | null): InvoiceLine[] =>
  findAll(body, 'DatiBeniServizi/DettaglioLinee').map(node => ({
    id: textAt(node, 'NumeroLinea'),
    text: textAt(node, 'Descrizione') ?? '',
    quantity: textAt(node, 'Quantita'),
    unit: textAt(node, 'UnitaMisura'),
    price: textAt(node, 'PrezzoUnitario'),
    net: partOf(source, find(node, 'PrezzoTotale'), currency),
    taxRate: textAt(node, 'AliquotaIVA'),
    taxCategory: textAt(node, 'Natura'),
    period: periodAt(source, node, 'DataInizioPeriodo', 'DataFinePeriodo'),
    counts: true,
    raw: rawOf(node, source.text),
  }))

const attachmentsOf = (body: XmlNode): Attachment[] =>
  findAll(body, 'Allegati').map(node => ({
    name: textAt(node, 'NomeAttachment'),
    description: textAt(node, 'DescrizioneAttachment'),
    mime: textAt(node, 'FormatoAttachment'),
    base64: textAt(node, 'Attachment'),
    uri: null,
  }))

const precedingOf = (source: Source, body: XmlNode): PrecedingInvoice[] =>
  findAll(body, 'DatiGenerali/DatiFattureCollegate').flatMap(node => {
    const number = textAt(node, 'IdDocumento')
    return number ? [{ number, issueDate: dayAt(source, node, 'Data') }] : []
  })

function paymentOf(source: Source, body: XmlNode, currency: string | null) {
  const details = findAll(body, 'DatiPagamento/DettaglioPagamento')
  return {
    payable: amountOf(source, find(body, 'DatiPagamento/DettaglioPagamento/ImportoPagamento'), currency),
    paymentReference: null,
    paymentCode: textAt(body, 'DatiPagamento/DettaglioPagamento/CodicePagamento'),
    dueDates: distinctInstalments(
      details.flatMap(node => {
        const due = dayAt(source, node, 'DataScadenzaPagamento')
        return due ? [{ due, amount: partOf(source, find(node, 'ImportoPagamento'), currency) }] : []
      }),
    ),
    accounts: details.flatMap(node => {
      const id = textAt(node, 'IBAN')
      return id ? [{ id, bic: textAt(node, 'BIC'), holder: textAt(node, 'Beneficiario') }] : []
    }),
  }
}

function readBody(source: Source, body: XmlNode): InvoiceDocument {
  const header = find(source.root, 'FatturaElettronicaHeader')
  const general = find(body, 'DatiGenerali/DatiGeneraliDocumento')
  const currency = currencyOf(source, find(general, 'Divisa'))
  const typeCode = textAt(general, 'TipoDocumento')
  const payment = paymentOf(source, body, currency)
  const taxShares = findAll(body, 'DatiBeniServizi/DatiRiepilogo').map(node => ({
    rate: textAt(node, 'AliquotaIVA'),
    category: textAt(node, 'Natura'),
    base: partOf(source, find(node, 'ImponibileImporto'), currency),
    tax: partOf(source, find(node, 'Imposta'), currency),
  }))
  return {
    format: 'FatturaPA',
    profile: firstOf(source.root.attributes.versione, textAt(header, 'DatiTrasmissione/FormatoTrasmissione')),
    kind: typeCode !== null && CREDIT_CODES.has(typeCode) ? 'credit-note' : 'invoice',
    typeCode,
    number: numberAt(source, general, 'Numero'),
    issueDate: dayAt(source, general, 'Data'),
    dueDate: payment.dueDates[0]?.due ?? null,
    terms: textAt(body, 'DatiPagamento/CondizioniPagamento'),
    currency,
    linesTotal: null,
    taxBase: null,
    tax: null,
    taxShares,
    total: amountOf(source, find(general, 'ImportoTotaleDocumento'), currency),
    prepaid: null,
    rounding: partOf(source, find(general, 'Arrotondamento'), currency),
    seller: partyOf(find(header, 'CedentePrestatore')),
    buyer: partyOf(find(header, 'CessionarioCommittente')),
    payee: null,
    orderNumber: textAt(body, 'DatiGenerali/DatiOrdineAcquisto/IdDocumento'),
    buyerReference: textAt(header, 'CedentePrestatore/RiferimentoAmministrazione'),
    preceding: precedingOf(source, body),
    period: null,
    lines: linesOf(source, body, currency),
    notes: textsAt(general, 'Causale'),
    attachments: attachmentsOf(body),
    warnings: source.warnings,
    raw: source.text,
    ...payment,
  }
}

export const importer: Importer = {
  name: 'fatturapa',
  kind: 'invoice',
  sniff: bytes => rootOf(bytes)?.local === 'FatturaElettronica',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    return findAll(source.root, 'FatturaElettronicaBody').map(body => ({
      type: 'invoice',
      document: readBody({ ...source, warnings: [] }, body),
    }))
  },
}
