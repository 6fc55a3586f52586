import { extractIBAN, isValidBIC } from 'ibantools'
import { stdnum } from 'stdnum'
import type { InvoiceDocument, Party } from '../../core/facts/invoice-document.ts'
import type { IdFault } from '../../core/facts/preflight.ts'

// Ids with check digits: accounts by ISO 13616 and ISO 9362, VAT ids by each country's rule. Source: ibantools 4.5, stdnum 1.12.

/** VAT id prefix → country module and validator. Greece writes EL. */
const VAT_RULES: Readonly<Record<string, readonly [country: string, validator: string]>> = {
  AT: ['AT', 'uid'], BE: ['BE', 'vat'], BG: ['BG', 'vat'], CHE: ['CH', 'vat'], CY: ['CY', 'vat'], CZ: ['CZ', 'dic'], DE: ['DE', 'vat'],
  DK: ['DK', 'cvr'], EE: ['EE', 'kmkr'], EL: ['GR', 'vat'], ES: ['ES', 'nif'], FI: ['FI', 'alv'], FR: ['FR', 'tva'], GB: ['GB', 'vat'],
  HR: ['HR', 'oib'], HU: ['HU', 'anum'], IE: ['IE', 'vat'], IT: ['IT', 'iva'], LT: ['LT', 'pvm'], LU: ['LU', 'tva'], LV: ['LV', 'pvn'],
  MT: ['MT', 'vat'], NL: ['NL', 'btw'], NO: ['NO', 'mva'], PL: ['PL', 'nip'], PT: ['PT', 'nif'], RO: ['RO', 'cif'], SE: ['SE', 'vat'],
  SI: ['SI', 'ddv'], SK: ['SK', 'dph'],
} // biome-ignore format: one table

interface Validator {
  readonly validate: (value: string) => { readonly isValid: boolean }
}

function validatorFor(prefix: string): Validator | undefined {
  const rule = VAT_RULES[prefix]
  if (!rule) return undefined
  const country = (stdnum as Readonly<Record<string, Readonly<Record<string, Validator>>>>)[rule[0]] // the library types each country apart
  return country?.[rule[1]]
}

const compact = (id: string): string => id.replace(/[\s.-]/g, '').toUpperCase()

/** Whether a VAT id satisfies its country's check digits; undefined where the country's rule is not known or the id has no prefix. */
export function isValidVatId(id: string): boolean | undefined {
  const plain = compact(id)
  const prefix = plain.startsWith('CHE') ? 'CHE' : plain.slice(0, 2)
  const validator = validatorFor(prefix)
  if (!validator) return undefined
  return validator.validate(plain).isValid || validator.validate(plain.slice(prefix.length)).isValid
}

/** True where the text has the shape of an IBAN, so that a wrong check digit means a typing error and not a national account number. */
export const looksLikeIban = (account: string): boolean => /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/.test(compact(account))

export const isValidIban = (account: string): boolean => extractIBAN(compact(account)).valid

const vatFault = (role: 'seller' | 'buyer', { vatId }: Party): IdFault[] =>
  vatId !== null && isValidVatId(vatId) === false
    ? [
        {
          code: 'vat-id-wrong',
          params: { role, vatId },
          weight: 'mend',
          field: 'vatId',
          message: `The ${role}'s VAT id ${vatId} has a wrong check digit or length.`,
          mend: 'Ask for the right one; a wrong id can cost the buyer the deduction, who will then not pay.',
        },
      ]
    : []

const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code)

/** Faults of the ids in one invoice, to be passed to the pre-flight. National account numbers are left alone. */
export function idFaultsOf(invoice: InvoiceDocument): IdFault[] {
  const accounts = invoice.accounts.flatMap(({ id, bic }): IdFault[] => [
    ...(looksLikeIban(id) && !isValidIban(id)
      ? [
          {
            code: 'iban-wrong',
            params: { account: id },
            weight: 'mend' as const,
            field: 'iban',
            message: `The account ${id} is no valid IBAN.`,
            mend: 'Compare it with the bank statement: nobody can pay to it.',
          },
        ]
      : []),
    ...(bic !== null && !isValidBIC(compact(bic))
      ? [
          {
            code: 'bic-wrong',
            params: { bic },
            weight: 'look' as const,
            field: 'bic',
            message: `${bic} is no valid BIC.`,
            mend: 'Correct it or leave it out.',
          },
        ]
      : []),
  ])
  const currency: IdFault[] =
    invoice.currency !== null && !isCurrency(invoice.currency)
      ? [
          {
            code: 'currency-unknown',
            params: { currency: invoice.currency },
            weight: 'mend',
            field: 'currency',
            message: `${invoice.currency} is no currency.`,
            mend: 'State one of ISO 4217.',
          },
        ]
      : []
  return [...accounts, ...vatFault('seller', invoice.seller), ...vatFault('buyer', invoice.buyer), ...currency]
}
