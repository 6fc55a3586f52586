import type { ListSource } from '../../../core/list/source.ts'

// Invoices as the API names them, flattened into columns: whole minor units, seconds since 1970 are not read.
export const source: ListSource = {
  name: 'stripe-api',
  says: 'Stripe, invoices of the API',
  holds: 'invoices',
  tells: ['amount_due', 'amount_paid', 'amount_remaining', 'currency', 'number'],
  totalIs: 'invoice',
  dateOrder: 'ymd',
  minorUnits: true,
  columns: {
    clientName: ['customer_name', 'customer_email', 'customer'],
    clientRef: ['customer'],
    mailAddress: ['customer_email'],
    number: ['number'],
    currency: ['currency'],
    issuedOn: ['date', 'created'],
    dueOn: ['due_date'],
    total: ['total', 'amount_due'],
    balance: ['amount_remaining'],
    paid: ['amount_paid'],
    status: ['status'],
  },
}
