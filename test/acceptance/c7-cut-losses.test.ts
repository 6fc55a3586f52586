import { afterEach, beforeEach, expect, test } from 'vitest'
import { debt, deskOf, paper } from './desk-house.ts'
import { type House, openHouse, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

interface Invoice {
  readonly openMinor: string
  readonly writtenOffMinor: string
  readonly state: string
}
const invoiceOf = (id: string): Promise<Invoice> => house.owner.get<Invoice>(`/api/v1/invoices/${id}`)

test('C7: going on is worth it, until an enemy would cost the firm’s name more than is left to gain', async () => {
  const { clientId } = await debt(house)
  expect((await deskOf(house, clientId)).stop).toMatchObject({ stop: false, code: 'worth-going-on' })
  await house.owner.post('/api/v1/acts/set-relation', { client: clientId, reputation: '5000' })
  expect((await deskOf(house, clientId)).stop).toMatchObject({ stop: true, code: 'not-worth-an-enemy' })
})

test('C7: a write-off is approved by one who may, keeps its evidence, and is never shown as paid', async () => {
  const { clientId, invoiceId } = await debt(house)
  const proof = await paper(house, clientId, 'other', 'Certificat d’irrécouvrabilité.txt')
  const nina = await house.colleague('nina@atelier-merival.example', 'Nina')
  const tried = await nina.ask('POST', '/api/v1/acts/write-off', { invoice: invoiceId, reason: 'Liquidation' })
  expect(tried.status).toBe(403)
  const proposal = await nina.ask('POST', '/api/v1/acts/propose-write-off', { invoice: invoiceId, reason: 'Liquidation clôturée' })
  expect(proposal.status).toBe(200)
  expect(await invoiceOf(invoiceId)).toMatchObject({ openMinor: '100000' })
  const done = await house.owner.post<{ relief: { clause: string; needs: string } }>('/api/v1/acts/write-off', {
    invoice: invoiceId,
    reason: 'Liquidation clôturée',
    evidence: [proof],
  })
  expect(done.relief.needs).toBe('uncollectable')
  expect(done.relief.clause).toContain('272')
  const { facts } = await house.owner.get<{
    facts: { approvedBy: string; evidence: { papers: string[]; needed: string[]; weighed: { stop: string } } }[]
  }>('/api/v1/facts/write-off')
  expect(facts).toMatchObject([{ approvedBy: house.owner.userId, evidence: { papers: [proof], weighed: { stop: 'worth-going-on' } } }])
  expect(facts[0]?.evidence.needed.length).toBeGreaterThan(0)
  expect(await invoiceOf(invoiceId)).toMatchObject({ openMinor: '0', writtenOffMinor: '100000' })
  const { facts: tasks } = await house.owner.get<{ facts: { doneOn: string | null }[] }>(`/api/v1/facts/task?clientId=${clientId}`)
  expect(tasks.map(t => t.doneOn)).toEqual(['2026-09-01'])
})

test('C7: when money comes after all, the write-off is taken back in the part that came, and the money finds the invoice', async () => {
  const { clientId, invoiceId } = await debt(house)
  await house.owner.post('/api/v1/acts/write-off', { invoice: invoiceId, reason: 'Injoignable' })
  await paid(house, clientId, invoiceId, '2026-09-01', '30000')
  await house.owner.post('/api/v1/acts/undo-write-off', { invoice: invoiceId, amount: '300.00' })
  expect(await invoiceOf(invoiceId)).toMatchObject({ openMinor: '0', writtenOffMinor: '70000' })
  const most = await house.owner.ask('POST', '/api/v1/acts/undo-write-off', { invoice: invoiceId, amount: '700.01' })
  expect(most).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'amount-too-high' }] } } })
  await house.owner.post('/api/v1/acts/undo-write-off', { invoice: invoiceId })
  expect(await invoiceOf(invoiceId)).toMatchObject({ openMinor: '70000', writtenOffMinor: '0' })
})
