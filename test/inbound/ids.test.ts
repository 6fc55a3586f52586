import { expect, test } from 'vitest'
import { preflight } from '../../src/core/facts/preflight.ts'
import { idFaultsOf, isValidIban, isValidVatId, looksLikeIban } from '../../src/packs/checks/invoice-ids.ts'
import { ubl } from './samples/invoices.ts'
import { readInvoice } from './samples/registry.ts'

test.each([
  ['DE136695976', true],
  ['DE136695977', false],
  ['DE 136 695 976', true],
  ['PL5260250274', true],
  ['PL5260250275', false],
  ['FR40303265045', true],
  ['FR41303265045', false],
  ['IT00743110157', true],
  ['SE556012579001', true],
  ['ATU13585627', true],
  ['ATU13585626', false],
  ['CHE-107.787.577 IVA', true],
  ['NL123', false],
  ['ZZ123456789', undefined],
  ['5260250274', undefined],
])('VAT id %s: %s', (id, valid) => {
  expect(isValidVatId(id)).toBe(valid)
})

test('accounts: IBANs are checked, national numbers left alone', () => {
  expect(isValidIban('DE89 3704 0044 0532 0130 00')).toBe(true)
  expect(isValidIban('DE88370400440532013000')).toBe(false)
  expect(looksLikeIban('22224444')).toBe(false)
  const faults = (account: string) => idFaultsOf(readInvoice(ubl().replace('DE89370400440532013000', account))).map(f => f.code)
  expect(faults('DE89370400440532013000')).toEqual([])
  expect(faults('DE88370400440532013000')).toEqual(['iban-wrong'])
  expect(faults('22224444')).toEqual([])
})

test('all faults of one invoice, in words with what to mend', () => {
  const wrong = readInvoice(ubl().replace('DE136695976', 'DE136695977').replace('COBADEFFXXX', 'NOBIC').replaceAll('EUR', 'EUX'))
  const faults = idFaultsOf(wrong)
  expect(faults.map(f => f.code)).toEqual(['bic-wrong', 'vat-id-wrong', 'currency-unknown'])
  expect(faults[1]?.message).toBe("The seller's VAT id DE136695977 has a wrong check digit or length.")
  expect(preflight(wrong, { idFaults: faults, knownAccounts: [] })).toHaveLength(3)
  for (const fault of faults) expect(fault.mend).toMatch(/\.$/)
})

test('a synthetic invoice passes every check', () => {
  const invoice = readInvoice(ubl())
  expect(preflight(invoice, { idFaults: idFaultsOf(invoice), knownAccounts: [] })).toEqual([])
})
