import { afterEach, expect, test } from 'vitest'
import type { Fact } from '../../src/core/facts/nouns.ts'
import type { BounceLine, ProofSheet } from '../../src/shell/views/arrivals.ts'
import type { InboxView } from '../../src/shell/views/inbox.ts'
import { aBounce, aMail } from '../support/mails.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
afterEach(() => house.close())

const PDF = Buffer.from('%PDF-1.4 the invoice itself')

/** The copy of an invoice is kept. */
async function copyOf(invoiceId: string): Promise<void> {
  const form = new FormData()
  form.append('files', new File([PDF], 'F-1.pdf', { type: 'application/pdf' }))
  form.append('invoice', invoiceId)
  form.append('kind', 'invoice')
  await house.owner.send('/api/v1/documents', form)
}
/** A mail comes in, by the address that mail servers hand mails to. */
async function mailComes(bytes: Uint8Array): Promise<{ state: string; replyId: string | null }> {
  const { body, status } = await house.owner.bytes('/api/v1/mail', bytes)
  expect(status).toBe(201)
  return body as { state: string; replyId: string | null }
}
const facts = async <N extends 'deed' | 'arrival' | 'task' | 'bounce'>(noun: N): Promise<Fact<N>[]> =>
  (await house.owner.get<{ facts: Fact<N>[] }>(`/api/v1/facts/${noun}`)).facts
const states = async (): Promise<string[]> => (await facts('arrival')).map(a => a.state)
async function letGo(on: string): Promise<void> {
  await house.run(on)
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run(on, 11)
}

test('B4: a client new to us is asked before the first reminder whether the invoice came, with the copy; their answer is known per invoice', async () => {
  house = await openHouse('2026-09-01', { live: true })
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-08-14', dueOn: '2026-09-14' })
  await copyOf(invoiceId)
  await letGo('2026-09-04')
  const [asked] = house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
  expect(asked?.raw).toContain('F-1.pdf')
  expect((await facts('deed')).map(d => [d.step, d.outcome])).toEqual([['reached-you', 'sent']])
  expect(await states()).toEqual(['asked'])
  // they answer; a person confirms; the invoice counts as acknowledged
  const deed = (await facts('deed'))[0]
  const came = await mailComes(aMail({ inReplyTo: asked?.messageId ?? '', text: 'Bien reçue. Le virement partira vendredi.' }))
  expect(came.state).toBe('placed')
  const inbox = await house.owner.get<InboxView>('/api/v1/inbox')
  expect(inbox.replies).toMatchObject([{ clientId, suggested: { reading: 'promise' } }])
  expect((await house.today()).replies).toMatchObject([{ clientId }])
  await house.owner.post('/api/v1/acts/confirm-reply', { reply: came.replyId ?? '', day: '2026-09-11' })
  expect(await states()).toEqual(['asked', 'acknowledged'])
  // the proof sheet of the message holds all of it
  const sheet = await house.owner.get<ProofSheet>(`/api/v1/deeds/${deed?.id}/proof?format=json`)
  expect(sheet).toMatchObject({ outcome: 'sent', messageId: asked?.messageId, invoices: ['F-1'] })
  expect(sheet.response).toContain('kept')
  expect(sheet.papers.map(p => p.name)).toEqual(['F-1.pdf'])
  expect(sheet.events.map(e => e.what)).toEqual(['asked', 'reply-human'])
  expect(sheet.journal?.link).toMatch(/\S{20}/)
  const page = Buffer.from(await house.owner.raw(`/api/v1/deeds/${deed?.id}/proof`)).toString('utf8')
  expect(page).toContain('Preuve d’un message')
  expect(page).not.toContain('<script')
}, 60_000)

test('B4: a message that came back is not done; its address stops, a person is told, the ladder waits and goes on where it stood', async () => {
  house = await openHouse('2026-09-01', { live: true })
  const { clientId } = await owing(house, { issuedOn: '2026-06-20', dueOn: '2026-07-20' })
  await letGo('2026-09-01')
  const [first] = house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
  const address = first?.to[0] ?? ''
  await mailComes(aBounce({ address, of: first?.messageId ?? '' }))
  const { bounces } = await house.owner.get<{ bounces: BounceLine[] }>('/api/v1/arrivals/bounces')
  expect(bounces).toMatchObject([{ clientId, address, hard: true, status: '5.1.1', inUse: true }])
  expect((await facts('deed')).map(d => d.outcome)).toEqual(['failed'])
  const tasks = (await facts('task')).filter(t => t.kind === 'mend' && t.doneOn === null)
  expect(tasks).toHaveLength(1)
  await house.run('2026-09-02')
  const silent = (await house.today()).silent.find(s => s.clientId === clientId)
  expect(silent?.obstacles.map(o => o.code)).toContain('address-bounced')
  // mended: the same step, to the new address
  await house.owner.patch(`/api/v1/facts/client/${clientId}`, { email: 'nouveau@encrier.example' })
  for (const t of tasks) await house.owner.post('/api/v1/acts/task-done', { task: t.id })
  await letGo('2026-09-03')
  expect(house.mail.received.filter(m => m.to.includes('nouveau@encrier.example'))).toHaveLength(1)
  expect((await facts('deed')).map(d => [d.step, d.outcome])).toEqual([
    ['first-reminder', 'failed'],
    ['first-reminder', 'sent'],
  ])
}, 60_000)

test('B4: “never received” sends the copy at once and restarts at the gentle step', async () => {
  house = await openHouse('2026-09-01', { live: true })
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-06-20', dueOn: '2026-07-20' })
  await copyOf(invoiceId)
  await letGo('2026-09-01')
  const [first] = house.mail.received.filter(m => m.to.some(to => to.startsWith('compta@')))
  expect(await states()).toEqual(['accepted'])
  house.stand('2026-09-02')
  const came = await mailComes(
    aMail({ inReplyTo: first?.messageId ?? '', text: 'Nous n’avons jamais reçu cette facture. Merci de nous la renvoyer.' }),
  )
  await house.owner.post('/api/v1/acts/confirm-reply', { reply: came.replyId ?? '' })
  await house.run('2026-09-02', 21) // an answer waits for no office hours
  const answers = (await facts('deed')).filter(d => d.class === 'answer')
  expect(answers).toMatchObject([{ step: 'answer-copy', outcome: 'sent', clientId }])
  expect(await states()).toEqual(['accepted', 'never-received', 'accepted'])
  await letGo('2026-09-09')
  expect((await facts('deed')).filter(d => d.class === 'chase')).toHaveLength(1)
  await letGo('2026-09-10')
  const chased = (await facts('deed')).filter(d => d.class === 'chase')
  expect(chased.map(d => [d.step, d.tone])).toEqual([
    ['first-reminder', 1],
    ['first-reminder', 1],
  ])
}, 60_000)
