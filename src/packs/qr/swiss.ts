import { refuse } from '../../core/fault.ts'
import { type Money, toDecimal } from '../../core/money/money.ts'
import { scheme as qrr } from '../references/ch-qrr.ts'
import { scheme as scor } from '../references/rf.ts'

/** A structured address (type S): the only kind allowed since November 2025. */
export interface SwissAddress {
  readonly name: string
  readonly street?: string
  readonly building?: string
  readonly postcode: string
  readonly town: string
  /** ISO 3166 alpha 2. */
  readonly country: string
}

export interface SwissBill {
  readonly iban: string
  readonly creditor: SwissAddress
  readonly debtor?: SwissAddress
  readonly currency: 'CHF' | 'EUR'
  /** What is open now; absent where the payer fills it in. */
  readonly amount?: Money
  /** A QR reference with a QR-IBAN, a creditor reference (RF) with any other, or none. */
  readonly reference?: string
  readonly message?: string
  readonly billInformation?: string
  /** At most two. */
  readonly alternativeSchemes?: readonly string[]
}

const wrong = (field: string, message: string): never => refuse('qr-impossible', message, { field })

const oneLine = (text: string | undefined): string => (text ?? '').replace(/[\r\n]+/g, ' ').trim()

function limited(text: string | undefined, length: number, field: string): string {
  const line = oneLine(text)
  return line.length <= length ? line : wrong(field, `"${line.slice(0, 30)}…" is longer than ${length} characters.`)
}

function address(of: SwissAddress | undefined, whose: string): string[] {
  if (!of) return ['', '', '', '', '', '', '']
  if (of.name.trim() === '' || of.postcode.trim() === '' || of.town.trim() === '')
    wrong(whose, `The ${whose} needs name, postcode and town.`)
  if (!/^[A-Z]{2}$/.test(of.country)) wrong(whose, `"${of.country}" is no country code.`)
  return [
    'S',
    limited(of.name, 70, `${whose} name`),
    limited(of.street, 70, `${whose} street`),
    limited(of.building, 16, `${whose} building`),
    limited(of.postcode, 16, `${whose} postcode`),
    limited(of.town, 35, `${whose} town`),
    of.country,
  ]
}

/** Institution numbers 30000–31999 mark a QR-IBAN. */
export const isQrIban = (iban: string): boolean => /^(CH|LI)\d{2}3[01]\d{3}/.test(iban.replace(/\s/g, '').toUpperCase())

function referenceLines(bill: SwissBill, iban: string): [type: string, reference: string] {
  const { reference } = bill
  if (isQrIban(iban)) {
    const valid = reference === undefined ? undefined : qrr.normalise(reference)
    return ['QRR', valid ?? wrong('reference', 'A QR-IBAN needs a QR reference of 27 digits with a valid check digit.')]
  }
  if (reference === undefined) return ['NON', '']
  return ['SCOR', scor.normalise(reference) ?? wrong('reference', `"${reference}" is no creditor reference (RF) with valid check digits.`)]
}

function amountLine(bill: SwissBill): string {
  if (!bill.amount) return ''
  if (bill.amount.currency !== bill.currency) wrong('amount', `The amount is in ${bill.amount.currency}, the bill in ${bill.currency}.`)
  if (bill.amount.minor < 1n || bill.amount.minor > 99_999_999_999n) wrong('amount', 'The code carries 0.01 to 999999999.99.')
  return toDecimal(bill.amount)
}

/**
 * The payload of a Swiss QR code, version 0200 (lines as in the SIX Implementation Guidelines QR-bill 2.3, chapter 4).
 * @throws Refusal naming the field that does not fit.
 */
export function swissPayload(bill: SwissBill): string {
  const iban = bill.iban.replace(/\s/g, '').toUpperCase()
  if (!/^(CH|LI)\d{7}[A-Z0-9]{12}$/.test(iban)) wrong('iban', `"${bill.iban}" is no Swiss or Liechtenstein IBAN.`)
  const [type, reference] = referenceLines(bill, iban)
  const message = limited(bill.message, 140, 'message')
  const information = limited(bill.billInformation, 140, 'bill information')
  if (message.length + information.length > 140) wrong('message', 'Message and bill information together are longer than 140 characters.')
  const schemes = bill.alternativeSchemes ?? []
  if (schemes.length > 2) wrong('alternative schemes', 'There is room for two.')
  const none = ['', '', '', '', '', '', '']
  const lines = [
    'SPC', '0200', '1', iban, ...address(bill.creditor, 'creditor'), ...none, amountLine(bill), bill.currency, ...address(bill.debtor, 'debtor'),
    type, reference, message, 'EPD', ...(information !== '' || schemes.length > 0 ? [information] : []), ...schemes.map(s => limited(s, 100, 'alternative scheme')),
  ] // biome-ignore format: the lines of the code
  return lines.join('\n')
}

/** Reads a payload back, for proof and for scanned slips. @returns undefined where it is no Swiss QR code. */
export function readSwissPayload(payload: string): SwissBill | undefined {
  const lines = payload.split(/\r?\n/)
  if (lines[0] !== 'SPC' || lines.length < 31 || lines[30] !== 'EPD') return undefined
  const at = (from: number): SwissAddress | undefined => {
    const [kind, name = '', street = '', building = '', postcode = '', town = '', country = ''] = lines.slice(from, from + 7)
    if (kind !== 'S') return undefined
    return { name, ...(street && { street }), ...(building && { building }), postcode, town, country }
  }
  const creditor = at(4)
  const currency = lines[19]
  if (!creditor || (currency !== 'CHF' && currency !== 'EUR')) return undefined
  const debtor = at(20)
  const amount = /^\d{1,9}\.\d{2}$/.test(lines[18] ?? '') ? { minor: BigInt((lines[18] ?? '').replace('.', '')), currency } : undefined
  return {
    iban: lines[3] ?? '',
    creditor,
    ...(debtor && { debtor }),
    currency,
    ...(amount && { amount }),
    ...(lines[28] && { reference: lines[28] }),
    ...(lines[29] && { message: lines[29] }),
    ...(lines[31] && { billInformation: lines[31] }),
    ...(lines.length > 32 && { alternativeSchemes: lines.slice(32).filter(l => l !== '') }),
  }
}
