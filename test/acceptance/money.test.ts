import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, day } from '../../src/core/day/day.ts'
import type { BankView } from '../../src/shell/views/bank.ts'
import type { ClientView } from '../../src/shell/views/client.ts'
import type { CostsView } from '../../src/shell/views/costs.ts'
import type { ForecastView } from '../../src/shell/views/forecast.ts'
import type { InvoiceView } from '../../src/shell/views/invoice.ts'
import type { LawView } from '../../src/shell/views/law.ts'
import { camt } from '../support/camt.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05', { live: true })
})
afterEach(() => house.close())

test('D2: the invoice, the agreed terms, what was delivered and the late costs to the day are at hand', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'F-7', issuedOn: '2025-12-01', dueOn: '2025-12-31', minor: '100000' })
  await house.owner.post('/api/v1/facts/invoice-line', {
    clientId,
    invoiceId,
    position: 1,
    text: '40 affiches posées',
    quantity: '40',
    netMinor: '83333',
  })
  await house.owner.post('/api/v1/facts/agreement', {
    clientId,
    title: 'Affichage annuel',
    currency: 'EUR',
    termsDays: 30,
    signedBy: 'Mme Leduc',
  })
  house.stand('2026-06-30')
  const view = await house.owner.get<InvoiceView>(`/api/v1/invoices/${invoiceId}`)
  expect(view).toMatchObject({ number: 'F-7', agreedDueOn: '2025-12-31', lines: [{ text: '40 affiches posées', quantity: '40' }] })
  const client = await house.owner.get<ClientView>(`/api/v1/clients/${clientId}`)
  expect(client.termsDays).toBe(30)
  const { costs } = await house.owner.get<{ costs: CostsView }>(`/api/v1/invoices/${invoiceId}/costs`)
  // French law between businesses: the rate of the first half of 2026, 181 days, and the fixed sum
  const [segment, ...others] = costs.interest?.segments ?? []
  expect(others).toEqual([])
  expect(segment).toMatchObject({ from: '2026-01-01', to: '2026-06-30', days: 181, baseMinor: '100000', rate: '12.15' })
  expect(segment?.source).toMatch(/2\.15 \+ 10/)
  expect(costs.interest).toMatchObject({ minor: '6025', dayCount: 'act/365' }) // 1000.00 × 12.15 % × 181/365 = 60.2507
  expect(costs.interest?.clause).toMatch(/L441-10/)
  expect(costs.compensation).toMatchObject({ minor: '4000' })
  expect(costs).toMatchObject({ totalMinor: '10025', claimedMinor: '0', on: '2026-06-30', missing: [] })
  await paid(house, clientId, invoiceId, '2026-03-31', '40000')
  const after = (await house.owner.get<{ costs: CostsView }>(`/api/v1/invoices/${invoiceId}/costs`)).costs
  expect(after.interest?.segments.map(s => [s.from, s.to, s.baseMinor])).toEqual([
    ['2026-01-01', '2026-03-31', '100000'],
    ['2026-04-01', '2026-06-30', '60000'],
  ])
})

test('B17: real against agreed term per client, extensions granted, by whom and for how long', async () => {
  const { clientId } = await owing(house, { number: 'B-0', issuedOn: '2025-12-20', dueOn: '2026-01-19' })
  for (const [n, issued, took] of [
    [1, '2026-01-10', 44],
    [2, '2026-02-10', 43],
    [3, '2026-03-10', 47],
  ] as const) {
    const dueOn = addDays(day(issued), 30)
    const id = await invoice(house, clientId, { number: `B-${n}`, issuedOn: issued, dueOn })
    await paid(house, clientId, id, addDays(day(issued), took))
  }
  house.stand('2026-05-04')
  const last = await invoice(house, clientId, { number: 'B-9', issuedOn: '2026-04-20', dueOn: '2026-05-20' })
  await house.owner.post('/api/v1/acts/extend', { invoice: last, to: '2026-06-03', reason: 'la saison commence en juin' })
  const { term } = await house.owner.get<ClientView>(`/api/v1/clients/${clientId}`)
  expect(term).toMatchObject({ agreedDays: 30, realDays: 44, settled: 3, tacitDays: 14 })
  expect(term.granted).toMatchObject([
    {
      number: 'B-9',
      grantedOn: '2026-05-04',
      newDueOn: '2026-06-03',
      days: 14,
      by: 'Hélène Caradec',
      reason: 'la saison commence en juin',
    },
  ])
})

