import { afterEach, beforeEach, expect, test } from 'vitest'
import { statementPdf } from '../../src/shell/papers/account-statement.ts'
import type { StatementOfAccount } from '../../src/shell/views/statement.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05')
})
afterEach(() => house.close())

const statement = (clientId: string, query = '') => house.owner.get<StatementOfAccount>(`/api/v1/clients/${clientId}/statement${query}`)

test('the balance of any past day, as it was known on any past day', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'S-1', issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  house.stand('2026-03-02')
  await invoice(house, clientId, { number: 'S-2', issuedOn: '2026-03-01', dueOn: '2026-03-31', minor: '25000' })
  house.stand('2026-04-10')
  await paid(house, clientId, invoiceId, '2026-03-20', '40000') // came on 20 March, recorded on 10 April
  const balance = async (query: string) => (await statement(clientId, query)).parts.map(p => [p.currency, p.balanceMinor, p.items.length])
  expect(await balance('')).toEqual([['EUR', '85000', 2]])
  expect(await balance('?asOf=2026-02-15')).toEqual([['EUR', '100000', 1]])
  expect(await balance('?asOf=2026-03-25')).toEqual([['EUR', '85000', 2]])
  expect(await balance('?asOf=2026-03-25&knownAt=2026-03-31')).toEqual([['EUR', '125000', 2]])
  expect(await balance('?asOf=2026-03-25&knownAt=2026-04-10')).toEqual([['EUR', '85000', 2]])
  const now = await statement(clientId)
  expect(now.parts[0]).toMatchObject({ openMinor: '85000', lateMinor: '85000', unappliedMinor: '0' })
  expect(now.parts[0]?.items[0]).toMatchObject({
    number: 'S-1',
    totalMinor: '100000',
    settledMinor: '40000',
    openMinor: '60000',
    lateDays: 68,
  })
  expect(await house.owner.ask('GET', `/api/v1/clients/${clientId}/statement?asOf=31.3.2026`)).toMatchObject({ status: 422 })
  expect(await house.owner.ask('GET', `/api/v1/clients/${clientId}/statement?knownAt=2025-12-31`)).toMatchObject({ status: 404 })
})

test('the paper is a PDF in five languages, with a note of thanks where nothing is open; the same day gives the same bytes', async () => {
  const { clientId, invoiceId } = await owing(house, { number: 'S-1', issuedOn: '2026-01-02', dueOn: '2026-02-01', minor: '100000' })
  house.stand('2026-03-02')
  const place = await enterWorkspace(house.store, house.app.deps.clock, house.owner.userId, 'test')
  const seen = new Set<string>()
  for (const language of ['en', 'fr', 'ro', 'pl', 'ja']) {
    const { pdf, filename } = await statementPdf(place, clientId, { language })
    expect(Buffer.from(pdf).subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(5_000)
    seen.add(filename)
    expect((await statementPdf(place, clientId, { language })).pdf).toEqual(pdf)
  }
  expect(seen.size).toBe(5)
  await paid(house, clientId, invoiceId, '2026-03-01', '100000')
  expect((await statementPdf(place, clientId, {})).pdf.length).toBeGreaterThan(3_000)
})
