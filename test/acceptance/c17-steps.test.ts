import { afterEach, beforeEach, expect, test } from 'vitest'
import type { StepsView } from '../../src/shell/views/steps.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

const steps = () => house.owner.get<StepsView>('/api/v1/steps')

test('C17: per step how often payment followed within its window, with counts; windows that still run are apart', async () => {
  const owed = (name: string, number: string) => owing(house, { name, number, issuedOn: '2026-05-04', dueOn: '2026-06-03' })
  const quick = await owed('Vite', 'V-1')
  const slow = await owed('Lent', 'L-1')
  const waits = await owed('Attend', 'A-1')
  const first = (o: { clientId: string; invoiceId: string }, doneOn: string) =>
    deeds(house, o.clientId, [{ step: 'first-reminder', doneOn, tone: 1, invoiceIds: [o.invoiceId] }])
  expect(await steps()).toEqual({ windowDays: 14, steps: [] })
  await first(quick, '2026-06-12')
  await paid(house, quick.clientId, quick.invoiceId, '2026-06-26') // the last day of the window
  await first(slow, '2026-06-12')
  await paid(house, slow.clientId, slow.invoiceId, '2026-06-27') // one day too late
  await first(waits, '2026-08-28')
  expect((await steps()).steps).toEqual([{ step: 'first-reminder', counted: 2, followed: 1, running: 1 }])
  house.stand('2026-09-12')
  expect((await steps()).steps).toEqual([{ step: 'first-reminder', counted: 3, followed: 1, running: 0 }])
})

test('C17: a payment after the next step follows that step alone; a credit note, a skipped step and another invoice’s money are no payment after it', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03' })
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-07-01', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-08', tone: 2, invoiceIds: [invoiceId] },
    { step: 'letter-60', doneOn: '2026-07-09', tone: 3, invoiceIds: [invoiceId], outcome: 'skipped' },
  ])
  await house.owner.post('/api/v1/facts/credit-note', {
    clientId,
    number: 'AV-1',
    issuedOn: '2026-07-02',
    effectiveOn: '2026-07-02',
    currency: 'EUR',
    totalMinor: '1000',
    invoiceId,
  })
  const none = [
    { step: 'first-reminder', counted: 1, followed: 0, running: 0 },
    { step: 'reminder-30', counted: 1, followed: 0, running: 0 },
  ]
  expect((await steps()).steps).toEqual(none)
  await paid(house, clientId, invoiceId, '2026-07-10', '10000')
  expect((await steps()).steps.map(s => [s.step, s.followed])).toEqual([
    ['first-reminder', 0],
    ['reminder-30', 1],
  ])
})
