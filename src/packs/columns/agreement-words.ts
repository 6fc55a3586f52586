import type { RoleWords } from './table.ts'

export type AgreementRole =
  | 'client' | 'number' | 'title' | 'price' | 'period' | 'startsOn' | 'endsOn' | 'quantity' | 'currency' | 'priceFrom'
  | 'indexPercent' | 'indexFrom' | 'discountPercent' | 'discountFrom' | 'discountTo' | 'termsDays' | 'taxRate' | 'signedBy' | 'law' // biome-ignore format: one list

/** What lists of contracts and subscriptions write above their columns. */
// biome-ignore format: one line a row of words
export const agreementWords: RoleWords<AgreementRole> = {
  client: ['Client', 'Customer', 'Client name', 'Customer name', 'Kunde', 'Kundenname', 'Nom du client', 'Cliente', 'Klient', 'Kontrahent', 'Klant', 'Beneficiar', '取引先', '取引先名', '顧客名'],
  number: ['Number', 'Agreement', 'Agreement number', 'Contract', 'Contract number', 'Subscription', 'Vertragsnummer', 'Vertrag', 'Numéro', 'Numéro de contrat', 'Contrat', 'Contrato', 'Numer umowy', 'Umowa', 'Număr contract', 'Nr contract', '契約番号'],
  title: ['Title', 'What for', 'Description', 'Subject', 'Plan', 'Product', 'Bezeichnung', 'Leistung', 'Objet', 'Désignation', 'Prestation', 'Descripción', 'Opis', 'Przedmiot', 'Obiect', 'Descriere', '件名', '内容'],
  price: ['Price', 'Price a period', 'Amount', 'Fee', 'Monthly price', 'Preis', 'Betrag', 'Prix', 'Montant', 'Montant HT', 'Precio', 'Cena', 'Kwota', 'Preț', 'Valoare', '金額', '料金'],
  period: ['Period', 'Billing period', 'Interval', 'Frequency', 'Every', 'Zeitraum', 'Rhythmus', 'Turnus', 'Périodicité', 'Période', 'Fréquence', 'Periodo', 'Okres', 'Częstotliwość', 'Perioadă', 'Frecvență', '周期', '請求周期'],
  startsOn: ['Start', 'Starts', 'Starts on', 'Start date', 'From', 'Beginn', 'Vertragsbeginn', 'Ab', 'Début', 'Date de début', 'Inicio', 'Początek', 'Data rozpoczęcia', 'Od', 'Început', 'Data începerii', '開始日', '契約開始日'],
  endsOn: ['End', 'Ends', 'Ends on', 'End date', 'Until', 'Ende', 'Vertragsende', 'Bis', 'Fin', 'Date de fin', 'Koniec', 'Data zakończenia', 'Do', 'Sfârșit', 'Data încetării', '終了日', '契約終了日'],
  quantity: ['Quantity', 'Qty', 'Units', 'Menge', 'Anzahl', 'Quantité', 'Cantidad', 'Ilość', 'Cantitate', '数量'],
  currency: ['Currency', 'Währung', 'Devise', 'Moneda', 'Waluta', 'Monedă', 'Valuta', '通貨'],
  priceFrom: ['Price from', 'Valid from', 'Gültig ab', 'Preis ab', 'Prix à partir du', 'Valable à partir du', 'Cena od', 'Preț de la', '適用開始日'],
  indexPercent: ['Index', 'Index percent', 'Indexation', 'Yearly increase', 'Increase a year', 'Steigerung pro Jahr', 'Indexierung', 'Hausse annuelle', 'Waloryzacja', 'Indexare', '改定率'],
  indexFrom: ['Index from', 'Indexed from', 'Indexierung ab', 'Indexation à partir du', 'Waloryzacja od', 'Indexare de la', '改定開始日'],
  discountPercent: ['Discount', 'Discount percent', 'Rabatt', 'Nachlass', 'Remise', 'Rabais', 'Descuento', 'Rabat', 'Reducere', '割引率'],
  discountFrom: ['Discount from', 'Rabatt ab', 'Remise à partir du', 'Rabat od', 'Reducere de la', '割引開始日'],
  discountTo: ['Discount until', 'Discount to', 'Rabatt bis', 'Remise jusqu’au', 'Rabat do', 'Reducere până la', '割引終了日'],
  termsDays: ['Terms', 'Terms days', 'Payment terms', 'Zahlungsziel', 'Délai de paiement', 'Termin płatności', 'Termen de plată', '支払期限日数'],
  taxRate: ['Tax', 'Tax rate', 'VAT', 'VAT rate', 'MwSt', 'USt', 'Taux de TVA', 'TVA', 'Stawka VAT', 'Cota TVA', '税率'],
  signedBy: ['Signed by', 'Signatory', 'Unterzeichnet von', 'Signé par', 'Signataire', 'Podpisał', 'Semnat de', '署名者'],
  law: ['Law', 'Governing law', 'Recht', 'Droit applicable', 'Prawo', 'Legea aplicabilă', '準拠法'],
}

/** How a list writes the period. */
export const periodWords: Readonly<Record<'once' | 'week' | 'month' | 'quarter' | 'year', readonly string[]>> = {
  once: ['once', 'one-off', 'one off', 'einmalig', 'unique', 'une fois', 'ponctuel', 'jednorazowo', 'o singură dată', '一回', '単発'],
  week: ['week', 'weekly', 'wöchentlich', 'Woche', 'hebdomadaire', 'semaine', 'tygodniowo', 'tydzień', 'săptămânal', '毎週', '週'],
  month: ['month', 'monthly', 'monatlich', 'Monat', 'mensuel', 'mois', 'miesięcznie', 'miesiąc', 'lunar', '毎月', '月', '月額'],
  quarter: [
    'quarter',
    'quarterly',
    'vierteljährlich',
    'Quartal',
    'trimestriel',
    'trimestre',
    'kwartalnie',
    'kwartał',
    'trimestrial',
    '四半期',
  ],
  year: [
    'year',
    'yearly',
    'annual',
    'annually',
    'jährlich',
    'Jahr',
    'annuel',
    'an',
    'année',
    'rocznie',
    'rok',
    'anual',
    '毎年',
    '年',
    '年額',
  ],
}
