import type { ListSource } from '../../../core/list/source.ts'

// The same program where the columns stand without their table's name.
export const source: ListSource = {
  name: 'invoice-ninja-short',
  says: 'Invoice Ninja, invoices (short names)',
  holds: 'invoices',
  tells: ['number', 'amount', 'balance', 'paid_to_date', 'due_date'],
  totalIs: 'invoice',
  columns: {
    clientName: ['client.name', 'client', 'client_name'],
    vatId: ['client.vat_number', 'vat_number'],
    mailAddress: ['client.email', 'contact.email', 'email'],
    number: ['number'],
    status: ['status'],
    currency: ['invoice.currency', 'currency'],
    issuedOn: ['date'],
    dueOn: ['due_date'],
    terms: ['payment_terms'],
    orderNumber: ['po_number'],
    total: ['amount'],
    balance: ['balance'],
    paid: ['paid_to_date'],
    tax: ['total_taxes'],
  },
}
