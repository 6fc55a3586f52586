import { afterEach, beforeEach, expect, test } from 'vitest'
import { netFromTerms } from '../../src/core/economics/worth.ts'
import { debt, deskOf, wayOf } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

test('C4: 700 collected of 1,000 at 30 % leave 490; the same percentage offered to the client leaves 700; break-even 51 %', async () => {
  const { clientId } = await debt(house)
  const desk = await deskOf(house, clientId, '?belief=0.7&fee=0.3&relation=0')
  expect(desk).toMatchObject({ owed: { minor: '100000', currency: 'EUR' }, age: 90, belief: 0.7 })
  expect(desk.agencyCheck).toMatchObject({ owed: 1000, fee: 0.3 })
  expect(desk.agencyCheck.collected).toBeCloseTo(700, 6)
  expect(desk.agencyCheck.net).toBeCloseTo(490, 6)
  expect(desk.agencyCheck.samePercentageSettlement).toBeCloseTo(700, 6)
  expect(desk.agencyCheck.breakEvenDiscount).toBeCloseTo(0.51, 6)
  expect(desk.offer).toMatchObject({ least: { minor: '50000' }, by: 'floor' }) // the firm's own floor of half stands above 490
})

test('C4: the amicable, direct way closes with an agency and with a court, and the desk says so of these two alone', async () => {
  const { clientId } = await debt(house)
  const desk = await deskOf(house, clientId)
  expect(desk.ways.filter(w => w.closesDirectWay).map(w => w.way).sort()).toEqual(['agency', 'court']) // biome-ignore format: one line
})

test('C4: every figure opens: its terms give the net again, and no way is worth more than the claim can yield', async () => {
  const { clientId } = await debt(house)
  const desk = await deskOf(house, clientId)
  expect(desk.ways.length).toBeGreaterThanOrEqual(8)
  for (const w of desk.ways) {
    expect(netFromTerms(w.formula, w.terms), w.way).toBeCloseTo(w.net, 1)
    expect(w.net, w.way).toBeLessThanOrEqual(w.way === 'court' ? 1300 : 1000)
    expect(w.low, w.way).toBeLessThanOrEqual(w.net)
    expect(w.high, w.way).toBeGreaterThanOrEqual(w.net)
  }
})

test('C4: a relation worth more than the desk names makes the agency leave less than nothing', async () => {
  const { clientId } = await debt(house)
  const { agencyNothingFrom } = await deskOf(house, clientId, '?relation=0')
  const from = agencyNothingFrom ?? Number.NaN
  expect(wayOf(await deskOf(house, clientId, `?relation=${from - 2}`), 'agency').net).toBeGreaterThan(0)
  expect(wayOf(await deskOf(house, clientId, `?relation=${from + 2}`), 'agency').net).toBeLessThan(0)
})

test('C4: rates above one and negative worths are refused by name', async () => {
  const { clientId } = await debt(house)
  const fee = await house.owner.ask('GET', `/api/v1/clients/${clientId}/desk?fee=1.5`)
  expect(fee).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'fee' }] } } })
  const relation = await house.owner.ask('GET', `/api/v1/clients/${clientId}/desk?relation=-5`)
  expect(relation).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'relation' }] } } })
})

const moved = async (clientId: string, way: string, set: string): Promise<number> =>
  wayOf(await deskOf(house, clientId, `?set=${encodeURIComponent(set)}`), way).net

test('C4: any assumption that bears on the claim has a lever with its source: rows of the tables by age and size, the agency’s bands, the court’s fee', async () => {
  const { clientId } = await debt(house)
  const desk = await deskOf(house, clientId)
  const paths = desk.sources.flatMap(s => s.levers.map(l => l.path))
  for (const path of ['collectability.2.chance', 'agency.feeByAge.2.fee', 'agency.feeByAge.3.from', 'agency.feeByAge.3.fee', 'agency.feeBySize.2.add', 'court.fees.1.fee', 'settle.grid.to']) // biome-ignore format: one row
    expect(paths, path).toContain(path)
  expect(paths.filter(path => path.startsWith('payWithin30.')).length).toBeGreaterThan(1)
  for (const source of desk.sources) expect(source.source.length, source.assumption).toBeGreaterThan(2)
  const agency = wayOf(desk, 'agency').net
  expect(await moved(clientId, 'agency', 'agency.feeByAge.2.fee=0.1')).toBeGreaterThan(agency)
  expect(await moved(clientId, 'agency', 'agency.feeByAge.2.from=95')).toBeGreaterThan(agency) // the dearer band begins later
  expect(await moved(clientId, 'agency', 'collectability.2.chance=0.5')).toBeLessThan(agency)
  const court = wayOf(desk, 'court').net
  expect(await moved(clientId, 'court', 'court.fees.1.fee=300')).toBeLessThan(court)
  expect(await moved(clientId, 'wait', 'payWithin30.7.chance=0.01')).toBeLessThan(wayOf(desk, 'wait').net)
})

test('C4: what was moved is the reader’s own, everything else keeps its source, in another currency too; both ends of each doubt stand for every way', async () => {
  const { clientId, invoiceId } = await debt(house)
  const own = (desk: Awaited<ReturnType<typeof deskOf>>): string[] => desk.sources.filter(s => s.from === 'own').map(s => s.assumption)
  expect(own(await deskOf(house, clientId))).toEqual([])
  const after = await deskOf(house, clientId, '?set=agency.feeByAge.2.fee=0.1,call.cost=30')
  expect(own(after)).toEqual(['call', 'agency'])
  expect(after.sensitivity.filter(s => s.part === 'fee').map(s => s.assumption)).toEqual(['agency', 'court'])
  for (const { assumption, ways } of after.sensitivity)
    for (const w of after.ways.filter(each => each.way !== 'write-off')) {
      const [low, high] = ways[w.way] ?? [1, 0]
      expect(low, `${assumption} ${w.way}`).toBeLessThanOrEqual(high)
      expect(w.low, `${assumption} ${w.way}`).toBeLessThanOrEqual(low)
      expect(w.high, `${assumption} ${w.way}`).toBeGreaterThanOrEqual(high)
    }
  await house.owner.patch(`/api/v1/facts/invoice/${invoiceId}`, { currency: 'PLN' })
  const zloty = await deskOf(house, clientId)
  expect(zloty).toMatchObject({ currency: 'PLN', costUnits: 4 })
  expect(own(zloty)).toEqual([])
  expect([wayOf(zloty, 'remind').cost, wayOf(zloty, 'letter').cost]).toEqual([4, 480])
})

test.each([
  ['agency.feeByAge.2.fee=1.5', 'number-out-of-bounds', 'agency.feeByAge.2.fee'],
  ['agency.feeByAge.2.fee=NaN', 'number-out-of-bounds', 'agency.feeByAge.2.fee'],
  ['court.fees.1.fee=-1', 'number-out-of-bounds', 'court.fees.1.fee'],
  ['agency.feeByAge.7.fee=.2', 'assumption-unknown', 'set'],
  ['agency.feeByAge.2.from=400', 'rows-out-of-order', 'agency.feeByAge'],
  ['settle.grid.step=0', 'rows-out-of-order', 'settle.grid'],
])('C4: %s is refused as %s', async (set, code, field) => {
  const { clientId } = await debt(house)
  expect(await house.owner.ask('GET', `/api/v1/clients/${clientId}/desk?set=${encodeURIComponent(set)}`)).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code, field }] } },
  })
})
