import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { record } from '../../src/shell/store/record.ts'
import type { CallDeskView } from '../../src/shell/views/call-desk.ts'
import { todayView } from '../../src/shell/views/today.ts'
import { outboxList, taskList } from '../../src/shell/views/work-lists.ts'
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
    for (const name of ['Bela', 'Caro', 'Dora', 'Edo'])
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

test('C1: while a colleague is away, tasks, approvals and disputes of theirs are on the list of whoever stands in, and theirs again afterwards', async () => {
  const place = firm.on(ON)
  const waits = await aDebtor(firm.on('2026-06-01'), { name: 'Waits', dueOn: '2026-08-20' })
  const contests = await aDebtor(firm.on('2026-06-01'), { name: 'Contests', dueOn: '2026-08-20' })
  await app.ask('POST', '/acts/assign', { client: waits.clientId, to: 'Dora' })
  await app.ask('POST', '/acts/dispute', { invoice: contests.invoiceId, cause: 'quality', owner: 'Dora' })
  await record(place.store, place.by, 'task', pen =>
    pen.add('task', { clientId: waits.clientId, title: 'look', kind: 'verify', dueOn: place.by.today, toUser: 'u-Dora' }),
  )
  await run(place, firm.config())
  const listsOf = async (userId: string, on = place) => ({
    today: (await todayView(on, { forUser: userId })).contacts.map(c => c.name),
    tasks: (await taskList(on, { forUser: userId })).map(t => t.title),
    outbox: (await outboxList(on, { forUser: userId })).map(l => l.client),
  })
  const own = await listsOf('u-Dora')
  expect(own.today).toContain('Waits')
  expect(own.tasks).toContain('look')
  expect(own.outbox).toContain('Waits')
  const { id } = await app.ask<{ id: string }>('POST', '/acts/away', { who: 'Dora', standIn: 'Edo', untilOn: '2026-09-05' })
  expect(await listsOf('u-Dora')).toEqual({ today: [], tasks: [], outbox: [] })
  expect(await listsOf('u-Edo')).toEqual(own)
  const disputes = async () => (await app.ask<{ disputes: { owner: string; standIn: string | null }[] }>('GET', '/disputes')).disputes
  expect(await disputes()).toMatchObject([{ owner: 'Dora', standIn: 'Edo' }])
  await app.ask('POST', '/acts/back', { absence: id })
  expect(await listsOf('u-Dora')).toEqual(own)
  expect(await disputes()).toMatchObject([{ standIn: null }])
  const [open] = await app.ask<{ disputes: { id: string }[] }>('GET', '/disputes').then(d => d.disputes)
  await app.ask('POST', '/acts/close-dispute', { dispute: open?.id, outcome: 'rejected' })
})

test('C1: a meeting is booked, moved, taken into the calendar, held, and off the list; or it does not take place', async () => {
  const meets = await aDebtor(firm.on('2026-06-01'), { name: 'Meets', dueOn: '2026-08-20' })
  interface Meetings {
    meetings: { taskId: string; name: string; on: string; at: string; where: string; isBooked: boolean }[]
  }
  const meetings = async () => (await app.ask<Meetings>('GET', '/calls')).meetings
  const book = (body: object) => app.raw('POST', '/acts/meeting', { client: meets.clientId, ...body })
  expect((await book({ on: '2026-08-01' })).status).toBe(422)
  expect((await book({ on: '2026-09-10', at: '25:00' })).status).toBe(422)
  await book({ on: '2026-09-10', at: '14:30', where: 'Café du Port' })
  await book({ on: ON, at: '15:00', where: 'Café du Port', who: 'Edo' })
  const [one, ...others] = await meetings()
  expect(others).toEqual([])
  expect(one).toMatchObject({ name: 'Meets', on: ON, at: '15:00', where: 'Café du Port', isBooked: true, takenBy: 'Edo' })
  const invite = await (await app.raw('GET', `/tasks/${encodeURIComponent(one?.taskId ?? '')}/invite.ics`)).text()
  expect(invite).toContain('LOCATION:Café du Port')
  expect(invite).toMatch(/DTSTART[^\n]*20260901T130000Z/)
  const { id } = await app.ask<{ id: string }>('POST', '/acts/call-start', { client: meets.clientId, kind: 'meeting' })
  await app.ask('PUT', `/calls/${id}/draft`, { whyNone: 'must-check', again: 'no' })
  await app.ask('POST', '/acts/call-close', { call: id })
  expect(await meetings()).toEqual([])
  await book({ on: '2026-09-20' })
  await app.ask('POST', '/acts/meeting-cancel', { meeting: one?.taskId })
  expect(await meetings()).toEqual([])
  expect((await app.raw('POST', '/acts/meeting-cancel', { meeting: one?.taskId })).status).toBe(404)
})
