import type { Importer } from '../../core/facts/importer.ts'
import type { StatusDocument } from '../../core/facts/status-document.ts'
import { refuse } from '../../core/fault.ts'
import { ublParty } from './ubl.ts'
import { amountOf, currencyOf, dayAt, openSource, type Source } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, textsAt, type XmlNode } from './xml/tree.ts'

// UBL Reminder (EHF Purring, OIOUBL Rykker): a dunning letter as data, one line an invoice. The status code is its sequence number.

function amountsOf(source: Source, line: XmlNode): StatusDocument['amounts'] {
  const stated = currencyOf(source, find(source.root, 'DocumentCurrencyCode'))
  return ['DebitLineAmount', 'CreditLineAmount'].flatMap(type => {
    const node = find(line, type)
    const amount = amountOf(source, node, node?.attributes.currencyID?.trim() || stated)
    return amount ? [{ type, amount }] : []
  })
}

function readLine(source: Source, line: XmlNode): StatusDocument[] {
  const reference = find(line, 'BillingReference/InvoiceDocumentReference') ?? find(line, 'BillingReference/CreditNoteDocumentReference')
  const invoiceNumber = textAt(reference, 'ID')
  if (!invoiceNumber) return []
  return [
    {
      format: 'UBL Reminder (EHF Reminder 3.0)',
      id: textAt(source.root, 'ID'),
      meaning: 'reminded',
      statusCode: textAt(source.root, 'ReminderSequenceNumeric') ?? '1',
      issueDate: dayAt(source, source.root, 'IssueDate'),
      effectiveDate: null,
      invoiceNumber,
      invoiceDate: dayAt(source, reference, 'IssueDate'),
      issuer: ublParty(find(source.root, 'AccountingSupplierParty/Party')).name,
      recipient: ublParty(find(source.root, 'AccountingCustomerParty/Party')).name,
      reasons: textsAt(line, 'Note').map(text => ({ code: null, text, requestedAction: null })),
      amounts: amountsOf(source, line),
      warnings: source.warnings,
      raw: rawOf(line, source.text),
    },
  ]
}

export const importer: Importer = {
  name: 'reminder',
  kind: 'status',
  sniff: bytes => rootOf(bytes)?.local === 'Reminder',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    const found = findAll(source.root, 'ReminderLine').flatMap(line => readLine({ ...source, warnings: [] }, line))
    if (found.length === 0) return refuse('number-missing', 'The reminder names no invoice.', { params: {}, file: context.file })
    return found.map(document => ({ type: 'status', document }))
  },
}
