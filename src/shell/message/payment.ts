import type { Fact } from '../../core/facts/nouns.ts'
import { Refusal } from '../../core/fault.ts'
import { money } from '../../core/money/money.ts'
import { epcPayload } from '../../packs/qr/epc.ts'
import { qrSvg } from '../../packs/qr/svg.ts'
import { isQrIban, type SwissAddress, swissPayload } from '../../packs/qr/swiss.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'
import { paymentReference, printReference, statementReference } from '../bank/reference.ts'
import { byNumbers, type OpenItem } from './compose.ts'

/** How to pay what is open: the reference as it is printed, and a code that fills in the transfer. */
export interface HowToPay {
  /** A structured reference where one invoice is asked for and its country knows a scheme; else the invoices’ numbers. */
  readonly reference: string
  /** None where the account, the currency or the address allow no code. */
  readonly qrSvg: string | null
}

/** A code is left out, never wrong: what does not fit its rules is no reason to keep a letter back. */
function svgOrNone(make: () => string, swiss: boolean): string | null {
  try {
    return qrSvg(make(), swiss)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

/** `8000 Zürich` and the street above it, as the Swiss code wants them apart. */
function swissAddress(firm: Fact<'firm'>): SwissAddress | undefined {
  const town = firm.address.findLast(line => /^(?:[A-Z]{1,2}-)?\d{4,5}\s+\S/.test(line))
  const match = town === undefined ? null : /^(?:[A-Z]{1,2}-)?(\d{4,5})\s+(.+)$/.exec(town)
  if (!match?.[1] || !match[2]) return undefined
  const street = firm.address[0]
  return {
    name: (firm.legalName ?? firm.name).slice(0, 70),
    ...(street !== undefined && street !== town ? { street } : {}),
    postcode: match[1],
    town: match[2],
    country: firm.country,
  }
}

/** How a client pays a whole statement of account: by a reference of its own where several invoices are open. */
export function statementPayment(
  schemes: readonly ReferenceScheme[],
  firm: Fact<'firm'>,
  client: Pick<Fact<'client'>, 'id'>,
  items: readonly OpenItem[],
): HowToPay {
  return howToPay(schemes, firm, items, items.length > 1 ? statementReference(schemes, firm.country, client.id) : undefined)
}

/** The code and the reference for exactly what is still open on the items. @param own the reference of a plan or a statement, normalised: it goes before those of the invoices. */
export function howToPay(schemes: readonly ReferenceScheme[], firm: Fact<'firm'>, items: readonly OpenItem[], own?: string): HowToPay {
  const numbers = byNumbers(items).reference
  const [only, other] = items
  const structured = own ?? (only && !other ? paymentReference(schemes, firm.country, only.invoice) : undefined)
  const reference = structured === undefined ? numbers : printReference(schemes, structured)
  const iban = (items.map(i => i.invoice.iban).find(Boolean) ?? firm.iban)?.replace(/\s/g, '').toUpperCase()
  const [currency, second] = new Set(items.map(i => i.invoice.currency))
  const minor = items.reduce((sum, i) => sum + i.openMinor, 0n)
  if (!iban || currency === undefined || second !== undefined || minor <= 0n) return { reference, qrSvg: null }
  if (/^(CH|LI)/.test(iban))
    return { reference, qrSvg: swissCode(schemes, firm, iban, { currency, minor }, own, only?.invoice.number, numbers) }
  if (currency !== 'EUR') return { reference, qrSvg: null }
  const isRf = structured?.startsWith('RF') ?? false
  const name = (firm.legalName ?? firm.name).slice(0, 70)
  const said = isRf ? { reference: structured ?? '' } : { text: (structured ?? numbers).slice(0, 140) }
  const bic = firm.bic === null ? {} : { bic: firm.bic }
  return { reference, qrSvg: svgOrNone(() => epcPayload({ name, iban, ...bic, amount: money(minor, 'EUR'), ...said }), false) }
}

function swissCode(
  schemes: readonly ReferenceScheme[],
  firm: Fact<'firm'>,
  iban: string,
  open: { readonly currency: string; readonly minor: bigint },
  own: string | undefined,
  number: string | undefined,
  numbers: string,
): string | null {
  const creditor = swissAddress(firm)
  const { currency } = open
  if (!creditor || (currency !== 'CHF' && currency !== 'EUR')) return null
  const scheme = schemes.find(s => s.code === (isQrIban(iban) ? 'ch-qrr' : 'rf'))
  const reference = own !== undefined && scheme?.normalise(own) ? own : number === undefined ? undefined : scheme?.generate(number)
  const amount = money(open.minor, currency)
  return svgOrNone(
    () => swissPayload({ iban, creditor, currency, amount, ...(reference ? { reference } : {}), message: numbers.slice(0, 140) }),
    true,
  )
}
