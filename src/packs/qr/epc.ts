import { refuse } from '../../core/fault.ts'
import { type Money, toDecimal } from '../../core/money/money.ts'

/** What a SEPA transfer code says. */
export interface EpcTransfer {
  readonly name: string
  readonly iban: string
  readonly bic?: string
  /** What is open now, never what the invoice was once. Euro only. */
  readonly amount: Money
  /** ISO 11649, at most 25 signs; it excludes a text. */
  readonly reference?: string
  readonly text?: string
}

const BYTES_MAX = 331
const AMOUNT_MAX_MINOR = 99_999_999_999n

const oneLine = (text: string): string => text.replace(/[\r\n]+/g, ' ').trim()

function check(transfer: EpcTransfer): void {
  const wrong = (field: string, message: string): never => refuse('qr-impossible', message, { field })
  if (transfer.amount.currency !== 'EUR') wrong('amount', `The code carries euro only, not ${transfer.amount.currency}.`)
  if (transfer.amount.minor < 1n || transfer.amount.minor > AMOUNT_MAX_MINOR) wrong('amount', 'The code carries 0.01 to 999999999.99.')
  if (transfer.name.trim() === '') wrong('name', 'The beneficiary has no name.')
  if (oneLine(transfer.name).length > 70) wrong('name', 'The beneficiary’s name is longer than 70 characters.')
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(transfer.iban.replace(/\s/g, '').toUpperCase()))
    wrong('iban', `"${transfer.iban}" is no IBAN.`)
  if (transfer.reference !== undefined && transfer.text !== undefined) wrong('text', 'A transfer carries a reference or a text, not both.')
  if ((transfer.reference?.length ?? 0) > 35) wrong('reference', 'The reference is longer than 35 characters.')
  if (oneLine(transfer.text ?? '').length > 140) wrong('text', 'The text is longer than 140 characters.')
}

/**
 * The payload of an EPC069-12 code, version 002, UTF-8; print it with error correction level M.
 * Source: European Payments Council, "Quick Response Code: Guidelines to enable data capture for the initiation of a SEPA credit transfer".
 * @throws Refusal naming the field that does not fit.
 */
export function epcPayload(transfer: EpcTransfer): string {
  check(transfer)
  const lines = [
    'BCD', '002', '1', 'SCT',
    transfer.bic?.replace(/\s/g, '').toUpperCase() ?? '',
    oneLine(transfer.name),
    transfer.iban.replace(/\s/g, '').toUpperCase(),
    `EUR${toDecimal(transfer.amount)}`,
    '',
    transfer.reference ?? '',
    oneLine(transfer.text ?? ''),
  ] // biome-ignore format: the lines of the code
  const payload = lines.join('\n').replace(/\n+$/, '')
  const bytes = new TextEncoder().encode(payload).length
  if (bytes > BYTES_MAX) refuse('qr-impossible', `The code would have ${bytes} bytes; ${BYTES_MAX} is the limit.`, { field: 'text' })
  return payload
}
