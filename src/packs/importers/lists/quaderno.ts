import type { ListSource } from '../../../core/list/source.ts'

// Quaderno, documents: the amount is owed in the original currency.
export const source: ListSource = {
  name: 'quaderno',
  says: 'Quaderno, documents',
  holds: 'invoices',
  tells: ['document_type', 'number', 'original_currency', 'original_amount', 'accounting_currency'],
  totalIs: 'invoice',
  dateOrder: 'ymd',
  columns: {
    documentType: ['document_type'],
    clientName: ['contact_name', 'customer_name', 'contact', 'customer'],
    mailAddress: ['contact_email', 'customer_email', 'email'],
    country: ['contact_country', 'customer_country', 'country'],
    vatId: ['tax_id', 'contact_tax_id', 'vat_number'],
    issuedOn: ['date', 'issue_date'],
    dueOn: ['due_date'],
    number: ['number'],
    subject: ['description'],
    status: ['state', 'status'],
    currency: ['original_currency'],
    total: ['original_amount'],
    orderNumber: ['po_number'],
  },
  words: { credit: ['credit'], otherDocument: ['expense', 'estimate'] },
}
