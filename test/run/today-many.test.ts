import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import { run } from '../../src/shell/acts/run.ts'
import { CLIENTS_ON_THE_SPOT, sweepAside } from '../../src/shell/run/sweep-aside.ts'
import { sweepInThreads } from '../../src/shell/run/sweep-threads.ts'
import { record } from '../../src/shell/store/record.ts'
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
