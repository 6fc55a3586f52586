import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import type { NounName } from '../../core/facts/nouns.ts'
import { type Fault, Refusal } from '../../core/fault.ts'
import { isCountry } from '../lists/countries.ts'
import { isMailAddress } from '../mail/address.ts'

type Given = Readonly<Record<string, unknown>>
/** Whose details a person types, and which of them can be seen to be wrong. */
const CHECKED: Partial<Record<NounName, readonly (keyof typeof CHECKS)[]>> = {
  firm: ['name', 'email', 'iban', 'bic'],
  client: ['name', 'email'],
  contact: ['email'],
  calendarDay: ['country'],
}

const isMissing = (value: unknown): boolean => typeof value === 'string' && value.trim() === ''
const CHECKS = {
  name: (value: string): Fault | undefined =>
    isMissing(value) ? { code: 'field-missing', message: 'This must be said.', field: 'name' } : undefined,
  email: (value: string): Fault | undefined =>
    isMailAddress(value)
      ? undefined
      : {
          code: 'mail-address-wrong',
          message: `"${value}" is not an e-mail address.`,
          field: 'email',
          mend: 'Write one, as ada@example.com.',
        },
  iban: (value: string): Fault | undefined =>
    isValidIBAN(electronicFormatIBAN(value) ?? '')
      ? undefined
      : { code: 'iban-wrong', message: `"${value}" is not an IBAN.`, field: 'iban', mend: 'Copy it from a bank statement.' },
  bic: (value: string): Fault | undefined =>
    isValidBIC(value.replaceAll(' ', '').toUpperCase())
      ? undefined
      : { code: 'bic-wrong', message: `"${value}" is not a BIC.`, field: 'bic', mend: 'It has 8 or 11 letters and digits; empty is fine.' },
  country: (value: string): Fault | undefined =>
    isCountry(value)
      ? undefined
      : {
          code: 'no-country',
          message: `"${value}" is not a country.`,
          params: { value },
          field: 'country',
          mend: 'Two letters, such as FR.',
        },
} as const

/**
 * Details as they are kept: an account without its spaces.
 * @throws Refusal naming each field that cannot be right: a letter must not ask for money on an account that does not exist.
 */
export function checkedDetails(noun: NounName, given: Given): Given {
  const faults = (CHECKED[noun] ?? []).flatMap(field => {
    const value = given[field]
    if (typeof value !== 'string' || (value === '' && field !== 'name')) return []
    const fault = CHECKS[field](value)
    return fault ? [fault] : []
  })
  if (faults.length > 0) throw new Refusal(faults)
  return noun === 'firm' && typeof given.iban === 'string' ? { ...given, iban: electronicFormatIBAN(given.iban) ?? null } : given
}
