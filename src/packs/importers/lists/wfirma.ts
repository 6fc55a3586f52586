import type { ListSource } from '../../../core/list/source.ts'

// wFirma, list of sales documents.
export const source: ListSource = {
  name: 'wfirma',
  says: 'wFirma, sales invoices',
  holds: 'invoices',
  tells: ['Numer faktury', 'Data wystawienia', 'Kontrahent', 'Razem brutto'],
  totalIs: 'invoice',
  decimal: ',',
  dateOrder: 'dmy',
  columns: {
    number: ['Numer faktury'],
    issuedOn: ['Data wystawienia'],
    dueOn: ['Termin płatności', 'Termin zapłaty', 'Data płatności'],
    clientName: ['Kontrahent'],
    vatId: ['NIP'],
    total: ['Razem brutto'],
    net: ['Razem netto'],
    tax: ['Razem VAT'],
    paid: ['Zapłacono'],
    balance: ['Pozostało do zapłaty', 'Do zapłaty'],
    status: ['Stan płatności', 'Status płatności'],
    currency: ['Waluta'],
  },
}
