import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import { run } from '../../src/shell/acts/run.ts'
import { OWNER } from '../../src/shell/run/lease.ts'
import { CLIENTS_ON_THE_SPOT, sweepAside } from '../../src/shell/run/sweep-aside.ts'
import { sweepInThreads } from '../../src/shell/run/sweep-threads.ts'
import { record } from '../../src/shell/store/record.ts'
import { messagesNow } from '../../src/shell/views/messages.ts'
import { todayView } from '../../src/shell/views/today.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'

const TODAY = day('2026-03-10')
const CLIENTS = CLIENTS_ON_THE_SPOT + 20
let firm: TestFirm
let place: Place

/** Every tenth is nine days late; the others fall due on the days after. */
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  await longLive(firm, TODAY)
  place = firm.on(TODAY)
  await record(place.store, place.by, 'test', async pen => {
    for (let n = 0; n < CLIENTS; n++) {
      const clientId = await pen.add('client', { name: `Client ${n}`, kind: 'business', country: 'FR', email: `c${n}@example.org` })
      const dueOn = addDays(TODAY, n % 10 === 0 ? -9 : 14 + (n % 20))
      const money = { currency: 'EUR', totalMinor: 120_000n }
      await pen.add('invoice', { clientId, number: `F-${n}`, issuedOn: addDays(dueOn, -30), dueOn, ...money })
    }
  })
  await looked(place)
})
afterEach(() => firm.close())

test('many clients that nobody has decided yet: the page says so and does not wait', async () => {
  expect(await todayView(place)).toMatchObject({ asDecided: 'never', contacts: [], silent: [] })
})

test('while many wait for the sweep, the page tells of them as they were decided', async () => {
  const { sweep } = await run(place, firm.config())
  expect(sweep).toMatchObject({ clients: CLIENTS, acts: CLIENTS / 10, changed: CLIENTS })
  const told = await todayView(place)
  expect(told).toMatchObject({ asDecided: null })
  expect(told.contacts).toHaveLength(CLIENTS / 10)
  await looked(place) // the firm's own: everybody is decided anew
  const meanwhile = await todayView(place)
  expect(meanwhile).toEqual({ ...told, asDecided: { on: TODAY, at: sweep.startedAt } })
  await run(place, firm.config())
  expect(await todayView(place)).toMatchObject({ asDecided: null })
})

test('on the next day only few have turned: they are decided on the spot and nothing is old', async () => {
  await run(place, firm.config())
  const next = await todayView(firm.on(addDays(TODAY, 1)))
  expect(next).toMatchObject({ on: addDays(TODAY, 1), asDecided: null })
  expect(next.contacts).toHaveLength(CLIENTS / 10)
})

test('two that ask for the same sweep wait for one', async () => {
  const both = await Promise.all([sweepAside(place), sweepAside(place)])
  expect(both[0]).toBe(both[1])
  expect(both[0]).toMatchObject({ clients: CLIENTS, faults: [] })
})

test('several threads decide what one decides, each client once, and it is summed up once', async () => {
  const said: number[] = []
  const report = await sweepInThreads(place, 3, clients => said.push(clients))
  expect(report).toMatchObject({ clients: CLIENTS, acts: CLIENTS / 10, holds: (CLIENTS * 9) / 10, changed: CLIENTS, faults: [] })
  expect(said.at(-1)).toBe(CLIENTS)
  const { db } = place.store
  expect(await db.selectFrom('sweep').select(['on', 'clients', 'changed']).execute()).toEqual([
    { on: TODAY, clients: CLIENTS, changed: CLIENTS },
  ])
  const rows = () => db.selectFrom('decision').select(['clientId', 'fingerprint']).orderBy('clientId').execute()
  const byThreads = await rows()
  expect(new Set(byThreads.map(row => row.clientId)).size).toBe(CLIENTS)
  expect(await sweepAside(place)).toMatchObject({ clients: CLIENTS, acts: CLIENTS / 10, changed: 0 })
  expect(await rows()).toEqual(byThreads)
})

test('what one thread could not decide stops no other, and is told', async () => {
  const { db } = place.store
  const ids = (await db.selectFrom('client').select('id').orderBy('id').execute()).map(row => row.id)
  const broken = [ids[3], ids.at(-3)] as string[] // one in the first stretch, one in the last
  for (const id of broken) await db.updateTable('client').set({ policy: 'no-such-policy' }).where('id', '=', id).execute()
  const report = await sweepInThreads(place, 3, () => undefined)
  expect(report).toMatchObject({ clients: CLIENTS, changed: CLIENTS - 2 })
  expect(report.faults.map(fault => fault.clientId).sort()).toEqual(broken.toSorted())
})

test('of the many messages of a day, those that were sent go before those that were taken back', async () => {
  await run(place, firm.config())
  const { db } = place.store
  const ended = { doneOn: TODAY, doneAt: place.by.at }
  await db
    .updateTable('outbox')
    .set({ ...ended, state: 'withdrawn' })
    .execute()
  const messages = db.selectFrom('outbox').select('key').where('clientId', '!=', OWNER)
  const { key } = await messages.orderBy('key', 'desc').limit(1).executeTakeFirstOrThrow()
  await db
    .updateTable('outbox')
    .set({ ...ended, state: 'sent' })
    .where('key', '=', key)
    .execute()
  const told = async (most?: number) => (await messagesNow(place, ['unsure'], most)).map(row => row.state)
  expect(await told(1)).toEqual(['sent'])
  expect((await told(3)).sort()).toEqual(['sent', 'withdrawn', 'withdrawn'])
  expect(await told()).toHaveLength(CLIENTS / 10)
})

test('a decision row is short whatever it tells of, and is replaced when what it tells changes', async () => {
  await run(place, firm.config())
  const { db } = place.store
  const rows = () => db.selectFrom('decision').select(['clientId', 'fingerprint', 'kind']).where('supersededAt', 'is', null).execute()
  const before = await rows()
  expect(new Set(before.map(row => row.fingerprint.length))).toEqual(new Set([27]))
  const acts = before.filter(row => row.kind === 'act')
  expect(new Set(acts.map(row => row.fingerprint)).size).toBe(acts.length)
  const [first] = acts
  await db
    .updateTable('invoice')
    .set({ totalMinor: 130_000n })
    .where('clientId', '=', first?.clientId ?? '')
    .execute()
  await looked(place) // everybody is decided anew
  expect((await run(place, firm.config())).sweep).toMatchObject({ changed: 1 })
  const after = new Map((await rows()).map(row => [row.clientId, row.fingerprint]))
  expect(before.filter(row => after.get(row.clientId) !== row.fingerprint)).toEqual([first])
})
