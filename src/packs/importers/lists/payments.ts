import type { ListSource } from '../../../core/list/source.ts'

// Lists of what came in, in the languages of the app. Bank files are read elsewhere, by format.
export const source: ListSource = {
  name: 'payments',
  says: 'a list of payments',
  holds: 'payments',
  tells: [],
  totalIs: 'look',
  columns: {
    paidOn: ['Payment Date', 'Date Paid', 'Paid On', 'Date Received', 'Received On', 'Paid Date', 'Value Date', 'Date', 'Date de paiement', 'Date paiement', 'Date de règlement', 'Date d’encaissement', 'Payé le', 'Zahlungsdatum', 'Bezahlt am', 'Zahlungseingang am', 'Datum', 'Data wpłaty', 'Data zapłaty', 'Data płatności', 'Data', 'Data încasării', 'Data plății', '入金日', '支払日'],
    amount: ['Amount', 'Amount Paid', 'Payment Amount', 'Paid', 'Received', 'Amount Received', 'Montant', 'Montant payé', 'Montant réglé', 'Montant encaissé', 'Montant du paiement', 'Betrag', 'Zahlbetrag', 'Gezahlter Betrag', 'Kwota', 'Kwota wpłaty', 'Suma', 'Suma încasată', '入金額', '金額'],
    number: ['Invoice Number', 'Invoice No', 'Invoice #', 'Invoice', 'Invoices', 'Numéro de facture', 'N° de facture', 'N° facture', 'Facture', 'Rechnungsnummer', 'Rechnung', 'Rechnungs-Nr', 'Numer faktury', 'Nr faktury', 'Faktura', 'Număr factură', 'Nr. factură', 'Factura', '請求書番号', '請求番号'],
    clientName: ['Client Name', 'Customer Name', 'Client', 'Customer', 'Payer', 'Paid By', 'Nom du client', 'Payeur', 'Kunde', 'Kundenname', 'Zahler', 'Kontrahent', 'Klient', 'Płatnik', 'Plătitor', '取引先名', '取引先', '顧客名'],
    clientRef: ['Client ID', 'Customer ID', 'Customer Number', 'Code client', 'N° client', 'Kundennummer', 'Kod klienta', 'Cod client', '取引先コード'],
    means: ['Means', 'Method', 'Payment Method', 'Mode', 'Payment Type', 'Mode de paiement', 'Moyen de paiement', 'Mode de règlement', 'Zahlungsart', 'Forma płatności', 'Metoda', 'Metodă de plată', '入金方法'],
    reference: ['Reference', 'Payment Reference', 'Description', 'Memo', 'Note', 'Référence', 'Libellé', 'Verwendungszweck', 'Tytuł', 'Referință', '備考', '摘要'],
    currency: ['Currency', 'Currency Code', 'Devise', 'Währung', 'Waluta', 'Monedă', '通貨'],
  },
} // biome-ignore format: one line a meaning
