import { afterEach, beforeEach, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import type { Fact } from '../../src/core/facts/nouns.ts'
import { confirmReply, putAside } from '../../src/shell/acts/confirm-reply.ts'
import { dismissMail, placeMailWith } from '../../src/shell/acts/place-mail.ts'
import { run, send } from '../../src/shell/acts/run.ts'
import { undoReply } from '../../src/shell/acts/undo-reply.ts'
import { caseCode } from '../../src/shell/answers/link.ts'
import { receive, receiveMany } from '../../src/shell/replies/receive.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { inboxView } from '../../src/shell/views/inbox.ts'
import type { Place } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, type Debtor, deeds, longLive, looked, outbox, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { aBounce, aMail } from '../support/mails.ts'

const ON = '2026-03-11'
let firm: TestFirm
let place: Place
let mail: MailServer
let alpha: Debtor

beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  await longLive(firm, ON)
  place = firm.on(ON)
  mail = await startMailServer()
  await looked(place)
  alpha = await aDebtor(place, { name: 'Alpha', dueOn: '2026-03-01' })
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})

const factsOf = async (clientId: string) => {
  const [facts] = await loadClients(place.store.db, place.workspaceId, [clientId])
  if (!facts) throw new Error('the client is gone')
  return facts
}
/** The first reminder leaves. @returns its Message-ID. */
const remind = async (): Promise<string> => {
  await run(place, firm.config(mail.url), { send: true })
  const [deed] = (await deeds(place)) as unknown as Fact<'deed'>[]
  return deed?.messageId ?? ''
}
const holdsOf = async (clientId: string) => {
  const [row] = await place.store.db
    .selectFrom('decision')
    .selectAll()
    .where('clientId', '=', clientId)
    .where('supersededAt', 'is', null)
    .execute()
  return JSON.stringify(row?.outcome)
}

test('a reply is laid on its case by the thread, holds the chasing, and suggests what it means', async () => {
  const messageId = await remind()
  expect(messageId).not.toBe('')
  const bytes = aMail({
    from: 'boss@elsewhere.example',
    inReplyTo: messageId,
    text: 'We will pay by 20 March.\n\nOn Tue, 10 Mar 2026, Ada wrote:\n> please pay',
  })
  const done = await receive(place, bytes)
  expect(done).toMatchObject({ nature: 'human', state: 'placed', clientId: alpha.clientId, reading: 'promise', known: false })
  const { replies } = await inboxView(place)
  expect(replies).toHaveLength(1)
  expect(replies[0]).toMatchObject({
    client: 'Alpha',
    placedBy: 'thread',
    knownSender: false,
    text: 'We will pay by 20 March.',
    holds: true,
  })
  expect(replies[0]?.suggested).toMatchObject({ reading: 'promise', day: '2026-03-20' })
  expect(replies[0]?.suggested?.words.join(' ')).toContain('will pay')
  // raw kept, and nothing applied
  const facts = await factsOf(alpha.clientId)
  expect(facts.document.map(d => d.mime)).toContain('message/rfc822')
  expect(facts.promise).toHaveLength(0)
})

test('the same mail twice is kept once, in one call or in two', async () => {
  const bytes = aMail({ text: 'paid yesterday' })
  const [a, b] = await receiveMany(place, [{ bytes }, { bytes }])
  const c = await receive(place, bytes)
  expect([a?.known, b?.known, c.known]).toEqual([false, true, true])
  expect((await factsOf(alpha.clientId)).reply).toHaveLength(1)
  await run(place, firm.config(mail.url), { send: true })
  expect(await holdsOf(alpha.clientId)).toContain('unread-reply')
  expect(mail.received).toHaveLength(0)
})

