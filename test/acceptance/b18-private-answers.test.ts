import { afterEach, expect, test } from 'vitest'
import { answerLinks, VALID_DAYS } from '../../src/shell/answers/link.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import type { InboxLine } from '../../src/shell/views/inbox.ts'
import { type House, invoice, openHouse, owing, paid } from './house.ts'

const PUBLIC = 'https://answers.example'
let house: House
afterEach(() => house.close())

interface Sent {
  readonly clientId: string
  readonly invoiceId: string
  /** The path of the private page, out of the message that left. */
  readonly path: string
  readonly text: string
}

/** A late client whose first reminder has left; its link is read from the mail itself. */
async function reminded(publicUrl: string | undefined = PUBLIC, minor = '90000'): Promise<Sent> {
  house = await openHouse('2026-09-01', { live: true, ...(publicUrl ? { publicUrl } : {}) })
  const ids = await owing(house, { issuedOn: '2026-06-20', dueOn: '2026-07-20', minor })
  await house.run('2026-09-01')
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run('2026-09-01', 11)
  // the app's own schedule may be the one that sends it
  const sent = async (): Promise<string> => (await factsOf(ids.clientId)).deed.find(d => d.outcome === 'sent')?.body ?? ''
  const sentAfterRun = async (): Promise<string> => {
    await house.owner.post('/api/v1/acts/approve', {})
    await house.run('2026-09-01', 11)
    return sent()
  }
  await expect.poll(sentAfterRun, { timeout: 15_000, interval: 300 }).not.toBe('')
  const text = await sent()
  return { ...ids, text, path: /https:\/\/answers\.example(\/a\/\S+)/.exec(text)?.[1] ?? '' }
}

async function factsOf(clientId: string) {
  const [facts] = await loadClients(house.store.db, house.workspaceId, [clientId])
  if (!facts) throw new Error('no such client')
  return facts
}

