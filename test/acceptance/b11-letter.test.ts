import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PreviewView } from '../../src/shell/views/preview.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '100000' }))
})
afterEach(() => house.close())

const DONE = [
  { step: 'first-reminder', doneOn: '2026-06-12', tone: 1 },
  { step: 'reminder-30', doneOn: '2026-07-06', tone: 2 },
  { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done' as const },
  { step: 'letter-60', doneOn: '2026-08-03', tone: 3 },
]
/** So many steps are behind; the next one waits for approval. @returns its key. */
async function reach(steps: number): Promise<string> {
  await deeds(
    house,
    clientId,
    DONE.slice(0, steps).map(d => ({ ...d, invoiceIds: [invoiceId] })),
  )
  await house.run('2026-09-01')
  return (await house.today()).contacts.find(c => c.clientId === clientId)?.message?.key ?? ''
}
const preview = () => house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)
const approve = (body: object) => house.owner.ask('POST', '/api/v1/acts/approve', body)
const refused = (code: string) => ({
  status: 422,
  body: { error: { faults: expect.arrayContaining([expect.objectContaining({ code, field: 'body' })]) } },
})
const letters = () => house.mail.received.filter(m => !m.to.includes('helene@atelier-merival.example'))

describe('B11: a letter carries everything, in every tone', () => {
  test.each([
    [0, 'tone 1'],
    [1, 'tone 2'],
    [3, 'tone 3'],
    [4, 'tone 4'],
  ])('B11: after %i steps (%s) it passes, and holds each element', async steps => {
    await reach(steps)
    const { text, faults } = await preview()
    expect(faults).toEqual([])
    for (const part of ['Atelier Mérival', '02 55 00 01 42', 'Hélène Caradec', 'F-1', 'FR14 2004', '1 000,00 €'])
      expect(text.replace(/\s/gu, ' ')).toContain(part)
    if (steps > 0) expect(text).toContain('15 septembre 2026')
    if (steps >= 3) expect(text).toContain('L441-10')
  })

  test.each(['en', 'fr', 'ro', 'pl', 'ja'])('B11: in %s as well', async language => {
    await house.owner.patch(`/api/v1/facts/client/${clientId}`, { language })
    await reach(3)
    const { language: written, faults } = await preview()
    expect([written, faults]).toEqual([language, []])
  })
})

describe('B11: words as a person edited them pass again before they may leave', () => {
  test.each([
    ['invoice-missing', (t: string) => t.replaceAll('F-1', 'votre facture')],
    ['person-missing', (t: string) => t.replaceAll('Hélène Caradec', '')],
    ['sender-missing', (t: string) => t.replaceAll('Atelier Mérival', '')],
    ['deadline-missing', (t: string) => t.replaceAll('15 septembre 2026', 'bientôt')],
    ['cost-without-basis', (t: string) => t.replaceAll(/\([^()]*L441-10[^()]*\)/g, '')],
    ['figure-unknown', (t: string) => `${t}\n\nFrais de dossier : 75,00 €`],
    ['threat-not-meant', (t: string) => `${t}\n\nSinon nous saisirons le tribunal.`],
  ] as const)('B11: %s is refused beside the text, and nothing leaves', async (code, spoil) => {
    const key = await reach(3)
    const { text } = await preview()
    const body = spoil(text)
    expect(body).not.toBe(text)
    expect(await approve({ key, body })).toMatchObject(refused(code))
    await house.run('2026-09-01', 11)
    expect(letters()).toEqual([])
    await house.owner.post('/api/v1/acts/turn-roles', { client: 'Librairie L’Encrier bleu', found: { arrived: 'fine' } })
    expect(await approve({ key, body: `${text}\n\nÀ bientôt.` })).toMatchObject({ status: 200 })
    await house.run('2026-09-01', 12)
    expect(letters()).toHaveLength(1)
  })

  test('B11: kept words with a fault are told at once, shown beside the text, and approving all leaves them waiting', async () => {
    const key = await reach(1)
    const { text } = await preview()
    const kept = await house.owner.post<{ faults: { code: string }[] }>('/api/v1/acts/edit', { key, body: text.replaceAll('F-1', '') })
    expect(kept.faults.map(f => f.code)).toContain('invoice-missing')
    expect((await preview()).faults.map(f => f.code)).toContain('invoice-missing')
    const all = await house.owner.post<{ approved: string[]; faulty: { key: string }[] }>('/api/v1/acts/approve', {})
    expect(all).toMatchObject({ approved: [], faulty: [{ key }] })
  })
})
