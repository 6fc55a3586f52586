import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger } from '../../src/core/ledger/allocate.ts'
import { receive } from '../../src/shell/replies/receive.ts'
import { loadDecider } from '../../src/shell/run/decider.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import type { DisputeView } from '../../src/shell/views/disputes.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, type Debtor, longLive, looked, type TestFirm } from '../support/firm.ts'
import { startMailServer } from '../support/mail-server.ts'
import { aMail } from '../support/mails.ts'

const ON = '2026-09-01'
const ORIGIN = 'http://127.0.0.1:4747'
let firm: TestFirm
let app: TestApp
beforeAll(async () => {
  firm = await aFirm('2026-06-01')
  await longLive(firm, ON)
  app = await anApp(firm, ON)
  await looked(firm.on(ON))
})
afterAll(() => firm.close())

let made = 0
const client = () => aDebtor(firm.on('2026-06-01'), { name: `Contests ${++made}`, dueOn: '2026-07-01' })
const contest = (debtor: Debtor, more: object = {}) =>
  app.ask<{ id: string }>('POST', '/acts/dispute', {
    invoice: debtor.invoiceId,
    cause: 'quality',
    words: 'Two frames are warped.',
    ...more,
  })
const one = (id: string, on: TestApp = app) => on.ask<DisputeView>('GET', `/disputes/${id}`)
const factsOf = async ({ clientId }: Debtor) => {
  const [facts] = await loadClients(firm.store.db, firm.on(ON).workspaceId, [clientId])
  if (!facts) throw new Error('no such client')
  return facts
}
const openOf = async (debtor: Debtor) => openLedger(await factsOf(debtor), firm.on(ON).by.today).accounts[0]?.openMinor

test('C14: only the part contested rests; the rest stays payable; claim, owner and deadline stand on the case', async () => {
  const debtor = await client()
  const { id } = await contest(debtor, { amount: '300.00', claim: 'repair', owner: 'Bela', answerBy: '2026-09-10' })
  expect(await one(id)).toMatchObject({
    contestedMinor: '30000',
    payableMinor: '90000',
    claim: 'repair',
    owner: 'Bela',
    answerBy: '2026-09-10',
    overdueSince: null,
  })
  const place = firm.on(ON)
  const { outcome } = (await loadDecider(place)).decide(await factsOf(debtor), place.by.today)
  expect(outcome.kind === 'act' ? outcome.amounts : outcome.obstacles).toEqual([{ minor: '90000', currency: 'EUR' }])
})

test('C14: what we did not answer in time rises; an answer takes it off, and does not end it', async () => {
  const debtor = await client()
  const { id } = await contest(debtor)
  const due = async (on: TestApp) =>
    (await on.ask<{ disputes: DisputeView[] }>('GET', '/disputes?show=due')).disputes.filter(d => d.id === id)
  expect(await due(await anApp(firm, '2026-09-11'))).toEqual([])
  const late = await anApp(firm, '2026-09-12')
  expect(await due(late)).toMatchObject([{ overdueSince: '2026-09-11' }])
  await late.ask('POST', '/acts/dispute-answer', { dispute: id, words: 'We come on Friday.' })
  expect(await due(late)).toEqual([])
  expect(await one(id, late)).toMatchObject({ answer: 'We come on Friday.', closedOn: null, contestedMinor: '120000' })
})

test('C14: bad work gets a fix by somebody and by when; ending it as mended closes the task', async () => {
  const debtor = await client()
  const { id } = await contest(debtor, { amount: '300.00' })
  await app.ask('POST', '/acts/remedy', { invoice: debtor.invoiceId, fix: 'New frames', owner: 'Bela', by: '2026-09-20' })
  expect((await one(id)).tasks).toMatchObject([{ title: 'New frames', dueOn: '2026-09-20', doneOn: null }])
  await app.ask('POST', '/acts/close-dispute', { dispute: id, outcome: 'fixed', words: 'Frames changed on the 18th.' })
  const ended = await one(id)
  expect(ended).toMatchObject({ outcome: 'fixed', contestedMinor: '0', payableMinor: '120000', closedOn: ON })
  expect(ended.tasks[0]?.doneOn).toBe(ON)
})

