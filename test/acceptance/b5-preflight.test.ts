import { afterEach, beforeEach, expect, test } from 'vitest'
import { type House, invoice, openHouse, owing } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '100000' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const held = async () => (await house.today()).silent.find(s => s.clientId === clientId)?.obstacles.map(o => o.code) ?? []
const asked = async () => (await house.today()).contacts.find(c => c.clientId === clientId)?.act.invoiceIds
const mend = (noun: string, id: string, body: object) => house.owner.patch(`/api/v1/facts/${noun}/${id}`, body)

test('B5: nothing to mend, it goes out', async () => {
  expect([await asked(), await held()]).toEqual([[invoiceId], []])
})

test('B5: a number used twice holds both until it is put right', async () => {
  const second = await invoice(house, clientId, { number: 'F-1', issuedOn: '2026-05-05', dueOn: '2026-06-04', minor: '5000' })
  expect(await held()).toContain('duplicate-number')
  await mend('invoice', second, { number: 'F-2' })
  expect(await asked()).toEqual(expect.arrayContaining([invoiceId]))
})

test('B5: another account than ours holds it until it is mended', async () => {
  await mend('invoice', invoiceId, { iban: 'DE89370400440532013000' })
  expect(await held()).toContain('bank-details-differ')
  await mend('invoice', invoiceId, { iban: 'FR1420041010050500013M02606' })
  expect(await asked()).toEqual([invoiceId])
})

test('B5: a missing address and one that bounces are told apart, and mended by a working one', async () => {
  await mend('client', clientId, { email: null })
  expect(await held()).toContain('address-missing')
  await mend('client', clientId, { email: 'alt@encrier.example' })
  await house.owner.post('/api/v1/facts/bounce', { clientId, address: 'alt@encrier.example', hard: true })
  expect(await held()).toContain('address-bounced')
  await mend('client', clientId, { email: 'neu@encrier.example' })
  expect(await asked()).toEqual([invoiceId])
})

test('B5: our own account changed: everything waits for a second look', async () => {
  const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
  await mend('firm', facts[0]?.id ?? '', { iban: 'FR7630006000011234567890189' })
  expect((await held()).some(code => code.startsWith('bank-details'))).toBe(true)
  expect(await asked()).toBeUndefined()
})
