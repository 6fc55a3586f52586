import type { ListSource } from '../../../core/list/source.ts'

// The dashboard's CSV of invoices. Amounts there are decimal text; those of the API (whole minor units) are another list.
export const source: ListSource = {
  name: 'stripe',
  says: 'Stripe, invoices',
  holds: 'invoices',
  tells: ['id', 'Amount Due', 'Amount Paid', 'Currency', 'Customer', 'Number', 'Status'],
  totalIs: 'invoice',
  dateOrder: 'ymd',
  columns: {
    clientName: ['Customer Name', 'Customer Email', 'Customer'],
    clientRef: ['Customer'],
    mailAddress: ['Customer Email'],
    vatId: ['Customer Tax ID'],
    number: ['Number'],
    currency: ['Currency'],
    issuedOn: ['Date (UTC)', 'Created (UTC)', 'Created'],
    dueOn: ['Due Date (UTC)', 'Due Date'],
    total: ['Total', 'Amount Due'],
    balance: ['Amount Remaining'],
    paid: ['Amount Paid'],
    paidOn: ['Paid At (UTC)'],
    tax: ['Tax'],
    subject: ['Description'],
    status: ['Status'],
  },
  words: { cancelled: ['uncollectible'] },
}
