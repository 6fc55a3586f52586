import { expect, test } from 'vitest'
import { LIST_FIELDS, type ListSource } from '../../src/core/list/source.ts'
import { LISTS_FOLDER, loadVocabulary } from '../../src/shell/lists/sources.ts'
import { importFolder } from '../../src/shell/packs/modules.ts'
import { loadWords } from '../../src/shell/words.ts'
import { essence, readText } from './read.ts'

const modules = await importFolder<{ source: ListSource }>(LISTS_FOLDER)

/** Rows of made-up firms under the real headers of each source. */
const SAMPLES: Readonly<Record<string, { text: string; reads: readonly string[] }>> = {
  xero: {
    text: `*ContactName,EmailAddress,POAddressLine1,POCity,POPostalCode,POCountry,*InvoiceNumber,Reference,*InvoiceDate,*DueDate,Total,Description,*Quantity,*UnitAmount,Discount,*AccountCode,*TaxType,TaxAmount,Currency,Type,Status
Harbour Books,pay@harbour.example,1 Quay,Leith,EH6 6AA,United Kingdom,INV-1,PO 9,25/09/2026,25/10/2026,180.00,Poster,1,100.00,,200,20%,20.00,GBP,Sales invoice,Awaiting Payment
Harbour Books,pay@harbour.example,1 Quay,Leith,EH6 6AA,United Kingdom,INV-1,PO 9,25/09/2026,25/10/2026,180.00,Flyer,2,25.00,,200,20%,10.00,GBP,Sales invoice,Awaiting Payment
Harbour Books,pay@harbour.example,1 Quay,Leith,EH6 6AA,United Kingdom,CN-1,,26/09/2026,26/09/2026,30.00,Return,1,30.00,,200,20%,0.00,GBP,Sales credit note,Awaiting Payment
Harbour Books,pay@harbour.example,1 Quay,Leith,EH6 6AA,United Kingdom,INV-2,,26/09/2026,26/10/2026,50.00,Draft work,1,50.00,,200,20%,0.00,GBP,Sales invoice,Draft
`,
    reads: [
      'invoice · INV-1 · Harbour Books · 2026-09-25 · 2026-10-25 · 18000 · GBP · paid ? · 2 lines',
      'credit · CN-1 · Harbour Books · 2026-09-26 · 2026-09-26 · 3000 · GBP · paid ? · 1 lines',
    ],
  },
  quickbooks: {
    text: `*InvoiceNo,*Customer,*InvoiceDate,*DueDate,Terms,Location,Memo,Item(Product/Service),ItemDescription,ItemQuantity,ItemRate,*ItemAmount,Item Tax Code,Item Tax Amount,Currency
1001,Blue Kite LLC,10/25/2026,,Net 30,,,Design,Logo,1,400,400.00,TAX,32.00,USD
1001,Blue Kite LLC,10/25/2026,,Net 30,,,Design,Cards,2,50,100.00,TAX,8.00,USD
`,
    reads: ['invoice · 1001 · Blue Kite LLC · 2026-10-25 · +30 · 54000 · USD · paid ? · 2 lines'],
  },
  'quickbooks-report': {
    text: `Customer Balance Detail,,,,,,,
Blue Kite LLC,,,,,,,
"As of November 21, 2026",,,,,,,
,Date,Transaction Type,Num,Due Date,Amount,Open Balance,Balance
Green Oar Inc,,,,,,,
,10/25/2026,Invoice,1001,11/24/2026,"1,400.00",400.00,400.00
,10/28/2026,Payment,77,,-100.00,-100.00,300.00
Total for Green Oar Inc,,,,,"$1,300.00",$300.00,
Red Bell Co,,,,,,,
,11/02/2026,Invoice,1002,12/02/2026,25.00,25.00,25.00
TOTAL,,,,,"$1,325.00",$325.00,
`,
    reads: [
      'invoice · 1001 · Green Oar Inc · 2026-10-25 · 2026-11-24 · 140000 · EUR · paid 100000 · 1 lines',
      'invoice · 1002 · Red Bell Co · 2026-11-02 · 2026-12-02 · 2500 · EUR · paid 0 · 1 lines',
      'payment ·  · Green Oar Inc · 2026-10-28 · 10000 · EUR',
    ],
  },
  sage50: {
    text: `Type,Account Reference,Nominal A/C Ref,Department,Date,Reference,Details,Net Amount,Tax Code,Tax Amount,Exchange Rate,Extra Reference,User Name
SI,MOOR01,4000,1,03092026,7001,Timber,100.00,T1,20.00,1,,amy
SI,MOOR01,4001,1,03092026,7001,Nails,10.00,T1,2.00,1,,amy
SC,MOOR01,4000,1,05092026,C12,Return,10.00,T1,2.00,1,,amy
SR,MOOR01,1200,1,10092026,,Part,50.00,T9,0.00,1,,amy
PI,YARD,5000,1,10092026,,Purchase,50.00,T9,0.00,1,,amy
`,
    reads: [
      'invoice · 7001 · MOOR01 · 2026-09-03 · no due date · 13200 · EUR · paid ? · 2 lines',
      'credit · C12 · MOOR01 · 2026-09-05 · no due date · 1200 · EUR · paid ? · 1 lines',
      'payment ·  ·  · 2026-09-10 · 5000 · EUR',
    ],
  },
  freshbooks: {
    text: `Client Name,Invoice #,Date Issued,Date Due,Invoice Status,Date Paid,Item Name,Item Description,Rate,Quantity,Discount Percentage,Line Subtotal,Tax 1 Type,Tax 1 Amount,Tax 2 Type,Tax 2 Amount,Line Total,Currency
Moss & Fern,0000012,2026-09-14,2026-10-14,sent,,Hours,Garden plan,80,2,0,160.00,VAT,32.00,,0,192.00,GBP
Moss & Fern,0000012,2026-09-14,2026-10-14,sent,,Trees,Birch,20,1,0,20.00,VAT,4.00,,0,24.00,GBP
Moss & Fern,0000013,2026-09-14,2026-10-14,paid,2026-10-02,Hours,Planting,80,1,0,80.00,VAT,16.00,,0,96.00,GBP
`,
    reads: [
      'invoice · 0000012 · Moss & Fern · 2026-09-14 · 2026-10-14 · 21600 · GBP · paid ? · 2 lines',
      'invoice · 0000013 · Moss & Fern · 2026-09-14 · 2026-10-14 · 9600 · GBP · paid 9600 · 1 lines',
    ],
  },
  zoho: {
    text: `Invoice Date,Invoice ID,Invoice Number,Invoice Status,Customer ID,Customer Name,Due Date,PurchaseOrder,Currency Code,SubTotal,Total,Balance,Item Name,Quantity,Item Price
2026-09-01,900,INV-000041,Overdue,55,Nimbus Oy,2026-09-15,,EUR,100.00,124.00,24.00,Server,1,60.00
2026-09-01,900,INV-000041,Overdue,55,Nimbus Oy,2026-09-15,,EUR,100.00,124.00,24.00,Help,1,40.00
2026-09-02,901,INV-000042,Void,55,Nimbus Oy,2026-09-15,,EUR,10.00,12.40,0.00,Help,1,10.00
`,
    reads: [
      'invoice · INV-000041 · Nimbus Oy · 2026-09-01 · 2026-09-15 · 12400 · EUR · paid 10000 · 2 lines',
      'invoice · INV-000042 · Nimbus Oy · 2026-09-02 · 2026-09-15 · 1240 · EUR · paid 1240 · 1 lines',
    ],
  },
  'invoice-ninja': {
    text: `client.name,client.vat_number,contact.email,invoice.number,invoice.amount,invoice.balance,invoice.paid_to_date,invoice.po_number,invoice.date,invoice.due_date,invoice.status,invoice.currency
Aster BV,NL001234567B01,ap@aster.example,N-7,605.00,605.00,0,PO-1,2026-10-01,2026-10-31,Sent,EUR
`,
    reads: ['invoice · N-7 · Aster BV · 2026-10-01 · 2026-10-31 · 60500 · EUR · paid 0 · 1 lines'],
  },
  'invoice-ninja-short': {
    text: `status,number,client,amount,balance,date,due_date,paid_to_date,po_number
Partial,N-8,Aster BV,605.00,600.00,2026-10-01,2026-10-31,5.00,
`,
    reads: ['invoice · N-8 · Aster BV · 2026-10-01 · 2026-10-31 · 60500 · EUR · paid 500 · 1 lines'],
  },
  quaderno: {
    text: `document_type,date,number,description,contact_name,original_currency,original_amount,accounting_currency,total_amount,due_date
invoice,2026-10-02,Q-1,Licence,Sable Ltd,USD,120.00,EUR,110.00,2026-11-01
credit,2026-10-03,Q-2,Refund,Sable Ltd,USD,20.00,EUR,18.00,
`,
    reads: [
      'invoice · Q-1 · Sable Ltd · 2026-10-02 · 2026-11-01 · 12000 · USD · paid ? · 1 lines',
      'credit · Q-2 · Sable Ltd · 2026-10-03 · no due date · 2000 · USD · paid ? · 1 lines',
    ],
  },
  stripe: {
    text: `id,Amount Due,Amount Paid,Amount Remaining,Currency,Customer,Customer Name,Customer Email,Number,Date (UTC),Due Date (UTC),Status,Total
in_1,75.00,25.00,50.00,usd,cus_9,Tern Studio,ops@tern.example,A1-0001,2026-10-05 12:30,2026-11-04 12:30,open,75.00
`,
    reads: ['invoice · A1-0001 · Tern Studio · 2026-10-05 · 2026-11-04 · 7500 · USD · paid 2500 · 1 lines'],
  },
  'stripe-api': {
    text: `customer_name,amount_due,amount_paid,amount_remaining,currency,number,created,due_date,status
Tern Studio,7500,2500,5000,usd,A1-0002,2026-10-05,2026-11-04,open
`,
    reads: ['invoice · A1-0002 · Tern Studio · 2026-10-05 · 2026-11-04 · 7500 · USD · paid 2500 · 1 lines'],
  },
  fec: {
    text: [
      'JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise',
      'VE|Ventes|1|20260903|411000|Clients|C01|Quai Sud|FA-1|20260903|Facture FA-1|1200,00|0,00|||20260930||',
      'VE|Ventes|1|20260903|706000|Prestations|||FA-1|20260903|Facture FA-1|0,00|1000,00|||20260930||',
      'VE|Ventes|1|20260903|445710|TVA|||FA-1|20260903|Facture FA-1|0,00|200,00|||20260930||',
      'VE|Ventes|2|20260905|411000|Clients|C02|Le Phare|FA-2|20260905|Facture FA-2|600,00|0,00|AA|20261010|20260930||',
      'VE|Ventes|2|20260905|706000|Prestations|||FA-2|20260905|Facture FA-2|0,00|600,00|||20260930||',
      'BQ|Banque|3|20261010|411000|Clients|C02|Le Phare|VIR|20261010|Virement|0,00|600,00|AA|20261010|20261030||',
      'BQ|Banque|3|20261010|512000|Banque|||VIR|20261010|Virement|600,00|0,00|||20261030||',
      'BQ|Banque|4|20261012|411000|Clients|C01|Quai Sud|VIR2|20261012|Acompte|0,00|200,00|||20261030||',
      'BQ|Banque|4|20261012|512000|Banque|||VIR2|20261012|Acompte|200,00|0,00|||20261030||',
    ].join('\n'),
    reads: [
      'invoice · FA-1 · Quai Sud · 2026-09-03 · no due date · 120000 · EUR · paid 0 · 1 lines',
      'invoice · FA-2 · Le Phare · 2026-09-05 · no due date · 60000 · EUR · paid 60000 · 1 lines',
      'payment ·  · Quai Sud · 2026-10-12 · 20000 · EUR',
    ],
  },
  datev: {
    text: [
      '"EXTF";700;21;"Buchungsstapel";12;20261031120000;;"RE";"ada";;1001;1;20260101;4;20260901;20260930;"Sept";;1;;;"EUR"',
      'Umsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen;WKZ Umsatz;Kurs;Basis-Umsatz;WKZ Basis-Umsatz;Konto;Gegenkonto (ohne BU-Schlüssel);BU-Schlüssel;Belegdatum;Belegfeld 1;Belegfeld 2;Skonto;Buchungstext',
      '1190,00;"S";"EUR";;;;10001;8400;;0309;"RE-77";031026;;"Möbel Nord"',
      '190,00;"H";"EUR";;;;10001;1200;;2009;"RE-77";;;"Teilzahlung"',
      '50,00;"S";"EUR";;;;4980;1200;;2109;"K-1";;;"Büro"',
    ].join('\r\n'),
    reads: [
      'invoice · RE-77 · Debitor 10001 · 2026-09-03 · 2026-10-03 · 119000 · EUR · paid ? · 1 lines',
      'payment · RE-77 · Debitor 10001 · 2026-09-20 · 19000 · EUR',
    ],
  },
  wfirma: {
    text: 'Numer faktury;Data wystawienia;Kontrahent;NIP;Razem netto;Razem VAT;Razem brutto\nFV 1/2026;14.09.2026;Żuraw Sp. z o.o.;5250000000;1 000,00;230,00;1 230,00\n',
    reads: ['invoice · FV 1/2026 · Żuraw Sp. z o.o. · 2026-09-14 · no due date · 123000 · PLN · paid ? · 1 lines'],
  },
  'japanese-billing': {
    text: '請求書番号,請求日,期日,取引先コード,取引先名称,当月請求額,備考,取引日付,内容,数量,単価,単位,金額,税率\nJ-1,2026/9/30,2026年10月31日,T1,株式会社やま,"110,000",,2026/9/3,設計,1,"60,000",式,"60,000",10%\nJ-1,2026/9/30,2026年10月31日,T1,株式会社やま,"110,000",,2026/9/9,印刷,2,"20,000",部,"40,000",10%\n',
    reads: ['invoice · J-1 · 株式会社やま · 2026-09-30 · 2026-10-31 · 110000 · JPY · paid ? · 2 lines'],
  },
  english: {
    text: 'Customer,Invoice No.,Invoice Date,Due Date,Amount,Outstanding,Currency\nBramble Ltd,B-1,Sep 14 2026,14 Oct 2026,"£1,200.00",£200.00,\nTotal,,,,"£1,200.00",£200.00,\n',
    reads: ['invoice · B-1 · Bramble Ltd · 2026-09-14 · 2026-10-14 · 120000 · GBP · paid 100000 · 1 lines'],
  },
  french: {
    text: 'Client;N° facture;Date d’émission;Date d’échéance;Total TTC;Reste à payer;Statut\nDupont SARL;F-1;3 septembre 2026;15/10/2026;1 200,50 €;200,50 €;Partiel\n',
    reads: ['invoice · F-1 · Dupont SARL · 2026-09-03 · 2026-10-15 · 120050 · EUR · paid 100000 · 1 lines'],
  },
  german: {
    text: 'Kunde;Rechnungsnummer;Rechnungsdatum;Betrag;Faelligkeitsdatum;Zahlungsstatus\nMöller GmbH;R-1;01.09.2026;1.234,50;15.09.2026;offen\nMöller GmbH;R-2;01.09.2026;2.000;15.09.2026;bezahlt\n',
    reads: [
      'invoice · R-1 · Möller GmbH · 2026-09-01 · 2026-09-15 · 123450 · EUR · paid ? · 1 lines',
      'invoice · R-2 · Möller GmbH · 2026-09-01 · 2026-09-15 · 200000 · EUR · paid 200000 · 1 lines',
    ],
  },
  polish: {
    text: 'Nabywca;Nr faktury;Data wystawienia;Termin płatności;Brutto;Pozostało do zapłaty;Waluta\nŁódka s.c.;FV/2/2026;01-09-2026;15-09-2026;1230,00 zł;230,00 zł;PLN\n',
    reads: ['invoice · FV/2/2026 · Łódka s.c. · 2026-09-01 · 2026-09-15 · 123000 · PLN · paid 100000 · 1 lines'],
  },
  romanian: {
    text: 'Client;Număr factură;Data facturii;Data scadenței;Total cu TVA;Rest de plată;Monedă\nMalul Alb SRL;MA 12;01.09.2026;15.09.2026;1.190,00;190,00;RON\n',
    reads: ['invoice · MA 12 · Malul Alb SRL · 2026-09-01 · 2026-09-15 · 119000 · RON · paid 100000 · 1 lines'],
  },
  japanese: {
    text: '得意先名,伝票番号,発行日,支払期限,請求金額,入金額\n有限会社うみ,D-9,令和8年9月1日,2026/09/30,"¥55,000","5,000"\n',
    reads: ['invoice · D-9 · 有限会社うみ · 2026-09-01 · 2026-09-30 · 55000 · JPY · paid 5000 · 1 lines'],
  },
  payments: {
    text: 'Date de paiement;N° facture;Client;Montant;Mode de paiement\n20/10/2026;F-1;Dupont SARL;100,00;virement\n21/10/2026;;Dupont SARL;-20,00;virement\n',
    reads: ['payment · F-1 · Dupont SARL · 2026-10-20 · 10000 · EUR', 'payment ·  · Dupont SARL · 2026-10-21 · -2000 · EUR'],
  },
} // biome-ignore format: lists as they stand in files

