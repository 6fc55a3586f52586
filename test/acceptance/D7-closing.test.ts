import { afterAll, beforeAll, expect, test } from 'vitest'
import { receive } from '../../src/shell/replies/receive.ts'
import { record } from '../../src/shell/store/record.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, type Debtor, deeds, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { aBounce } from '../support/mails.ts'

const ON = '2026-09-01'
let firm: TestFirm
let server: MailServer
let app: TestApp

beforeAll(async () => {
  firm = await aFirm('2026-06-01')
  await longLive(firm, ON)
  server = await startMailServer()
  app = await anApp(firm, ON, undefined, server.url)
  await looked(firm.on(ON))
})
afterAll(async () => {
  await server.stop()
  await firm.close()
})

let made = 0
async function aClient(given: { totalMinor?: bigint; language?: string; email?: string | null } = {}): Promise<Debtor> {
  made += 1
  const debtor = await aDebtor(firm.on('2026-06-01'), { name: `Client ${made}`, dueOn: '2026-07-01', ...given })
  const place = firm.on('2026-06-01')
  await record(place.store, place.by, 'contact', async pen => {
    if (given.language) await pen.amend('client', debtor.clientId, { language: given.language })
    const { clientId } = debtor
    await pen.add('contact', {
      clientId,
      name: 'Solène Garrigue',
      salutation: 'Madame Garrigue',
      role: 'accounts-payable',
      phone: '+33255000318',
    })
  })
  return debtor
}

interface Check {
  missing: string[]
  parts: { dueOn: string; minor: string }[]
  sentence: string | null
  against: { what: string; within: boolean }[]
  ending: string | null
  fault: { code: string } | null
  interestMinor: string
}
const start = async (debtor: Debtor, floor?: object) =>
  (await app.ask<{ id: string }>('POST', '/acts/call-start', { client: debtor.clientId, ...(floor ? { floor } : {}) })).id
const type = (call: string, draft: object) => app.ask<Check & { savedAt: string }>('PUT', `/calls/${call}/draft`, draft)
const close = (call: string) => app.raw('POST', '/acts/call-close', { call })
const facts = async (noun: string, clientId: string) =>
  (await app.ask<{ facts: Record<string, unknown>[] }>('GET', `/facts/${noun}?clientId=${clientId}`)).facts

test('D7: a call closes only with a dated, priced commitment that was read back, and all three answers', async () => {
  const debtor = await aClient()
  const call = await start(debtor)
  const open = { invoices: [debtor.invoiceId], notes: 'Speaks of the weather.' }
  expect((await type(call, open)).missing).toEqual(['when', 'how-much', 'how', 'again', 'read-back'])
  expect((await close(call)).status).toBe(422)
  const once = { ...open, kind: 'once', on: '2026-09-08', amount: '1200.00' }
  expect((await type(call, once)).missing).toEqual(['how', 'again', 'read-back'])
  const answered = { ...once, means: 'transfer', again: 'yes' }
  expect((await type(call, answered)).missing).toEqual(['again-day', 'read-back'])
  const all = { ...answered, againOn: '2026-09-09', againAt: '10:00' }
  const ready = await type(call, all)
  expect(ready.missing).toEqual(['read-back'])
  expect(ready.sentence).toBe(
    'So we say: €1,200.00 on 8 September 2026, by bank transfer. Is that right? And I call you on 9 September 2026 at 10:00.',
  )
  expect((await close(call)).status).toBe(422)
  expect((await type(call, { ...all, readBack: 'agreed' })).ending).toBe('promise')
  const closed = await close(call)
  expect(closed.status).toBe(200)
  const [promise] = await facts('promise', debtor.clientId)
  expect(promise).toMatchObject({
    amountMinor: '120000',
    promisedFor: '2026-09-08',
    means: 'transfer',
    givenBy: 'Solène Garrigue',
    pauses: true,
  })
  const [kept] = await facts('call', debtor.clientId)
  expect(kept).toMatchObject({ ending: 'promise', readBackAnswer: 'agreed', readBack: ready.sentence, notes: 'Speaks of the weather.' })
  const tasks = await facts('task', debtor.clientId)
  expect(tasks.find(t => t.title === 'call-back')).toMatchObject({ dueOn: '2026-09-09', kind: 'call' })
  expect((await close(call)).status).toBe(409)
})

