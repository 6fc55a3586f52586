import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PreviewView } from '../../src/shell/views/preview.ts'
import type { TextPreview, TextView } from '../../src/shell/views/texts.ts'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
let clientId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  const owed = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '100000' })
  clientId = owed.clientId
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-06-12', tone: 1, invoiceIds: [owed.invoiceId] }])
  await house.run('2026-09-01')
})
afterEach(() => house.close())

const view = (kind = 'tone2', language = 'fr') => house.owner.get<TextView>(`/api/v1/texts/${kind}/${language}`)
const mine = (change: object = {}) => ({
  kind: 'tone2',
  language: 'fr',
  subject: 'Un mot au sujet de {{ number }}',
  opening:
    'Bonjour à toute l’équipe de {{ client }}.\n\nIl reste {{ totalAmount }}, {% if count == 1 %}une facture{% else %}{{ count }} factures{% endif %}.',
  ...change,
})
const faultsOf = async (body: object) =>
  ((await house.owner.ask('POST', '/api/v1/texts', body)).body as { error: { faults: object[] } }).error.faults // what a refusal holds

test('B11: words of the firm’s own are tried for a client, kept as versions, stand in the message, and are taken back', async () => {
  expect(await view()).toMatchObject({ own: false, versions: [] })
  const tried = await house.owner.post<TextPreview>('/api/v1/texts/preview', mine({ client: clientId }))
  expect(tried.subject).toBe('Un mot au sujet de F-1')
  expect(tried.text.replace(/\s/gu, ' ')).toContain('Il reste 1 000,00 €, une facture.')
  expect(tried.faults).toEqual([])
  expect(await view()).toMatchObject({ own: false })

  await house.owner.post('/api/v1/texts', mine())
  await house.owner.post('/api/v1/texts', mine({ subject: 'Au sujet de {{ number }}' }))
  const kept = await view()
  expect(kept).toMatchObject({ own: true, subject: 'Au sujet de {{ number }}' })
  expect(kept.versions.map(v => [v.part, v.by !== ''])).toEqual([
    ['subject', true],
    ['opening', true],
    ['subject', true],
  ])
  const message = await house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)
  expect(message.subject).toBe('Au sujet de F-1')
  expect(message.text).toContain('Bonjour à toute l’équipe de')
  expect(message.faults).toEqual([])
  // the frame stays: table, deadline, payment, signature
  for (const part of ['F-1', '15 septembre 2026', 'FR14 2004', 'Hélène Caradec']) expect(message.text).toContain(part)

  await house.owner.post('/api/v1/texts/drop', { kind: 'tone2', language: 'fr' })
  expect((await house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)).subject).not.toContain('Au sujet')
  expect(await house.owner.ask('POST', '/api/v1/texts/drop', { kind: 'tone2', language: 'fr' })).toMatchObject({ status: 404 })
})

test('B11: greeting, deadline, closing and farewell are the firm’s own too; a deadline that is not named is refused', async () => {
  const parts = {
    greeting: 'Chère équipe de {{ client }},',
    deadlineOf: 'Nous comptons sur {{ totalAmount }} pour le {{ deadlineOn }}.',
    closing: 'Réglé entre-temps ? Alors merci.\n\nUne question ? {{ person }} vous répond.',
    farewell: 'À bientôt,',
  }
  await house.owner.post('/api/v1/texts', mine(parts))
  const { text, faults } = await house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)
  expect(faults).toEqual([])
  expect(text.replace(/\s/gu, ' ')).toMatch(
    /Chère équipe de .*Nous comptons sur 1 000,00 € pour le 15 septembre 2026\..*Réglé entre-temps.*À bientôt,/,
  )
  expect(text).not.toContain('Cordialement')
  expect(await faultsOf(mine({ deadlineOf: 'Dès que possible : {{ totalAmount }}.' }))).toEqual([
    expect.objectContaining({ code: 'deadline-missing' }),
  ])
  // what a text leaves out stays as it was kept
  await house.owner.post('/api/v1/texts', { kind: 'tone2', language: 'fr', farewell: 'Bien à vous,' })
  expect(await view()).toMatchObject({ greeting: parts.greeting, farewell: 'Bien à vous,' })
})

describe('B11: words that could not leave are not kept', () => {
  test.each([
    ['a figure of nobody’s', { opening: 'Il reste 99,00 €.' }, { code: 'figure-unknown', field: 'opening' }],
    ['a threat that is not meant', { opening: 'Sinon nous irons au tribunal.' }, { code: 'threat-not-meant', field: 'opening' }],
    ['a name that is not there', { subject: 'Pour {{ nobody }}' }, { code: 'template-wrong', field: 'subject', line: 1 }],
    ['another file', { opening: "{% include 'x' %}" }, { code: 'template-wrong', field: 'opening' }],
    ['no words', { opening: '  ' }, { code: 'field-missing', field: 'opening' }],
    ['an unknown kind', { kind: 'tone9' }, { code: 'field-wrong', field: 'kind' }],
    ['an unknown language', { language: 'xx' }, { code: 'field-wrong', field: 'language' }],
  ])('B11: %s', async (_, change, fault) => {
    expect(await faultsOf(mine(change))).toEqual(expect.arrayContaining([expect.objectContaining(fault)]))
    expect((await view()).own).toBe(false)
  })
})

test('B11: a test goes to oneself, filled in for the client, and to nobody else', async () => {
  house.mail.received.length = 0 // the owner’s mail of the day
  await house.owner.post('/api/v1/texts/test', mine({ client: clientId }))
  expect(house.mail.received.map(m => m.to)).toEqual([['helene@atelier-merival.example']])
  const raw = Buffer.from(house.mail.received[0]?.raw ?? '').toString()
  expect(raw).toContain('Un mot au sujet de F-1')
})

test('B11: in each language the shipped words, opened for editing, make the very message they made before', async () => {
  for (const language of ['en', 'fr', 'ro', 'pl', 'ja'])
    for (const kind of ['before', 'due', 'tone1', 'tone3', 'tone5']) {
      const { own: _own, versions: _versions, ...parts } = await view(kind, language)
      const tried = await house.owner.post<TextPreview>('/api/v1/texts/preview', { ...parts, client: clientId })
      expect(tried.faults, `${language} ${kind}`).toEqual([])
      expect(await house.owner.post('/api/v1/texts', parts)).toEqual({ kind, language })
      expect((await view(kind, language)).own).toBe(false)
    }
})
