import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeskView } from '../../src/shell/views/desk.ts'
import { type Debt, debt, deskOf, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
})
afterEach(() => house.close())

const keep = (body: object) => house.owner.ask('POST', '/api/v1/acts/intermediary', body)
const agency = { name: 'Ponant', kind: 'agency', currency: 'EUR', feePercent: '25', taxPercent: '20', conductRules: 'Jamais le soir.' }
const feeOn = (desk: DeskView): number => desk.fees.agencyFee

test('B14: an agency keeps its fee by age and size, its country, tax and rules; the band the claim has reached is weighed and stands in the mandate', async () => {
  const bands = [
    { percent: '15' },
    { fromDays: 60, percent: '22,5' },
    { fromDays: 60, fromAmount: '5000.00', percent: '18' },
    { fromDays: 180, percent: '35' },
  ]
  expect(await keep({ ...agency, country: 'fr', bands })).toMatchObject({ status: 200, body: { name: 'Ponant', kind: 'agency' } })
  const { facts } = await house.owner.get<{ facts: object[] }>('/api/v1/facts/intermediary')
  expect(facts).toMatchObject([
    { country: 'FR', taxPercent: '20', feeBands: [{ fromDays: 0, percent: '15' }, { percent: '22.5' }, {}, {}] },
  ])
  expect(feeOn(await deskOf(house, owed.clientId))).toBeCloseTo(0.225) // 90 days, 1,000
  await triedAll(house, owed)
  await house.owner.post('/api/v1/acts/prepare-hand-over', { client: owed.clientId, to: 'Ponant' })
  expect(await house.owner.get('/api/v1/facts/mandate')).toMatchObject({ facts: [{ feePercent: '22.5', taxPercent: '20' }] })
  const large = await debt(house, '900000', 'Grande maison')
  expect(feeOn(await deskOf(house, large.clientId))).toBeCloseTo(0.18)
})

test('B14: an agency of the client’s country is weighed before one that works anywhere; one of another country is not; one no longer used neither', async () => {
  await keep({ ...agency, feePercent: '30' })
  await keep({ ...agency, name: 'Rhein-Inkasso', country: 'DE', feePercent: '11' })
  expect(feeOn(await deskOf(house, owed.clientId))).toBeCloseTo(0.3)
  await keep({ ...agency, name: 'Loire', country: 'FR', feePercent: '21' })
  expect(feeOn(await deskOf(house, owed.clientId))).toBeCloseTo(0.21)
  await keep({ known: 'Loire', end: true })
  expect(feeOn(await deskOf(house, owed.clientId))).toBeCloseTo(0.3)
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { country: 'DE' })
  expect(feeOn(await deskOf(house, owed.clientId))).toBeCloseTo(0.11)
})

test('B14: terms are changed for what comes next; what was handed over keeps the mandate it was given on', async () => {
  await keep(agency)
  await triedAll(house, owed)
  await house.owner.post('/api/v1/acts/prepare-hand-over', { client: owed.clientId, to: 'Ponant' })
  expect(await keep({ known: 'Ponant', feePercent: '12', conductRules: '' })).toMatchObject({ status: 200 })
  expect(await house.owner.get('/api/v1/facts/intermediary')).toMatchObject({
    facts: [{ feePercent: '12', taxPercent: '20', conductRules: null }],
  })
  expect(await house.owner.get('/api/v1/facts/mandate')).toMatchObject({ facts: [{ feePercent: '25', conductRules: 'Jamais le soir.' }] })
})

test.each([
  ['feePercent', { feePercent: '140' }, 'percent-unreadable'],
  ['taxPercent', { taxPercent: '-5' }, 'percent-unreadable'],
  ['bands', { bands: [{ fromDays: -30, percent: '20' }] }, 'days-wrong'],
  ['bands', { bands: [{ percent: '101' }] }, 'percent-unreadable'],
  ['bands', { bands: [{ fromAmount: 'viel', percent: '20' }] }, 'amount-unreadable'],
  ['bands', { bands: [{ percent: '20' }, { fromDays: 0, fromAmount: '0.00', percent: '25' }] }, 'bands-twice'],
  ['bands', { bands: Array.from({ length: 21 }, (_, n) => ({ fromDays: n, percent: '20' })) }, 'bands-many'],
  ['flatFee', { flatFee: '-1' }, 'amount-unreadable'],
  ['country', { country: 'France' }, 'country-unreadable'],
  ['currency', { currency: 'euro' }, 'currency-unknown'],
  ['name', { name: '  ' }, 'field-missing'],
] as const)('B14: %s that cannot be is refused by name, and nothing is kept', async (field, wrong, code) => {
  expect(await keep({ ...agency, ...wrong })).toMatchObject({ status: 422, body: { error: { faults: [{ code, field }] } } })
  expect(await house.owner.get('/api/v1/facts/intermediary')).toMatchObject({ facts: [] })
})

test('B14: two of one name are refused, and so is one that is not known', async () => {
  await keep(agency)
  expect(await keep(agency)).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'name-taken' }] } } })
  expect(await keep({ known: 'Nobody', feePercent: '1' })).toMatchObject({
    body: { error: { faults: [{ code: 'no-such-intermediary' }] } },
  })
})
