import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Debt, debt, deskOf, triedAll, wayOf } from './desk-house.ts'
import { type House, openHouse, paid } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
})
afterEach(() => house.close())

interface Offered {
  readonly id: string
  readonly letter: { readonly documentId: string; readonly text: string }
}
const offer = (body: object) => house.owner.ask('POST', '/api/v1/acts/offer-settlement', { client: owed.clientId, ...body })
const offered = async (body: object): Promise<Offered> => {
  const answer = await offer(body)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body as Offered // checked by status
}
const open = async (): Promise<string> => (await house.owner.get<{ openMinor: string }>(`/api/v1/invoices/${owed.invoiceId}`)).openMinor

test('C8: an offer waits for the checklist, stays above what an agency would leave, and is made once in twelve months', async () => {
  expect(await offer({ discount: '20' })).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'untried' }] } } })
  await triedAll(house, owed)
  const least = BigInt((await deskOf(house, owed.clientId)).offer.least.minor)
  expect(least).toBeGreaterThanOrEqual(50_000n)
  expect(await offer({ pay: '499.99' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'offer-too-low', field: 'pay' }] } },
  })
  expect(await offer({ pay: '1000.00' })).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'no-discount' }] } } })
  expect(await offer({ discount: '20', deadline: '2026-08-20' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'day-past' }] } },
  })
  const made = await offered({ discount: '20', deadline: '2026-09-15' })
  expect(made).toMatchObject({ pay: '800.00', discount: '200.00', currency: 'EUR', deadline: '2026-09-15' })
  expect(made.letter.text).toContain('800,00')
  expect(made.letter.text).toContain('15 septembre 2026')
  expect(await offer({ discount: '10' })).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'offered-lately' }] } } })
  expect(await offer({ discount: '10', overrideBy: 'Hélène Caradec' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'reason' }] } },
  })
  await offered({ discount: '10', overrideBy: 'Hélène Caradec', reason: 'La première lettre s’est perdue.' })
  const { facts } = await house.owner.get<{ facts: { overrideBy: string | null }[] }>(
    `/api/v1/facts/settlement-offer?clientId=${owed.clientId}`,
  )
  expect(facts.map(f => f.overrideBy).sort()).toEqual(['Hélène Caradec', null])
})

test('C8: paid in time, the remainder is let go by itself and credited under the firm’s number', async () => {
  await triedAll(house, owed)
  const { id } = await offered({ pay: '800.00', deadline: '2026-09-15' })
  await house.owner.post('/api/v1/acts/accept-settlement', { offer: id })
  house.stand('2026-09-10')
  expect(await open()).toBe('100000')
  await paid(house, owed.clientId, owed.invoiceId, '2026-09-10', '80000')
  expect(await open()).toBe('0')
  const credited = await house.owner.post<{ credited: string }>('/api/v1/acts/credit-settlement', { offer: id, number: 'AV-7' })
  expect(credited.credited).toBe('200.00')
  expect(await open()).toBe('0')
  const { facts } = await house.owner.get<{ facts: { number: string; reason: string; totalMinor: string }[] }>('/api/v1/facts/credit-note')
  expect(facts).toMatchObject([{ number: 'AV-7', totalMinor: '20000', reason: 'settlement of 2026-09-01' }])
  expect(await house.owner.ask('POST', '/api/v1/acts/credit-settlement', { offer: id, number: 'AV-8' })).toMatchObject({ status: 409 })
})