test('C14: it ends only by an outcome: a credit note is named or written, a split credits less, elsewhere it is refused', async () => {
  const debtor = await client()
  const { id } = await contest(debtor, { amount: '300.00' })
  const close = (body: object) => app.raw('POST', '/acts/close-dispute', { dispute: id, ...body })
  expect((await close({ outcome: 'forgotten' })).status).toBe(422)
  expect((await close({ outcome: 'credited' })).status).toBe(422)
  expect((await close({ outcome: 'split', creditNumber: 'AV-1', credit: '300.00' })).status).toBe(422)
  expect((await close({ outcome: 'credited', creditNumber: 'AV-1', credit: '5000.00' })).status).toBe(422)
  expect((await one(id)).closedOn).toBeNull()
  expect((await close({ outcome: 'split', creditNumber: 'AV-1', credit: '100.00', words: 'Half was our fault.' })).status).toBe(200)
  expect(await one(id)).toMatchObject({ outcome: 'split', creditNumber: 'AV-1', outcomeWords: 'Half was our fault.' })
  expect(await openOf(debtor)).toBe(110_000n)
  expect((await close({ outcome: 'fixed' })).status).toBe(409)
})

test('C14: a credit note that is in the books already is not written twice', async () => {
  const debtor = await client()
  const { id } = await contest(debtor, { amount: '200.00' })
  const { clientId, invoiceId } = debtor
  const note = { clientId, invoiceId, number: 'AV-9', issuedOn: ON, currency: 'EUR', totalMinor: '20000' }
  await app.ask('POST', '/facts/credit-note', note)
  await app.ask('POST', '/acts/close-dispute', { dispute: id, outcome: 'credited', creditNumber: 'AV-9' })
  expect((await factsOf(debtor)).creditNote).toHaveLength(1)
  expect(await openOf(debtor)).toBe(100_000n)
  const other = await client()
  const second = await contest(other)
  expect((await app.raw('POST', '/acts/close-dispute', { dispute: second.id, outcome: 'credited', creditNumber: 'AV-9' })).status).toBe(422)
})

test('C14: evidence of both sides lies with the dispute', async () => {
  const debtor = await client()
  const { id } = await contest(debtor)
  const { attach } = await import('../../src/shell/acts/attach.ts')
  const bytes = new TextEncoder().encode('a photo')
  await attach(firm.on(ON), { name: 'warped.txt', bytes }, { dispute: id, side: 'theirs', kind: 'other' })
  await attach(firm.on(ON), { name: 'delivery.txt', bytes: new TextEncoder().encode('signed') }, { dispute: id, kind: 'delivery' })
  expect((await one(id)).papers.map(p => [p.name, p.side])).toEqual([
    ['warped.txt', 'theirs'],
    ['delivery.txt', 'ours'],
  ])
  await expect(attach(firm.on(ON), { name: 'x.txt', bytes }, { dispute: id, side: 'nobody’s' })).rejects.toThrow('is not a side')
})

const visit = (link: string, form?: FormData, on: TestApp = app) =>
  on.fetch(
    new Request(link, {
      redirect: 'manual',
      headers: { host: '127.0.0.1:4747', origin: ORIGIN },
      ...(form ? { method: 'POST', body: form } : {}),
    }),
  )

test('C14: a colleague answers from a link without an account; the link reaches one dispute and ends', async () => {
  const debtor = await client()
  const { id } = await contest(debtor)
  const asked = await app.ask<{ id: string; link: string; expiresOn: string }>('POST', '/acts/dispute-ask', {
    dispute: id,
    name: 'Workshop',
    question: 'Were the frames warped?',
  })
  const page = await visit(asked.link)
  expect(page.status).toBe(200)
  const text = await page.text()
  expect(text).toContain('Were the frames warped?')
  expect(text).toContain('Two frames are warped.')
  expect(text).not.toContain('<script')
  const form = new FormData()
  form.set('finding', 'partly')
  form.set('words', 'One of the two, <b>ours</b>.')
  form.set('file', new File(['checked'], 'check.txt'))
  expect((await visit(asked.link, form)).status).toBe(303)
  const now = await one(id)
  expect(now.asks).toMatchObject([{ name: 'Workshop', finding: 'partly', how: 'link', words: 'One of the two, <b>ours</b>.' }])
  expect(now.papers).toMatchObject([{ name: 'check.txt', side: 'ours' }])
  expect(await (await visit(asked.link)).text()).not.toContain('<b>ours</b>')
  const paper = now.papers[0]?.id ?? ''
  expect((await visit(`${asked.link}/paper/${paper}`)).status).toBe(200)
  expect((await visit(`${asked.link}/paper/other`)).status).toBe(404)
  const empty = new FormData()
  expect((await visit(asked.link, empty)).status).toBe(422)
  expect((await visit(`${asked.link.slice(0, -2)}xx`)).status).toBe(404)
  expect((await visit(asked.link, undefined, await anApp(firm, '2026-09-23'))).status).toBe(404)
  await app.ask('POST', '/acts/close-dispute', { dispute: id, outcome: 'rejected' })
  expect((await visit(asked.link)).status).toBe(404)
})

