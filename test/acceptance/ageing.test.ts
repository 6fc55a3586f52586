import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ageing } from '../../src/shell/views/ageing.ts'
import { asked, dunwell } from '../support/cli.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05')
})
afterEach(async () => {
  await house.close()
  delete process.env.DUNWELL_STORE
})

type Paged = Ageing & { readonly total: number }
const ageing = (query = '') => house.owner.get<Paged>(`/api/v1/ageing${query}`)
const open = (view: Ageing) =>
  view.rows.map(r => [r.name, r.currency, Object.fromEntries(r.parts.filter(p => p.minor !== '0').map(p => [p.bucket, p.minor]))])

test('ageing by bucket, client and currency, on any past day, as it was known on any past day: API, CSV and command line say the same', async () => {
  const encrier = await owing(house, { name: 'L’Encrier', number: 'A-1', issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  const plume = await owing(house, { name: '=Plume', number: 'B-1', issuedOn: '2026-03-01', dueOn: '2026-03-31', minor: '25000' })
  await house.owner.post('/api/v1/facts/invoice', {
    ...{ clientId: plume.clientId, number: 'B-2', issuedOn: '2026-04-01', dueOn: '2026-05-01', currency: 'PLN', totalMinor: '5000' },
  })
  await house.owner.post('/api/v1/acts/extend', { invoice: 'B-1', to: '2026-04-20' })
  house.stand('2026-05-10')
  await paid(house, encrier.clientId, encrier.invoiceId, '2026-03-20', '40000') // came on 20 March, recorded on 10 May

  const now = await ageing()
  expect(now).toMatchObject({ asOf: '2026-05-10', knownAt: null, total: 3 })
  expect(open(now)).toEqual([
    ['L’Encrier', 'EUR', { over90: '60000' }], // 98 days
    ['=Plume', 'EUR', { days1to30: '25000' }], // 20 days after the extension
    ['=Plume', 'PLN', { days1to30: '5000' }],
  ])
  expect(now.totals.map(t => [t.currency, t.openMinor])).toEqual([
    ['EUR', '85000'],
    ['PLN', '5000'],
  ])
  // on 1 April B-1 was not due, on 25 March the payment had come; on 31 March nobody knew of it
  expect(open(await ageing('?asOf=2026-03-25'))).toEqual([
    ['L’Encrier', 'EUR', { days31to60: '60000' }],
    ['=Plume', 'EUR', { notDue: '25000' }],
  ])
  expect(open(await ageing('?asOf=2026-03-25&knownAt=2026-03-31'))).toEqual([
    ['L’Encrier', 'EUR', { days31to60: '100000' }],
    ['=Plume', 'EUR', { notDue: '25000' }],
  ])
  expect(open(await ageing('?currency=PLN&sort=name'))).toEqual([['=Plume', 'PLN', { days1to30: '5000' }]])
  expect(open(await ageing('?bucket=over90'))).toEqual([['L’Encrier', 'EUR', { over90: '60000' }]])
  expect(open(await ageing('?client=encrier'))).toEqual([['L’Encrier', 'EUR', { over90: '60000' }]])
  expect(await ageing('?limit=1&offset=2')).toMatchObject({ total: 3, rows: [{ currency: 'PLN' }] })
  expect(await house.owner.ask('GET', '/api/v1/ageing?asOf=31.3.2026')).toMatchObject({ status: 422 })
  expect(await house.owner.ask('GET', '/api/v1/ageing?bucket=old')).toMatchObject({ status: 422 })

  const csv = Buffer.from(await house.owner.raw('/api/v1/ageing.csv?asOf=2026-05-10')).toString()
  const cells = csv.split('\r\n').map(line => line.split(','))
  expect(cells[0]).toEqual('asOf,client,clientId,currency,notDue,days1to30,days31to60,days61to90,over90,open,unapplied,balance'.split(','))
  expect(cells[2]).toEqual([
    '2026-05-10',
    "'=Plume",
    plume.clientId,
    'EUR',
    '0.00',
    '250.00',
    '0.00',
    '0.00',
    '0.00',
    '250.00',
    '0.00',
    '250.00',
  ])

  const invoiceId = await invoice(house, encrier.clientId, { number: 'A-2', issuedOn: '2026-05-02', dueOn: '2026-06-01', minor: '100' })
  expect((await ageing()).totals[0]?.openMinor).toBe('85100') // what was kept for the next reader is not what stood before
  await house.owner.ask('DELETE', `/api/v1/facts/invoice/${invoiceId}`)
})

test('ageing on the command line, as a table, as CSV and as JSON', async () => {
  await owing(house, { name: 'L’Encrier', number: 'A-1', issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  await house.store.close()
  process.env.DUNWELL_STORE = house.app.deps.config.store
  const json = await asked('ageing', '--as-of', '2026-04-15')
  expect(json).toMatchObject({
    totals: [{ currency: 'EUR', days61to90: '1000.00', open: '1000.00' }],
    rows: [{ name: 'L’Encrier', days61to90: '1000.00', notDue: '0.00', balance: '1000.00' }],
  })
  expect((await dunwell('ageing', '--as-of', '2026-04-15', '--csv')).out).toContain(',1000.00,0.00,1000.00,0.00,1000.00\r\n')
  expect((await dunwell('ageing', '--as-of', '2026-04-15')).out).toMatch(/L’Encrier +EUR +0\.00 +0\.00 +0\.00 +1000\.00/)
  expect((await dunwell('ageing', '--as-of', '2025-04-15')).out).toContain('Nothing is open.')
  expect(await dunwell('ageing', '--bucket', 'ancient')).toMatchObject({ code: 1, err: expect.stringContaining('days31to60') })
  expect(await dunwell('ageing', '--as-of', 'soon')).toMatchObject({ code: 1, err: expect.stringContaining('2026-02-28') })
})
