import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { TEXT_KINDS } from '../../src/shell/message/text-kinds.ts'
import type { TextPreview, TextView } from '../../src/shell/views/texts.ts'
import { type House, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05', { live: true })
})
afterEach(() => house.close())

const OTHERS = TEXT_KINDS.filter(kind => !/^(reached|before|due|tone\d)$/.test(kind))
const faultsOf = async (path: string, body: object) =>
  ((await house.owner.ask('POST', path, body)).body as { error: { faults: object[] } }).error.faults // what a refusal holds
const saved = (text: object) => house.owner.post('/api/v1/texts', text)

/** A client reminded of one invoice whose money had come: an apology is owed. */
async function wronged(): Promise<string> {
  const { clientId, invoiceId } = await owing(house, { number: 'F-1', issuedOn: '2026-01-20', dueOn: '2026-02-19' })
  await house.run('2026-03-02')
  house.stand('2026-03-05')
  await paid(house, clientId, invoiceId, '2026-02-27')
  return clientId
}
const apology = async (clientId: string) =>
  (await house.owner.get<{ mail: { subject: string; text: string } }>(`/api/v1/clients/${clientId}/sorry`)).mail

test('B11: whatever leaves for a client is written by the same editor: each kind, in each language, may leave as shipped', async () => {
  for (const kind of OTHERS)
    for (const language of ['en', 'fr', 'ro', 'pl', 'ja']) {
      const { parts, names, ...view } = await house.owner.get<TextView>(`/api/v1/texts/${kind}/${language}`)
      expect(names.length, kind).toBeGreaterThan(5)
      const said = Object.fromEntries(parts.map(part => [part, view[part]]))
      const tried = await house.owner.post<TextPreview>('/api/v1/texts/preview', { kind, language, ...said })
      expect(tried.faults, `${kind} ${language}`).toEqual([])
      expect(tried.text, `${kind} ${language}`).not.toMatch(/\{[%{]|undefined|\{\w/)
      expect(tried.text.length, `${kind} ${language}`).toBeGreaterThan(40)
      // given back as it was opened, it is not one's own
      await saved({ kind, language, ...said })
      expect((await house.owner.get<TextView>(`/api/v1/texts/${kind}/${language}`)).own, `${kind} ${language}`).toBe(false)
    }
})

test('B11: an apology in one’s own words leaves in them; edited by hand it passes the same check again', async () => {
  const clientId = await wronged()
  await saved({ kind: 'sorry', language: 'fr', opening: 'Le {{ sentDay }}, à tort : {{ paid }} étaient là le {{ paidDay }}.\n\nPardon.' })
  const { text } = await apology(clientId)
  expect(text.replace(/\s+/gu, ' ')).toContain('Le 2 mars 2026, à tort : 348,00 € étaient là le 27 février 2026. Pardon.')
  for (const kept of ['Hélène Caradec', 'Atelier Mérival']) expect(text).toContain(kept)
  const send = { client: clientId, body: text.replace('Pardon.', 'Pardon, et encore 99,00 €.') }
  expect(await faultsOf('/api/v1/acts/sorry-send', send)).toEqual([expect.objectContaining({ code: 'figure-unknown', field: 'body' })])
  const threat = { client: clientId, body: text.replace('Pardon.', 'Sinon nous irons au tribunal.') }
  expect(await faultsOf('/api/v1/acts/sorry-send', threat)).toEqual([expect.objectContaining({ code: 'threat-not-meant' })])
  house.mail.received.length = 0
  await house.owner.post('/api/v1/acts/sorry-send', { client: clientId, body: text.replace('Pardon.', 'Pardon, sincèrement.') })
  await house.run('2026-03-05', 11)
  const raw = Buffer.from(house.mail.received.at(-1)?.raw ?? '').toString()
  expect(raw).toMatch(/Pardon, sinc/)
})

describe('B11: words that could not leave are not kept, of whatever kind', () => {
  test.each([
    ['a figure of nobody’s in thanks', { kind: 'thanks', opening: 'Merci pour 77,77 €.' }, { code: 'figure-unknown', field: 'opening' }],
    ['an offer without its last day', { kind: 'offer', deadline: 'Bientôt.', closing: 'Voilà.' }, { code: 'deadline-missing' }],
    ['a threat in a statement', { kind: 'statement', closing: 'Sinon, le tribunal.' }, { code: 'threat-not-meant' }],
    ['a text message without its amount', { kind: 'line-late', opening: '{{ firm }} : un mot de vous ?' }, { code: 'amount-missing' }],
    ['a name that thanks do not have', { kind: 'thanks', closing: '{{ deadlineOn }}' }, { code: 'template-wrong', field: 'closing' }],
    ['a part that it does not have', { kind: 'line-due', subject: 'Bonjour' }, { code: 'field-unknown', field: 'subject' }],
  ])('B11: %s', async (_, text, fault) => {
    const faults = await faultsOf('/api/v1/texts', { language: 'fr', ...text })
    expect(faults).toEqual(expect.arrayContaining([expect.objectContaining(fault)]))
    expect((await house.owner.get<TextView>(`/api/v1/texts/${text.kind}/fr`)).own).toBe(false)
  })
})

test('B11: versions, a test to oneself and the way back are the same for each kind', async () => {
  house.mail.received.length = 0
  await saved({ kind: 'thanks', language: 'en', subject: 'Thank you, {{ client }}' })
  await saved({ kind: 'thanks', language: 'en', subject: 'Many thanks, {{ client }}' })
  const kept = await house.owner.get<TextView>('/api/v1/texts/thanks/en')
  expect([kept.own, kept.subject, kept.versions.length]).toEqual([true, 'Many thanks, {{ client }}', 2])
  await house.owner.post('/api/v1/texts/test', { kind: 'thanks', language: 'en' })
  expect(Buffer.from(house.mail.received[0]?.raw ?? '').toString()).toContain('Subject: Many thanks, Orvault')
  await house.owner.post('/api/v1/texts/drop', { kind: 'thanks', language: 'en' })
  expect((await house.owner.get<TextView>('/api/v1/texts/thanks/en')).own).toBe(false)
})
