import type { Importer } from '../../core/facts/importer.ts'
import type { StatusDocument, StatusMeaning, StatusReason } from '../../core/facts/status-document.ts'
import { refuse } from '../../core/fault.ts'
import { amountOf, currencyOf, dayAt, meaningOf, openSource, type Source } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, type XmlNode } from './xml/tree.ts'

// Life-cycle statuses of the French e-invoicing reform (AFNOR XP Z12-012) in UN/CEFACT CDAR messages.
const MEANINGS: Readonly<Record<string, StatusMeaning>> = {
  200: 'delivered', 201: 'delivered', 202: 'delivered', 203: 'delivered', 204: 'in-process', 205: 'accepted', 206: 'partly-accepted',
  207: 'disputed', 208: 'suspended', 209: 'in-process', 210: 'refused', 211: 'payment-on-its-way', 212: 'paid', 213: 'rejected', 221: 'rejected', 501: 'rejected',
} // biome-ignore format: one table

const reasonsOf = (reference: XmlNode): StatusReason[] =>
  findAll(reference, 'SpecifiedDocumentStatus').flatMap(node => {
    const reason = {
      code: textAt(node, 'ReasonCode'),
      text: textAt(node, 'Reason', 'IncludedNote/Content'),
      requestedAction: textAt(node, 'RequestedAction', 'RequestedActionCode'),
    }
    return reason.code || reason.text || reason.requestedAction ? [reason] : []
  })

const amountsOf = (source: Source, reference: XmlNode): StatusDocument['amounts'] =>
  findAll(reference, 'SpecifiedDocumentStatus/SpecifiedDocumentCharacteristic').flatMap(node => {
    const value = find(node, 'ValueAmount')
    const code = value?.attributes.currencyID?.trim()
    const amount = amountOf(source, value, code ? currencyOf(source, value && { ...value, text: code }) : null)
    return amount ? [{ type: textAt(node, 'TypeCode') ?? '', amount }] : []
  })

function readReference(source: Source, reference: XmlNode): StatusDocument {
  const document = find(source.root, 'ExchangedDocument')
  const acknowledgement = find(source.root, 'AcknowledgementDocument')
  const statusCode = textAt(reference, 'ProcessConditionCode', 'StatusCode')
  const invoiceNumber = textAt(reference, 'IssuerAssignedID')
  if (!statusCode)
    return refuse('status-missing', 'The message states no status.', { params: {}, file: source.file, field: 'ProcessConditionCode' })
  if (!invoiceNumber)
    return refuse('number-missing', 'The status names no invoice.', { params: {}, file: source.file, field: 'IssuerAssignedID' })
  return {
    format: 'CDAR (French reform invoice status)',
    id: textAt(document, 'ID'),
    meaning: meaningOf(source, MEANINGS, statusCode),
    statusCode,
    issueDate: dayAt(source, document, 'IssueDateTime'),
    effectiveDate: dayAt(source, acknowledgement, 'IssueDateTime'),
    invoiceNumber,
    invoiceDate: dayAt(source, reference, 'FormattedIssueDateTime'),
    issuer: textAt(document, 'IssuerTradeParty/Name', 'SenderTradeParty/Name'),
    recipient: textAt(document, 'RecipientTradeParty/Name'),
    reasons: reasonsOf(reference),
    amounts: amountsOf(source, reference),
    warnings: source.warnings,
    raw: rawOf(reference, source.text),
  }
}

export const importer: Importer = {
  name: 'cdar',
  kind: 'status',
  sniff: bytes => rootOf(bytes)?.local === 'CrossDomainAcknowledgementAndResponse',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    const references = findAll(source.root, 'AcknowledgementDocument/ReferenceReferencedDocument')
    if (references.length === 0) return refuse('number-missing', 'The status names no invoice.', { params: {}, file: context.file })
    return references.map(reference => ({ type: 'status', document: readReference({ ...source, warnings: [] }, reference) }))
  },
}
