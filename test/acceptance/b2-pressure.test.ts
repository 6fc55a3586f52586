import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PressureView } from '../../src/shell/views/pressure.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const pressure = () => house.owner.get<PressureView>(`/api/v1/clients/${clientId}/pressure`)
const limits = (body: object) => house.owner.ask('POST', '/api/v1/acts/limits', { client: clientId, ...body })
const silent = async () => (await house.today()).silent.find(s => s.clientId === clientId)?.obstacles ?? []
const wrote = (doneOn: string, tone = 1) => deeds(house, clientId, [{ step: 'first-reminder', doneOn, tone, invoiceIds: [invoiceId] }])

test('B2: caps, gap and hours are shown with what is used, from policy and deeds', async () => {
  await wrote('2026-08-28')
  await wrote('2026-08-10')
  expect(await pressure()).toMatchObject({
    week: { used: 1, most: 2 },
    month: { used: 2, most: 4 },
    lastOn: '2026-08-28',
    freeOn: '2026-09-04',
    limits: { gapDays: 7, hours: [9, 18], zone: 'Europe/Paris', isOwn: false },
    byPolicy: { name: 'gentle-30-60-90', gapDays: 7 },
    changes: [],
  })
  expect((await silent()).map(o => [o.code, o.until])).toContainEqual(['minimum-gap', '2026-09-04'])
})

test('B2: limits of one client go before the policy, hold its next step, and say who changed what and why', async () => {
  await wrote('2026-08-20')
  expect(await silent()).toEqual([])
  expect(await limits({ gapDays: 21, reason: 'Elle l’a demandé.' })).toMatchObject({ status: 200 })
  expect((await silent()).map(o => [o.code, o.until])).toContainEqual(['minimum-gap', '2026-09-10'])
  expect(await limits({ contactsPer30Days: 1, hoursFrom: 10, hoursTo: 12, reason: 'Une fois par mois suffit.' })).toMatchObject({
    status: 200,
  })
  const shown = await pressure()
  expect(shown.limits).toMatchObject({ gapDays: 21, contactsPer30Days: 1, contactsPerWeek: 2, hours: [10, 12], isOwn: true })
  expect(shown.month).toEqual({ used: 1, most: 1 })
  expect(shown.changes.map(c => [c.on, c.reason, c.gapDays, c.contactsPer30Days])).toEqual([
    ['2026-09-01', 'Une fois par mois suffit.', 21, 1],
    ['2026-09-01', 'Elle l’a demandé.', 21, null],
  ])
  expect(shown.changes.every(c => c.who !== '')).toBe(true)
  expect((await silent()).map(o => o.code)).toContain('contact-cap')
  await house.owner.post('/api/v1/acts/end-limits', { client: clientId })
  expect((await pressure()).limits).toMatchObject({ gapDays: 7, isOwn: false })
  expect((await pressure()).changes[0]).toMatchObject({ ended: true })
  expect(await silent()).toEqual([])
})

test.each([
  [{ gapDays: 0, reason: 'x' }, 'gapDays'],
  [{ contactsPerWeek: 8, reason: 'x' }, 'contactsPerWeek'],
  [{ hoursFrom: 18, hoursTo: 9, reason: 'x' }, 'hoursTo'],
  [{ gapDays: 3 }, 'reason'],
  [{ reason: 'x' }, 'contactsPer30Days'],
])('B2: a limit that cannot be is refused by its field: %j', async (body, field) => {
  expect(await limits(body)).toMatchObject({ status: 422, body: { error: { faults: [{ field }] } } })
  expect((await pressure()).changes).toEqual([])
})

test('B2: goodwill is derived: contacts spend, a kept promise and a concession earn', async () => {
  await wrote('2026-07-01')
  await wrote('2026-08-01', 4)
  expect((await pressure()).goodwill).toMatchObject({ points: -3, entries: [{ kind: 'hard-contact', points: -2 }, { kind: 'contact' }] })
  await house.owner.post('/api/v1/acts/promise', { invoices: ['F-1'], by: '2026-09-03' })
  await house.owner.post('/api/v1/acts/extend', { invoice: 'F-1', to: '2026-09-04', reason: 'accordé' })
  house.stand('2026-09-08')
  await paid(house, clientId, invoiceId, '2026-09-03')
  const { goodwill, standing } = await pressure()
  expect(goodwill.entries.map(e => e.kind)).toEqual(['promise-kept', 'concession', 'hard-contact', 'contact'])
  expect([goodwill.points, standing]).toEqual([1, 'good'])
})

test('B2: one voice a day, one level up at a time, and down again after a payment', async () => {
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-06-12', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-06', tone: 2, invoiceIds: [invoiceId] },
    { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done', invoiceIds: [invoiceId] },
  ])
  const tone = async () => (await house.today()).contacts.find(c => c.clientId === clientId)?.act.tone
  expect(await tone()).toBe(3)
  await paid(house, clientId, invoiceId, '2026-08-25', '5000')
  expect(await tone()).toBe(1)
  await wrote('2026-09-01')
  expect(await tone()).toBeUndefined()
  expect((await silent()).map(o => o.code)).toContain('minimum-gap')
})
