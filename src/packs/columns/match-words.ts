import { bankWords } from './bank-words.ts'
import type { RoleWords } from './table.ts'

export type InvoiceRole =
  | 'number'
  | 'client'
  | 'clientName'
  | 'open'
  | 'amount'
  | 'currency'
  | 'issued'
  | 'due'
  | 'reference'
  | 'account'
  | 'discount'
  | 'discountUntil'

/** What programs write above the columns of open invoices, per role and language. */
// biome-ignore format: one line a row of words
export const invoiceWords: RoleWords<InvoiceRole> = {
  number: ['Invoice number', 'Invoice no', 'InvoiceNumber', 'InvoiceNo', 'Invoice #', 'Invoice', 'Number', 'No', 'Num', 'Document number', 'Document no', 'invoice_number', 'invoice_no', 'invoice_id', 'Invoice ID', 'id', 'Rechnungsnummer', 'Rechnungsnr', 'Rechnung', 'RE-Nr', 'Belegnummer', 'Belegfeld 1', 'Nummer', 'Numéro de facture', 'N° facture', 'Numéro', 'Facture', 'Pièce', 'PieceRef', 'Número de factura', 'Nº factura', 'Factura', 'Número', 'Numero fattura', 'Fattura', 'Numero', 'Numer faktury', 'Nr faktury', 'Faktura', 'Numer', 'Factuurnummer', 'Factuur', 'Număr factură', 'Nr factura', 'Fakturanummer', 'Fakturanr', 'Laskun numero', 'Číslo faktury', '請求書番号', '番号'],
  client: ['Client ID', 'Customer ID', 'client_id', 'customer_id', 'Customer number', 'Customer no', 'Account Reference', 'Kundennummer', 'Kunden-Nr', 'Debitor', 'Code client', 'CompAuxNum', 'Código cliente', 'Codice cliente', 'Klantnummer', 'Kundnummer', '取引先コード', 'Client', 'Customer', 'client', 'customer'],
  clientName: ['Client name', 'Customer name', 'ContactName', 'Contact name', 'Client', 'Customer', 'Debtor', 'Name', 'Company', 'client_name', 'customer_name', 'Buyer', 'Kunde', 'Kundenname', 'Firma', 'Nom du client', 'CompAuxLib', 'Cliente', 'Nombre', 'Ragione sociale', 'Kontrahent', 'Nabywca', 'Klant', 'Naam', 'Client denumire', 'Kund', 'Kunde navn', 'Asiakas', 'Odběratel', '取引先名称', '取引先', '顧客名'],
  open: ['Open amount', 'Open', 'Amount open', 'Outstanding', 'Outstanding amount', 'Amount due', 'Balance due', 'Balance', 'Amount Remaining', 'Remaining', 'open_amount', 'amount_open', 'amount_due', 'Open Balance', 'Unpaid', 'Offen', 'Offener Betrag', 'Restbetrag', 'Reste à payer', 'Solde', 'Restant dû', 'Pendiente', 'Importe pendiente', 'Residuo', 'Da pagare', 'Do zapłaty', 'Pozostało do zapłaty', 'Openstaand', 'Openstaand bedrag', 'Rest de plata', 'Utestående', 'Avoinna', '未収金額', '残高'],
  amount: ['Amount', 'Total', 'Gross', 'Total amount', 'Invoice amount', 'Payable', 'Gross amount', 'total_amount', 'Betrag', 'Bruttobetrag', 'Rechnungsbetrag', 'Summe', 'Montant', 'Montant TTC', 'Total TTC', 'Importe', 'Importe total', 'Importo', 'Totale', 'Kwota', 'Razem brutto', 'Wartość brutto', 'Bedrag', 'Totaal', 'Suma', 'Belopp', 'Beløp', 'Summa', 'Částka', '金額', '請求金額', '当月請求額'],
  currency: ['Currency', 'Ccy', 'currency_code', 'Währung', 'WKZ Umsatz', 'WKZ', 'Devise', 'Idevise', 'Moneda', 'Divisa', 'Valuta', 'Waluta', 'Munt', 'Monedă', 'Měna', 'Valutta', '通貨'],
  issued: ['Invoice date', 'InvoiceDate', 'Date', 'Date issued', 'Issue date', 'issue_date', 'invoice_date', 'Issued', 'Rechnungsdatum', 'Belegdatum', 'Datum', 'Date de facture', 'Date facture', 'Date d émission', 'Fecha', 'Fecha factura', 'Data fattura', 'Data', 'Data wystawienia', 'Factuurdatum', 'Data emiterii', 'Fakturadatum', 'Fakturadato', '請求日'],
  due: ['Due date', 'DueDate', 'Due', 'due_date', 'Date due', 'Payment due', 'Fälligkeitsdatum', 'Fälligkeit', 'Fällig am', 'Fällig', 'Date d échéance', 'Échéance', 'Vencimiento', 'Fecha de vencimiento', 'Scadenza', 'Data scadenza', 'Termin płatności', 'Vervaldatum', 'Scadență', 'Data scadentei', 'Förfallodatum', 'Forfaldsdato', 'Forfallsdato', 'Eräpäivä', 'Splatnost', '期日', '支払期日'],
  reference: ['Reference', 'Payment reference', 'payment_reference', 'Structured reference', 'Creditor reference', 'QR reference', 'RF', 'OCR', 'KID', 'Referenz', 'Zahlungsreferenz', 'Référence', 'Communication structurée', 'Gestructureerde mededeling', 'Referencia', 'Riferimento', 'Betalingskenmerk', 'Viitenumero', 'Viite', 'Variabilní symbol'],
  account: ['IBAN', 'Client IBAN', 'Customer IBAN', 'Client account', 'Payer account', 'Payer IBAN', 'client_iban', 'payer_account', 'Bank account', 'Kunden-IBAN'],
  discount: ['Discount', 'Discount amount', 'Early payment discount', 'Skonto', 'Skontobetrag', 'Escompte', 'discount_amount'],
  discountUntil: ['Discount until', 'Discount date', 'discount_until', 'Skontofrist', 'Skonto bis', 'Escompte jusqu au'],
}

export type LineRole =
  | 'id'
  | 'day'
  | 'amount'
  | 'debit'
  | 'credit'
  | 'currency'
  | 'text'
  | 'counterparty'
  | 'counterpartyAccount'
  | 'reference'
  | 'endToEndId'

/** Columns of bank lines given as a list: the words of bank lists, and those of our own output. */
// biome-ignore format: one line a row of words
export const lineWords: RoleWords<LineRole> = {
  id: ['Line', 'Line ID', 'line_id', 'line no', 'id', ...bankWords.bankId],
  day: ['date', 'day', 'booking_date', 'booked', 'value_date', ...bankWords.day, ...bankWords.valueDay],
  amount: ['amount', ...bankWords.amount],
  debit: bankWords.debit,
  credit: bankWords.credit,
  currency: ['currency', ...bankWords.currency],
  text: ['text', 'remittance', 'remittance_text', 'remittance_information', 'purpose', 'description', ...bankWords.text],
  counterparty: ['counterparty', 'counterparty_name', 'payer', 'payer_name', 'debtor', ...bankWords.counterparty],
  counterpartyAccount: ['counterparty_account', 'account', 'iban', 'counterparty_iban', 'payer_account', 'payer_iban', ...bankWords.counterpartyAccount, ...bankWords.account],
  reference: ['reference', 'ref', 'structured_reference', 'payment_reference', ...bankWords.reference],
  endToEndId: ['end_to_end_id', 'endtoendid', 'e2e', 'end to end', ...bankWords.endToEndId],
}
