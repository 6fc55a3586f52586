import { afterEach, beforeEach, expect, test } from 'vitest'
import { debt, deskOf } from './desk-house.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

/** Six invoices of one client, each paid so many days after it was due. */
async function history(clientId: string, delay: number): Promise<void> {
  for (let month = 1; month <= 6; month += 1) {
    const due = new Date(Date.UTC(2026, month, 1))
    const text = (date: Date): string => date.toISOString().slice(0, 10)
    const minor = '100000'
    const id = await invoice(house, clientId, { number: `H-${clientId}-${month}`, issuedOn: `2026-0${month}-01`, dueOn: text(due), minor })
    await paid(house, clientId, id, text(new Date(due.getTime() + delay * 86_400_000)), minor)
  }
}

test('B15: a client that mostly pays late is proposed shorter terms, and the letter that says so is made', async () => {
  const { clientId } = await owing(house, { issuedOn: '2026-07-20', dueOn: '2026-08-28', minor: '50000' })
  await history(clientId, 12)
  const { terms, keep } = await deskOf(house, clientId)
  expect(terms).toMatchObject({ proposal: 'tighten', termsDays: 15 })
  expect(terms.reasons[0]).toMatchObject({ code: 'paid-late', params: { late: 6, settled: 6, days: 12 } })
  expect(keep.turnover).toBe(6500)
  expect(keep.financing).toBeGreaterThan(0)
  expect(keep.leaves).toBeCloseTo(keep.margin - keep.financing - keep.minutesCost, 1)
  const done = await house.owner.post<{ proposal: string; letter: { text: string; documentId: string } }>('/api/v1/acts/set-terms', {
    client: clientId,
  })
  expect(done.proposal).toBe('tighten')
  expect(done.letter.text).toContain('15 jours')
  const client = await house.owner.get<{ termsDays: number; papers: { id: string }[] }>(`/api/v1/clients/${clientId}`)
  expect(client.termsDays).toBe(15)
  expect(client.papers.map(p => p.id)).toContain(done.letter.documentId)
})

test('B15: an old open debt asks for a deposit; a long record on time is relaxed; too little record changes nothing', async () => {
  const old = await owing(house, { issuedOn: '2026-04-01', dueOn: '2026-05-01', minor: '90000', name: 'Vieux', number: 'V-1' })
  expect((await deskOf(house, old.clientId)).terms).toMatchObject({ proposal: 'deposit', depositPercent: 50 })
  const fresh = await debt(house, '10000', 'Neuf')
  expect((await deskOf(house, fresh.clientId)).terms.proposal).toBe('keep')
  const good = await owing(house, { issuedOn: '2026-08-01', dueOn: '2026-09-30', minor: '90000', name: 'Bon', number: 'B-1' })
  await history(good.clientId, -2)
  const done = await house.owner.post<{ proposal: string; termsDays: number; letter: { text: string } }>('/api/v1/acts/set-terms', {
    client: good.clientId,
  })
  expect(done).toMatchObject({ proposal: 'relax', termsDays: 45 })
  expect(done.letter.text).toContain('merci')
})

test('B15: the letter of the new terms waits in the outbox, passes the linter and leaves once a person lets it', async () => {
  const { clientId } = await owing(house, { issuedOn: '2026-07-20', dueOn: '2026-08-28', minor: '50000' })
  await history(clientId, 12)
  const { mailKey } = await house.owner.post<{ mailKey: string }>('/api/v1/acts/set-terms', {
    client: clientId,
    proposal: 'deposit',
    depositPercent: 40,
  })
  const view = await house.owner.get<{ text: string; faults: object[] }>(`/api/v1/own-letters/view?key=${encodeURIComponent(mailKey)}`)
  expect(view).toMatchObject({ faults: [], text: expect.stringContaining('40 %') })
  const row = async () =>
    (await house.owner.get<{ lines: { key: string; state: string; messageId: string }[] }>('/api/v1/outbox')).lines.find(
      l => l.key === mailKey,
    )
  expect(await row()).toMatchObject({ state: 'waiting' })
  await house.owner.post('/api/v1/acts/approve', { key: mailKey })
  await house.run('2026-09-01', 11)
  await expect.poll(async () => (await row())?.state, { timeout: 15_000 }).toBe('sent')
  expect(house.mail.received.filter(m => m.raw.includes('Nos conditions') || m.to.some(to => to.startsWith('compta')))).toHaveLength(1)
})

interface Terms {
  readonly days: number
  readonly advice: { readonly proposal: string; readonly termsDays: number; readonly reasons: readonly { readonly code: string }[] }
  readonly choices: readonly { readonly proposal: string; readonly termsDays: number; readonly depositPercent: number }[]
}
const termsOf = (clientId: string): Promise<Terms> => house.owner.get<Terms>(`/api/v1/clients/${clientId}/terms`)

test('B15: nothing is late and the record is long and on time: the client’s page proposes longer terms, where no desk would open', async () => {
  const { clientId } = await owing(house, { issuedOn: '2026-08-01', dueOn: '2026-09-30', minor: '90000' })
  await history(clientId, -2)
  expect((await house.owner.ask('GET', `/api/v1/clients/${clientId}/desk`)).status).toBe(422)
  expect(await termsOf(clientId)).toMatchObject({
    days: 30,
    advice: { proposal: 'relax', termsDays: 45, reasons: [{ code: 'paid-late' }] },
  })
})

test('B15: two broken promises with an old debt open propose payment first; desk, page and act say the same', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '90000' })
  for (const givenOn of ['2026-07-01', '2026-08-01'])
    await house.owner.post('/api/v1/facts/promise', {
      ...{ clientId, invoiceIds: [invoiceId], amountMinor: '90000', currency: 'EUR', givenOn, effectiveOn: givenOn, pauses: true },
      promisedFor: givenOn.replace(/01$/, '15'),
    })
  const { advice } = await termsOf(clientId)
  expect(advice).toMatchObject({ proposal: 'prepay', termsDays: 0 })
  expect(advice.reasons.map(r => r.code)).toEqual(['promises-broken', 'open-late'])
  expect((await deskOf(house, clientId)).terms).toEqual(advice)
  const done = await house.owner.post<{ proposal: string; termsDays: number; letter: { text: string } }>('/api/v1/acts/set-terms', { client: clientId }) // biome-ignore format: one line
  expect(done).toMatchObject({ proposal: 'prepay', termsDays: 0 })
})

test('B15: a person chooses other terms than the record proposes, each with days of its own; nonsense is refused by field', async () => {
  const { clientId } = await owing(house, { issuedOn: '2026-07-20', dueOn: '2026-08-28', minor: '50000' })
  await history(clientId, 12)
  const { advice, choices } = await termsOf(clientId)
  expect(advice.proposal).toBe('tighten')
  expect(choices.map(c => [c.proposal, c.termsDays, c.depositPercent])).toEqual([
    ['relax', 45, 0],
    ['tighten', 15, 0],
    ['deposit', 14, 50],
    ['prepay', 0, 100],
  ])
  const relaxed = await house.owner.post<{ termsDays: number }>('/api/v1/acts/set-terms', { client: clientId, proposal: 'relax' })
  expect(relaxed.termsDays).toBe(45)
  for (const [field, wrong] of Object.entries({
    days: { days: 366 },
    depositPercent: { depositPercent: 101 },
    proposal: { proposal: 'threaten' },
  }))
    expect(await house.owner.ask('POST', '/api/v1/acts/set-terms', { client: clientId, proposal: 'deposit', ...wrong })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ field }] } },
    })
  expect((await termsOf(clientId)).days).toBe(45)
})
