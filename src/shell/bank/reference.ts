import { hash } from 'node:crypto'
import type { Fact } from '../../core/facts/nouns.ts'
import type { ReferenceScheme } from '../../packs/reference-text/scheme.ts'

type Numbered = Pick<Fact<'invoice'>, 'number' | 'reference'>

/** The scheme that payers and banks of the seller's country expect; none where the country knows none. */
export const schemeOf = (schemes: readonly ReferenceScheme[], country: string): ReferenceScheme | undefined =>
  schemes.find(s => s.countries.includes(country))

/**
 * The structured reference to pay an invoice with: the one printed on it where its check digits hold, else one made from its number by the
 * scheme of the seller's country. The letter prints it, matching finds it again. Normalised; none where nothing fits.
 */
export function paymentReference(schemes: readonly ReferenceScheme[], country: string, invoice: Numbered): string | undefined {
  const { number, reference } = invoice
  if (reference !== null && reference !== '') return schemes.map(s => s.normalise(reference)).find(r => r !== undefined)
  return schemeOf(schemes, country)?.generate(number)
}

/** As people read it, in the blocks of its scheme. */
export const printReference = (schemes: readonly ReferenceScheme[], reference: string): string =>
  schemes.find(s => s.normalise(reference) !== undefined)?.print(reference) ?? reference

/** Everything a payer may write as the reference of an invoice, normalised. */
export function referencesOf(schemes: readonly ReferenceScheme[], country: string, invoice: Numbered): string[] {
  const own = invoice.reference?.replace(/[\s+/*]/g, '').toUpperCase()
  const made = paymentReference(schemes, country, invoice)
  return [...new Set([own, made].filter(r => r !== undefined && r !== ''))] as string[] // undefined ones are left out
}

/** Digits for what has no number of its own: always the same for one id, as many as the scheme takes. */
const LENGTHS = [17, 9, 6]

function ofId(schemes: readonly ReferenceScheme[], country: string, kind: 'plan' | 'statement', id: string): string | undefined {
  const scheme = schemeOf(schemes, country)
  const digits = BigInt(`0x${hash('sha256', `${kind} ${id}`, 'hex').slice(0, 16)}`)
    .toString()
    .padStart(LENGTHS[0] ?? 0, '0')
  for (const length of LENGTHS) {
    const made = scheme?.generate(`${kind === 'plan' ? 8 : 9}${digits.slice(-length)}`)
    if (made !== undefined) return made
  }
  return undefined
}

/** The one reference of a plan, whichever part is paid; none where the seller's country knows no scheme. Normalised. */
export const planReference = (schemes: readonly ReferenceScheme[], country: string, planId: string): string | undefined =>
  ofId(schemes, country, 'plan', planId)

/** The reference by which everything open of a client is paid: the one on statements of account. Normalised. */
export const statementReference = (schemes: readonly ReferenceScheme[], country: string, clientId: string): string | undefined =>
  ofId(schemes, country, 'statement', clientId)
