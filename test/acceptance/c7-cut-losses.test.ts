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
  readonly settledOn: string | null
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

interface Ending {
  readonly writeOffs: readonly {
    invoiceId: string
    amount: { minor: string }
    reason: string
    approvedBy: string
    papers: { name: string }[]
    relief: { from: string | null; until: string | null; needs: string; isOpen: boolean; clause: string; evidence: string[] } | null
    came: { minor: string } | null
  }[]
  readonly proposed: readonly { invoiceId: string; reason: string; amount: string }[]
  readonly relief: readonly { invoiceId: string; tax: { minor: string } }[]
}
const endingsOf = (clientId: string): Promise<Ending> => house.owner.get<Ending>(`/api/v1/clients/${clientId}/endings`)

test('C7: what is written off is its own state everywhere, never settled; who approved it, why, its papers and its tax stand with it', async () => {
  const { clientId, invoiceId } = await debt(house)
  const proof = await paper(house, clientId, 'other', 'Certificat.txt')
  const nina = await house.colleague('nina@atelier-merival.example', 'Nina')
  await nina.ask('POST', '/api/v1/acts/propose-write-off', { invoice: invoiceId, amount: '400.00', reason: 'Injoignable' })
  expect(await endingsOf(clientId)).toMatchObject({ writeOffs: [], proposed: [{ invoiceId, reason: 'Injoignable', amount: '400.00' }], relief: [{ invoiceId }] }) // biome-ignore format: one line
  await house.owner.post('/api/v1/acts/write-off', { invoice: invoiceId, reason: 'Liquidation clôturée', evidence: [proof] })
  expect(await invoiceOf(invoiceId)).toMatchObject({ state: 'written-off', settledOn: null })
  const list = async (show: string) => (await house.owner.get<{ rows: { id: string }[] }>(`/api/v1/invoices?show=${show}`)).rows.map(r => r.id) // biome-ignore format: one line
  expect(await list('settled')).toEqual([])
  expect(await list('written-off')).toEqual([invoiceId])
  const after = await endingsOf(clientId)
  expect(after).toMatchObject({
    proposed: [],
    relief: [],
    writeOffs: [{ amount: { minor: '100000' }, reason: 'Liquidation clôturée', papers: [{ name: 'Certificat.txt' }], came: null }],
  })
  expect(after.writeOffs[0]?.approvedBy).not.toBe(house.owner.userId) // a name, not an id
  expect(after.writeOffs[0]?.relief).toMatchObject({ needs: 'uncollectable', isOpen: false })
})

test('C7: money that comes for what was written off is named beside it, and taking the write-off back gives it to the invoice', async () => {
  const { clientId, invoiceId } = await debt(house)
  await house.owner.post('/api/v1/acts/write-off', { invoice: invoiceId, reason: 'Injoignable' })
  await paid(house, clientId, invoiceId, '2026-09-01', '30000')
  expect((await endingsOf(clientId)).writeOffs).toMatchObject([{ came: { minor: '30000' } }])
  await house.owner.post('/api/v1/acts/undo-write-off', { invoice: invoiceId, amount: '300.00' })
  expect((await endingsOf(clientId)).writeOffs).toMatchObject([{ amount: { minor: '70000' }, came: null }])
  expect(await invoiceOf(invoiceId)).toMatchObject({ state: 'written-off' })
  await house.owner.post('/api/v1/acts/undo-write-off', { invoice: invoiceId })
  expect(await invoiceOf(invoiceId)).toMatchObject({ state: 'late', openMinor: '70000' })
  expect((await endingsOf(clientId)).writeOffs).toEqual([])
})

test('C7: a claim that was given up says nothing of how a client pays', async () => {
  const { clientId, invoiceId } = await debt(house)
  const second = await debt(house, '50000', 'Seconde')
  const before = (await deskOf(house, second.clientId)).ways
  await paid(house, clientId, invoiceId, '2026-08-20', '10000')
  await house.owner.post('/api/v1/acts/write-off', { invoice: invoiceId, reason: 'Injoignable' })
  await house.owner.post('/api/v1/facts/invoice', {
    ...{
      clientId,
      number: 'F-2',
      currency: 'EUR',
      totalMinor: '20000',
      issuedOn: '2026-07-01',
      dueOn: '2026-07-31',
      effectiveOn: '2026-07-01',
    },
  })
  const { settledInvoices, terms } = await deskOf(house, clientId)
  expect(settledInvoices).toBe(0)
  expect(terms.reasons.map(r => r.code)).not.toContain('paid-late')
  expect((await deskOf(house, second.clientId)).ways).toEqual(before)
})
