import type { RoleWords } from './table.ts'

export type BankRole =
  | 'day' | 'valueDay' | 'amount' | 'debit' | 'credit' | 'side' | 'currency' | 'balance' | 'text' | 'text2' | 'counterparty'
  | 'counterpartyAccount' | 'account' | 'reference' | 'endToEndId' | 'bankId' // biome-ignore format: one list

/** What banks write above their columns, per role and language; the first words are preferred where a file has several. */
// biome-ignore format: one line a row of words
export const bankWords: RoleWords<BankRole> = {
  day: [
    'Booking date', 'Posting date', 'Date posted', 'Posted date', 'Post date', 'Transaction date', 'Date', 'Date Processed', 'Date completed', 'Completed Date', 'Date completed (UTC)', 'created', 'Created on', 'Trans Date', 'Trans. Date', 'Finished on', 'Process date', 'Entry date', 'Date and time', 'TransactionDate', 'Booked',
    'Buchungstag', 'Buchungsdatum', 'Buchung', 'Datum', 'Belegdatum', 'Transaktionsdatum', 'Umsatzdatum',
    'Date de comptabilisation', 'Date operation', 'Date de l opération', 'Date d opération', 'Dateop', 'Date comptable', 'Date opé', 'Date de transaction',
    'Fecha', 'Fecha operación', 'Fecha de operación', 'F. Operativa', 'F. Contable', 'Fecha contable', 'Fecha movimiento', 'Fecha de la operación',
    'Data', 'Data operacji', 'Data księgowania', 'Data transakcji', 'Data contabile', 'Data operazione', 'Data movimento', 'Data Mov.', 'Data lançamento', 'Data lancamento', 'Data tranzactiei', 'Data inregistrarii', 'Data tranzacției', 'Data contabila',
    'Boekdatum', 'Boekingsdatum', 'Transactiedatum', 'Datum transactie', 'datum verrichting', 'Uitvoeringsdatum',
    'Datum zaúčtování', 'Datum provedení', 'Datum zauctovani', 'Dátum', 'Dátum zaúčtovania', 'Tranzakció dátuma', 'Könyvelés dátuma', 'Könyvelés napja', 'Tranzakció időpontja',
    'Bogført', 'Bogføringsdato', 'Dato', 'Bokföringsdag', 'Bokföringsdatum', 'Bokfört', 'Bokförd', 'Bokført dato', 'Bokføringsdato', 'Transaktionsdag', 'Bokförings datum', 'Utført dato', 'Kirjauspäivä', 'Kirjauspvm', 'Pvm', 'Maksupäivä', 'Tapahtumapäivä',
    '取引日', '日付', '勘定日', 'お取引日', '年月日', '取扱日付', '入出金日',
  ],
  valueDay: [
    'Value date', 'Value', 'Interest date', 'Effective date', 'Valutadatum', 'Wertstellung', 'Wertstellungsdatum', 'Valuta', 'Wert', 'Date de valeur', 'Date valeur', 'Dateval', 'Fecha valor', 'F. Valor', 'Data waluty', 'Data valuta', 'Data valor', 'Rentedatum', 'Datum verrekening', 'Valutadato', 'Valutadag', 'Rentedato', 'Értéknap', 'Arvopäivä', '起算日',
  ],
  amount: [
    'Amount', 'Transaction amount', 'Amount in account currency', 'Booked amount', 'Net amount', 'Value (EUR)', 'Sum', 'Total', 'Money', 'Net', 'Amount (EUR)', 'Transaction Amt', 'Inflow', 'paid amount', 'Gross amount', 'Amt',
    'Betrag', 'Buchungsbetrag', 'Umsatz', 'Betrag in EUR', 'Umsatz in EUR', 'Betrag Haben', 'Buchungs Betrag', 'Summe',
    'Montant', 'Montant de l opération', 'Montant net', 'Montant en EUR', 'Importe', 'Cantidad', 'Importe EUR', 'Monto', 'Importo', 'Importo EUR', 'Importo movimento', 'Valor', 'Montante',
    'Kwota', 'Kwota operacji', 'Kwota transakcji', 'Kwota w walucie rachunku', 'Suma', 'Suma tranzactiei', 'Valoare', 'Bedrag', 'Bedrag EUR', 'bedrag in EUR', 'Transactiebedrag', 'Částka', 'Zaúčtovaná částka', 'Objem', 'Suma v mene účtu', 'Tranzakció összege', 'Összeg', 'Beløb', 'Beloeb', 'Belopp', 'Beløp', 'Transaktionsbelopp', 'Määrä', 'Summa', 'Määrä EUROA', '金額', '取引金額',
  ],
  debit: [
    'Debit', 'Debit amount', 'Debits', 'Withdrawals', 'Withdrawal', 'Withdrawal amount', 'Paid out', 'Money out', 'Outflow', 'Payments', 'Debit Amt', 'Out', 'Withdrawal Amt.', 'Spent',
    'Soll', 'Lastschrift', 'Belastung', 'Belastungen', 'Betrag Soll', 'Ausgang', 'Ausgaben', 'Débit', 'Débit euros', 'Montant débit', 'Cargo', 'Cargos', 'Debe', 'Pagos', 'Addebiti', 'Addebito', 'Dare', 'Uscite', 'Débito', 'Debito', 'Obciążenia', 'Obciazenia', 'Wypływy', 'Af', 'Debet', 'Bedrag af', 'Výdaj', 'Debetbelopp', 'Ud', 'Hævet', 'Uttag', 'Ut', 'Ut fra konto', 'Out from account', 'Terhelés', 'Suma debit', 'Debit (RON)', '出金', '出金金額', 'お支払金額', 'お引出し', 'お支払い', '支払金額', '引出金額',
  ],
  credit: [
    'Credit', 'Credit amount', 'Credits', 'Deposits', 'Deposit', 'Deposit amount', 'Paid in', 'Money in', 'Receipts', 'Credit Amt', 'In', 'Deposit Amt.', 'Received',
    'Haben', 'Gutschrift', 'Gutschriften', 'Eingang', 'Einnahmen', 'Crédit', 'Crédit euros', 'Montant crédit', 'Abono', 'Abonos', 'Haber', 'Ingresos', 'Accrediti', 'Accredito', 'Avere', 'Entrate', 'Crédito', 'Credito', 'Uznania', 'Wpływy', 'Bij', 'Bedrag bij', 'Příjem', 'Kreditbelopp', 'Ind', 'Indsat', 'Insättning', 'Insättningar', 'Inn', 'Inn på konto', 'In to account', 'Jóváírás', 'Suma credit', 'Credit (RON)', 'Kredit', '入金', '入金金額', 'お預入れ金額', 'お預り金額', 'お預入れ', 'お預り', '預入金額',
  ],
  side: [
    'D/C', 'C/D', 'DC', 'CD', 'Dr/Cr', 'Cr/Dr', 'DR CR', 'Debit/Credit', 'Credit/Debit', 'Debit or credit', 'Credit Debit Indicator', 'Indicator', 'Sign', 'Soll/Haben', 'S/H', 'Soll/Haben-Kennzeichen', 'Soll-/Haben-Kennzeichen', 'Sens', 'Signe', 'Signo', 'Segno', 'Dare/Avere', 'Af Bij', 'Af/Bij', 'Bij/Af', 'Debet/Credit', 'Bevétel/Kiadás', 'Terhelés/Jóváírás', 'Kierunek', 'Strona', 'Direction', '入払区分', '入出金区分',
  ],
  currency: [
    'Currency', 'Currency code', 'Ccy', 'Account currency', 'CCY Code', 'Buchungswährung', 'Währung', 'Waehrung', 'Whg', 'Devise', 'Moneda', 'Divisa', 'Divisa cuenta', 'Valuta conto', 'Moeda', 'Waluta', 'Munt', 'Muntsoort', 'Munteenheid', 'Měna', 'Měna účtu', 'Mena', 'Devizanem', 'Tranzakció devizaneme', 'Valutta', 'Valuutta', 'Valutakode', 'Valutakod', 'Moneta', '通貨',
  ],
  balance: [
    'Balance', 'Running balance', 'Account balance', 'Balance after', 'Closing balance', 'Balance (EUR)', 'Available balance', 'Ledger balance', 'Current balance', 'Running bal.', 'Saldo', 'Kontostand', 'Saldo nach Buchung', 'Saldo na trn', 'Saldo na mutatie', 'Saldo po operacji', 'Saldo końcowe', 'Solde', 'Solde après opération', 'Saldo contabile', 'Saldo disponible', 'Saldo contabilístico', 'Sold', 'Zůstatek', 'Zostatok', 'Egyenleg', 'Könyvelt egyenleg', 'Saldi', '残高', '差引残高', '取引後残高',
  ],
  text: [
    'Remittance information', 'Payment details', 'Payment reference', 'Message', 'Description', 'Details', 'Memo', 'Narrative', 'Narration', 'Particulars', 'Label', 'Transaction description', 'Transaction details', 'Notes', 'Note', 'Reference text', 'Purpose', 'Message for payee', 'Information', 'Comment', 'Transaction', 'Text', 'Original Description', 'Transaction Remarks', 'Remark',
    'Verwendungszweck', 'Buchungsdetails', 'Buchungstext', 'Transaktionsbeschreibung', 'Zahlungsgrund', 'Zahlungsreferenz', 'Mitteilung', 'Beschreibung', 'Avisierungstext', 'Verwendungszweck1', 'Text Buchung', 'Vorgang/Verwendungszweck',
    'Libellé', 'Libellé de l opération', 'Libellé opération', 'Communication', 'Détail', 'Description de l opération', 'Libellé complet', 'Libelle complet', 'Informations complémentaires',
    'Concepto', 'Descripción', 'Observaciones', 'Detalle', 'Descrizione', 'Causale', 'Descrizione operazione', 'Dettagli', 'Descrição', 'Descritivo', 'Histórico', 'Lançamento',
    'Tytuł', 'Tytuł operacji', 'Tytułem', 'Opis transakcji', 'Opis operacji', 'Opis', 'Szczegóły', 'Detalii', 'Detalii tranzactie', 'Descriere', 'Explicatii', 'Detalii tranzacție',
    'Omschrijving', 'Omschrijving-1', 'Mededelingen', 'Mededeling', 'Vrije mededeling', 'Transactieomschrijving', 'Omschrijving verrichting',
    'Zpráva pro příjemce', 'Zpráva', 'Popis', 'Poznámka', 'Informácia pre príjemcu', 'Közlemény', 'Leírás', 'Tekst', 'Specifikation', 'Beskrivelse', 'Beskrivning', 'Meddelande', 'Melding', 'Rubrik', 'Forklaring', 'Viesti', 'Selite', 'Tapahtuma', '摘要', 'お取引内容', '取引内容', '摘要内容', '備考',
  ],
  text2: [
    'Description 2', 'Additional information', 'Detail', 'Transaction type', 'Type', 'Category', 'Omschrijving-2', 'Omschrijving', 'Transaktionstyp', 'Umsatzart', 'Buchungstext', 'Transaktionsbeschreibung Zusatz', 'Popis transakce', 'Zpráva pro mě', 'Message for me', 'Typ transakce', 'Részletek', 'Transaction', 'Type d opération', 'Tipo movimiento', 'Typ operacji', 'Mutatiesoort', 'Code', 'Notes', '取引区分',
  ],
  counterparty: [
    'Counterparty name', 'Counterparty', 'Name', 'Partner Name', 'Payee', 'Payer', 'Payee name', 'Payer name', 'Merchant', 'Merchant name', 'Beneficiary', 'Beneficiary name', 'Counter Party', 'Counteraccount name', 'Customer name', 'Sender', 'Sender name', 'From', 'Debtor name', 'Remitter', 'Other party', 'Source name', 'Opposing name',
    'Beguenstigter/Zahlungspflichtiger', 'Begünstigter/Zahlungspflichtiger', 'Auftraggeber/Empfänger', 'Auftraggeber / Begünstigter', 'Name Zahlungsbeteiligter', 'Empfänger', 'Auftraggeber', 'Zahlungspflichtiger', 'Zahlungsempfänger', 'Zahlungsempfänger*in', 'Zahlungspflichtige*r', 'Partnername', 'Auftraggeber/Zahlungsempfänger', 'Empfänger/Zahlungspflichtiger', 'Gegenpartei',
    'Nom', 'Nom de la contrepartie', 'Contrepartie', 'Nom contrepartie', 'Donneur d ordre', 'Tiers', 'Nom du tiers', 'Beneficiario', 'Ordenante', 'Nombre', 'Beneficiario/Ordenante', 'Ordinante', 'Controparte', 'Nadawca/Odbiorca', 'Odbiorca/Nadawca', 'Nadawca / Odbiorca', 'Kontrahent', 'Dane kontrahenta', 'Nazwa kontrahenta', 'Nadawca', 'Odbiorca', 'Ordonator', 'Beneficiar', 'Nume', 'Contrapartida',
    'Naam tegenpartij', 'Naam', 'Naam / Omschrijving', 'Handelaar', 'Tegenpartij', 'Naam tegenrekening', 'Název protiúčtu', 'Název protistrany', 'Protistrana', 'Názov protiúčtu', 'Partner neve', 'Partner', 'Navn', 'Modtager', 'Afsender', 'Mottagare', 'Avsändare', 'Betaler', 'Saaja/Maksaja', 'Maksaja', 'Saaja', '振込依頼人名', '取引先', '振込人名', '相手先',
  ],
  counterpartyAccount: [
    'Counterparty account', 'Counterparty IBAN', 'Counterparty account number', 'Partner IBAN', 'Bank Account', 'Account of counterparty', 'Payer account', 'Payer IBAN', 'IBAN of counterparty', 'Counterparty iban/account', 'Sender IBAN', 'Sender account', 'Debtor IBAN', 'From account', 'Beneficiary account', 'Opposing IBAN', 'Bank account details',
    'Kontonummer/IBAN', 'IBAN Zahlungsbeteiligter', 'Kontonummer', 'IBAN', 'Gegenkonto', 'Konto Zahlungsbeteiligter', 'IBAN Auftraggeber', 'Gegen-IBAN', 'Konto des Partners', 'Partner Account Number', 'Compte contrepartie', 'IBAN contrepartie', 'Compte de la contrepartie', 'Cuenta contrapartida', 'IBAN ordinante', 'Numer rachunku kontrahenta', 'Rachunek kontrahenta', 'Numer konta', 'Nr rachunku', 'Rachunek nadawcy/odbiorcy', 'Cont contrapartida', 'Cont IBAN', 'Tegenrekening', 'Tegenrekening IBAN/BBAN', 'rekeningnummer tegenpartij', 'Rekening tegenpartij', 'IBAN tegenpartij', 'Tegenrekening IBAN', 'Číslo protiúčtu', 'Protiúčet', 'Číslo účtu protistrany', 'Bankovní spojení', 'Protiúčet (IBAN)', 'Partner számlaszáma', 'Partner számla', 'Modkonto', 'Motkonto', 'Från konto', 'Saajan tilinumero',
  ],
  account: [
    'Account', 'Account number', 'Account no', 'Account ID', 'Own account', 'IBAN/BBAN', 'Auftragskonto', 'IBAN Auftragskonto', 'IBAN Auftraggeberkonto', 'Konto', 'Eigenes Konto', 'Auftraggeberkonto', 'Compte', 'Numéro de compte', 'N° de compte', 'Numero de compte', 'Cuenta', 'Conto', 'Conta', 'Rachunek', 'Numer rachunku', 'Rachunek źródłowy', 'Rekening', 'Rekeningnummer', 'Číslo účtu', 'Vlastní účet', 'Számlaszám', 'Kontonr', 'Tili', 'Source account', '口座番号',
  ],
  reference: [
    'Reference', 'Ref', 'Reference number', 'Customer reference', 'Structured reference', 'Creditor reference', 'Reference no', 'Your reference', 'Kundenreferenz', 'Referenz', 'QR-Referenz', 'Référence', 'Référence client', 'Referencia', 'Riferimento', 'Referencja', 'Betalingskenmerk', 'gestructureerde mededeling', 'Gestructureerde mededeling', 'Communication structurée', 'Variabilní symbol', 'Variabilní symbol 1', 'Variable symbol 1', 'Variable symbol', 'VS', 'Variabilný symbol', 'OCR', 'KID', 'Viite', 'Viitenumero', 'Referens', 'Referentie', 'Transactiereferentie', 'Operation Number', 'EDI情報',
  ],
  endToEndId: ['End to end ID', 'EndToEndId', 'End-to-End-Referenz', 'Kundenreferenz (End-to-End)', 'End-to-End Reference', 'EREF', 'E2E Ref', 'Référence bout en bout'],
  bankId: ['Transaction ID', 'id', 'Id transakce', 'Transaction reference', 'Bank reference', 'Transaction reference number', 'Buchungsreferenz', 'FITID', 'Volgnr', 'Volgnummer', 'ID operace', 'Numer transakcji', 'Nr transakcji', 'Referinta', 'Referenční číslo transakce', 'Megbízás azonosító', 'Archiveringscode', 'Arkistointitunnus', 'Transaktions-ID', 'Numéro d opération', 'TransferWise ID', 'UUID', 'Verifikationsnummer', '照会番号'],
}

/** Rows that state a balance rather than a movement. */
export const openingWords =
  /balance at start|opening balance|start balance|balance brought forward|brought forward|anfangssaldo|startsaldo|alter saldo|alter kontostand|solde (initial|debut|precedent)|saldo (inicial|iniziale|poczatkowe|anterior|precedente)|beginsaldo|pocatecni zustatek|nyito egyenleg|ingaende saldo|inngaende saldo|sold initial|前月繰越|前残高/
export const closingWords =
  /balance at end|closing balance|ending balance|end balance|available balance|ledger balance|current balance|endsaldo|schlusssaldo|neuer saldo|neuer kontostand|kontostand|solde (final|fin|nouveau|au)|saldo (final|finale|koncowe|actual|attuale)|eindsaldo|konecny zustatek|zaro egyenleg|utgaende saldo|sold final|次月繰越|現在残高/
export const pendingWords =
  /^(pending|vorgemerkt|umsatz gebucht nein|en attente|pendiente|in sospeso|oczekujaca|in behandeling|odotetaan|reserverat|reserveret)$/
