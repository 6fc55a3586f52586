import type { ListSource } from '../../../core/list/source.ts'

// FreshBooks, invoice details: one row a line, each with its own total: they add up.
export const source: ListSource = {
  name: 'freshbooks',
  says: 'FreshBooks, invoice details',
  holds: 'invoices',
  tells: ['Client Name', 'Invoice #', 'Date Issued', 'Line Subtotal', 'Line Total'],
  totalIs: 'line',
  columns: {
    clientName: ['Client Name'],
    number: ['Invoice #'],
    issuedOn: ['Date Issued'],
    dueOn: ['Date Due', 'Due Date'],
    status: ['Invoice Status'],
    paidOn: ['Date Paid'],
    subject: ['Item Name'],
    lineText: ['Item Description'],
    lineUnitPrice: ['Rate'],
    lineQuantity: ['Quantity'],
    lineDiscount: ['Discount Percentage'],
    lineNet: ['Line Subtotal'],
    lineTotal: ['Line Total'],
    currency: ['Currency'],
  },
  words: { paid: ['auto-paid'] },
}
