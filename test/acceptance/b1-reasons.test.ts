import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClientView } from '../../src/shell/views/client.ts'
import type { PreviewView } from '../../src/shell/views/preview.ts'
import { deeds } from './desk-house.ts'
import { type House, invoice, openHouse, owing } from './house.ts'

let house: House
let clientId: string
let invoiceId: string
/** 1,000.00 EUR due on 2026-06-03; one gentle reminder went out on 12 June, the next is due. */
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  ;({ clientId, invoiceId } = await owing(house, { issuedOn: '2026-05-04', dueOn: '2026-06-03', minor: '100000' }))
  await deeds(house, clientId, [
    { step: 'first-reminder', doneOn: '2026-06-12', tone: 1, invoiceIds: [invoiceId] },
    { step: 'reminder-30', doneOn: '2026-07-06', tone: 2, invoiceIds: [invoiceId] },
    { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done', invoiceIds: [invoiceId] },
  ])
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-01' })
})
afterEach(() => house.close())

const say = (body: object) => house.owner.ask('POST', '/api/v1/acts/reason', { client: clientId, ...body })
const preview = () => house.owner.get<PreviewView>(`/api/v1/outbox/preview?clientId=${clientId}`)
const client = () => house.owner.get<ClientView>(`/api/v1/clients/${clientId}`)
const contact = async () => (await house.today()).contacts.find(c => c.clientId === clientId)
const silent = async () => (await house.today()).silent.find(s => s.clientId === clientId)?.obstacles.map(o => o.code) ?? []
const add = (noun: string, body: object) => house.owner.post(`/api/v1/facts/${noun}`, { clientId, ...body })

describe('B1: a reason is recorded, shown with its end, and forgotten on its day', () => {
  test('B1: who said it, in which words, until when', async () => {
    const { status, body } = await say({
      reason: 'cash-flow',
      words: 'La terrasse paie en août.',
      saidBy: 'Mme Garrigue',
      until: '2026-10-01',
    })
    expect([status, body]).toMatchObject([200, { reason: 'cash-flow', until: '2026-10-01' }])
    expect((await client()).reason).toMatchObject({
      reason: 'cash-flow',
      words: 'La terrasse paie en août.',
      saidBy: 'Mme Garrigue',
      expiresOn: '2026-10-01',
    })
    house.stand('2026-10-02')
    expect((await client()).reason).toBeNull()
  })

  test('B1: a reason nobody knows and a day that is over are refused by field', async () => {
    expect(await say({ reason: 'laziness' })).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'reason-unknown' }] } } })
    expect(await say({ reason: 'forgot', until: '2026-08-01' })).toMatchObject({
      status: 422,
      body: { error: { faults: [{ field: 'until' }] } },
    })
    expect((await client()).reason).toBeNull()
  })
})

describe('B1: each reason changes what comes next', () => {
  test('B1: cash flow: the letter offers to pay in parts and rises no higher', async () => {
    await deeds(house, clientId, [{ step: 'letter-60', doneOn: '2026-08-03', tone: 3, invoiceIds: [invoiceId] }])
    expect(await contact()).toMatchObject({ act: { step: 'final-75', tone: 4 } })
    await say({ reason: 'cash-flow' })
    const line = await contact()
    expect(line).toMatchObject({ act: { step: 'final-75', tone: 3 } })
    expect(line?.act.reasons.map(r => r.code)).toContain('reason-known')
    expect((await preview()).text).toContain('3 versements')
  })

  test('B1: embarrassment: to one person, in private, gently', async () => {
    await add('contact', { name: 'Luc Perrin', role: 'director', email: 'luc@encrier.example', copyOnly: true })
    expect((await preview()).cc).toEqual(['luc@encrier.example'])
    await say({ reason: 'embarrassment' })
    const message = await preview()
    expect(message.cc).toEqual([])
    expect(message.text).toContain('n’est adressé qu’à vous')
    expect(await contact()).toMatchObject({ act: { step: 'letter-60', tone: 2 } })
  })

  test('B1: a dispute holds that invoice and no other', async () => {
    expect(await say({ reason: 'dispute' })).toMatchObject({ status: 422, body: { error: { faults: [{ field: 'invoice' }] } } })
    const other = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-05-04', dueOn: '2026-06-03' })
    expect(await say({ reason: 'dispute', invoice: 'F-1', cause: 'quality', words: 'Deux panneaux rayés.' })).toMatchObject({ status: 200 })
    expect((await client()).standing).toMatchObject([{ noun: 'dispute', params: { number: 'F-1', cause: 'quality' } }])
    expect((await contact())?.act.invoiceIds).toEqual([other])
  })

  test('B1: familiarity: the form between firms, and somebody else signs', async () => {
    await add('contact', { name: 'Anne Roy', role: 'billing', email: 'anne@encrier.example', salutation: 'Chère Anne' })
    const firm = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
    await house.owner.patch(`/api/v1/facts/firm/${firm.facts[0]?.id}`, { seniorPerson: 'Marc Delorme, direction' })
    const before = await preview()
    expect([before.text.includes('Chère Anne'), before.text.includes('Marc Delorme')]).toEqual([true, false])
    await say({ reason: 'familiarity' })
    const after = await preview()
    expect([after.text.includes('Chère Anne'), after.text.includes('Marc Delorme')]).toEqual([false, true])
  })

  test('B1: unappreciated: a talk, not a letter; the talk frees the rest', async () => {
    const { body } = await say({ reason: 'unappreciated' })
    const { taskId } = body as { taskId: string } // the answer is looked at next
    expect(await silent()).toContain('talk-first')
    await house.owner.post('/api/v1/acts/task-done', { task: taskId, note: 'Vu au salon, tout est dit.' })
    expect(await silent()).not.toContain('talk-first')
  })

  test('B1: wrong contact: nothing leaves until it is mended, then it begins gently', async () => {
    await say({ reason: 'wrong-contact' })
    expect(await silent()).toContain('contact-to-mend')
    house.stand('2026-09-01', 11)
    await add('contact', { name: 'Anne Roy', role: 'billing', email: 'anne@encrier.example' })
    expect(await contact()).toMatchObject({ act: { tone: 1 } })
    expect((await preview()).to.join()).toContain('anne@encrier.example')
  })

  test('B1: others are paid first: the message asks for a date; nobody knows: it asks why', async () => {
    await say({ reason: 'pays-others-first' })
    expect((await preview()).text).toContain('une date sur laquelle compter')
    await say({ reason: 'unknown' })
    expect((await preview()).text).toContain('ce qui retient ce règlement')
  })

  test('B1: forgotten, everything is as before', async () => {
    await say({ reason: 'unknown', until: '2026-09-01' })
    expect((await preview()).text).toContain('ce qui retient ce règlement')
    house.stand('2026-09-02')
    expect((await preview()).text).not.toContain('ce qui retient ce règlement')
  })
})