test('C8: not paid, it lapses by itself: the old claim stands, nobody is chased while it runs, and a polite letter says it ended', async () => {
  await triedAll(house, owed)
  const { id } = await offered({ pay: '800.00', deadline: '2026-09-15' })
  const silent = async () => (await house.today()).silent.find(s => s.clientId === owed.clientId)?.obstacles.map(o => o.code)
  expect(await silent()).toContain('snoozed')
  expect(await house.owner.ask('POST', '/api/v1/acts/lapsed-letter', { offer: id })).toMatchObject({ status: 422 })
  house.stand('2026-09-16')
  await paid(house, owed.clientId, owed.invoiceId, '2026-09-16', '80000')
  expect(await open()).toBe('20000')
  const desk = await deskOf(house, owed.clientId)
  expect(desk.offers).toMatchObject([{ state: 'lapsed', pay: { minor: '80000' } }])
  expect((await silent()) ?? []).not.toContain('snoozed')
  const letter = await house.owner.post<{ text: string }>('/api/v1/acts/lapsed-letter', { offer: id })
  expect(letter.text).toContain('200,00')
  expect(await house.owner.ask('POST', '/api/v1/acts/accept-settlement', { offer: id })).toMatchObject({ status: 422 })
  expect(wayOf(desk, 'settle').closed).toMatchObject([{ code: 'offered-lately' }])
})

interface Row {
  readonly key: string
  readonly step: string
  readonly state: string
  readonly channel: string
  readonly messageId: string | null
  readonly why: readonly { code: string }[]
}
const rows = async (): Promise<Row[]> =>
  (await house.owner.get<{ lines: Row[] }>('/api/v1/outbox')).lines.filter(l => ['settlement-offer', 'offer-ended'].includes(l.step))
const letters = async () =>
  (
    await house.owner.get<{ letters: { key: string; state: string; held: { code: string }[] }[] }>(
      `/api/v1/own-letters?client=${owed.clientId}`,
    )
  ).letters
const approve = (key: string, body?: string) => house.owner.ask('POST', '/api/v1/acts/approve', { key, ...(body ? { body } : {}) })
/** How many of them the mail server took. */
const left = async (): Promise<number> => {
  const ids = (await rows()).map(r => r.messageId)
  return house.mail.received.filter(m => ids.includes(m.messageId)).length
}

test('C8: the offer leaves as any message does: it waits for a person, passes the linter, goes by e-mail with its letter, and is kept as a deed', async () => {
  await triedAll(house, owed)
  const { id } = await offered({ discount: '20', deadline: '2026-09-15' })
  const [row] = await rows()
  expect(row).toMatchObject({ step: 'settlement-offer', state: 'waiting', channel: 'email' })
  const key = row?.key ?? ''
  const view = await house.owner.get<{ text: string; to: string[]; enclosures: string[]; faults: object[] }>(
    `/api/v1/own-letters/view?key=${encodeURIComponent(key)}`,
  )
  expect(view.faults).toEqual([])
  expect(view.enclosures.some(name => name.endsWith('.pdf'))).toBe(true)
  expect(view.text).toContain('15 septembre 2026')
  await house.run('2026-09-01', 11)
  expect(await left()).toBe(0)
  const edits: readonly (readonly [string, string])[] = [
    [view.text.replace(/800,00/g, '799,00'), 'figure-unknown'],
    [view.text.replaceAll('15 septembre 2026', 'bientôt'), 'deadline-missing'],
  ]
  for (const [edited, code] of edits) {
    const answer = await approve(key, edited)
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).toContain(code)
  }
  expect((await approve(key)).status).toBe(200)
  await house.run('2026-09-01', 11)
  await expect.poll(left, { timeout: 15_000 }).toBe(1)
  const { facts } = await house.owner.get<{ facts: { step: string; body: string }[] }>(`/api/v1/facts/deed?clientId=${owed.clientId}`)
  expect(facts.find(f => f.step === 'settlement-offer')).toMatchObject({
    class: 'chase',
    outcome: 'sent',
    cycle: `own:${id}`,
    body: expect.stringContaining('800,00'),
  })
  // it was a contact: the next day is too soon for another
  house.stand('2026-09-02')
  expect((await house.owner.get<{ freeOn: string }>(`/api/v1/clients/${owed.clientId}/pressure`)).freeOn > '2026-09-02').toBe(true)
})

