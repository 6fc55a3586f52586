import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CourtSheet } from '../../src/shell/views/court-sheet.ts'
import { type Debt, debt, deeds, deskOf, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
})
afterEach(() => house.close())

const sheetOf = (code: string): Promise<CourtSheet> => house.owner.get<CourtSheet>(`/api/v1/clients/${owed.clientId}/court/${code}`)
const entryOf = (sheet: CourtSheet, label: string): string =>
  sheet.lines.find(l => l.label === label)?.value.replace(/[\u00a0\u202f]/g, ' ') ?? 'no such field'

test('C15: the cost of collecting is counted: court and lawyer fees, the chance of winning, the chance that anything can be had', async () => {
  const desk = await deskOf(house, owed.clientId, '?belief=0.6&set=court.collects=0.9,court.costsBack=0.5,court.cost=200')
  expect(desk.collecting).toMatchObject({
    ownCost: 200,
    winChance: 0.9,
    seizeChance: 0.6,
    costsBack: 0.5,
    lawyerFee: 120,
    courtFee: 35.21,
    courtFeeFrom: { confidence: 'secondary' },
  })
  const court = desk.ways.find(w => w.way === 'court')
  const cost = 200 + 35.21
  const gross = 0.6 * 0.9 * (1000 / 1.1 ** (240 / 365) + 0.5 * cost) - cost
  expect((court?.net ?? 0) - (court?.relationEffect ?? 0)).toBeCloseTo(gross, 1)
})

test('C15: a French claim is prepared for the injonction de payer, field by field, and says what only a person can fill in', async () => {
  expect((await sheetOf('fr-injonction-de-payer')).against).toEqual(['demand-missing'])
  await triedAll(house, owed)
  const sheet = await sheetOf('fr-injonction-de-payer')
  expect(sheet).toMatchObject({
    prepared: true,
    against: [],
    fee: { amount: { minor: '3521', currency: 'EUR' }, confidence: 'secondary', upTo: null },
    barredOn: '2031-06-04',
  })
  expect(entryOf(sheet, 'Principal')).toBe('1 000,00 €')
  expect(entryOf(sheet, 'Indemnité forfaitaire')).toContain('40,00 €')
  expect(entryOf(sheet, 'Mise en demeure du')).toBe('3 août 2026')
  expect(entryOf(sheet, 'Pièces justificatives')).toBe('Commande.txt; Bon de livraison.txt')
  expect(sheet.lines.filter(l => l.byHand).map(l => l.label)).toContain('Date et signature')
  expect((await deskOf(house, owed.clientId)).ways.find(w => w.way === 'court')?.closed).toEqual([])
})

test('C15: across a border the European order fits and the national one does not; a country without a pack is said to be not prepared', async () => {
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { country: 'DE', address: ['Lange Straße 1', '10115 Berlin'] })
  const sheet = await sheetOf('eu-order-for-payment')
  expect(sheet.against).toEqual([])
  expect(entryOf(sheet, '2 Code 02 Defendant: address')).toBe('Lange Straße 1, 10115 Berlin')
  expect((await sheetOf('fr-injonction-de-payer')).prepared).toBe(false)
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { country: 'JP' })
  const desk = await deskOf(house, owed.clientId)
  expect(desk.courts).toEqual([])
  expect(desk.ways.find(w => w.way === 'court')?.closed.map(c => c.code)).toContain('court-not-prepared')
  expect(await house.owner.ask('GET', `/api/v1/clients/${owed.clientId}/court/jp-shiharai`)).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'not-prepared' }] } },
  })
})

