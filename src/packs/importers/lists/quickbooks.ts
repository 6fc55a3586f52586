import type { ListSource } from '../../../core/list/source.ts'

// QuickBooks Online, the invoice list of its import format. One row a line; the amount is without tax.
export const source: ListSource = {
  name: 'quickbooks',
  says: 'QuickBooks Online, invoices',
  holds: 'invoices',
  tells: ['InvoiceNo', 'Customer', 'InvoiceDate', 'ItemAmount'],
  totalIs: 'line',
  columns: {
    number: ['InvoiceNo'],
    clientName: ['Customer'],
    issuedOn: ['InvoiceDate'],
    dueOn: ['DueDate'],
    terms: ['Terms'],
    subject: ['Memo'],
    lineText: ['ItemDescription', 'Item(Product/Service)', 'Item'],
    lineQuantity: ['ItemQuantity'],
    lineUnitPrice: ['ItemRate'],
    lineNet: ['ItemAmount'],
    lineTax: ['Item Tax Amount'],
    currency: ['Currency'],
    serviceFrom: ['Service Date'],
  },
}
