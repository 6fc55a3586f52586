import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueForewarning } from '../../src/shell/mail/owner-mail.ts'
import type { ComingView } from '../../src/shell/views/coming.ts'
import type { InvoiceView } from '../../src/shell/views/invoice.ts'
import type { OutboxLine } from '../../src/shell/views/work-lists.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { deeds } from './desk-house.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-07-01', dueOn: '2026-07-31' }))
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const act = (name: string, body: object) => house.owner.ask('POST', `/api/v1/acts/${name}`, body)
const contact = async (id = clientId) => (await house.today()).contacts.find(c => c.clientId === id)
const silent = async (id = clientId) => (await house.today()).silent.find(s => s.clientId === id)
const outbox = async (query = '') => house.owner.get<{ lines: OutboxLine[]; counts: Record<string, number> }>(`/api/v1/outbox${query}`)
const coming = () => house.owner.get<ComingView>(`/api/v1/clients/${clientId}/coming`)
const toClient = () => house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
/** What the owner reads, whatever the transfer encoding. */
const ownerReads = () =>
  house.mail.received
    .filter(m => m.to.includes('helene@atelier-merival.example'))
    .map(m =>
      Buffer.from(
        m.raw.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
        'latin1',
      ).toString('utf8'),
    )

test('C13: a step is skipped, moved or softened with a reason, which stays on the record', async () => {
  expect((await contact())?.act).toMatchObject({ step: 'first-reminder', tone: 1 })
  await act('postpone', { client: clientId, to: '2026-09-04', reason: 'Inventaire chez eux.' })
  expect((await silent())?.obstacles).toMatchObject([{ code: 'step-later', until: '2026-09-04' }])
  house.stand('2026-09-04')
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-04' })
  expect((await contact())?.act.reasons.map(r => r.code)).toContain('moved-by-person')
  expect(await act('skip', { client: clientId, step: 'first-reminder' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'reason' }] } },
  })
  await act('skip', { client: clientId, step: 'first-reminder', reason: 'Déjà dit de vive voix.' })
  expect((await contact())?.act.step).toBe('reminder-30')
  await act('soften', { client: clientId, step: 'reminder-30', tone: 1, reason: 'Nouvelle comptable.' })
  expect((await contact())?.act).toMatchObject({ step: 'reminder-30', tone: 1 })
  const { timeline } = await house.owner.get<{ timeline: { what: string; text: string | null; actor: string }[] }>(
    `/api/v1/clients/${clientId}`,
  )
  expect(
    timeline
      .filter(t => t.what.startsWith('steer-'))
      .map(t => t.text)
      .sort(),
  ).toEqual(['Déjà dit de vive voix.', 'Inventaire chez eux.', 'Nouvelle comptable.'])
})

test('C13: a hold has a reason and an end; without a reason it is refused; ended, the step comes', async () => {
  expect(await act('hold', { client: clientId, kind: 'paused-by-us' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'reason' }] } },
  })
  await act('hold', { client: clientId, kind: 'paused-by-us', reason: 'Salon la semaine prochaine.', until: '2026-09-10' })
  expect((await silent())?.obstacles).toMatchObject([
    { code: 'paused-by-us', until: '2026-09-11', params: { words: 'Salon la semaine prochaine.' } },
  ])
  await act('release', { client: clientId })
  expect((await contact())?.act.step).toBe('first-reminder')
})

test('C13: an important client and one whose money we collect ourselves are spared', async () => {
  const other = await owing(house, { name: 'Garage Tessier', number: 'G-1', issuedOn: '2026-08-01', dueOn: '2026-08-31' })
  await house.owner.patch(`/api/v1/facts/invoice/${other.invoiceId}`, { collection: 'direct-debit' })
  await act('hold', { client: clientId, kind: 'vip', reason: 'Hélène leur parle elle-même.' })
  expect((await silent())?.obstacles.map(o => o.code)).toEqual(['important-client'])
  expect((await silent(other.clientId))?.obstacles.map(o => o.code)).toContain('collection-under-way')
  await house.run('2026-09-01')
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run('2026-09-01', 12)
  expect(house.mail.received.filter(m => !m.to.includes('helene@atelier-merival.example'))).toEqual([])
})

