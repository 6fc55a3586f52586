import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClientView } from '../../src/shell/views/client.ts'
import type { ExplainView } from '../../src/shell/views/explain.ts'
import type { PressureView } from '../../src/shell/views/pressure.ts'
import type { SorryLine } from '../../src/shell/views/sorry.ts'
import { camt } from '../support/camt.ts'
import { asked, dunwell } from '../support/cli.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-01-05', { live: true })
})
afterEach(async () => {
  await house.close()
  delete process.env.DUNWELL_STORE
})

interface Preview {
  readonly line: SorryLine
  readonly mail: { readonly language: string; readonly subject: string; readonly text: string; readonly to: readonly string[] }
}
const offers = async () => (await house.owner.get<{ lines: SorryLine[] }>('/api/v1/sorry')).lines
const goodwill = (clientId: string) => house.owner.get<PressureView>(`/api/v1/clients/${clientId}/pressure`)

/** A client reminded of one invoice on 2 March, of a second one not yet. */
async function reminded(): Promise<{ clientId: string; invoiceId: string }> {
  const owed = await owing(house, { number: 'F-1', issuedOn: '2026-01-20', dueOn: '2026-02-19' })
  await house.run('2026-03-02')
  expect(house.mail.received).toHaveLength(1)
  return owed
}

test('a payment dated before a reminder appears later: one key sends an apology in the client’s language, tone and goodwill are as before, the gate that failed is named', async () => {
  const { clientId, invoiceId } = await reminded()
  expect(await offers()).toEqual([])
  const second = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-02-10', dueOn: '2026-03-12', minor: '50000' })
  house.stand('2026-03-05')
  await paid(house, clientId, invoiceId, '2026-02-27')
  const [line, ...others] = await offers()
  expect(others).toEqual([])
  expect(line).toMatchObject({
    name: 'Librairie L’Encrier bleu',
    sentOn: '2026-03-02',
    paidOn: '2026-02-27',
    paid: [{ minor: '34800', currency: 'EUR' }],
    numbers: ['F-1'],
    failed: { gate: 'money-not-fresh', code: 'said-looked', params: { seenDay: '2026-03-02', who: 'Hélène Caradec' } },
  })
  const before = await goodwill(clientId)
  expect(before.goodwill.entries.map(e => e.kind)).toEqual(['contact'])
  const { mail } = await house.owner.get<Preview>(`/api/v1/clients/${clientId}/sorry`)
  expect(mail).toMatchObject({ language: 'fr', to: ['compta@LibrairieLEncrierbleu.example'.toLowerCase()] })
  expect(mail.text).toMatch(/Votre règlement de 348,00\s€ nous était parvenu le 27 février 2026/)
  expect(mail.text).toContain('Le 2 mars 2026')
  expect(mail.text).not.toMatch(/500|F-2/) // what else is open is not spoken of

  const { key } = await house.owner.post<{ key: string }>('/api/v1/acts/sorry-send', { client: clientId })
  expect(await offers()).toEqual([]) // it is on its way: not offered twice
  await house.run('2026-03-05', 11)
  expect(house.mail.received).toHaveLength(2)
  expect(house.mail.received.at(-1)?.raw).toMatch(/Subject: .*Notre/)
  const after = await goodwill(clientId)
  expect(after.goodwill.entries).toEqual([])
  expect(after.week.used).toBe(before.week.used) // it still was a contact: caps and gaps count it
  expect(await house.owner.ask('POST', '/api/v1/acts/sorry-send', { client: clientId })).toMatchObject({ status: 422 })
  const { timeline } = await house.owner.get<ClientView>(`/api/v1/clients/${clientId}`)
  expect(JSON.stringify(timeline)).toContain('sorry')
  // the second invoice begins with the gentlest words, as though nobody had ever been reminded
  house.stand('2026-03-23', 9)
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-03-22' })
  const step = await house.owner.get<ExplainView>(`/api/v1/explain?invoice=${second}`)
  expect(step.decision.outcome).toMatchObject({ kind: 'act', step: 'first-reminder', tone: 1 })
  expect(key).toContain('sorry')
})

test('the line was in the bank file but nobody knew it as theirs: that gate is named; an apology by phone takes the reminder back', async () => {
  const { clientId } = await owing(house, { number: 'F-1', issuedOn: '2026-01-20', dueOn: '2026-02-19' })
  const file = camt([{ on: '2026-02-27', amount: '348.00', text: 'divers', name: 'ZZ HOLDING' }], { closingOn: '2026-03-01' })
  const form = new FormData()
  form.append('file', new File([file], 'feb.xml'))
  house.stand('2026-03-02', 9)
  await house.owner.send('/api/v1/bank/import', form)
  await house.owner.post('/api/v1/acts/run', {})
  house.stand('2026-03-02')
  await house.owner.post('/api/v1/acts/run', { send: true })
  expect(house.mail.received).toHaveLength(1)
  house.stand('2026-03-04')
  const bank = await house.owner.get<{ waiting: { id: string }[] }>('/api/v1/bank')
  await house.owner.post('/api/v1/acts/bank-confirm', { line: bank.waiting[0]?.id, client: clientId })
  expect(await offers()).toMatchObject([{ failed: { gate: 'unmatched-money', code: 'not-known-as-theirs' } }])
  await house.owner.post('/api/v1/acts/sorry-said', { client: clientId, how: 'phone' })
  expect(await offers()).toEqual([])
  expect((await goodwill(clientId)).goodwill.entries).toEqual([])
})

test('money of the day of the reminder, money known before it and money taken back ask for no apology', async () => {
  const { clientId, invoiceId } = await reminded()
  house.stand('2026-03-05')
  await paid(house, clientId, invoiceId, '2026-03-02', '10000') // the very day: nobody could know
  expect(await offers()).toEqual([])
  const { id } = await house.owner.post<{ id: string }>('/api/v1/facts/payment', {
    ...{ clientId, effectiveOn: '2026-02-20', amountMinor: '10000', currency: 'EUR', paidOn: '2026-02-20', invoiceId, kind: 'payment' },
  })
  expect(await offers()).toMatchObject([{ paid: [{ minor: '10000' }], numbers: ['F-1'] }]) // a part that had come counts too
  await house.owner.ask('DELETE', `/api/v1/facts/payment/${id}`)
  expect(await offers()).toEqual([])
})

test('on the command line: listed with what failed, shown, sent', async () => {
  const { clientId, invoiceId } = await reminded()
  house.stand('2026-03-05')
  await paid(house, clientId, invoiceId, '2026-02-27')
  await house.store.close()
  process.env.DUNWELL_STORE = house.app.deps.config.store
  const [line] = await asked<SorryLine[]>('sorry', '--on', '2026-03-05')
  expect(line).toMatchObject({ clientId, paid: [{ amount: '348.00', currency: 'EUR' }], failed: { code: 'said-looked' } })
  expect((await dunwell('sorry', clientId, '--on', '2026-03-05')).out).toContain('Je vous prie de nous en excuser')
  expect((await dunwell('sorry', clientId, '--send', '--on', '2026-03-05')).out).toContain('leaves with the next run')
  expect((await dunwell('sorry', '--on', '2026-03-05')).out).toContain('Nobody was reminded')
  expect(await dunwell('sorry', '--send')).toMatchObject({ code: 1 })
})
