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