const FIRMS: Readonly<Record<string, { country: string; currency: string }>> = {
  wfirma: { country: 'PL', currency: 'PLN' },
  'japanese-billing': { country: 'JP', currency: 'JPY' },
  japanese: { country: 'JP', currency: 'JPY' },
}

test('every source has a sample here, and every sample a source', () => {
  expect(Object.keys(SAMPLES).sort()).toEqual([...modules.keys()].sort())
})

test.each([...modules])('%s keeps the contract of a list source', (name, { source }) => {
  expect(source.name).toBe(name)
  expect(source.says.length).toBeGreaterThan(3)
  for (const [field, headers] of Object.entries(source.columns)) {
    expect(LIST_FIELDS).toContain(field)
    expect(headers?.length).toBeGreaterThan(0)
    expect(new Set(headers).size).toBe(headers?.length)
  }
})

test.each(Object.keys(SAMPLES))('%s: its own list is recognised and read', async name => {
  const sample = SAMPLES[name]
  const list = await readText(sample?.text ?? '', {}, FIRMS[name])
  expect(list.refused).toEqual([])
  expect(list.source.name).toBe(name)
  expect(essence(list)).toEqual(sample?.reads)
})

test('code pages are seen: cp1252, cp1250, cp932, euc-jp, and UTF-16 with and without a mark', async () => {
  const german = Buffer.from('Kunde;Rechnungsnummer;Rechnungsdatum;Fälligkeit;Betrag\nMüller & Söhne;R-1;14.09.2026;14.10.2026;10,00 €\n', 'latin1')
  german[german.indexOf(0xac) === -1 ? german.length - 2 : german.indexOf(0xac)] = 0x80 // the euro sign of windows-1252
  expect((await readText(german)).invoices[0]?.client.name).toBe('Müller & Söhne')
  const cp1250 = Buffer.from('Kontrahent;Nr faktury;Data wystawienia;Brutto\n\xaf\xf3\xb3w Sp. z o.o.;1/2026;14.09.2026;10,00\n', 'latin1')
  const polish = await readText(cp1250, {}, { country: 'PL', currency: 'PLN' })
  expect([polish.encoding, polish.invoices[0]?.client.name]).toEqual(['windows-1250', 'Żółw Sp. z o.o.'])
  // letters of Central Europe in a firm of the West, under headers of plain letters
  const wfirma = 'Numer faktury;Data wystawienia;Kontrahent;NIP;Razem brutto\nFV 1;14.09.2026;\xafuraw Sp. z o.o.;;10,00\nFV 2;14.09.2026;\xa3\xf3dka s.c.;;10,00\n'
  expect((await readText(Buffer.from(wfirma, 'latin1'))).invoices.map(i => i.client.name)).toEqual(['Żuraw Sp. z o.o.', 'Łódka s.c.'])
  const pounds = await readText(Buffer.from('Client,Invoice No,Invoice Date,Total\nCaf\xe9,1,2026-09-14,\xa310.00\n', 'latin1'))
  expect([pounds.encoding, pounds.invoices[0]?.client.name, pounds.invoices[0]?.currency]).toEqual(['windows-1252', 'Café', 'GBP'])
  const head = '請求書番号,請求日,取引先名称,請求金額\n'
  for (const [encoding, bytes] of [['shift_jis', SJIS], ['euc-jp', EUC]] as const) {
    const list = await readText(Buffer.concat([bytes, Buffer.from('J-1,2026/09/30,Yama,1000\n')]), {}, { country: 'JP', currency: 'JPY' })
    expect(list.encoding).toBe(encoding)
    expect(list.columns.map(c => c.header).join(',')).toBe(head.trim())
    expect(list.invoices[0]?.totalMinor).toBe(1000n)
  }
  const text = 'Client,Invoice,Date,Total\nÉtoile,1,2026-09-14,10\n'
  const le = Buffer.from(text, 'utf16le')
  const be = Buffer.from(le).swap16()
  for (const bytes of [Buffer.concat([Buffer.from([0xff, 0xfe]), le]), le, Buffer.concat([Buffer.from([0xfe, 0xff]), be]), be, Buffer.from(`\ufeff${text}`)])
    expect((await readText(bytes)).invoices[0]?.client.name).toBe('Étoile')
}) // biome-ignore format: bytes

/** `請求書番号,請求日,取引先名称,請求金額\n` in two code pages. */
const SJIS = Buffer.from('90bf8b818f9194d48d862c90bf8b8193fa2c8ee688f890e696bc8fcc2c90bf8b818be08a7a0a', 'hex')
const EUC = Buffer.from('c0c1b5e1bdf1c8d6b9e62cc0c1b5e1c6fc2cbce8b0fac0e8ccbebece2cc0c1b5e1b6e2b3db0a', 'hex')

test('every kind of list is called by its name in each language', async () => {
  const words = await loadWords()
  const { sources } = await loadVocabulary()
  expect(sources.length).toBeGreaterThan(20)
  for (const { name, says } of sources) {
    expect(words.say('en', `app.listSource.${name}`)).toBe(says)
    for (const language of words.languages) expect(words.has(language, `app.listSource.${name}`), `${language}: ${name}`).toBe(true)
  }
})