test('placed by code, by number, by address, by the firm’s domain; a public mail service says nothing of a firm', async () => {
  const code = caseCode(place.workspaceId, alpha.clientId)
  const by = async (given: Parameters<typeof aMail>[0]) => {
    const { replyId } = await receive(place, aMail(given))
    return (await factsOf(alpha.clientId)).reply.find(r => r.id === replyId)?.placedBy ?? null
  }
  expect(await by({ from: 'x@gmail.com', subject: `Re: [${code}] Paid already`, text: 'a' })).toBe('code')
  expect(await by({ from: 'x@gmail.com', subject: 'your invoice F-Alpha2', text: 'a2' })).toBeNull()
  expect(await by({ from: 'x@gmail.com', subject: 'question', text: 'about INVOICE F-1 and such' })).toBeNull()
  await record(place.store, place.by, 'import', pen =>
    pen.add('invoice', {
      clientId: alpha.clientId,
      number: 'F-2201',
      issuedOn: day('2026-02-01'),
      dueOn: day('2026-03-01'),
      currency: 'EUR',
      totalMinor: 100n,
    }),
  )
  expect(await by({ from: 'x@gmail.com', subject: 'question', text: 'about invoice f-2201, please' })).toBe('number')
  expect(await by({ from: 'billing@alpha.example', subject: 'hi', text: 'hi' })).toBe('address')
  expect(await by({ from: 'director@alpha.example', subject: 'hello', text: 'hello' })).toBe('domain')
  expect(await by({ from: 'y@gmail.com', subject: 'hello', text: 'hello you' })).toBeNull()
})

test('confirming makes the fact, undoing takes it back whole, and the journal holds', async () => {
  const { replyId } = await receive(place, aMail({ text: 'We will pay by 20 March.' }))
  const before = await factsOf(alpha.clientId)
  const taken = await confirmReply(place, { reply: replyId ?? '' })
  expect(taken).toMatchObject({ reading: 'promise', outboxKey: null })
  let now = await factsOf(alpha.clientId)
  expect(now.promise).toMatchObject([{ promisedFor: '2026-03-20', amountMinor: 120_000n, pauses: true }])
  expect(now.reply[0]).toMatchObject({ handledOn: ON, handledBy: 'ada', reading: 'promise' })
  expect(now.arrival).toMatchObject([{ state: 'acknowledged', invoiceId: alpha.invoiceId }])
  expect(now.task.filter(t => t.title === 'mail-reply' && t.doneOn === null)).toHaveLength(0)
  expect((await inboxView(place)).replies).toHaveLength(0)
  await expect(confirmReply(place, { reply: replyId ?? '' })).rejects.toThrow(/dealt with/)
  await undoReply(place, { reply: replyId ?? '' })
  now = await factsOf(alpha.clientId)
  expect(now.promise).toHaveLength(0)
  expect(now.arrival).toHaveLength(0)
  expect(now.reply[0]).toMatchObject({ handledOn: null, reading: null, receivedOn: before.reply[0]?.receivedOn })
  expect((await inboxView(place)).replies).toHaveLength(1)
  await expect(undoReply(place, { reply: replyId ?? '' })).rejects.toThrow(/Nothing was made/)
  expect(await verifyChain(place.store.db, place.workspaceId)).toBeUndefined()
})

test('each reading becomes its own fact, and none of them is a payment', async () => {
  const say = async (text: string) => (await receive(place, aMail({ text }))).replyId ?? ''
  const taken = async (text: string, more: object = {}) => confirmReply(place, { reply: await say(text), ...more })
  expect((await taken('This was paid yesterday by bank transfer.')).reading).toBe('paid-already')
  expect((await taken('The price is wrong, please cancel the invoice.', { cause: 'price' })).reading).toBe('dispute')
  expect((await taken('Could we pay this in three instalments?')).reading).toBe('asks-plan')
  expect((await taken('You have the wrong person, I have nothing to do with invoices.')).reading).toBe('wrong-person')
  expect((await taken('I am out of the office until 23 March.')).reading).toBe('out-of-office')
  expect((await taken('Stop harassing us! You people are thieves.')).reading).toBe('hostile')
  const facts = await factsOf(alpha.clientId)
  expect(facts.payment).toHaveLength(0)
  expect(facts.hold.map(h => [h.kind, h.until])).toEqual([
    ['payment-under-way', ON],
    ['paused-by-us', '2026-03-17'],
  ])
  expect(facts.dispute).toMatchObject([{ cause: 'price', invoiceId: alpha.invoiceId }])
  expect(facts.latenessReason).toMatchObject([{ reason: 'wrong-contact' }])
  expect(
    facts.task
      .filter(t => t.doneOn === null)
      .map(t => [t.title, t.dueOn])
      .sort(),
  ).toEqual(
    [
      ['back-in-office', '2026-03-23'],
      ['contact', ON],
      ['plan-asked', ON],
      ['talk', ON],
    ].sort(),
  )
})

