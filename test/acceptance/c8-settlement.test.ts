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