async function ask(path: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> {
  const pages = house.app.publicFetch
  if (!pages) throw new Error('no public pages')
  const body = form && new URLSearchParams(form)
  const answer = await pages(new Request(`${PUBLIC}${path}`, body ? { method: 'POST', body } : {}))
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

const inbox = async (): Promise<InboxLine[]> => (await house.owner.get<{ replies: InboxLine[] }>('/api/v1/inbox')).replies
const chased = async (clientId: string): Promise<boolean> => (await house.today()).contacts.some(c => c.clientId === clientId)

test('B18: the message carries a private link; its page says what is open, how to pay and whom to ask, and runs no script', async () => {
  const { path } = await reminded()
  const page = await ask(path)
  expect(page.status).toBe(200)
  for (const part of [
    '900,00',
    'F-1',
    'FR14 2004 1010 0505 0001 3M02 606',
    'Hélène Caradec',
    '02 55 00 01 42',
    'N’en tenez pas compte',
    '<svg',
  ])
    expect(page.text).toContain(part)
  expect(page.text).not.toMatch(/<script| style="| on\w+="/)
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'.*form-action 'self'/)
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect((await ask('/page.css')).status).toBe(200)
  // the app itself is never reachable from outside
  for (const inside of ['/', '/api/v1/today', '/api/openapi.json', '/enter/x']) expect((await ask(inside)).status).toBe(404)
})

test('B18: paid already gives the bank its days for these invoices, once; a person declines it and chasing goes on', async () => {
  const { clientId, path } = await reminded()
  expect((await ask(path, { answer: 'paid', when: '2026-09-01', how: 'virement' })).status).toBe(303)
  const facts = await factsOf(clientId)
  expect(facts.hold).toHaveLength(1)
  expect(facts.hold[0]).toMatchObject({ kind: 'payment-under-way', actor: `client:${clientId}` })
  expect(facts.task.filter(t => t.title === 'private-answer' && t.doneOn === null)).toHaveLength(1)
  await ask(path, { answer: 'paid', when: '2026-09-01', how: 'encore' })
  expect((await factsOf(clientId)).hold).toHaveLength(1)
  const [first, second] = await inbox()
  expect(first).toMatchObject({ text: 'virement', holds: true, invoices: ['F-1'] })
  expect(second).toMatchObject({ text: 'encore', holds: false })
  for (const line of [first, second]) await house.owner.post('/api/v1/acts/decline-answer', { reply: line?.id })
  expect(await inbox()).toEqual([])
  const after = await factsOf(clientId)
  expect(after.hold.every(h => h.endedOn === '2026-09-01')).toBe(true)
  expect(after.task.some(t => t.title === 'private-answer' && t.doneOn === null)).toBe(false)
})

test('B18: not mine or wrong waits for a person and becomes the dispute when taken', async () => {
  const { clientId, invoiceId, path } = await reminded()
  await ask(path, { answer: 'wrong', cause: 'not-mine', words: 'Jamais commandé', who: 'Mme Roche' })
  expect((await factsOf(clientId)).dispute).toEqual([])
  const [line] = await inbox()
  await house.owner.post('/api/v1/acts/accept-answer', { reply: line?.id })
  expect((await factsOf(clientId)).dispute).toMatchObject([{ invoiceId, cause: 'not-mine', words: 'Jamais commandé · Mme Roche' }])
  expect((await house.owner.ask('POST', '/api/v1/acts/accept-answer', { reply: line?.id })).status).toBe(409)
})

test('B18: cannot pay now offers plans within the bounds set beforehand; the client cannot pause their own chasing', async () => {
  const { clientId, path } = await reminded()
  expect((await ask(path)).text).toContain('value="parts-3"')
  await house.owner.post('/api/v1/settings', { key: 'private-answers', value: { partsMax: 2, firstPercent: 40 } })
  const page = await ask(path)
  expect(page.text).toContain('value="parts-2"')
  expect(page.text).not.toContain('value="parts-3"')
  house.stand('2026-09-22')
  await house.owner.post('/api/v1/facts/looked', { upTo: '2026-09-22' })
  expect(await chased(clientId)).toBe(true)
  expect((await ask(path, { answer: 'later', choice: 'parts-99' })).status).toBe(422)
  expect((await ask(path, { answer: 'later', choice: 'promise', by: '2027-09-22' })).status).toBe(422)
  expect((await ask(path, { answer: 'later', choice: 'promise', by: '2026-09-30' })).status).toBe(303)
  expect((await ask(path, { answer: 'later', choice: 'parts-2' })).status).toBe(303)
  expect(await chased(clientId)).toBe(true)
  expect((await factsOf(clientId)).promise).toEqual([])
  expect((await factsOf(clientId)).plan).toEqual([])
  const [promised, planned] = await inbox()
  expect(promised).toMatchObject({ holds: false, answer: { offer: 'promise', by: '2026-09-30', minor: '90000' } })
  await house.owner.post('/api/v1/acts/accept-answer', { reply: planned?.id })
  const facts = await factsOf(clientId)
  expect(facts.plan).toMatchObject([{ totalMinor: 90000n }])
  expect(facts.instalment.map(i => i.amountMinor)).toEqual([45000n, 45000n])
  expect(await chased(clientId)).toBe(false)
})

test('B18: a proposal is not taken once money has come in meanwhile', async () => {
  const { clientId, invoiceId, path } = await reminded()
  await ask(path, { answer: 'later', choice: 'promise', by: '2026-09-10' })
  await paid(house, clientId, invoiceId, '2026-09-01', '10000')
  const [line] = await inbox()
  const answer = await house.owner.ask('POST', '/api/v1/acts/accept-answer', { reply: line?.id })
  expect(answer).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'changed-meanwhile' }] } } })
  expect((await ask(path)).text).toContain('800,00')
})

test('B18: a link expires, can be revoked, and opens nobody else’s page', async () => {
  const { clientId, path } = await reminded()
  const other = await owing(house, { name: 'Autre', number: 'A-1', issuedOn: '2026-06-20', dueOn: '2026-07-20' })
  const forged = answerLinks(PUBLIC, 'another secret').token(house.workspaceId, await factsOf(other.clientId), '2026-12-01' as never)
  expect((await ask(`/a/${forged}`)).status).toBe(404)
  const [payload, signature] = path.slice(3).split('.')
  const swapped = Buffer.from(
    Buffer.from(payload ?? '', 'base64url')
      .toString()
      .replace(clientId, other.clientId),
  ).toString('base64url')
  expect((await ask(`/a/${swapped}.${signature}`)).status).toBe(404)
  for (const broken of ['/a/x', '/a/x.y', '/a/%00.%ff', `/a/${payload}`, `/a/${payload}.`]) expect((await ask(broken)).status).toBe(404)
  house.stand('2026-10-15')
  expect((await ask(path)).status).toBe(200)
  house.stand('2026-10-17')
  expect((await ask(path)).status).toBe(410)
  expect((await ask(path, { answer: 'paid', when: '2026-10-10' })).status).toBe(410)
  expect(VALID_DAYS).toBe(45)
  house.stand('2026-09-02')
  await house.owner.post('/api/v1/acts/revoke-links', { client: clientId, reason: 'forwarded to a stranger' })
  expect((await ask(path)).status).toBe(404)
  expect((await factsOf(clientId)).reply).toEqual([])
})

