import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { type SweepReport, sweep } from '../../src/shell/run/sweep.ts'
import { rulesOf, toDecide } from '../../src/shell/run/sweep-since.ts'
import { record } from '../../src/shell/store/record.ts'
import { todayFromFacts } from '../../src/shell/views/today-facts.ts'
import { todayFromRows } from '../../src/shell/views/today-rows.ts'
import type { TodayView } from '../../src/shell/views/today-view.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'

const TODAY = '2026-03-10'
let firm: TestFirm
let place: Place

beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  await longLive(firm, TODAY)
  place = firm.on(TODAY)
  for (const [n, dueOn] of ['2026-03-01', '2026-02-01', '2026-03-09', '2026-03-20', '2025-12-01', '2026-03-02'].entries())
    await aDebtor(place, { name: `Client ${n}`, dueOn })
  const mixed = await aDebtor(place, { name: 'In two currencies', dueOn: '2026-02-20' })
  await record(place.store, place.by, 'test', pen =>
    pen.add('invoice', {
      ...{ clientId: mixed.clientId, number: 'USD-1', issuedOn: day('2026-01-01'), dueOn: day('2026-01-31') },
      ...{ currency: 'USD', totalMinor: 99_00n },
    }),
  )
  const covered = await aDebtor(place, { name: 'Paid ahead', dueOn: '2026-03-05' })
  await record(place.store, place.by, 'test', pen =>
    pen.add('payment', { clientId: covered.clientId, amountMinor: 50_00n, currency: 'EUR', paidOn: day('2026-03-06'), kind: 'payment' }),
  )
  await looked(place)
})
afterEach(() => firm.close())

const swept = async (): Promise<SweepReport> => sweep(place, await loadDecider(place))
/** Lists whose order leaves ties open, in one order. */
const sorted = (view: Omit<TodayView, 'corrections'>): Omit<TodayView, 'corrections'> => ({
  ...view,
  contacts: view.contacts.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  silent: view.silent
    .map(line => ({ ...line, obstacles: line.obstacles.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  tomorrow: view.tomorrow.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
})

async function bothWays(contactsMin = 2): Promise<void> {
  const decider = await loadDecider(place)
  const which = await toDecide(place, place.by.today, rulesOf(decider))
  if (which === 'all') throw new Error('the day is not swept')
  const fromRows = await todayFromRows(place, decider, {}, which)
  const fromFacts = await todayFromFacts(place, decider, {})
  expect(fromFacts.contacts.length).toBeGreaterThanOrEqual(contactsMin)
  expect(fromFacts.silent.length).toBeGreaterThan(0)
  expect(sorted(fromRows)).toEqual(sorted(fromFacts))
}

test('today from the decision rows says what today from all facts says', async () => {
  await swept()
  await bothWays()
})

test('what was recorded since the sweep is decided on the spot', async () => {
  await swept()
  const { clientId } = await aDebtor(place, { name: 'New', dueOn: '2026-02-15' })
  await bothWays()
  await record(place.store, place.by, 'test', pen =>
    pen.add('payment', { clientId, amountMinor: 120_000n, currency: 'EUR', paidOn: day(TODAY), kind: 'payment' }),
  )
  await bothWays()
})

test('a second sweep of a day decides only whom something happened to, and counts everybody', async () => {
  const first = await swept()
  expect(first).toMatchObject({ clients: 8 })
  const decider = await loadDecider(place)
  const which = async () => toDecide(place, place.by.today, rulesOf(decider))
  const again = await swept()
  expect(again).toMatchObject({ clients: first.clients, acts: first.acts, holds: first.holds, changed: 0, queued: 0 })
  const { clientId } = await aDebtor(place, { name: 'New', dueOn: '2026-02-15' })
  expect(await which()).toEqual(new Set([clientId]))
  expect(await swept()).toMatchObject({ clients: 9, changed: 1 })
  await looked(place)
  expect(await which()).toBe('all')
})

test('another day: only whose answer can have turned is decided, and every day reads as if all had been', async () => {
  const paid = await aDebtor(place, { name: 'Paid', dueOn: '2026-02-01' })
  await record(place.store, place.by, 'test', pen =>
    pen.add('payment', { clientId: paid.clientId, amountMinor: 120_000n, currency: 'EUR', paidOn: day('2026-03-01'), kind: 'payment' }),
  )
  await swept()
  const decidedOn: number[] = []
  for (let on = addDays(day(TODAY), 1); on < '2026-04-20'; on = addDays(on, on < '2026-03-25' ? 1 : 4)) {
    place = firm.on(on)
    const which = await toDecide(place, on, rulesOf(await loadDecider(place)))
    if (which === 'all') throw new Error(`${on}: all are decided`)
    expect(which.has(paid.clientId), on).toBe(false)
    decidedOn.push(which.size)
    await bothWays(0) // before the sweep of the day
    await swept()
    await bothWays(0)
  }
  expect(Math.min(...decidedOn)).toBeLessThan(8)
  expect(Math.max(...decidedOn)).toBeGreaterThan(0)
})

test('a day already behind, another policy or another law is decided for everybody', async () => {
  await swept()
  const decider = await loadDecider(place)
  expect(await toDecide(place, day('2026-03-09'), rulesOf(decider))).toBe('all')
  expect(await toDecide(place, place.by.today, rulesOf({ ...decider, policyHash: 'other' }))).toBe('all')
  expect(await toDecide(place, place.by.today, rulesOf({ ...decider, lawHash: 'other' }))).toBe('all')
  expect(await toDecide(place, place.by.today, rulesOf({ ...decider, inForce: 'other' }))).toBe('all')
})

test('a retraction counts as a change', async () => {
  const { clientId, invoiceId } = await aDebtor(place, { name: 'Mistaken', dueOn: '2026-03-01' })
  await swept()
  await record(place.store, place.by, 'test', pen => pen.retract('invoice', invoiceId))
  expect(await toDecide(place, place.by.today, rulesOf(await loadDecider(place)))).toEqual(new Set([clientId]))
  await bothWays()
})
