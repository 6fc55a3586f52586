import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { record } from '../../src/shell/store/record.ts'
import type { OffenderLine, OffenderView } from '../../src/shell/views/offenders.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { deeds } from './desk-house.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const costOf = (clientId: string) => house.owner.get<OffenderView>(`/api/v1/clients/${clientId}/offender`)
const list = async () => (await house.owner.get<{ lines: OffenderLine[] }>('/api/v1/offenders')).lines

/** 1,000.00 EUR each, paid so many days late. */
async function paidLate(clientId: string, number: string, dueOn: string, on: string): Promise<void> {
  const id = await invoice(house, clientId, { number, issuedOn: '2026-01-02', dueOn, minor: '100000' })
  await paid(house, clientId, id, on, '100000')
}

test('C11: a client who pays late again and again is flagged, with days, interest and minutes counted', async () => {
  const { clientId, invoiceId } = await owing(house, {
    name: 'Brasserie du Port',
    number: 'B-0',
    issuedOn: '2026-01-02',
    dueOn: '2026-02-01',
    minor: '100000',
  })
  await paid(house, clientId, invoiceId, '2026-02-20', '100000') // 18 days late: 2 to 20 February
  expect((await costOf(clientId)).isRepeat).toBe(false)
  await paidLate(clientId, 'B-1', '2026-03-01', '2026-04-01') // 30 days
  await paidLate(clientId, 'B-2', '2026-05-01', '2026-05-13') // 11 days
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-03-10', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-03-31', tone: 2, invoiceIds: [invoiceId] },
  ])
  const cost = await costOf(clientId)
  // 59 days × 1,000.00 at 10 % a year of 365 days = 16.16; two letters at ten minutes
  expect(cost).toMatchObject({
    isRepeat: true,
    dueInvoices: 3,
    lateInvoices: 3,
    averageDays: 20,
    contacts: 2,
    calls: 0,
    minutes: 20,
    months: 24,
    capitalPercent: 10,
  })
  expect(cost.costs).toEqual([{ currency: 'EUR', days: 59, capitalMinor: '1616' }])
  expect((await list()).map(l => [l.name, l.minutes])).toEqual([['Brasserie du Port', 20]])
})

test('C11: the two figures are the firm’s own, and calls count as long as they lasted', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  await house.owner.post('/api/v1/settings', { key: 'desk', value: { capitalPercent: 20, minutesPerChase: 15 } })
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-03-10', tone: 1, invoiceIds: [invoiceId] }])
  const place = await enterWorkspace(house.store, house.app.deps.clock, 'ada', 'test')
  const [startedAt, endedAt] = ['2026-04-01T08:00:00.000Z', '2026-04-01T08:12:00.000Z']
  await record(place.store, place.by, 'a call', pen =>
    pen.add('call', { clientId, kind: 'call', startedAt, startedOn: day('2026-04-01'), endedAt, floor: {}, ending: 'no-plan' }),
  )
  const cost = await costOf(clientId)
  expect([cost.minutes, cost.calls]).toEqual([27, 1])
  // 211 days from 2 February to 1 September on 1,000.00 at 20 %
  expect(cost.costs).toEqual([{ currency: 'EUR', days: 211, capitalMinor: '11562' }])
})

test('C11: one who pays in time, or was late once, is nobody’s offender', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  await paid(house, clientId, invoiceId, '2026-01-30', '100000')
  await paidLate(clientId, 'F-2', '2026-03-01', '2026-03-01')
  await paidLate(clientId, 'F-3', '2026-04-01', '2026-04-30')
  expect(await costOf(clientId)).toMatchObject({ isRepeat: false, dueInvoices: 3, lateInvoices: 1, averageDays: 28 })
  expect(await list()).toEqual([])
})

test('C11: the flag stands on the decision desk’s own figures: parting with them is weighed by the user, and their page says the cost', async () => {
  const { clientId } = await owing(house, {
    name: 'Cave Morin',
    number: 'C-0',
    issuedOn: '2026-04-02',
    dueOn: '2026-05-02',
    minor: '500000',
  })
  for (const [number, dueOn, on] of [['C-1', '2026-02-01', '2026-03-03'], ['C-2', '2026-03-01', '2026-04-08']] as const) await paidLate(clientId, number, dueOn, on) // biome-ignore format: two rows
  const [line] = await list()
  expect(line).toMatchObject({ clientId, isRepeat: true, lateInvoices: 3 })
  expect(await costOf(clientId)).toMatchObject({ costs: line?.costs, minutes: line?.minutes })
})