test('C8: what holds a reminder holds the offer: an insolvency, a weekend, an e-mail that may not be written; a withdrawn offer is not sent', async () => {
  await triedAll(house, owed)
  const { id } = await offered({ discount: '20', deadline: '2026-09-30' })
  await house.run('2026-09-01') // the bank is looked at
  const { id: hold } = await house.owner.post<{ id: string }>('/api/v1/facts/hold', {
    ...{ clientId: owed.clientId, kind: 'channel-forbidden', channel: 'email', reason: 'Pas d’e-mail.' },
  })
  expect((await letters())[0]?.held.map(h => h.code)).toEqual(['channel-forbidden'])
  const key = (await rows())[0]?.key ?? ''
  expect((await approve(key)).status).toBe(200)
  await house.run('2026-09-01', 11)
  expect(await rows()).toMatchObject([{ state: 'queued', why: [{ code: 'channel-forbidden' }] }])
  await house.owner.patch(`/api/v1/facts/hold/${hold}`, { endedOn: '2026-09-01' })
  house.stand('2026-09-05') // a Saturday
  expect((await letters())[0]?.held.map(h => h.code)).toContain('weekend')
  expect(await left()).toBe(0)
  await house.owner.post('/api/v1/acts/withdraw-settlement', { offer: id })
  await house.run('2026-09-07', 11)
  expect(await rows()).toMatchObject([{ state: 'withdrawn' }])
  expect(await left()).toBe(0)
})

test('C8: by post it lies on the pile of letters to be printed; without any address it is kept as a paper and nothing waits', async () => {
  await triedAll(house, owed)
  await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, { address: ['3 rue du Port', '29200 Brest'] })
  await offered({ discount: '20', by: 'post' })
  const key = (await rows())[0]?.key ?? ''
  expect((await approve(key)).status).toBe(200)
  await house.run('2026-09-01', 11)
  await expect.poll(async () => (await rows())[0]?.state, { timeout: 15_000 }).toBe('drafted')
  const { letters: printed } = await house.owner.post<{ letters: { name: string; pages: number }[] }>('/api/v1/acts/print-letters', {})
  expect(printed).toHaveLength(1)
  expect(await offer({ discount: '10', by: 'pigeon' })).toMatchObject({ status: 422 })
})

test('C8: lapsed, the polite word waits in the outbox by itself the next day, once, and leaves only with a person’s key', async () => {
  await triedAll(house, owed)
  await offered({ pay: '800.00', deadline: '2026-09-15' })
  await house.run('2026-09-15')
  expect((await rows()).map(r => [r.step, r.state])).toEqual([['settlement-offer', 'waiting']])
  await house.run('2026-09-16')
  await house.run('2026-09-17')
  const after = await rows()
  expect(after.map(r => [r.step, r.state]).sort()).toEqual([
    ['offer-ended', 'waiting'],
    ['settlement-offer', 'withdrawn'],
  ])
  const ended = after.find(r => r.step === 'offer-ended')?.key ?? ''
  const { text, faults } = await house.owner.get<{ text: string; faults: object[] }>(
    `/api/v1/own-letters/view?key=${encodeURIComponent(ended)}`,
  )
  expect(faults).toEqual([])
  expect(text).toContain('1')
  expect((await approve(ended)).status).toBe(200)
  await house.run('2026-09-17', 11)
  await expect.poll(left, { timeout: 15_000 }).toBe(1)
})

