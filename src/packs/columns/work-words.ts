import type { RoleWords } from './table.ts'

export type WorkRole =
  | 'client'
  | 'doneOn'
  | 'what'
  | 'quantity'
  | 'unit'
  | 'rate'
  | 'amount'
  | 'currency'
  | 'taxRate'
  | 'agreement'
  | 'externalRef'

/** What time and delivery tools write above the columns of work that is to be invoiced. */
// biome-ignore format: one line a row of words
export const workWords: RoleWords<WorkRole> = {
  client: ['Client', 'Customer', 'Client name', 'Customer name', 'Kunde', 'Kundenname', 'Nom du client', 'Cliente', 'Klient', 'Kontrahent', 'Klant', 'Client denumire', '取引先', '取引先名', '顧客名'],
  doneOn: ['Date', 'Delivered', 'Delivered on', 'Delivery date', 'Day', 'Work date', 'Start date', 'Datum', 'Leistungsdatum', 'Lieferdatum', 'Date de livraison', 'Livré le', 'Fecha', 'Data', 'Data dostawy', 'Data wykonania', 'Data livrării', '日付', '納品日', '作業日'],
  what: ['What', 'Description', 'Task', 'Item', 'Service', 'Work', 'Notes', 'Beschreibung', 'Leistung', 'Tätigkeit', 'Désignation', 'Libellé', 'Prestation', 'Descripción', 'Opis', 'Usługa', 'Descriere', 'Omschrijving', '内容', '品目', '摘要'],
  quantity: ['Quantity', 'Qty', 'Hours', 'Duration', 'Units', 'Menge', 'Stunden', 'Anzahl', 'Quantité', 'Qté', 'Heures', 'Cantidad', 'Horas', 'Ilość', 'Godziny', 'Cantitate', 'Ore', 'Aantal', 'Uren', '数量', '時間'],
  unit: ['Unit', 'Einheit', 'Unité', 'Unidad', 'Jednostka', 'J.m.', 'UM', 'Eenheid', '単位'],
  rate: ['Rate', 'Unit price', 'Price', 'Hourly rate', 'Stundensatz', 'Einzelpreis', 'Preis', 'Prix unitaire', 'Taux horaire', 'Tarif', 'Precio', 'Tarifa', 'Cena', 'Stawka', 'Cena jednostkowa', 'Preț unitar', 'Preț', 'Tarief', '単価', '時給'],
  amount: ['Amount', 'Net', 'Total', 'Billable amount', 'Betrag', 'Netto', 'Montant', 'Montant HT', 'Importe', 'Kwota', 'Wartość netto', 'Valoare', 'Bedrag', '金額'],
  currency: ['Currency', 'Währung', 'Devise', 'Moneda', 'Waluta', 'Monedă', 'Valuta', '通貨'],
  taxRate: ['Tax', 'Tax rate', 'VAT', 'VAT rate', 'MwSt', 'USt', 'Taux de TVA', 'TVA', 'IVA', 'Stawka VAT', 'Cota TVA', 'BTW', '税率'],
  agreement: ['Agreement', 'Contract', 'Contract number', 'Vertrag', 'Vertragsnummer', 'Contrat', 'Numéro de contrat', 'Contrato', 'Umowa', 'Numer umowy', 'Contract nr', '契約番号'],
  externalRef: ['Id', 'Reference', 'Entry', 'Entry id', 'Ref', 'Number', 'Nummer', 'Référence', 'Referencia', 'Numer', 'Referință', '番号'],
}