test('D7: without a commitment only a stated reason ends it, and "other" needs words', async () => {
  const debtor = await aClient()
  const call = await start(debtor)
  const none = { invoices: [debtor.invoiceId], whyNone: 'other', again: 'no' }
  expect((await type(call, none)).missing).toEqual(['words'])
  expect((await close(call)).status).toBe(422)
  expect((await type(call, { ...none, whyNone: 'must-check', again: 'yes', againOn: '2026-08-31' })).missing).toEqual(['again-day'])
  await type(call, { ...none, whyNone: 'must-check' })
  expect(await (await close(call)).json()).toMatchObject({ ending: 'no-plan', commitmentId: null, mailKey: null })
  expect((await facts('call', debtor.clientId))[0]).toMatchObject({ ending: 'no-plan', whyNone: 'must-check' })
})

test('D7: with cash trouble a first part today is insisted on, or why not even a part', async () => {
  const debtor = await aClient()
  const call = await start(debtor)
  const late = {
    invoices: [debtor.invoiceId],
    kind: 'once',
    on: '2026-10-01',
    amount: '1200.00',
    reason: 'cash-flow',
    means: 'transfer',
    again: 'no',
    readBack: 'agreed',
  }
  expect((await type(call, late)).missing).toEqual(['first-part-today'])
  expect((await type(call, { ...late, noPartToday: 'The account is blocked until Monday.' })).missing).toEqual([])
  const plan = { ...late, kind: 'plan', shape: 'parts', parts: '3', noPartToday: '' }
  const laid = await type(call, plan)
  expect(laid.missing).toEqual([])
  expect(laid.parts.map(p => p.dueOn)).toEqual(['2026-09-01', '2026-10-01', '2026-11-02'])
  expect(laid.parts.reduce((sum, p) => sum + Number(p.minor), 0)).toBe(120_000)
})

test('C2: a plan agreed in a talk holds the interest that the law allows, like one agreed outside it; where none is allowed it does not close', async () => {
  const debtor = await aClient({ language: 'fr' })
  const call = await start(debtor)
  const answers = { means: 'transfer', again: 'no', readBack: 'agreed' }
  const plan = { invoices: [debtor.invoiceId], kind: 'plan', shape: 'parts', parts: '3', withInterest: true, ...answers }
  const laid = await type(call, plan)
  const interest = BigInt(laid.interestMinor)
  expect(interest).toBeGreaterThan(0n)
  expect(laid.parts.reduce((sum, p) => sum + BigInt(p.minor), 0n)).toBe(120_000n + interest)
  const outside = await app.ask<{ interestMinor: string; parts: object[] }>('POST', '/acts/plan-preview', {
    ...{ invoices: [debtor.invoiceId], shape: 'parts', parts: 3, withInterest: true },
  })
  expect(outside).toMatchObject({ interestMinor: laid.interestMinor, parts: laid.parts })
  expect(laid.sentence).toContain('intérêts permis par la loi')
  expect((await close(call)).status).toBe(200)
  expect((await facts('plan', debtor.clientId))[0]).toMatchObject({ withInterest: true, interestMinor: laid.interestMinor })
  expect(await facts('charge', debtor.clientId)).toMatchObject([{ kind: 'interest', amountMinor: laid.interestMinor }])
  const { mail } = await app.ask<{ mail: { text: string } }>('GET', `/calls/${call}/mail`)
  expect(mail.text).toContain('Cette somme comprend')

  const notLate = await aDebtor(firm.on('2026-06-01'), { name: `Client ${++made}`, dueOn: '2026-09-20' })
  const early = await start(notLate)
  const refused = await type(early, { ...plan, invoices: [notLate.invoiceId] })
  expect(refused.missing).toContain('plan-wrong')
  expect(refused.fault).toMatchObject({ code: 'interest-none' })
  expect((await close(early)).status).toBe(422)
})

