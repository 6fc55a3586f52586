import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, openHouse } from '../acceptance/house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01')
})
afterEach(() => house.close())

const firmId = async (): Promise<string> => (await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')).facts[0]?.id ?? ''

test('an account, a bank code or an address that cannot be right is refused field by field, and nothing is changed', async () => {
  const path = `/api/v1/facts/firm/${await firmId()}`
  const before = await house.owner.get(path)
  const answer = await house.owner.ask('PATCH', path, { iban: 'FR00 NONSENSE', bic: 'X', email: 'ada at example', name: ' ' })
  expect(answer.status).toBe(422)
  expect((answer.body as { error: { faults: { code: string; field: string }[] } }).error.faults.map(f => `${f.field} ${f.code}`)).toEqual([
    'name field-missing',
    'email mail-address-wrong',
    'iban iban-wrong',
    'bic bic-wrong',
  ])
  expect(await house.owner.get(path)).toEqual(before)
})

test('an account is kept without its spaces; what is empty is no fault', async () => {
  const path = `/api/v1/facts/firm/${await firmId()}`
  expect(
    await house.owner.ask('PATCH', path, { iban: 'fr14 2004 1010 0505 0001 3m02 606', bic: null, email: 'ada@example.com' }),
  ).toMatchObject({
    status: 200,
  })
  expect(await house.owner.get(path)).toMatchObject({ iban: 'FR1420041010050500013M02606', bic: null })
})

test('a client’s address is looked at as the firm’s is, from the app as from a script', async () => {
  const bad = { name: 'Belmonte', email: 'accounts,belmonte.example' }
  expect(await house.owner.ask('POST', '/api/v1/facts/client', bad)).toMatchObject({ status: 422 })
})

test('what a schema refuses says in every language whether it is missing, no address, or too long; a country is one', async () => {
  const codes = async (method: string, path: string, body: object): Promise<string[]> =>
    ((await house.owner.ask(method, path, body)).body as { error: { faults: { code: string; field: string }[] } }).error.faults.map(
      f => `${f.field} ${f.code}`,
    )
  expect(await codes('POST', '/api/v1/members', { name: '', email: 'nonsense', role: 'collector' })).toEqual([
    'name field-missing',
    'email mail-address-wrong',
  ])
  expect(await codes('POST', '/api/v1/facts/calendar-day', { closed: true })).toEqual(['on field-missing'])
  expect(await codes('POST', '/api/v1/facts/calendar-day', { on: '2026-12-24', closed: true, country: 'QQ' })).toEqual([
    'country no-country',
  ])
  expect(await codes('POST', '/api/v1/acts/policy-rules', { rules: [{ policy: 'gentle-30-60-90', reason: '' }] })).toEqual([
    'rules.0.segment rule-for-everybody',
  ])
})
