import { afterAll, beforeAll, expect, test } from 'vitest'
import { record } from '../../src/shell/store/record.ts'
import type { CallDeskView } from '../../src/shell/views/call-desk.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, type Debtor, longLive, looked, type TestFirm } from '../support/firm.ts'

const ON = '2026-09-01'
let firm: TestFirm
let app: TestApp
let debtor: Debtor
beforeAll(async () => {
  firm = await aFirm('2026-06-01')
  await longLive(firm, ON)
  app = await anApp(firm, ON)
  const place = firm.on('2026-06-01')
  await looked(firm.on(ON))
  debtor = await aDebtor(place, { name: 'Rings', dueOn: '2026-07-01' })
  await record(place.store, place.by, 'colleagues', async pen => {
    for (const name of ['Bela', 'Caro'])
      await pen.add('membership', { userId: `u-${name}`, name, email: `${name.toLowerCase()}@atelier.example`, role: 'collector' })
  })
})
afterAll(() => firm.close())

const desk = (on: TestApp = app) => on.ask<CallDeskView>('GET', '/calls')
const line = async (on?: TestApp) => (await desk(on)).lines.find(l => l.clientId === debtor.clientId)

test('C1: a client given to a colleague is on their list, and on the list of whoever stands in while they are away', async () => {
  expect((await line())?.takenBy).toBeNull()
  await app.ask('POST', '/acts/assign', { client: debtor.clientId, to: 'Bela' })
  expect((await line())?.takenBy?.name).toBe('Bela')
  const said = await app.ask<{ id: string }>('POST', '/acts/away', { who: 'Bela', standIn: 'Caro', untilOn: '2026-09-05' })
  expect((await line())?.takenBy?.name).toBe('Caro')
  const bela = (await desk()).people.find(p => p.name === 'Bela')
  expect(bela?.away).toMatchObject({ untilOn: '2026-09-05', standIn: 'Caro' })
  await looked(firm.on('2026-09-08'))
  expect((await line(await anApp(firm, '2026-09-08')))?.takenBy?.name).toBe('Bela')
  await app.ask('POST', '/acts/back', { absence: said.id })
  expect((await line())?.takenBy?.name).toBe('Bela')
})

test('C1: two who stand in for each other leave the call where it was; nobody stands in for themselves', async () => {
  for (const [who, standIn] of [
    ['Bela', 'Caro'],
    ['Caro', 'Bela'],
  ])
    await app.ask('POST', '/acts/away', { who, standIn, untilOn: '2026-09-03' })
  expect((await line())?.takenBy?.name).toBe('Bela')
  expect((await app.raw('POST', '/acts/away', { who: 'Bela', standIn: 'Bela', untilOn: '2026-09-03' })).status).toBe(422)
  expect((await app.raw('POST', '/acts/away', { who: 'Bela', standIn: 'Caro', untilOn: '2026-08-03' })).status).toBe(422)
})

test('C1: below the least amount nobody is rung of their own accord', async () => {
  await app.ask('POST', '/settings', { key: 'call-desk', value: { leastLate: 5000 } })
  const now = await desk()
  expect(now.lines).toEqual([])
  expect(now.left.belowLeast).toBe(1)
  await app.ask('POST', '/settings', { key: 'call-desk', value: { leastLate: 50 } })
  expect(await line()).toBeDefined()
})

test('C1: after a talk the daily call of that day is done, and the list says why', async () => {
  await app.ask('POST', '/acts/daily-calls', { client: debtor.clientId, stopOn: '2026-09-10', reason: 'asked by the owner' })
  expect(await line()).toMatchObject({ why: 'daily', daily: { state: 'today' } })
  const { id } = await app.ask<{ id: string }>('POST', '/acts/call-start', { client: debtor.clientId })
  await app.ask('PUT', `/calls/${id}/draft`, { whyNone: 'must-check', again: 'no' })
  await app.ask('POST', '/acts/call-close', { call: id })
  const now = await desk()
  expect(now.lines.some(l => l.clientId === debtor.clientId)).toBe(false)
  expect(now.dailyOff).toMatchObject([{ clientId: debtor.clientId, why: 'done-today', stopOn: '2026-09-10' }])
  await app.ask('POST', '/acts/daily-calls-stop', { client: debtor.clientId })
  expect((await desk()).dailyOff).toEqual([])
})

test('D5: what they said is shown as its own sentence, not as a code', async () => {
  const place = firm.on(ON)
  const { clientId, invoiceId } = debtor
  const { today } = place.by
  const said = { clientId, excuse: 'cheque-in-the-post', invoiceIds: [invoiceId], saidOn: today, verifyOn: today }
  await record(place.store, place.by, 'said', pen => pen.add('excuseSaid', said))
  const [one] = (await desk()).verify
  expect(one?.says).toMatch(/\s/)
  expect(one?.says).not.toContain('cheque-in-the-post')
})
