import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TurnedView } from '../../src/shell/views/turned.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-25', dueOn: '2026-06-24' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-07-03', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-27', tone: 2, invoiceIds: [invoiceId] },
    { step: 'call-45', doneOn: '2026-08-11', channel: 'phone', outcome: 'done', invoiceIds: [invoiceId] },
  ])
})
afterEach(() => house.close())

const card = () => house.owner.get<TurnedView>(`/api/v1/clients/${clientId}/turned`)
const turn = (body: object) => house.owner.ask('POST', '/api/v1/acts/turn-roles', { client: clientId, ...body })
const contact = async () => (await house.today()).contacts.find(c => c.clientId === clientId)

const toClient = () => house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
const messageKey = async () => (await contact())?.message?.key

test('C12: before the step of sixty days nothing leaves until somebody has looked from the client’s side', async () => {
  expect((await contact())?.act).toMatchObject({ step: 'letter-60', needsApproval: true })
  expect((await contact())?.act.reasons.map(r => r.code)).toContain('roles-not-turned')
  await house.run('2026-09-01')
  expect(await house.owner.post('/api/v1/acts/approve', {})).toMatchObject({
    approved: [],
    faulty: [{ faults: [{ code: 'roles-not-turned' }] }],
  })
  const key = await messageKey()
  expect(await house.owner.ask('POST', '/api/v1/acts/approve', { key })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'card' }] } },
  })
  await house.run('2026-09-01', 12)
  expect(toClient()).toEqual([])
  expect(await turn({ found: { arrived: 'fine', cash: 'unknown' } })).toMatchObject({ status: 200, body: { wrong: [] } })
  expect((await contact())?.act.reasons.map(r => r.code)).not.toContain('roles-not-turned')
  await house.owner.post('/api/v1/acts/approve', { key })
  await house.run('2026-09-01', 13)
  expect(toClient().length).toBe(1)
})

test('C12: the card is short, says what our own records know, and is kept for this run of being late', async () => {
  await house.owner.post('/api/v1/facts/arrival', { clientId, invoiceId, state: 'acknowledged', effectiveOn: '2026-06-02' })
  const before = await card()
  expect(before.items.length).toBeLessThanOrEqual(8)
  expect(Object.fromEntries(before.items.map(i => [i.item, i.known]))).toMatchObject({
    arrived: 'fine',
    'order-number': 'fine',
    details: 'unknown',
  })
  expect([before.isLate, before.turned]).toEqual([true, null])
  await turn({ found: { arrived: 'fine', details: 'wrong' }, note: 'Adresse du siège, pas du dépôt.' })
  expect((await card()).turned).toMatchObject({
    on: '2026-09-01',
    found: { arrived: 'fine', details: 'wrong' },
    note: 'Adresse du siège, pas du dépôt.',
  })
  const { facts } = await house.owner.get<{ facts: { title: string; kind: string; doneOn: string | null }[] }>('/api/v1/facts/task')
  expect(facts.filter(t => t.doneOn === null)).toMatchObject([{ title: 'turned-details', kind: 'mend' }])
})

test('C12: the letter offers the other ways to pay that were chosen, and leaves with them', async () => {
  await turn({ found: { cash: 'wrong' }, offers: ['parts', 'later-day'] })
  await house.owner.post('/api/v1/acts/run', {})
  const preview = await house.owner.get<{ text: string; faults: unknown[] }>(`/api/v1/outbox/preview?clientId=${clientId}`)
  expect(preview.faults).toEqual([])
  expect(preview.text).toContain('un règlement en plusieurs fois')
  expect(preview.text).toContain('une date plus tardive que vous nous indiquez')
  expect(preview.text).not.toContain('un autre moyen de paiement')
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run('2026-09-01', 11)
  expect(toClient()[0]?.raw.replace(/=\r\n/g, '')).toContain('plusieurs fois')
})

test.each([
  [{ found: { weather: 'fine' } }, 'found'],
  [{ found: { arrived: 'maybe' } }, 'found.arrived'],
  [{ found: {} }, 'found'],
  [{ found: { arrived: 'fine' }, offers: ['gold'] }, 'offers'],
])('C12: a card that says nothing readable is refused by its field: %j', async (body, field) => {
  expect(await turn(body)).toMatchObject({ status: 422, body: { error: { faults: [{ field }] } } })
  expect((await contact())?.act.reasons.map(r => r.code)).toContain('roles-not-turned')
})
