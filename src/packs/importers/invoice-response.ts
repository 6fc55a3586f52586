import type { Importer } from '../../core/facts/importer.ts'
import type { StatusDocument, StatusMeaning, StatusReason } from '../../core/facts/status-document.ts'
import { refuse } from '../../core/fault.ts'
import { ublParty } from './ubl.ts'
import { dayAt, meaningOf, openSource, type Source } from './xml/fields.ts'
import { rootOf } from './xml/root.ts'
import { find, findAll, rawOf, textAt, type XmlNode } from './xml/tree.ts'

// Peppol BIS Invoice Response 3 (UBL ApplicationResponse); codes of UNCL 4343 as Peppol restricts them. Its "PD, paid" is sent when the
// buyer has started the payment: money on its way, not money here. Under query (UQ) waits for something the seller must send.
const MEANINGS: Readonly<Record<string, StatusMeaning>> = {
  AB: 'delivered', IP: 'in-process', AP: 'accepted', CA: 'partly-accepted', UQ: 'suspended', RE: 'refused', PD: 'payment-on-its-way',
  BusinessAccept: 'accepted', BusinessReject: 'refused', TechnicalAccept: 'delivered', TechnicalReject: 'rejected', // OIOUBL's words
  ProfileAccept: 'delivered', ProfileReject: 'rejected',
} // biome-ignore format: one table

/** A Peppol Message Level Response speaks of the message: that a platform took it, not that a buyer agreed. */
const TECHNICAL: Readonly<Record<string, StatusMeaning>> = { AB: 'delivered', AP: 'delivered', RE: 'rejected' }

const isTechnical = (source: Source): boolean => /:mlr:/.test(textAt(source.root, 'CustomizationID') ?? '')

/** Reasons and asked-for actions come as statuses side by side, told apart by their list. */
const reasonsOf = (response: XmlNode | undefined): StatusReason[] =>
  findAll(response, 'Status').map(node => {
    const code = find(node, 'StatusReasonCode')
    const isAction = code?.attributes.listID === 'OPStatusAction'
    const condition = findAll(node, 'Condition').map(c => `${textAt(c, 'AttributeID') ?? ''}: ${textAt(c, 'Description') ?? ''}`)
    const text = [textAt(node, 'StatusReason'), ...condition].filter(Boolean).join('; ') || null
    return { code: isAction ? null : (code?.text.trim() ?? null), text, requestedAction: isAction ? (code?.text.trim() ?? null) : null }
  })

function readResponse(source: Source, node: XmlNode): StatusDocument {
  const response = find(node, 'Response')
  const statusCode = textAt(response, 'ResponseCode')
  const invoiceNumber = textAt(node, 'DocumentReference/ID')
  if (!statusCode)
    return refuse('status-missing', 'The response states no status.', { params: {}, file: source.file, field: 'ResponseCode' })
  if (!invoiceNumber)
    return refuse('number-missing', 'The status names no invoice.', { params: {}, file: source.file, field: 'DocumentReference/ID' })
  return {
    format: 'UBL ApplicationResponse (Peppol Invoice Response)',
    id: textAt(source.root, 'ID'),
    meaning: meaningOf(source, isTechnical(source) ? TECHNICAL : MEANINGS, statusCode),
    statusCode,
    issueDate: dayAt(source, source.root, 'IssueDate'),
    effectiveDate: dayAt(source, response, 'EffectiveDate'),
    invoiceNumber,
    invoiceDate: dayAt(source, node, 'DocumentReference/IssueDate'),
    issuer: ublParty(find(source.root, 'SenderParty')).name,
    recipient: ublParty(find(source.root, 'ReceiverParty')).name,
    reasons: reasonsOf(response),
    amounts: [],
    warnings: source.warnings,
    raw: rawOf(node, source.text),
  }
}

export const importer: Importer = {
  name: 'invoice-response',
  kind: 'status',
  sniff: bytes => rootOf(bytes)?.local === 'ApplicationResponse',
  read: (bytes, context) => {
    const source = openSource(bytes, context)
    const responses = findAll(source.root, 'DocumentResponse')
    if (responses.length === 0) return refuse('status-unknown', 'The response answers no document.', { params: {}, file: context.file })
    return responses.map(node => ({ type: 'status', document: readResponse({ ...source, warnings: [] }, node) }))
  },
}
