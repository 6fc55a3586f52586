import { afterEach, beforeEach, expect, test } from 'vitest'
import { debt, deeds, deskOf, paper, triedAll, wayOf } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

const openLines = async (clientId: string): Promise<string[]> =>
  (await deskOf(house, clientId)).checks.filter(c => c.state === 'open').map(c => c.code)

test('C5: what has not been tried is listed from what was done, line by line, and closes lawyer, agency, court and settlement', async () => {
  const owed = await debt(house)
  const { clientId, invoiceId } = owed
  await house.owner.post('/api/v1/facts/contact', { clientId, name: 'Aline Aubrac', role: 'director', phone: '+33 1 00 00 00 07' })
  expect(await openLines(clientId)).toEqual(['written', 'called', 'other-person', 'reason-asked', 'another-way', 'contract'])
  const before = await deskOf(house, clientId)
  for (const way of ['settle', 'letter', 'agency', 'court'])
    expect(
      wayOf(before, way).closed.map(c => c.code),
      way,
    ).toContain('untried')
  expect(wayOf(before, 'remind').closed).toEqual([])
  await triedAll(house, owed)
  expect(await openLines(clientId)).toEqual(['other-person'])
  await deeds(house, clientId, [
    { step: 'call-director', doneOn: '2026-08-20', channel: 'phone', outcome: 'done', recipient: 'Aline Aubrac', invoiceIds: [invoiceId] },
  ])
  const after = await deskOf(house, clientId)
  expect(after.checks.every(c => c.state === 'done')).toBe(true)
  for (const way of ['settle', 'letter', 'agency']) expect(wayOf(after, way).closed, way).toEqual([])
})

test('C5: an agency is refused while something is untried; leaving it out needs a name and a reason and holds for this run only', async () => {
  const { clientId } = await debt(house)
  const first = await house.owner.ask('POST', '/api/v1/acts/skip-untried', { client: clientId, item: 'called' })
  expect(first).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'by' }] } } })
  const unknown = await house.owner.ask('POST', '/api/v1/acts/skip-untried', {
    client: clientId,
    item: 'flowers',
    by: 'Hélène',
    reason: 'x',
  })
  expect(unknown).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'check-unknown' }] } } })
  for (const item of ['written', 'reason-asked', 'another-way', 'contract'])
    await house.owner.post('/api/v1/acts/skip-untried', { client: clientId, item, by: 'Hélène Caradec', reason: 'Le bureau est fermé.' })
  const desk = await deskOf(house, clientId)
  expect(desk.checks.filter(c => c.state === 'skipped').map(c => c.skippedBy)).toEqual(Array(4).fill('Hélène Caradec'))
  expect(desk.checks.find(c => c.code === 'called')?.state).toBe('impossible') // no phone number is known
  expect(wayOf(desk, 'agency').closed).toEqual([])
})

test('C5: the contract carries the claim only with what was agreed and what was delivered', async () => {
  const { clientId } = await debt(house)
  expect((await deskOf(house, clientId)).contract).toMatchObject({ carries: false, agreed: [], performed: [] })
  await paper(house, clientId, 'order', 'Commande.txt')
  expect((await deskOf(house, clientId)).contract).toMatchObject({ carries: false })
  await paper(house, clientId, 'delivery', 'Bon.txt')
  const { contract, barredOn } = await deskOf(house, clientId)
  expect(contract.carries).toBe(true)
  expect(barredOn).toBe('2031-06-04') // five years after 3 June 2026, art. 2224 of the code civil
})