test('nobody who has paid is chased: the statement is read, matched, and the queued reminder does not leave', async () => {
  const { clientId } = await owing(house, { number: 'F-2026-3', issuedOn: '2026-01-20', dueOn: '2026-02-19' })
  house.stand('2026-03-10')
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-03-10' })
  await house.owner.post('/api/v1/acts/run', {})
  expect((await house.today()).contacts.map(c => c.clientId)).toEqual([clientId])
  const form = new FormData()
  const xml = camt([{ on: '2026-03-09', amount: '348.00', text: 'Facture F-2026-3', name: 'LIBRAIRIE' }])
  form.append('file', new File([xml], 'mars.xml'))
  const brought = await house.owner.form('/api/v1/bank/import', form)
  expect(brought).toMatchObject({ status: 200, body: { matched: { applied: 1 } } })
  expect((await house.today()).contacts).toEqual([])
  const bank = await house.owner.get<BankView>('/api/v1/bank')
  expect(bank).toMatchObject({ seenUpTo: '2026-03-10', accounts: [{ lastEntryOn: '2026-03-09' }], booked: [{ numbers: ['F-2026-3'] }] })
  await house.owner.post('/api/v1/acts/bank-undo', { line: bank.booked[0]?.id })
  expect((await house.today()).contacts).toEqual([]) // the money is there, though nobody says whose: the client is held
  expect((await house.today()).silent[0]?.obstacles.map(o => o.code)).toContain('unmatched-money')
})

test('when an invoice will be paid is said with its range and what it rests on', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'P-0', issuedOn: '2026-03-01', dueOn: '2026-03-31' })
  for (const [n, due, on] of [
    [1, '2025-10-15', '2025-11-04'],
    [2, '2025-11-12', '2025-12-03'],
    [3, '2025-12-10', '2026-01-02'],
  ] as const) {
    const id = await invoice(house, clientId, { number: `P-${n}`, issuedOn: addDays(day(due), -30), dueOn: due })
    await paid(house, clientId, id, on)
  }
  house.stand('2026-03-20')
  const { forecast } = await house.owner.get<{ forecast: ForecastView }>(`/api/v1/invoices/${invoiceId}/forecast`)
  expect(forecast).toMatchObject({ asOf: '2026-03-20', basis: { code: 'own-record', settled: 3, late: 3 } })
  expect(forecast.knownLate).toEqual({ isKnown: true, settled: 3, overdue: 3 })
  expect(forecast.p10 <= forecast.expectedOn && forecast.expectedOn <= forecast.p90).toBe(true)
  expect(forecast.expectedOn > '2026-03-31').toBe(true)
})

