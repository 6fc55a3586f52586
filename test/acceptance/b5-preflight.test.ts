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

test('B5: a total or a tax that cannot be holds it before anything is sent, and is said in words', async () => {
  await mend('invoice', invoiceId, { totalMinor: '0' })
  await mend('invoice', invoiceId, { totalMinor: '100000', taxMinor: '100000' })
  expect(await held()).toContain('total-wrong')
  await house.run('2026-09-01')
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run('2026-09-01', 12)
  expect(house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))).toEqual([])
  const words = await house.owner.get<Record<string, string>>('/api/v1/words/fr')
  expect(JSON.stringify(words)).toContain('Le total de la facture')
  await mend('invoice', invoiceId, { taxMinor: '16667' })
  expect(await asked()).toEqual([invoiceId])
})

test('B5: an order number that they want on every invoice is missing: it is mended first, the others go out', async () => {
  await mend('client', clientId, { wantsOrderNumber: true })
  expect(await asked()).toEqual([invoiceId])
  await mend('invoice', invoiceId, { orderNumber: null })
  expect(await held()).toContain('order-number-missing')
  const second = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-05-05', dueOn: '2026-06-04', minor: '5000' })
  expect(await asked()).toEqual([second])
  await mend('invoice', invoiceId, { orderNumber: 'BC-7' })
  expect(await asked()).toEqual(expect.arrayContaining([invoiceId, second]))
})

test('B5: nobody said so, but every other invoice carries their number: the one without it waits', async () => {
  for (const n of [2, 3, 4])
    await invoice(house, clientId, { number: `F-${n}`, issuedOn: '2026-08-20', dueOn: '2026-09-19', minor: '5000' })
  expect(await asked()).toEqual([invoiceId])
  await mend('invoice', invoiceId, { orderNumber: null })
  expect(await held()).toContain('order-number-missing')
  await mend('client', clientId, { wantsOrderNumber: false })
  expect(await asked()).toEqual([invoiceId])
})

test('B5: a payment reference that no bank would take holds it; free text is no reference', async () => {
  await mend('invoice', invoiceId, { reference: 'RF19 5390 0754 7034' })
  expect(await held()).toContain('reference-wrong')
  await mend('invoice', invoiceId, { reference: 'RF18 5390 0754 7034' })
  expect(await asked()).toEqual([invoiceId])
  await mend('invoice', invoiceId, { reference: 'Commande 2026/117, atelier' })
  expect(await asked()).toEqual([invoiceId])
})