test('C8: the letter carries a private link; a yes there is kept with the offer and read by a person; an offer that is over cannot be accepted', async () => {
  await house.close()
  house = await openHouse('2026-09-01', { live: true, publicUrl: 'https://answers.example' })
  owed = await debt(house)
  await triedAll(house, owed)
  await house.run('2026-09-01')
  const { id } = await offered({ discount: '20', deadline: '2026-09-15' })
  await approve((await rows())[0]?.key ?? '')
  await house.run('2026-09-01', 11)
  await expect.poll(left, { timeout: 15_000 }).toBe(1)
  const { facts } = await house.owner.get<{ facts: { step: string; body: string }[] }>(`/api/v1/facts/deed?clientId=${owed.clientId}`)
  const link = /https:\/\/answers\.example\/a\/\S+/.exec(facts.find(f => f.step === 'settlement-offer')?.body ?? '')?.[0] ?? ''
  const visit = async (form?: Record<string, string>) => {
    const answer = await house.app.publicFetch?.(new Request(link, form ? { method: 'POST', body: new URLSearchParams(form) } : {}))
    return { status: answer?.status ?? 0, text: (await answer?.text()) ?? '' }
  }
  const page = await visit()
  expect(page.text).toContain('800,00')
  expect(page.text).toContain('15 septembre 2026')
  expect((await visit({ answer: 'offer', offer: 'another' })).status).toBe(422)
  expect((await visit({ answer: 'offer', offer: id })).status).toBe(303)
  expect((await visit({ answer: 'offer', offer: id })).status).toBe(422)
  const desk = await deskOf(house, owed.clientId)
  expect(desk.offers).toMatchObject([{ id, state: 'accepted' }])
  const { replies } = await house.owner.get<{ replies: { id: string; answer: { kind: string } }[] }>('/api/v1/inbox')
  expect(replies).toMatchObject([{ answer: { kind: 'offer', offer: id } }])
  await house.owner.post('/api/v1/acts/accept-answer', { reply: replies[0]?.id ?? '' })
  house.stand('2026-09-16')
  expect((await visit()).text).not.toContain('800,00')
})

test('C8: in each language the offer and its end pass the linter; the countersigned letter is kept with the yes', async () => {
  let paper = ''
  const ids: string[] = []
  for (const language of ['en', 'fr', 'ro', 'pl', 'ja']) {
    const other = await debt(house, '100000', `Client ${language}`)
    await house.owner.patch(`/api/v1/facts/client/${other.clientId}`, { language })
    await triedAll(house, other)
    const made = await house.owner.post<Offered>('/api/v1/acts/offer-settlement', {
      ...{ client: other.clientId, discount: '20', deadline: '2026-09-15' },
    })
    ids.push(made.id)
    paper = made.letter.documentId
  }
  expect(await house.owner.ask('POST', '/api/v1/acts/accept-settlement', { offer: ids[0], document: 'nothing' })).toMatchObject({
    status: 404,
  })
  await house.owner.post('/api/v1/acts/accept-settlement', { offer: ids[4], document: paper, by: 'M. Tanaka' })
  const { facts } = await house.owner.get<{ facts: { id: string; acceptanceId: string | null; acceptedBy: string | null }[] }>(
    '/api/v1/facts/settlement-offer',
  )
  expect(facts.find(f => f.id === ids[4])).toMatchObject({ acceptanceId: paper, acceptedBy: 'M. Tanaka' })
  const view = (key: string) => house.owner.get<{ faults: object[] }>(`/api/v1/own-letters/view?key=${encodeURIComponent(key)}`)
  const waiting = async () => (await house.owner.get<{ letters: { key: string; step: string }[] }>('/api/v1/own-letters')).letters
  for (const { key } of await waiting()) expect(await view(key)).toMatchObject({ faults: [] })
  await house.run('2026-09-16')
  const all = await waiting()
  expect(all.filter(l => l.step === 'offer-ended')).toHaveLength(5)
  for (const { key } of all) expect(await view(key)).toMatchObject({ faults: [] })
})

test('C8: while an offer stands the claim is handed to nobody; withdrawn, it may be', async () => {
  await triedAll(house, owed)
  await house.owner.post('/api/v1/facts/intermediary', { name: 'Maître Kervella', kind: 'lawyer', currency: 'EUR' })
  const { id: handOver } = await house.owner.post<{ id: string }>('/api/v1/acts/prepare-hand-over', {
    client: owed.clientId,
    to: 'Maître Kervella',
  })
  const { id } = await offered({ discount: '20', deadline: '2026-09-15' })
  expect(await house.owner.ask('POST', '/api/v1/acts/hand-over', { handOver })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ code: 'offer-stands' }] } },
  })
  await house.owner.post('/api/v1/acts/withdraw-settlement', { offer: id })
  expect((await house.owner.ask('POST', '/api/v1/acts/hand-over', { handOver })).status).toBe(200)
})