test('the firm knows a value of the law better: with its source it takes the place of ours, in figures at once, and can be taken back', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'L-1', issuedOn: '2026-01-01', dueOn: '2026-01-31', minor: '100000' })
  house.stand('2026-05-31')
  const before = await house.owner.get<LawView>(`/api/v1/law?client=${clientId}`)
  expect(before).toMatchObject({ law: 'FR', variant: 'business', claimable: true, missing: null, overrides: [] })
  expect(before.reasons.map(r => r.code)).toEqual(['law-of-creditor', 'client-business'])
  expect(before.values.every(v => v.source !== '')).toBe(true)
  const override = { law: 'FR', variant: 'business', field: 'rate', value: '10', writtenIn: 'contrat-cadre, art. 7', since: '2026-01-01' }
  const { id } = await house.owner.post<{ id: string }>('/api/v1/acts/law-override', override)
  const costs = async () => (await house.owner.get<{ costs: CostsView }>(`/api/v1/invoices/${invoiceId}/costs`)).costs
  expect((await costs()).interest).toMatchObject({ minor: '3288' }) // 1000.00 × 10 % × 120/365
  expect((await costs()).interest?.segments[0]).toMatchObject({ rate: '10', source: 'contrat-cadre, art. 7', confidence: 'own' })
  const wrong = await house.owner.ask('POST', '/api/v1/acts/law-override', { ...override, value: 'ten', writtenIn: '' })
  expect(wrong).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'source' }, { field: 'value' }] } } })
  await house.owner.post('/api/v1/acts/law-drop-override', { id })
  expect((await costs()).interest?.segments[0]?.rate).toBe('12.15')
})

test('a reference rate that is missing is brought in with its source: it is kept, marked as the firm’s own, used at once, and can be taken back', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'R-1', issuedOn: '2026-01-01', dueOn: '2026-12-31', minor: '100000' })
  house.stand('2027-03-31')
  const costs = async () => (await house.owner.get<{ costs: CostsView }>(`/api/v1/invoices/${invoiceId}/costs`)).costs
  const missing = await costs()
  expect(missing.interest).toBeNull()
  expect(missing.missing[0]).toMatch(/2027-01-01/) // said, never guessed
  const csv = 'series,effective_from,rate_percent,source\nECB_MRO_HALFYEAR,2027-01-01,2.00,"ECB, press release"\n'
  expect(await house.owner.post('/api/v1/acts/rates-import', { csv })).toMatchObject({ stored: 1, rates: [{ stands: 'new' }] })
  expect((await costs()).interest).toMatchObject({ minor: '2959', segments: [{ rate: '12', confidence: 'own' }] }) // 1000.00 × 12 % × 90/365
  expect((await costs()).interest?.segments[0]?.source).toContain('ECB, press release')
  const law = await house.owner.get<LawView>(`/api/v1/law?client=${clientId}`)
  expect(law.ownRates).toMatchObject([{ series: 'ECB_MRO_HALFYEAR', from: '2027-01-01', percent: '2', source: 'ECB, press release' }])
  expect(law.rates[0]).toMatchObject({ from: '2027-01-01', percent: '12', confidence: 'own' })
  await house.owner.post('/api/v1/acts/rates-import', { csv: csv.replace('2.00', '2.25') }) // corrected: not a second one
  expect((await house.owner.get<LawView>('/api/v1/law')).ownRates.map(r => r.percent)).toEqual(['2.25'])
  const bad = await house.owner.ask('POST', '/api/v1/acts/rates-import', { csv: csv.replace('"ECB, press release"', '') })
  expect(bad).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'source', line: 2 }] } } })
  await house.owner.post('/api/v1/acts/rates-drop', { id: law.ownRates[0]?.id })
  expect((await costs()).interest).toBeNull()
})

test('the interest calculator answers anybody, without an account', async () => {
  const asked = await house.app.fetch(
    new Request('http://127.0.0.1:4747/api/v1/interest', {
      method: 'POST',
      headers: { 'content-type': 'application/json', host: '127.0.0.1:4747', origin: 'http://127.0.0.1:4747' },
      body: JSON.stringify({ law: 'FR', principal: '1000.00', due: '2025-12-31', until: '2026-06-30' }),
    }),
  )
  expect(asked.status).toBe(200)
  expect(await asked.json()).toMatchObject({ interest: '60.25', total: '100.25', compensation: { amount: '40.00' } })
  const laws = await house.app.fetch(new Request('http://127.0.0.1:4747/api/v1/interest/laws', { headers: { host: '127.0.0.1:4747' } }))
  expect(((await laws.json()) as { laws: unknown[] }).laws.length).toBeGreaterThan(15)
})
