import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import { pay } from '../../src/shell/acts/pay.ts'
import { aside } from '../../src/shell/aside/aside.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { sweep } from '../../src/shell/run/sweep.ts'
import { record } from '../../src/shell/store/record.ts'
import { decidedRows } from '../../src/shell/views/client-rows.ts'
import { overviewOf } from '../../src/shell/views/kept-overview.ts'
import { invoiceList } from '../../src/shell/views/lists.ts'
import { allLines } from '../../src/shell/views/overview.ts'
import { aDebtor, aFirm, looked, paid, type TestFirm } from '../support/firm.ts'

const ON = '2026-03-10'
let firm: TestFirm
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
})
afterEach(() => firm.close())

/** Late, not yet due, in two currencies, settled, with nothing at all. */
async function several() {
  const place = firm.on(ON)
  const late = await aDebtor(place, { name: 'Late', dueOn: '2026-02-01' })
  const soon = await aDebtor(place, { name: 'Soon', dueOn: '2026-03-20' })
  const two = await aDebtor(place, { name: 'Two', dueOn: '2026-01-20' })
  const settled = await aDebtor(place, { name: 'Settled', dueOn: '2026-01-20' })
  await record(place.store, place.by, 'test', async pen => {
    await pen.add('client', { name: 'Nothing', kind: 'business', country: 'FR' })
    const issuedOn = day('2026-02-01')
    await pen.add('invoice', { clientId: two.clientId, number: 'GBP-1', issuedOn, dueOn: day('2026-03-01'), currency: 'GBP', totalMinor: 5_000n }) // biome-ignore format: one fact
  })
  await pay(place, { invoices: [settled.invoiceId], on: '2026-02-01' })
  await looked(place)
  return { late, soon, two, settled }
}
const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] => rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('what the sweep wrote lists clients as their facts do, on the day and on a later one', async () => {
  const { soon } = await several()
  for (const on of [ON, addDays(day(ON), 1), '2026-03-23']) {
    const place = firm.on(on)
    await sweep(place, await loadDecider(place))
    const rows = byId(await decidedRows(place, new Set()))
    expect(rows).toEqual(byId((await overviewOf(place)).clients))
    expect(rows.map(r => r.name).sort()).toEqual(['Late', 'Nothing', 'Settled', 'Soon', 'Two'])
    expect(rows.find(r => r.id === soon.clientId)?.lateDays).toBe(on === '2026-03-23' ? 3 : 0)
  }
})

test('of whom something was recorded since, the facts are read', async () => {
  const { late } = await several()
  const place = firm.on(ON)
  await sweep(place, await loadDecider(place))
  await paid(place, late, 20_000n)
  const rowOf = (rows: Awaited<ReturnType<typeof decidedRows>>) => rows.find(r => r.id === late.clientId)?.open
  expect(rowOf(await decidedRows(place, new Set()))).toEqual([{ minor: '120000', currency: 'EUR' }])
  expect(rowOf(await decidedRows(place, new Set([late.clientId])))).toEqual([{ minor: '100000', currency: 'EUR' }])
})

test('lists kept in memory follow what is recorded: a payment, a new client, one taken back; and the day', async () => {
  const { late, soon } = await several()
  const place = firm.on(ON)
  const open = () => invoiceList(place, { show: 'open', sort: 'number', offset: 0, limit: 50 })
  expect((await open()).rows.map(r => r.number)).toEqual(['F-Late', 'F-Soon', 'F-Two', 'GBP-1'])
  const unchanged = await overviewOf(place)
  expect(await overviewOf(place)).toBe(unchanged)
  await pay(place, { invoices: [late.invoiceId] })
  await aDebtor(place, { name: 'Newer', dueOn: '2026-02-20' })
  await record(place.store, place.by, 'test', async pen => {
    await pen.retract('invoice', soon.invoiceId)
    await pen.retract('client', soon.clientId)
  })
  expect((await open()).rows.map(r => r.number)).toEqual(['F-Newer', 'F-Two', 'GBP-1'])
  expect(byId((await overviewOf(place)).clients)).toEqual(byId([...(await allLines(place)).values()].map(l => l.client)))
  const later = firm.on('2026-03-30')
  expect((await overviewOf(later)).clients.find(c => c.name === 'Newer')?.lateDays).toBe(38)
})

test('beside the main thread the same lines are read', async () => {
  await several()
  const place = firm.on(ON)
  expect(await aside(place, 'overview', null)).toEqual(await allLines(place))
})