test('C14: what a colleague says by mail is kept beside their name; a link that is cut off opens nothing', async () => {
  const debtor = await client()
  const { id } = await contest(debtor)
  const asked = await app.ask<{ id: string; link: string }>('POST', '/acts/dispute-ask', { dispute: id, name: 'Driver', question: 'Late?' })
  await app.ask('POST', '/acts/dispute-ask-close', { ask: asked.id })
  expect((await visit(asked.link)).status).toBe(404)
  expect((await app.raw('POST', '/acts/colleague-said', { ask: asked.id, how: 'mail', finding: 'maybe', words: 'x' })).status).toBe(422)
  await app.ask('POST', '/acts/colleague-said', { ask: asked.id, how: 'mail', finding: 'wrong', words: 'Signed at nine.' })
  expect((await one(id)).asks).toMatchObject([{ finding: 'wrong', how: 'mail', words: 'Signed at nine.', isOpen: false }])
})

test('C14: who answers and by when may be changed while it runs', async () => {
  const debtor = await client()
  const { id } = await contest(debtor)
  await app.ask('POST', '/acts/dispute-steer', { dispute: id, owner: 'Caro', answerBy: '2026-09-30' })
  expect(await one(id)).toMatchObject({ owner: 'Caro', answerBy: '2026-09-30' })
  expect((await app.raw('POST', '/acts/dispute-steer', { dispute: id, answerBy: '2026-08-01' })).status).toBe(422)
})

const inbox = async (bytes: Uint8Array) => receive(firm.on(ON), bytes)

test('C14: a colleague answers the mail that asked: their words and papers lie with the dispute, a person says what they mean', async () => {
  const server = await startMailServer()
  try {
    const withMail = await anApp(firm, ON, undefined, server.url)
    const debtor = await client()
    const { id } = await contest(debtor)
    const asking = { dispute: id, name: 'Workshop', question: 'Were the frames warped?', send: true }
    expect((await withMail.raw('POST', '/acts/dispute-ask', { ...asking, email: 'a@b\r\nBcc: x@y.example' })).status).toBe(422)
    expect((await app.raw('POST', '/acts/dispute-ask', { ...asking, email: 'workshop@atelier.example' })).status).toBe(422) // no mail server
    expect((await one(id)).asks).toEqual([])
    const asked = await withMail.ask<{ id: string; sent: boolean; mail: { subject: string; text: string } }>('POST', '/acts/dispute-ask', {
      ...asking,
      email: 'workshop@atelier.example',
    })
    expect(asked.sent).toBe(true)
    expect(server.received.map(r => r.to)).toEqual([['workshop@atelier.example']])
    expect(asked.mail.text).toContain('Were the frames warped?')

    const subject = `RE: ${asked.mail.subject}`
    const away = await inbox(
      aMail({ from: 'workshop@atelier.example', subject, headers: { 'Auto-Submitted': 'auto-replied' }, text: 'Away' }),
    )
    expect(away).toMatchObject({ nature: 'automatic', state: 'aside' })
    expect((await one(id)).asks).toMatchObject([{ words: null, isUnread: false }])

    const photo = { name: 'frame.png', mime: 'image/png', bytes: Buffer.from('89504e470d0a1a0a00', 'hex') }
    const text = 'One of the two, ours.\n\nFrom: Ada\n> Were the frames warped?'
    const answer = aMail({ from: 'Ola <ola@home.example>', subject, text, files: [photo] })
    expect(await inbox(answer)).toMatchObject({ nature: 'human', state: 'placed', clientId: debtor.clientId, replyId: null })
    expect(await inbox(answer)).toMatchObject({ known: true })
    const now = await one(id)
    expect(now.asks).toMatchObject([{ how: 'mail', finding: null, isUnread: true, answeredFrom: 'ola@home.example' }])
    expect(now.asks[0]?.words).toContain('One of the two, ours.')
    expect(now.papers).toMatchObject([{ name: 'frame.png', side: 'ours' }])
    expect((await factsOf(debtor)).reply).toEqual([]) // nothing of it counts as the client's word
    const due = await app.ask<{ disputes: DisputeView[] }>('GET', '/disputes?show=due')
    expect(due.disputes.map(d => d.id)).toContain(id)
    await app.ask('POST', '/acts/colleague-said', { ask: asked.id, how: 'mail', finding: 'partly', words: now.asks[0]?.words })
    expect((await one(id)).asks).toMatchObject([{ finding: 'partly', isUnread: false }])

    await app.ask('POST', '/acts/close-dispute', { dispute: id, outcome: 'rejected' })
    const late = await inbox(aMail({ from: 'ola@home.example', subject, text: 'And another thing.' }))
    expect(late).toMatchObject({ state: 'unplaced', clientId: null })
  } finally {
    await server.stop()
  }
})
