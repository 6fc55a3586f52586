/** What a receivables list calls its columns, in small letters with every run of other signs read as one `_`. The first match wins. */
export const HEADINGS = {
  customer: ['customer', 'customer_id', 'customer_name', 'customerid', 'cust_number', 'client', 'client_id', 'client_name', 'debtor', 'account', 'kunde', 'client_code'],
  invoice_date: ['invoice_date', 'invoicedate', 'issue_date', 'issued', 'date', 'document_date', 'invoice_date_est', 'rechnungsdatum', 'date_facture'],
  due_date: ['due_date', 'duedate', 'due', 'due_in_date', 'date_due', 'faelligkeit', 'fälligkeit', 'date_echeance', 'échéance'],
  settled_date: ['settled_date', 'settleddate', 'settled', 'paid_date', 'payment_date', 'date_paid', 'paid_on', 'paid', 'clear_date', 'cleared', 'bezahlt_am', 'date_paiement'],
  amount: ['amount', 'invoice_amount', 'invoiceamount', 'total', 'total_open_amount', 'open_amount', 'gross', 'betrag', 'montant'],
  id: ['id', 'invoice', 'invoice_id', 'invoice_number', 'invoicenumber', 'number', 'invoice_no', 'no', 'nr', 'rechnungsnummer', 'numero'],
} as const satisfies Readonly<Record<string, readonly string[]>> // biome-ignore format: one column a row

export type Column = keyof typeof HEADINGS