test('C13: policies by client, by segment and by rule; the first that fits counts, the client’s own before all', async () => {
  const rules = { rules: [{ segment: 'Librairies', policy: 'patient-public', reason: 'paient à 45 jours' }, { kind: 'business', country: 'FR', policy: 'brisk-15-30-45' }] } // biome-ignore format: two rules
  expect(await act('policy-rules', rules)).toMatchObject({ status: 200 })
  expect(await coming()).toMatchObject({ policy: 'brisk-15-30-45', by: 'rule' })
  await house.owner.patch(`/api/v1/facts/client/${clientId}`, { segment: 'librairies' })
  const next = await coming()
  expect([next.policy, next.by, next.steps.slice(0, 2).map(s => s.step)]).toEqual([
    'patient-public',
    'rule',
    ['first-reminder', 'reminder-45'],
  ])
  await house.owner.patch(`/api/v1/facts/client/${clientId}`, { policy: 'gentle-30-60-90' })
  expect(await coming()).toMatchObject({ policy: 'gentle-30-60-90', by: 'client' })
  for (const [
    rule,
    field,
  ] of [[{ policy: 'none-such', kind: 'business' }, 'rules.0.policy'], [{ policy: 'brisk-15-30-45', kind: 'giant' }, 'rules.0.kind'], [{ policy: 'brisk-15-30-45' }, 'rules.0.segment']] as const) // biome-ignore format: three rows
    expect(await act('policy-rules', { rules: [rule] })).toMatchObject({ status: 422, body: { error: { faults: [{ field }] } } })
  expect((await house.owner.get<{ rules: unknown[] }>('/api/v1/policy-rules')).rules).toHaveLength(2)
})

test('C13: the evening before, the owner hears what leaves tomorrow, once, and can still stop it', async () => {
  await act('postpone', { client: clientId, to: '2026-09-02' })
  await house.owner.post('/api/v1/settings', { key: 'forewarning', value: { on: true, hour: 18 } })
  house.stand('2026-09-01', 18)
  const place = await enterWorkspace(house.store, house.app.deps.clock, 'system:schedule', 'evening')
  await queueForewarning(place)
  await queueForewarning(place)
  await house.owner.post('/api/v1/acts/run', { send: true })
  const evening = ownerReads().filter(text => text.includes('ce qui partira demain') || text.includes('Demain, un client'))
  expect(evening).toHaveLength(1)
  expect(evening[0]).toContain('Librairie L’Encrier bleu')
  await act('hold', { client: clientId, reason: 'Pas demain.' })
  await house.run('2026-09-02')
  expect(await contact()).toBeUndefined()
})

test('C13: what waits for approval is a queue, also by colleague; above the daily ceiling nothing leaves that day', async () => {
  await house.owner.post('/api/v1/acts/live', { ceiling: 1 })
  const other = await owing(house, { name: 'Garage Tessier', number: 'G-1', issuedOn: '2026-07-01', dueOn: '2026-07-31' })
  const paul = await house.colleague('paul@atelier-merival.example', 'Paul Rey')
  await act('assign', { client: other.clientId, to: paul.userId })
  await house.run('2026-09-01')
  expect((await outbox('?state=waiting')).lines.map(l => l.client).sort()).toEqual(['Garage Tessier', 'Librairie L’Encrier bleu'])
  const his = await paul.get<{ lines: OutboxLine[] }>('/api/v1/outbox?state=waiting&mine=true')
  expect(his.lines.map(l => [l.client, l.assignee])).toEqual([['Garage Tessier', paul.userId]])
  await house.owner.post('/api/v1/acts/approve', {})
  await house.owner.post('/api/v1/acts/run', { send: true })
  expect((await outbox()).counts).toEqual({ sent: 1, queued: 1 })
  house.stand('2026-09-02')
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-02' })
  await house.owner.post('/api/v1/acts/run', { send: true })
  expect((await outbox()).counts).toEqual({ sent: 2 })
})