test('B18: what does not fit is said in their language and nothing is kept; a flood is not kept either', async () => {
  const { clientId, path } = await reminded()
  const other = await invoice(house, clientId, { number: 'F-2', issuedOn: '2026-06-20', dueOn: '2026-07-20' })
  for (const form of [
    { answer: 'paid', when: '2026-09-02' },
    { answer: 'paid', when: 'hier' },
    { answer: 'wrong', cause: 'x', words: 'y' },
    { answer: 'wrong', cause: 'price', words: ' ' },
    { answer: 'nonsense' },
    { answer: 'paid', when: '2026-09-01', invoice: 'someone-elses' },
  ]) {
    const answer = await ask(path, form as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('role="alert"')
  }
  expect((await ask(path, { answer: 'wrong', cause: 'other', words: 'x'.repeat(6_000_000) })).status).toBe(413)
  expect((await factsOf(clientId)).reply).toEqual([])
  const words = '<img src=x onerror=alert(1)>'
  for (let n = 0; n < 5; n += 1) await ask(path, { answer: 'wrong', cause: 'other', words, invoice: other })
  expect((await ask(path, { answer: 'wrong', cause: 'other', words })).status).toBe(429)
  expect((await factsOf(clientId)).reply).toHaveLength(5)
})

test('B18: without a public address no link is printed; answers begun as mails carry the case’s code', async () => {
  const { text } = await reminded('')
  expect(house.app.publicFetch).toBeUndefined()
  expect(text).not.toContain('http')
  expect(text).toMatch(/\[DW-[2-9A-Z]{8}\]/)
})

test('B18: with nothing open any more the page only says thank you', async () => {
  const { clientId, invoiceId, path } = await reminded()
  await paid(house, clientId, invoiceId, '2026-09-01', '90000')
  const page = await ask(path)
  expect(page.text).toContain('Merci')
  expect(page.text).not.toContain('<form')
})

test('B18: where the public address does not reach this installation, messages carry mail answers instead of a dead link', async () => {
  house = await openHouse('2026-09-01', { live: true, publicUrl: PUBLIC, isUnreachable: true })
  const { clientId } = await owing(house, { issuedOn: '2026-06-20', dueOn: '2026-07-20' })
  await house.run('2026-09-01')
  await house.owner.post('/api/v1/acts/approve', {})
  await house.run('2026-09-01', 11)
  const text = (await factsOf(clientId)).deed[0]?.body ?? ''
  expect(text).not.toContain(PUBLIC)
  expect(text).toMatch(/\[DW-[2-9A-Z]{8}\]/)
}, 60_000)

test('B18: a proof goes with “paid already”; the statement and the copy can be opened; what they opened and answered is known per invoice', async () => {
  const { clientId, invoiceId, path } = await reminded()
  const copy = new FormData()
  copy.append('files', new File(['%PDF-1.4 copy'], 'F-1.pdf'))
  copy.append('invoice', invoiceId)
  copy.append('kind', 'invoice')
  await house.owner.send('/api/v1/documents', copy)
  const page = await ask(path)
  expect((await factsOf(clientId)).arrival.at(-1)?.state).toBe('viewed')
  const link = /href="([^"]+\/copy\/[^"]+)"/.exec(page.text)?.[1] ?? ''
  expect((await ask(`/a/${link}`)).text).toContain('%PDF-1.4 copy')
  const statement = await ask(`${path}/statement`)
  expect(statement.headers.get('content-type')).toBe('application/pdf')
  expect((await ask(`${path}/copy/another`)).status).toBe(404)
  const pages = house.app.publicFetch
  const answer = async (file: File): Promise<number> => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ answer: 'paid', when: '2026-09-01', how: 'virement' })) form.append(name, value)
    form.append('proof', file)
    return (await pages?.(new Request(`${PUBLIC}${path}`, { method: 'POST', body: form })))?.status ?? 0
  }
  expect(await answer(new File(['<script>alert(1)</script>'], 'preuve.pdf'))).toBe(422) // called so, and is none
  expect(await answer(new File(['%PDF-1.4 proof'], 'preuve.pdf'))).toBe(303)
  const facts = await factsOf(clientId)
  expect(facts.document.filter(d => d.kind === 'receipt').map(d => d.name)).toEqual(['preuve.pdf'])
  expect(facts.arrival.at(-1)?.state).toBe('acknowledged')
  const [line] = await inbox()
  expect(line?.papers.map(p => p.name)).toEqual(['preuve.pdf'])
  // taken, and taken back
  await house.owner.post('/api/v1/acts/accept-answer', { reply: line?.id ?? '' })
  expect(await inbox()).toHaveLength(0)
  await house.owner.post('/api/v1/acts/undo-reply', { reply: line?.id ?? '' })
  expect(await inbox()).toHaveLength(1)
}, 90_000)