test('who asks for a plan gets one within the bounds with one word; any plan ends the task that waited for it', async () => {
  const ask = async () => (await receive(place, aMail({ text: 'Could we pay this in three instalments?' }))).replyId ?? ''
  const first = await ask()
  const line = (await inboxView(place)).replies.find(r => r.id === first)
  expect(line?.plans.map(p => p.key)).toEqual(['parts-2', 'parts-3', 'now-and-rest'])
  expect(line?.plans[1]?.parts.map(p => p.minor)).toEqual(['40000', '40000', '40000'])
  await confirmReply(place, { reply: first }) // a task: a person works one out
  const open = async () => (await factsOf(alpha.clientId)).task.filter(t => t.title === 'plan-asked' && t.doneOn === null).length
  expect(await open()).toBe(1)
  const second = await ask()
  await expect(confirmReply(place, { reply: second, plan: 'parts-99' })).rejects.toMatchObject({ faults: [{ code: 'choice-unknown', mend: 'Say one of parts-2, parts-3, now-and-rest.' }] }) // biome-ignore format: one refusal
  await confirmReply(place, { reply: second, plan: 'parts-3' })
  const made = await factsOf(alpha.clientId)
  expect(made.plan).toMatchObject([{ totalMinor: 120_000n, endedOn: null }])
  expect(made.instalment.map(i => i.amountMinor)).toEqual([40_000n, 40_000n, 40_000n])
  expect(await open()).toBe(0)
  await undoReply(place, { reply: second })
  expect((await factsOf(alpha.clientId)).plan).toHaveLength(0)
  expect(await open()).toBe(1)
})

test('copies asked for leave at once as an answer, in the thread, to a known address only, and the reminders begin anew', async () => {
  const asked = await receive(
    place,
    aMail({
      from: 'forger@evil.example',
      subject: 'Invoice F-Alpha',
      messageId: '<ask1@evil.example>',
      text: 'F-Alpha: please send me a copy of the invoice',
      headers: { References: '<x@y>' },
    }),
  )
  expect(asked.state).toBe('unplaced') // F-Alpha holds no figure: nothing names the case
  const { replyId } = await receive(
    place,
    aMail({ messageId: '<ask2@alpha.example>', subject: 'Re: reminder', text: 'We never received this invoice. Please resend it.' }),
  )
  await expect(confirmReply(place, { reply: replyId ?? '' })).rejects.toThrow(/no copy/)
  const bytes = Buffer.from('%PDF-1.4 copy of the invoice')
  const { attach } = await import('../../src/shell/acts/attach.ts')
  await attach(place, { name: 'F-Alpha.pdf', bytes }, { invoice: alpha.invoiceId, kind: 'invoice' })
  const taken = await confirmReply(place, { reply: replyId ?? '' })
  expect(taken.outboxKey).toContain('answer-copy')
  await send(place, firm.config(mail.url))
  const [left] = mail.received
  expect(left?.to).toEqual(['billing@alpha.example'])
  expect(left?.raw).toContain('In-Reply-To: <ask2@alpha.example>')
  expect(left?.raw).toContain('F-Alpha.pdf')
  const facts = await factsOf(alpha.clientId)
  expect(facts.deed).toMatchObject([{ class: 'answer', step: 'answer-copy', outcome: 'sent' }])
  expect(facts.arrival.map(a => a.state)).toEqual(['never-received', 'accepted'])
  await expect(undoReply(place, { reply: replyId ?? '' })).rejects.toThrow(/left already/)
})

test('copies that have not left are called back', async () => {
  const { attach } = await import('../../src/shell/acts/attach.ts')
  await attach(place, { name: 'F.pdf', bytes: Buffer.from('%PDF-1.4 x') }, { invoice: alpha.invoiceId, kind: 'invoice' })
  const { replyId } = await receive(place, aMail({ text: 'Could you send me a copy of the invoice?' }))
  const { outboxKey } = await confirmReply(place, { reply: replyId ?? '' })
  await undoReply(place, { reply: replyId ?? '' })
  expect((await outbox(place)).find(r => r.key === outboxKey)?.state).toBe('withdrawn')
  await confirmReply(place, { reply: replyId ?? '' })
  expect((await outbox(place)).find(r => r.key === outboxKey)?.state).toBe('queued')
})

