import type { Importer } from '../../core/facts/importer.ts'
import type { Account, InvoiceDocument, InvoiceLine, Party, PrecedingInvoice, TaxShare } from '../../core/facts/invoice-document.ts'
import { type Money, money } from '../../core/money/money.ts'
import {
  addressLines,
  amountOf,
  currencyOf,
  dayAt,
  dayOf,
  distinctInstalments,
  firstOf,
  NO_PARTY,
  noteAmounts,
  numberAt,
  openSource,
  partOf,
  periodAt,
  type Source,
} from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './xml/tree.ts'

// KSeF logical structures FA(1) to FA(3), and FA_RR (the buyer's invoice for a flat-rate farmer), whose fields have other numbers.
// P_15 is what this invoice asks for; `Rozliczenie/DoZaplaty` adds balances of other documents, which a ledger holds by itself.

interface Fields {
  readonly body: 'Fa' | 'FakturaRR'
  readonly issued: string
  readonly number: string
  readonly total: string
  readonly line: 'FaWiersz' | 'FakturaRRWiersz'
  readonly text: string
  readonly unit: string
  readonly quantity: string
  readonly price: string
  readonly net: string
  readonly rate: string
}

const FA: Fields = {
  body: 'Fa', issued: 'P_1', number: 'P_2', total: 'P_15', line: 'FaWiersz',
  text: 'P_7', unit: 'P_8A', quantity: 'P_8B', price: 'P_9A', net: 'P_11', rate: 'P_12',
} // biome-ignore format: one table
const FA_RR: Fields = {
  body: 'FakturaRR', issued: 'P_4B', number: 'P_4C', total: 'P_12_1', line: 'FakturaRRWiersz',
  text: 'P_5', unit: 'P_6A', quantity: 'P_6B', price: 'P_7', net: 'P_8', rate: 'P_9',
} // biome-ignore format: one table

function partyOf(node: XmlNode | undefined): Party {
  if (!node) return NO_PARTY
  const identity = find(node, 'DaneIdentyfikacyjne')
  const person = [textAt(identity, 'ImiePierwsze'), textAt(identity, 'Nazwisko')].filter(Boolean).join(' ')
  const address = find(node, 'Adres')
  const older = find(address, 'AdresPol') ?? find(address, 'AdresZagr') ?? find(address, 'AdresPL')
  const foreignVat = [textAt(identity, 'KodUE'), textAt(identity, 'NrVatUE')]
  return {
    name: firstOf(textAt(identity, 'Nazwa', 'PelnaNazwa'), person),
    tradingName: textAt(identity, 'NazwaHandlowa'),
    addressLines: addressLines(
      [textAt(address, 'AdresL1')],
      [textAt(address, 'AdresL2')],
      [textAt(older, 'Ulica'), textAt(older, 'NrDomu'), textAt(older, 'NrLokalu')],
      [textAt(older, 'KodPocztowy'), textAt(older, 'Miejscowosc')],
    ),
    country: firstOf(textAt(address, 'KodKraju'), textAt(older, 'KodKraju')),
    vatId: foreignVat[1] ? foreignVat.filter(Boolean).join('') : textAt(identity, 'NIP'),
    companyId: textAt(identity, 'NrID', 'IDWew'),
    email: textAt(node, 'DaneKontaktowe/Email', 'Email'),
    endpoint: null,
  }
}

/** P_13_x is a base, P_14_x its tax; the number behind tells the rate group. */
function taxSharesOf(source: Source, body: XmlNode, currency: string | null): TaxShare[] {
  return body.children
    .filter(node => /^P_13_/.test(node.name))
    .map(node => ({
      rate: null,
      category: node.name,
      base: partOf(source, node, currency),
      tax: partOf(source, find(body, node.name.replace('P_13', 'P_14')), currency),
    }))
}

function linesOf(source: Source, body: XmlNode, fields: Fields, currency: string | null): InvoiceLine[] {
  return [...findAll(body, fields.line), ...findAll(body, `FaWiersze/${fields.line}`)].map(node => {
    const served = fields === FA ? dayAt(source, node, 'P_6A') : null
    return {
      id: textAt(node, 'NrWierszaFa'),
      text: textAt(node, fields.text) ?? '',
      quantity: textAt(node, fields.quantity),
      unit: textAt(node, fields.unit),
      price: textAt(node, fields.price, 'P_9B'),
      net: partOf(source, find(node, fields.net), currency),
      taxRate: textAt(node, fields.rate),
      taxCategory: null,
      period: served ? { start: served, end: served } : null,
      counts: true,
      raw: rawOf(node, source.text),
    }
  })
}

const FACTOR = 'RachunekBankowyFaktora'

const accountsOf = (payment: XmlNode | undefined): Account[] =>
  ['RachunekBankowy', FACTOR, 'RachunekBankowy1', 'RachunekBankowy2'].flatMap(name =>
    findAll(payment, name).flatMap(node => {
      const id = textAt(node, 'NrRB', 'NrRBPL', 'NrRBZagr') ?? (node.children.length === 0 ? node.text.trim() : '')
      return id ? [{ id, bic: textAt(node, 'SWIFT'), holder: null, ...(name === FACTOR ? { ofFactor: true as const } : {}) }] : []
    }),
  )