test('C15: form A is whole, section by section; a court whose fee nobody here has read says so and is given no figure', async () => {
  await triedAll(house, owed)
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { country: 'IT', address: ['Via Roma 1', '20121 Milano'] })
  const sheet = await sheetOf('eu-order-for-payment')
  expect(sheet).toMatchObject({ prepared: true, country: 'IT', fee: null, source: expect.stringContaining('2017/1260'), asOf: '2026-11' })
  expect(new Set(sheet.lines.map(l => l.label.split(/[ .]/, 1)[0]))).toEqual(
    new Set(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', 'Appendix']),
  )
  expect(entryOf(sheet, '9 Costs: application fees')).toBe('')
  expect(entryOf(sheet, '4 Cross-border nature: country of the court')).toBe('IT')
  expect(sheet.remarks.join(' ')).toContain('elsewhere the e-Justice portal names it')
  expect((await deskOf(house, owed.clientId)).collecting.courtFeeFrom).toBeNull()
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { country: 'RO' })
  expect((await sheetOf('eu-order-for-payment')).fee).toMatchObject({ amount: { currency: 'RON' }, confidence: 'memory' })
})

test('C15: what is contested is left out of the claim and keeps the court closed', async () => {
  await deeds(house, owed.clientId, [{ step: 'letter-60', doneOn: '2026-08-03', tone: 3 }])
  await house.owner.post('/api/v1/acts/dispute', { invoice: owed.invoiceId, cause: 'quality', amount: '400.00' })
  expect((await deskOf(house, owed.clientId)).owed.minor).toBe('60000')
})

test('C15: a value of the law that the firm knows better stands in the sheet as it does in its letters', async () => {
  await triedAll(house, owed)
  const override = { law: 'FR', variant: 'business', field: 'rate', value: '10', writtenIn: 'contrat-cadre, art. 7', since: '2026-01-01' }
  await house.owner.post('/api/v1/acts/law-override', override)
  const sheet = await sheetOf('fr-injonction-de-payer')
  expect(sheet.lines.map(l => l.value.replace(/[\u00a0\u202f]/g, ' ')).join('\n')).toContain('24,66 €') // 1000.00 × 10 % × 90/365
})

test('C15: the firm reads another court fee and says where: the sheet, the desk and its sources use it from that day on, and it can be taken back', async () => {
  await triedAll(house, owed)
  const say = (input: object) => house.owner.ask('POST', '/api/v1/acts/court-fee', { court: 'fr-injonction-de-payer', ...input })
  for (const [field, wrong] of Object.entries({
    fee: { fee: '-3', writtenIn: 'x' },
    writtenIn: { fee: '33.47', writtenIn: ' ' },
    upTo: { fee: '33.47', writtenIn: 'x', over: '500', upTo: '500' },
    since: { fee: '33.47', writtenIn: 'x', since: '2026-02-30' },
    country: { fee: '33.47', writtenIn: 'x', country: 'DE' },
    court: { fee: '33.47', writtenIn: 'x', court: 'jp-shiharai' },
  }))
    expect(await say(wrong)).toMatchObject({ status: 422, body: { error: { faults: [{ field }] } } })
  const { id } = await house.owner.post<{ id: string }>('/api/v1/acts/court-fee', {
    ...{ court: 'fr-injonction-de-payer', fee: '39,50', writtenIn: 'tarif du greffe de Brest', since: '2026-03-01' },
  })
  const sheet = await sheetOf('fr-injonction-de-payer')
  expect(sheet.fee).toMatchObject({
    amount: { minor: '3950' },
    source: 'tarif du greffe de Brest',
    confidence: 'own',
    since: '2026-03-01',
    ownId: id,
  })
  const desk = await deskOf(house, owed.clientId)
  expect(desk.collecting).toMatchObject({ courtFee: 39.5, courtFeeFrom: { source: 'tarif du greffe de Brest', confidence: 'own' } })
  expect(desk.sources.find(s => s.assumption === 'court')).toMatchObject({ source: 'tarif du greffe de Brest', confidence: 'given' })
  await house.owner.post('/api/v1/acts/court-fee-drop', { id })
  expect((await sheetOf('fr-injonction-de-payer')).fee?.amount.minor).toBe('3521')
})