test('D1: the floor is set before the call and locked once it runs', async () => {
  const debtor = await aClient()
  const call = await start(debtor, { first: '500.00', parts: 3, lastBy: '2026-11-15' })
  const plan = {
    invoices: [debtor.invoiceId],
    kind: 'plan',
    shape: 'parts',
    parts: '3',
    means: 'transfer',
    again: 'no',
    readBack: 'agreed',
  }
  const under = await type(call, plan)
  expect(under.missing).toEqual(['over-floor'])
  expect(under.against.filter(a => !a.within).map(a => a.what)).toEqual(['first'])
  expect((await app.raw('PATCH', `/facts/call/${call}`, { floor: {} })).status).toBe(404)
  expect(await start(debtor, { first: '1.00' })).toBe(call)
  const view = await app.ask<{ floor: { firstMinor: string } }>('GET', `/calls/${call}`)
  expect(view.floor.firstMinor).toBe('50000')
  const now = await type(call, { ...plan, shape: 'now-and-rest', now: '600.00', restOn: '2026-10-15' })
  expect(now.missing).toEqual([])
})

test('D8: the agreed plan goes out at once, in their language, with days, amounts and both sides’ duties, kept as proof', async () => {
  const debtor = await aClient({ language: 'fr' })
  const call = await start(debtor)
  const draft = {
    ...{
      invoices: [debtor.invoiceId],
      kind: 'plan',
      shape: 'parts',
      parts: '3',
      means: 'transfer',
      again: 'yes',
      againOn: '2026-09-08',
      againAt: '10:00',
    },
    ...{ readBack: 'agreed', dropsCosts: true, ourPart: [{ what: 'copie du bon de livraison', by: '2026-09-03' }] },
  }
  await type(call, draft)
  expect((await close(call)).status).toBe(200)
  const { mail, state } = await app.ask<{ mail: { subject: string; text: string; attachments: string[] }; state: string }>(
    'GET',
    `/calls/${call}/mail`,
  )
  expect(state).toBe('waiting')
  expect(mail.subject).toContain('en 3 parts')
  expect(mail.attachments).toEqual(['plan-2026-09-01.pdf', 'payments.ics'])
  for (const words of [
    'Bonjour Madame Garrigue',
    '1er septembre 2026',
    '400,00',
    'copie du bon de livraison',
    '8 septembre 2026',
    'frais de retard',
  ])
    expect(mail.text).toContain(words)
  await app.ask('POST', '/acts/call-send', { call })
  expect(server.received.filter(r => r.raw.includes('payments.ics'))).toHaveLength(1)
  const [deed] = (await deeds(firm.on(ON))).filter(d => d.clientId === debtor.clientId && d.class === 'confirmation')
  expect(deed).toMatchObject({ outcome: 'sent', step: 'read-back' })
  // what proves it is shown with the call, and on the sheet that can be printed
  interface Proof {
    deedId: string
    response: string
    recipient: string
    events: { what: string }[]
  }
  const shown = async () => (await app.ask<{ state: string; proof: Proof | null }>('GET', `/calls/${call}/mail`)).proof
  const proof = await shown()
  expect(proof).toMatchObject({ recipient: expect.stringContaining('@'), response: expect.stringContaining('250'), events: [] })
  const sheet = await (await app.raw('GET', `/deeds/${proof?.deedId}/proof`)).text()
  for (const words of ['The call that it follows', 'Solène Garrigue', 'agreed', '250']) expect(sheet).toContain(words)
  await receive(firm.on(ON), aBounce({ address: proof?.recipient ?? '', of: deed?.messageId ?? '' }))
  expect((await shown())?.events).toMatchObject([{ what: 'bounced' }])
  const papers = await facts('document', debtor.clientId)
  expect(papers.map(p => p.mime)).toContain('application/pdf')
  // a sweep later the confirmation is not taken back, nor said again
  const rows = await outbox(firm.on(ON), debtor.clientId)
  expect(rows.filter(r => r.act.class === 'confirmation').map(r => r.state)).toEqual(['failed']) // it came back
})

test('D9: what was understood is corrected in their words, and both are kept', async () => {
  const debtor = await aClient()
  const call = await start(debtor)
  const draft = {
    invoices: [debtor.invoiceId],
    kind: 'once',
    on: '2026-09-05',
    amount: '300.00',
    means: 'cheque',
    again: 'no',
    readBack: 'corrected',
  }
  expect((await type(call, draft)).missing).toEqual(['correction'])
  await type(call, { ...draft, correction: 'The cheque leaves on Saturday, not earlier.' })
  await close(call)
  expect((await facts('call', debtor.clientId))[0]).toMatchObject({
    readBackAnswer: 'corrected',
    correction: 'The cheque leaves on Saturday, not earlier.',
  })
})