test('only people hold: automatic answers, newsletters and bounces do not, and two machines do not fill the books', async () => {
  await remind()
  const loop = Array.from({ length: 40 }, (_, n) => ({
    bytes: aMail({ text: `I am out of the office until 23 March. ${n}`, headers: { 'Auto-Submitted': 'auto-replied' } }),
  }))
  const before = mail.received.length
  const done = await receiveMany(place, loop)
  await send(place, firm.config(mail.url))
  expect(mail.received.length).toBe(before) // nothing answers a machine
  expect(new Set(done.map(d => d.nature))).toEqual(new Set(['automatic']))
  const facts = await factsOf(alpha.clientId)
  expect(facts.reply.filter(r => r.kind === 'automatic')).toHaveLength(5)
  expect(facts.reply.every(r => r.holds === false)).toBe(true)
  const news = await receive(
    place,
    aMail({ from: 'news@shop.example', headers: { 'List-Unsubscribe': '<https://shop.example>' }, text: 'Buy now' }),
  )
  expect(news).toMatchObject({ nature: 'newsletter', state: 'aside' })
  const subject = await receive(place, aMail({ subject: 'Automatic reply: Invoice', text: 'I am back on Monday.' }))
  expect(subject.nature).toBe('automatic')
  expect((await inboxView(place)).replies).toHaveLength(0)
  expect(await holdsOf(alpha.clientId)).not.toContain('unread-reply')
})

test('a message that came back has not been done: the address stops, a person mends it, then the same step goes out again', async () => {
  const messageId = await remind()
  const done = await receive(place, aBounce({ address: 'billing@alpha.example', of: messageId }))
  expect(done).toMatchObject({ nature: 'bounce', state: 'placed', clientId: alpha.clientId })
  let facts = await factsOf(alpha.clientId)
  expect(facts.bounce).toMatchObject([
    { address: 'billing@alpha.example', hard: true, status: '5.1.1', detail: '550 5.1.1 no such user here' },
  ])
  expect(facts.deed).toMatchObject([{ outcome: 'failed' }])
  expect(facts.task.filter(t => t.kind === 'mend' && t.doneOn === null)).toHaveLength(1)
  await run(place, firm.config(mail.url))
  expect(await holdsOf(alpha.clientId)).toContain('address-bounced')
  // mended by a person
  await record(place.store, place.by, 'mended', async pen => {
    await pen.amend('client', alpha.clientId, { email: 'new@alpha.example' })
    for (const t of facts.task.filter(x => x.kind === 'mend')) await pen.amend('task', t.id, { doneOn: place.by.today })
  })
  await run(place, firm.config(mail.url), { send: true })
  expect(mail.received.map(m => m.to)).toEqual([['billing@alpha.example'], ['new@alpha.example']])
  facts = await factsOf(alpha.clientId)
  expect(facts.deed.map(d => [d.step, d.outcome])).toEqual([
    ['first-reminder', 'failed'],
    ['first-reminder', 'sent'],
  ])
})

test('a delay is noted and stops nothing; a bounce of no message of ours is believed by nobody', async () => {
  const messageId = await remind()
  await receive(place, aBounce({ address: 'billing@alpha.example', of: messageId, status: '4.4.1', action: 'delayed' }))
  let facts = await factsOf(alpha.clientId)
  expect(facts.bounce).toMatchObject([{ hard: false }])
  expect(facts.deed).toMatchObject([{ outcome: 'sent' }])
  expect(facts.task.filter(t => t.kind === 'mend')).toHaveLength(0)
  const forged = await receive(place, aBounce({ address: 'billing@alpha.example', of: '<guessed@atelier.example>' }))
  expect(forged).toMatchObject({ nature: 'bounce', state: 'unplaced' })
  const other = await receive(place, aBounce({ address: 'somebody@else.example', of: messageId }))
  expect(other.state).toBe('unplaced')
  facts = await factsOf(alpha.clientId)
  expect(facts.bounce).toHaveLength(1)
})

test('a mail without a case waits aside; a person places it or lets it go, and then nothing of it is kept', async () => {
  const stray = await receive(
    place,
    aMail({
      from: 'aunt@family.example',
      subject: 'Sunday',
      text: 'We will pay by 20 March.',
      files: [{ name: 'a.pdf', mime: 'application/pdf', bytes: Buffer.from('%PDF-1.4 a') }],
    }),
  )
  const { replies, unplaced } = await inboxView(place)
  expect(replies).toHaveLength(0)
  expect(unplaced).toMatchObject([{ id: stray.id, from: 'aunt@family.example', subject: 'Sunday' }])
  const { replyId } = await placeMailWith(place, { mail: stray.id, client: 'Alpha' })
  const placed = await inboxView(place)
  expect(placed.unplaced).toHaveLength(0)
  expect(placed.replies).toMatchObject([{ id: replyId, placedBy: 'person', suggested: { reading: 'promise' } }])
  expect(placed.replies[0]?.papers.map(p => p.name)).toEqual(['Sunday.eml', 'a.pdf'])
  await putAside(place, { reply: replyId })
  const other = await receive(place, aMail({ from: 'aunt@family.example', subject: 'Cake', text: 'recipe' }))
  const contents = async () => (await place.store.db.selectFrom('content').select('sha256').execute()).length
  const before = await contents()
  await dismissMail(place, { mail: other.id })
  expect(await contents()).toBe(before - 1)
  expect((await inboxView(place)).unplaced).toHaveLength(0)
})

