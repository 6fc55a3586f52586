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