const precedingOf = (source: Source, body: XmlNode): PrecedingInvoice[] =>
  ['DaneFaKorygowanej', 'FakturaZaliczkowa', 'FakturaZaliczkowa1'].flatMap(name =>
    findAll(body, name).flatMap(node => {
      const number = textAt(node, 'NrFaKorygowanej', 'NrKSeFFaKorygowanej', 'NrFaZaliczkowej', 'NrKSeFFaZaliczkowej')
      return number ? [{ number, issueDate: dayAt(source, node, 'DataWystFaKorygowanej') }] : []
    }),
  )

/** FA(1) writes the day into TerminPlatnosci's TerminyPlatnosci, FA(2) and FA(3) into Termin. */
const dueDatesOf = (source: Source, payment: XmlNode | undefined) =>
  distinctInstalments(
    ['TerminPlatnosci/Termin', 'TerminyPlatnosci/TerminPlatnosci', 'TerminPlatnosci'].flatMap(path =>
      findAll(payment, path).flatMap(node => {
        const due = node.children.length === 0 ? dayOf(source, node) : null
        return due ? [{ due, amount: null }] : []
      }),
    ),
  )

function sumOf(amounts: readonly (Money | null)[], currency: string | null): Money | null {
  const stated = amounts.filter(a => a !== null)
  return stated.length > 0
    ? money(
        stated.reduce((total, a) => total + a.minor, 0n),
        currency ?? stated[0]?.currency ?? '',
      )
    : null
}

function readKsef(source: Source): InvoiceDocument {
  const { root } = source
  const code = find(root, 'Naglowek/KodFormularza')
  const fields = find(root, 'FakturaRR') ? FA_RR : FA
  const body = find(root, fields.body)
  const currency = currencyOf(source, find(body, 'KodWaluty'))
  const total = amountOf(source, find(body, fields.total), currency)
  noteAmounts(source, [total])
  const payment = find(body, 'Platnosc')
  const dueDates = dueDatesOf(source, payment)
  const typeCode = textAt(body, 'RodzajFaktury')
  const farmer = fields === FA_RR
  return {
    format: `KSeF ${code?.attributes.kodSystemowy ?? 'FA'}`,
    profile: code?.attributes.kodSystemowy ?? null,
    kind: typeCode?.startsWith('KOR') && total !== null && total.minor < 0n ? 'credit-note' : 'invoice',
    typeCode,
    number: numberAt(source, body, fields.number, 'P_2A'),
    issueDate: dayAt(source, body, fields.issued),
    dueDate: dueDates[0]?.due ?? null,
    dueDates,
    terms: textAt(payment, 'TerminPlatnosci/TerminOpis', 'TerminPlatnosciOpis', 'TerminOpis'),
    currency,
    linesTotal: null,
    taxBase: farmer ? partOf(source, find(body, 'P_11_1'), currency) : null,
    tax: farmer ? partOf(source, find(body, 'P_11_2'), currency) : null,
    taxShares: body ? taxSharesOf(source, body, currency) : [],
    total,
    prepaid:
      textAt(payment, 'Zaplacono') === '1'
        ? total
        : sumOf(
            findAll(payment, 'ZaplataCzesciowa').map(node => partOf(source, find(node, 'KwotaZaplatyCzesciowej'), currency)),
            currency,
          ),
    rounding: null,
    payable: total,
    seller: partyOf(find(root, 'Podmiot1')),
    buyer: partyOf(find(root, 'Podmiot2')),
    payee: null,
    accounts: accountsOf(payment),
    paymentReference: null,
    orderNumber: textAt(body, 'WarunkiTransakcji/Zamowienia/NrZamowienia'),
    buyerReference: textAt(root, 'Podmiot2/NrKlienta'),
    preceding: body ? precedingOf(source, body) : [],
    period: periodAt(source, body, 'OkresFa/P_6_Od', 'OkresFa/P_6_Do'),
    lines: body ? linesOf(source, body, fields, currency) : [],
    notes: [
      ...findAll(body, 'DodatkowyOpis').map(n => `${textAt(n, 'Klucz') ?? ''}: ${textAt(n, 'Wartosc') ?? ''}`),
      ...textsAt(root, 'Stopka/Informacje/StopkaFaktury'),
    ],
    attachments: [],
    warnings: source.warnings,
    raw: source.text,
  }
}

export const importer: Importer = {
  name: 'ksef',
  kind: 'invoice',
  sniff: bytes => {
    const root = rootOf(bytes)
    return root?.local === 'Faktura' && root.namespace.startsWith('http://crd.gov.pl/')
  },
  read: (bytes, context) => [{ type: 'invoice', document: readKsef(openSource(bytes, context)) }],
}
