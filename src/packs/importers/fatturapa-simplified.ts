import type { Importer } from '../../core/facts/importer.ts'
import type { InvoiceDocument, InvoiceLine, Party, TaxShare } from '../../core/facts/invoice-document.ts'
import { addressLines, currencyOf, dayAt, firstOf, NO_PARTY, numberAt, openSource, partOf, type Source } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './xml/tree.ts'

// Italian simplified invoice FSM10 (art. 21-bis DPR 633/1972): lines state the price with tax, and neither a total nor a payment is stated.

const CREDIT_CODE = 'TD08'

/** The seller's data stand in its own element, the buyer's in two below it. */
function partyOf(node: XmlNode | undefined, ids: XmlNode | undefined, names: XmlNode | undefined): Party {
  if (!node) return NO_PARTY
  const vat = [textAt(ids, 'IdFiscaleIVA/IdPaese'), textAt(ids, 'IdFiscaleIVA/IdCodice')]
  return {
    ...NO_PARTY,
    name: firstOf(textAt(names, 'Denominazione'), [textAt(names, 'Nome'), textAt(names, 'Cognome')].filter(Boolean).join(' ')),
    addressLines: addressLines(
      [textAt(names, 'Sede/Indirizzo'), textAt(names, 'Sede/NumeroCivico')],
      [textAt(names, 'Sede/CAP'), textAt(names, 'Sede/Comune'), textAt(names, 'Sede/Provincia')],
    ),
    country: textAt(names, 'Sede/Nazione'),
    vatId: vat[1] ? vat.join('') : null,
    companyId: textAt(ids, 'CodiceFiscale'),
  }
}

const linesOf = (source: Source, body: XmlNode, currency: string | null): InvoiceLine[] =>
  findAll(body, 'DatiBeniServizi').map((node, at) => ({
    id: String(at + 1),
    text: textAt(node, 'Descrizione') ?? '',
    quantity: null,
    unit: null,
    price: null,
    net: null,
    gross: partOf(source, find(node, 'Importo'), currency),
    taxRate: textAt(node, 'DatiIVA/Aliquota'),
    taxCategory: textAt(node, 'Natura'),
    period: null,
    counts: true,
    raw: rawOf(node, source.text),
  }))

const taxSharesOf = (source: Source, body: XmlNode, currency: string | null): TaxShare[] =>
  findAll(body, 'DatiBeniServizi').map(node => ({
    rate: textAt(node, 'DatiIVA/Aliquota'),
    category: textAt(node, 'Natura'),
    base: null,
    tax: partOf(source, find(node, 'DatiIVA/Imposta'), currency),
  }))

function readBody(source: Source, body: XmlNode): InvoiceDocument {
  const header = find(source.root, 'FatturaElettronicaHeader')
  const seller = find(header, 'CedentePrestatore')
  const buyer = find(header, 'CessionarioCommittente')
  const general = find(body, 'DatiGenerali/DatiGeneraliDocumento')
  const currency = currencyOf(source, find(general, 'Divisa'))
  const typeCode = textAt(general, 'TipoDocumento')
  const corrected = textAt(body, 'DatiGenerali/DatiFatturaRettificata/NumeroFR')
  return {
    format: 'FatturaPA-Simplified',
    profile: firstOf(source.root.attributes.versione, textAt(header, 'DatiTrasmissione/FormatoTrasmissione')),
    kind: typeCode === CREDIT_CODE ? 'credit-note' : 'invoice',
    typeCode,
    number: numberAt(source, general, 'Numero'),
    issueDate: dayAt(source, general, 'Data'),
    dueDate: null,
    dueDates: [],
    terms: null,
    currency,
    linesTotal: null,
    taxBase: null,
    tax: null,
    taxShares: taxSharesOf(source, body, currency),
    total: null,
    prepaid: null,
    rounding: null,
    payable: null,
    seller: partyOf(seller, seller, seller),
    buyer: partyOf(buyer, find(buyer, 'IdentificativiFiscali'), find(buyer, 'AltriDatiIdentificativi')),
    payee: null,
    accounts: [],
    paymentReference: null,
    orderNumber: null,
    buyerReference: null,
    preceding: corrected ? [{ number: corrected, issueDate: dayAt(source, body, 'DatiGenerali/DatiFatturaRettificata/DataFR') }] : [],
    period: null,
    lines: linesOf(source, body, currency),
    notes: textsAt(body, 'DatiGenerali/DatiFatturaRettificata/ElementiRettificati'),
    attachments: findAll(body, 'Allegati').map(node => ({
      name: textAt(node, 'NomeAttachment'),
      description: textAt(node, 'DescrizioneAttachment'),
      mime: textAt(node, 'FormatoAttachment'),
      base64: textAt(node, 'Attachment'),
      uri: null,
    })),
    warnings: source.warnings,
    raw: source.text,
  }
}

export const importer: Importer = {
  name: 'fatturapa-simplified',
  kind: 'invoice',
  sniff: bytes => rootOf(bytes)?.local === 'FatturaElettronicaSemplificata',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    return findAll(source.root, 'FatturaElettronicaBody').map(body => ({
      type: 'invoice',
      document: readBody({ ...source, warnings: [] }, body),
    }))
  },
}
