import { afterEach, beforeEach, expect, test } from 'vitest'
import { debt, deskOf } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

test('C6: the lawyer’s flat fee stands against the agency’s percentage of what it would collect, for this very claim', async () => {
  const { clientId } = await debt(house)
  const { fees } = await deskOf(house, clientId, '?belief=0.7&fee=0.3&set=letter.cost=120')
  expect(fees.agencyPay).toBeCloseTo(210, 6) // 30 % of 700 collected
  expect(fees).toMatchObject({ flatFee: 120, cheaper: 'lawyer' })
  expect(fees.evenAtOwed).toBeCloseTo(571.43, 2) // 120 / (0.7 × 0.3)
  const small = await debt(house, '30000', 'Petit')
  expect((await deskOf(house, small.clientId, '?belief=0.7&fee=0.3&set=letter.cost=120')).fees.cheaper).toBe('agency')
})

test('C6: the firm’s own lawyer and agency replace the assumed fees, the band by the age of the claim', async () => {
  const { clientId } = await debt(house)
  await house.owner.post('/api/v1/facts/intermediary', { name: 'Maître Vidal', kind: 'lawyer', currency: 'EUR', flatFeeMinor: '18000' })
  await house.owner.post('/api/v1/facts/intermediary', {
    name: 'Recouvrement du Ponant',
    kind: 'agency',
    currency: 'EUR',
    feeBands: [
      { fromDays: 0, percent: 15 },
      { fromDays: 60, percent: 22 },
      { fromDays: 180, percent: 40 },
    ],
  })
  const desk = await deskOf(house, clientId)
  expect(desk.fees).toMatchObject({ flatFee: 180, agencyFee: 0.22 })
  expect(desk.fee).toEqual({ value: 0.22, source: 'intermediary' })
})