test('bad mail: no head, broken MIME, hostile HTML, fifty megabytes; nothing is lost and nothing runs', async () => {
  const odd = [
    Buffer.from(''),
    Buffer.from('just words, no head at all'),
    Buffer.from(
      'From: billing@alpha.example\r\nContent-Type: multipart/mixed; boundary="A"\r\n\r\n--A\r\nContent-Type: multipart/mixed; boundary="A"\r\n\r\n--A\r\n\r\nhalf',
    ),
    Buffer.from(`From: billing@alpha.example\r\nSubject: ${'x'.repeat(100_000)}\r\n\r\nhi`),
    Buffer.from([0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x00, 0xff]),
    Buffer.from(
      `From: a@b.example\r\n${Array.from({ length: 60 }, (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`).join('')}`,
    ),
  ]
  const done = await receiveMany(
    place,
    odd.map(bytes => ({ bytes })),
  )
  expect(done).toHaveLength(odd.length)
  const html =
    '<p>We will pay by <b>20 March</b>.</p><script>alert(1)</script><img src=x onerror=alert(1)><style>p{}</style><blockquote><p>old</p></blockquote>'
  await receive(place, aMail({ html }))
  const line = (await inboxView(place)).replies.find(r => r.suggested?.reading === 'promise')
  expect(line?.text).toBe('We will pay by 20 March.')
  const big = await receive(
    place,
    aMail({
      subject: 'large',
      text: 'Transfer was made this morning.',
      files: [{ name: 'scan.bin', mime: 'application/octet-stream', bytes: Buffer.alloc(50 * 1024 * 1024, 7) }],
    }),
  )
  expect(big).toMatchObject({ state: 'placed', reading: 'paid-already' })
  const [kept] = await place.store.db.selectFrom('mailIn').selectAll().where('id', '=', big.id).execute()
  expect(kept?.left).toContain('mail: too-large')
  expect(kept?.sha256).toBeNull()
})

test('hundreds of replies at once: each kept once, memory bounded, the inbox shows the oldest and says how many are behind', async () => {
  const flood = Array.from({ length: 600 }, (_, n) => ({
    bytes: aMail({ text: `We will pay by 20 March. ${n}`, messageId: `<flood${n}@alpha.example>` }),
  }))
  const before = process.memoryUsage.rss()
  const done = await receiveMany(place, flood)
  expect(process.memoryUsage.rss() - before).toBeLessThan(300e6)
  expect(done.filter(d => d.state === 'placed' && !d.known)).toHaveLength(600)
  const { replies, more } = await inboxView(place)
  expect([replies.length, more]).toEqual([500, 100])
  const again = await receiveMany(place, flood.slice(0, 100))
  expect(again.every(d => d.known)).toBe(true)
  expect((await factsOf(alpha.clientId)).reply).toHaveLength(600)
}, 60_000)

test('an e-invoice in a mail waits for a person; another firm’s own, and what is no invoice, stay with the mail', async () => {
  const own = `<?xml version="1.0"?><Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"></Invoice>`
  const mailed = aMail({ text: 'see enclosed', files: [{ name: 'invoice.xml', mime: 'application/xml', bytes: Buffer.from(own) }] })
  await receive(place, mailed)
  await receive(place, mailed)
  const rows = await place.store.db.selectFrom('arrivedFile').selectAll().execute()
  expect(rows.length).toBeLessThanOrEqual(1)
  expect(rows.every(r => r.via === 'mail' && r.state !== 'taken')).toBe(true)
  expect((await inboxView(place)).replies[0]?.papers.map(p => p.name)).toContain('invoice.xml')
  expect((await place.store.db.selectFrom('invoice').selectAll().execute()).length).toBe(1)
})
