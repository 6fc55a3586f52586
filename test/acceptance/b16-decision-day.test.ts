import { afterEach, beforeEach, expect, test } from 'vitest'
import { deeds, deskOf } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

test('B16: the day after the last reminder’s deadline the decision stands on Today, with its desk open, and not a day before', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-16', dueOn: '2026-06-15', minor: '288000' })
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-06-23', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-15', tone: 2, invoiceIds: [invoiceId] },
    { step: 'letter-60', doneOn: '2026-08-14', tone: 3, invoiceIds: [invoiceId] },
    { step: 'final-75', doneOn: '2026-08-31', tone: 4, invoiceIds: [invoiceId] },
  ])
  const line = async () => (await house.today()).contacts.find(c => c.clientId === clientId)
  await house.run('2026-09-14') // the fourteenth day: the deadline still runs
  expect(await line()).toBeUndefined()
  expect((await deskOf(house, clientId)).isDue).toBe(false)
  await house.run('2026-09-15')
  expect(await line()).toMatchObject({
    byPerson: true,
    act: { step: 'decide-90', channel: 'desk', reasons: [{ code: 'deadline-passed', params: { deadlineDay: '2026-09-14' } }] },
  })
  const desk = await deskOf(house, clientId)
  expect(desk).toMatchObject({ isDue: true, owed: { minor: '288000' } })
  const desks = await house.owner.get<{ due: number; lines: { clientId: string; isDue: boolean }[] }>('/api/v1/desks')
  expect(desks).toMatchObject({ due: 1, lines: [{ clientId, isDue: true }] })
})

test('B16: money that comes before the deadline takes the decision away', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-16', dueOn: '2026-06-15', minor: '10000' })
  await deeds(house, clientId, [{ step: 'final-75', doneOn: '2026-08-31', tone: 4, invoiceIds: [invoiceId] }])
  await house.owner.post('/api/v1/facts/payment', {
    clientId,
    effectiveOn: '2026-09-10',
    amountMinor: '10000',
    currency: 'EUR',
    paidOn: '2026-09-10',
    invoiceId,
    kind: 'payment',
  })
  await house.run('2026-09-15')
  expect((await house.today()).contacts.filter(c => c.clientId === clientId)).toEqual([])
  expect(await house.owner.ask('GET', `/api/v1/clients/${clientId}/desk`)).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'nothing-to-decide' }] } },
  })
})
