import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LimitationLine } from '../../src/shell/views/limitation.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05')
})
afterEach(() => house.close())

const lines = async (query = '') =>
  (await house.owner.get<{ lines: LimitationLine[] }>(`/api/v1/limitation${query}`)).lines.map(l => [l.number, l.state, l.endsOn])

test('a claim that soon can no longer be enforced is said ninety days before its last day, by the law that applies to this client', async () => {
  const old = await owing(house, { name: 'Ancienne', number: 'O-1', issuedOn: '2020-12-31', dueOn: '2021-01-30' }) // French law: five years
  const { id: consumer } = await house.owner.post<{ id: string }>('/api/v1/facts/client', {
    name: 'Mme Lys',
    kind: 'consumer',
    country: 'FR',
  })
  await house.owner.post('/api/v1/facts/invoice', {
    ...{ clientId: consumer, number: 'P-1', issuedOn: '2023-12-01', dueOn: '2023-12-31', currency: 'EUR', totalMinor: '9900' }, // a trader’s claim against a consumer: two years
  })
  await owing(house, { name: 'Jeune', number: 'J-1', issuedOn: '2025-06-01', dueOn: '2025-07-01' })
  house.stand('2025-09-20')
  expect(await lines()).toEqual([])
  house.stand('2025-11-02')
  expect(await lines()).toEqual([
    ['P-1', 'ending', '2025-12-31'],
    ['O-1', 'ending', '2026-01-30'],
  ])
  house.stand('2026-01-30')
  expect(await lines()).toEqual([
    ['P-1', 'ended', '2025-12-31'],
    ['O-1', 'ending', '2026-01-30'],
  ])
  expect(await lines(`?client=${old.clientId}`)).toEqual([['O-1', 'ending', '2026-01-30']])
  await paid(house, old.clientId, old.invoiceId, '2026-01-29')
  expect(await lines(`?client=${old.clientId}`)).toEqual([])
})