test('C13: late money that comes is thanked for once a burst, and never where it is not wanted', async () => {
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-08-10', tone: 1, invoiceIds: [invoiceId] }])
  const thanks = async () => (await outbox()).lines.filter(l => l.step === 'thanks')
  await paid(house, clientId, invoiceId, '2026-09-01', '10000')
  expect(await thanks()).toMatchObject([{ state: 'waiting', class: 'confirmation' }])
  await paid(house, clientId, invoiceId, '2026-09-01', '24800')
  expect(await thanks()).toHaveLength(1)
  await house.owner.post('/api/v1/acts/approve', { key: (await thanks())[0]?.key })
  await house.owner.post('/api/v1/acts/run', { send: true })
  const [mail] = toClient()
  expect(mail?.raw).toMatch(/Subject: .*Merci|=\?UTF-8\?/i)
  expect(toClient()).toHaveLength(1)
  const pressure = await house.owner.get<{ goodwill: { entries: { kind: string }[] } }>(`/api/v1/clients/${clientId}/pressure`)
  expect(pressure.goodwill.entries.map(e => e.kind)).toContain('thanks')
  // an instalment three days later belongs to the same burst
  house.stand('2026-09-04')
  const second = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-07-02', dueOn: '2026-08-01' })
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-09-03', tone: 1, invoiceIds: [second] }])
  await paid(house, clientId, second, '2026-09-04')
  expect(await thanks()).toHaveLength(1)
})

test('C13: thanks for money that is taken back, for nothing that was asked, or to an insolvent client never leave', async () => {
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-08-10', tone: 1, invoiceIds: [invoiceId] }])
  await paid(house, clientId, invoiceId, '2026-09-01', '10000')
  const line = (await outbox('?state=waiting')).lines.find(l => l.step === 'thanks')
  await house.owner.post('/api/v1/acts/approve', { key: line?.key })
  const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/payment')
  await house.owner.ask('DELETE', `/api/v1/facts/payment/${facts[0]?.id}`)
  await house.owner.post('/api/v1/acts/run', { send: true })
  expect((await outbox()).lines.find(l => l.key === line?.key)).toMatchObject({ state: 'withdrawn', why: [{ code: 'payment-gone' }] })
  const quiet = await owing(house, { name: 'Garage Tessier', number: 'G-1', issuedOn: '2026-07-01', dueOn: '2026-07-31' })
  await paid(house, quiet.clientId, quiet.invoiceId, '2026-09-01') // never asked for
  const broke = await owing(house, { name: 'Cave Morin', number: 'C-1', issuedOn: '2026-07-01', dueOn: '2026-07-31' })
  await deeds(house, broke.clientId, [{ step: 'first-reminder', doneOn: '2026-08-10', tone: 1, invoiceIds: [broke.invoiceId] }])
  await act('hold', { client: broke.clientId, kind: 'insolvency', reason: 'Procédure ouverte.' })
  await paid(house, broke.clientId, broke.invoiceId, '2026-09-01')
  expect((await outbox()).lines.filter(l => l.step === 'thanks' && l.state !== 'withdrawn')).toEqual([])
})

test('C13: what would prevent the next delay is asked, kept, and stands beside the next invoice', async () => {
  await deeds(house, clientId, [{ step: 'first-reminder', doneOn: '2026-08-10', tone: 1, invoiceIds: [invoiceId] }])
  await paid(house, clientId, invoiceId, '2026-09-01')
  const [line] = (await outbox('?state=waiting')).lines
  await house.owner.post('/api/v1/acts/approve', { key: line?.key })
  await house.owner.post('/api/v1/acts/run', { send: true })
  expect(toClient()[0]?.raw.replace(/=\r\n/g, '')).toContain('num=C3=A9ro de commande')
  expect(await act('prevention', { client: clientId, answer: '' })).toMatchObject({
    status: 422,
    body: { error: { faults: [{ field: 'answer' }] } },
  })
  const kept = (
    await act('prevention', { client: clientId, answer: 'Le numéro de bon sur chaque facture, à compta@.', saidBy: 'Mme Aubry' })
  ).body as { id: string }
  house.stand('2026-09-10')
  const next = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-09-10', dueOn: '2026-10-10' })
  const shown = await house.owner.get<InvoiceView>(`/api/v1/invoices/${next}`)
  expect(shown.prevention).toMatchObject([
    { answer: 'Le numéro de bon sur chaque facture, à compta@.', saidBy: 'Mme Aubry', saidOn: '2026-09-01' },
  ])
  await act('end-prevention', { id: kept.id })
  expect((await house.owner.get<{ answers: unknown[] }>(`/api/v1/clients/${clientId}/prevention`)).answers).toEqual([])
})
