import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Debt, debt, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
  await triedAll(house, owed)
  await house.owner.post('/api/v1/facts/intermediary', {
    name: 'Maître Vidal',
    kind: 'lawyer',
    person: 'Claire Vidal',
    email: 'vidal@avocats.example',
    currency: 'EUR',
    flatFeeMinor: '18000',
  })
})
afterEach(() => house.close())

interface Prepared {
  readonly id: string
  readonly letter: { readonly documentId: string; readonly text: string; readonly subject: string }
  readonly contact: { readonly email: string }
}
const prepare = (body: object = {}) =>
  house.owner.post<Prepared>('/api/v1/acts/prepare-hand-over', { client: owed.clientId, to: 'Maître Vidal', ...body })

test('C3: the lawyer gets a draft in the client’s language and form, marked as a draft, without any lawyer’s name; nothing is sent', async () => {
  const { letter, contact } = await prepare()
  expect(contact.email).toBe('vidal@avocats.example')
  expect(letter.subject).toContain('Mise en demeure')
  const text = letter.text.replace(/[\u00a0\u202f]/g, ' ')
  expect(text).toContain('PROJET destiné à l’avocat')
  expect(text).toContain('Non envoyé')
  expect(text).toContain('1 000,00 €')
  expect(text).toContain('9 septembre 2026') // eight days
  expect(text).toContain('40,00 €')
  expect(text).not.toContain('Vidal')
  await house.run('2026-09-02')
  expect(house.mail.received.filter(m => m.to.includes('vidal@avocats.example'))).toEqual([])
  const { facts } = await house.owner.get<{ facts: { flatFeeMinor: string; answerBy: string }[] }>('/api/v1/facts/mandate')
  expect(facts).toMatchObject([{ flatFeeMinor: '18000', answerBy: '2026-09-09' }])
})

test('C3: a British sole trader is given the thirty days of the protocol, a Polish and a German firm their own form', async () => {
  const as = async (changes: object): Promise<string> => {
    await house.owner.patch(`/api/v1/facts/client/${owed.clientId}`, changes)
    const { id, letter } = await prepare()
    await house.owner.post('/api/v1/acts/recall', { handOver: id, reason: 'another form' })
    return letter.text.replace(/[\u00a0\u202f]/g, ' ')
  }
  const british = await as({ country: 'GB', kind: 'sole-trader' })
  expect(british).toContain('1 October 2026') // thirty days
  expect(british).toContain('Pre-Action Protocol for Debt Claims applies')
  expect(await as({ country: 'GB', kind: 'business' })).toContain('15 September 2026')
  expect(await as({ country: 'PL' })).toContain('Wzywamy do zapłaty')
  expect(await as({ country: 'DE' })).toContain('11. September 2026')
  expect(await as({ country: 'RO' })).toContain('punem în întârziere')
})

test('C3: given to the lawyer with its bundle, the claim is tracked there and comes back by name', async () => {
  const { id } = await prepare()
  const given = await house.owner.post<{ dossierId: string }>('/api/v1/acts/hand-over', { handOver: id })
  expect(given.dossierId).toBeTruthy()
  await house.owner.post('/api/v1/acts/follow-up', { handOver: id, on: '2026-09-10' })
  await house.owner.post('/api/v1/acts/report', { handOver: id, kind: 'contact', on: '2026-09-01', words: 'Lettre partie.' })
  const { facts } = await house.owner.get<{ facts: { status: string }[] }>('/api/v1/facts/mandate')
  expect(facts[0]?.status).toBe('contact 2026-09-01')
  const unsaid = await house.owner.ask('POST', '/api/v1/acts/recall', { handOver: id })
  expect(unsaid).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'reason' }] } } })
  await house.owner.post('/api/v1/acts/recall', { handOver: id, reason: 'Ils paient directement.' })
})

test('C3: a value of the law that the firm knows better stands in the lawyer’s draft as it does in its letters', async () => {
  const override = { law: 'FR', variant: 'business', field: 'rate', value: '10', writtenIn: 'contrat-cadre, art. 7', since: '2026-01-01' }
  await house.owner.post('/api/v1/acts/law-override', override)
  const { letter } = await prepare()
  expect(letter.text.replace(/[\u00a0\u202f]/g, ' ')).toContain('24,66 €') // 1000.00 × 10 % × 90/365
})
