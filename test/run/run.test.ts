import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { approve } from '../../src/shell/acts/approve.ts'
import { confirmSent, resolveUnsure, taskDone } from '../../src/shell/acts/by-hand.ts'
import { live } from '../../src/shell/acts/live.ts'
import { run } from '../../src/shell/acts/run.ts'
import { reconsider } from '../../src/shell/run/reconsider.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { record, verifyChain } from '../../src/shell/store/record.ts'
import { previewView } from '../../src/shell/views/preview.ts'
import { todayView } from '../../src/shell/views/today.ts'
import { aDebtor, aFirm, deeds, longLive, looked, outbox, paid, type TestFirm } from '../support/firm.ts'
import { header, type MailServer, startMailServer } from '../support/mail-server.ts'

// 2026-03-10 is a Tuesday.
const TODAY = '2026-03-10'
let firm: TestFirm
let mail: MailServer
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})
const runOn = (on: string, input: Parameters<typeof run>[2] = { send: true, wholeDay: true }) =>
  run(firm.on(on), firm.config(mail.url), input)
const clientMail = () => mail.received.filter(m => !m.to.includes('ada@atelier.example'))

test('in rehearsal everything is decided and shown, nothing leaves', async () => {
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY)
  expect(await outbox(place)).toMatchObject([{ state: 'waiting', act: { step: 'first-reminder' }, messageId: null }])
  expect(clientMail()).toEqual([])
  const view = await todayView(place)
  expect(view).toMatchObject({ phase: 'rehearsal', contacts: [{ name: 'Librairie', daysLate: 9, message: { state: 'waiting' } }] })
  expect(view.sums).toEqual({ open: view.sums.late, late: [{ minor: '120000', currency: 'EUR' }], clientsOpen: 1, clientsLate: 1 })
})

test('a live run sends one message, appends one deed, and a second run at once changes nothing', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  const { clientId, invoiceId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY)
  expect(clientMail()).toHaveLength(1)
  expect(clientMail()[0]?.to).toEqual(['billing@librairie.example'])
  const [row] = await outbox(place)
  expect(row).toMatchObject({ state: 'sent', messageId: clientMail()[0]?.messageId, doneOn: TODAY, attempts: 1 })
  expect(await deeds(place)).toMatchObject([
    {
      clientId,
      step: 'first-reminder',
      outcome: 'sent',
      doneOn: TODAY,
      messageId: row?.messageId,
      invoiceIds: [invoiceId],
      recipient: 'billing@librairie.example',
      evidence: { kind: 'sent', response: expect.stringContaining('250') as string },
    },
  ])
  const again = await runOn(TODAY)
  expect(again.sweep).toMatchObject({ changed: 0, queued: 0, withdrawn: 0 })
  expect(clientMail()).toHaveLength(1)
  expect(await verifyChain(firm.store.db, place.workspaceId)).toBeUndefined()
})

test('a payment recorded after the decision withdraws the queued message at the last moment', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  const debtor = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY, {})
  expect(await outbox(place)).toMatchObject([{ state: 'queued' }])
  await paid(place, debtor)
  const { send } = await import('../../src/shell/acts/run.ts')
  expect(await send(place, firm.config(mail.url))).toMatchObject({ counts: { sent: 0, withdrawn: 1 } })
  expect(clientMail()).toEqual([])
  expect(await outbox(place)).toMatchObject([{ state: 'withdrawn', why: [{ code: expect.any(String) as string }] }])
  expect((await deeds(place)).length).toBe(0)
})

test('reconsidering after a payment withdraws before anything is sent; a bounced payment takes the message up again', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  const debtor = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY, {})
  const payment = await paid(place, debtor)
  await reconsider(place, [debtor.clientId])
  expect(await outbox(place)).toMatchObject([{ state: 'withdrawn' }])
  await record(firm.store, place.by, 'undo', pen => pen.retract('payment', payment))
  await reconsider(place, [debtor.clientId])
  expect(await outbox(place)).toMatchObject([{ state: 'queued', why: null }])
})

test('the first thirty live days wait for approval; approved words leave as they were edited', async () => {
  await live(firm.on(TODAY))
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY)
  const [waiting] = await outbox(place)
  expect(waiting?.state).toBe('waiting')
  expect(clientMail()).toEqual([])
  await expect(approve(place, { key: waiting?.key, subject: 'Hello\r\nBcc: all@example.org' })).rejects.toThrow('A subject is one line')
  const { text } = await previewView(place, waiting?.clientId ?? '')
  const body = `${text}\n\nis it on its way? <3`
  await approve(place, { key: waiting?.key, subject: 'A word about F-Librairie', body })
  await runOn(TODAY)
  expect(header(clientMail()[0]?.raw ?? '', 'Subject')).toBe('A word about F-Librairie')
  expect(clientMail()[0]?.raw).toContain('is it on its way? &lt;3')
  expect(await deeds(place)).toMatchObject([{ subject: 'A word about F-Librairie', body }])
})

test('what was approved goes back to the person when its amounts change', async () => {
  await live(firm.on(TODAY))
  const place = firm.on(TODAY)
  const debtor = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await runOn(TODAY)
  await approve(place, {})
  await paid(place, debtor, 50_000n)
  await runOn(TODAY)
  expect(clientMail()).toEqual([])
  expect(await outbox(place)).toMatchObject([
    { state: 'waiting', approvedBy: null, act: { amounts: [{ minor: '70000', currency: 'EUR' }] } },
  ])
})

test('the daily ceiling holds over several workers and leaves the rest for tomorrow', async () => {
  await live(firm.on('2026-01-06'), { ceiling: 3 })
  const place = firm.on(TODAY)
  for (let i = 0; i < 7; i++) await aDebtor(place, { name: `Client ${i}`, dueOn: '2026-03-01' })
  await looked(place)
  const { performed } = await runOn(TODAY, { send: true, wholeDay: true, workers: 3 })
  expect(clientMail()).toHaveLength(3)
  expect(performed.some(p => p.stopped === 'ceiling')).toBe(true)
  expect(await todayView(place)).toMatchObject({ leftToday: 3, ceilingPerDay: 3 })
  await looked(firm.on('2026-03-11'))
  await runOn('2026-03-11', { send: true, wholeDay: true, workers: 3 })
  expect(new Set(clientMail().map(m => m.to[0])).size).toBe(6)
})

test('quiet hours are the client’s: a message to Tokyo leaves in Tokyo’s morning', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Shoten', dueOn: '2026-03-01', country: 'JP' })
  await looked(place)
  await runOn(TODAY)
  expect(clientMail()).toEqual([])
  expect(await outbox(place)).toMatchObject([{ state: 'queued', notBefore: '2026-03-11T00:00:00.000Z' }]) // 9 o'clock there
  await looked(firm.on('2026-03-11'))
  await runOn('2026-03-11')
  expect(await deeds(place)).toMatchObject([{ doneOn: '2026-03-11', at: '2026-03-11T00:00:00.000Z' }])
})

test('one client with a policy that cannot be read stops nobody else', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Bad', dueOn: '2026-03-01', policy: 'no-such' })
  await aDebtor(place, { name: 'Good', dueOn: '2026-03-01' })
  await looked(place)
  const { sweep } = await runOn(TODAY)
  expect(sweep.faults).toMatchObject([{ name: 'Bad', message: expect.stringContaining('There is no policy "no-such"') as string }])
  expect(clientMail().map(m => m.to)).toEqual([['billing@good.example']])
  expect((await todayView(place)).faults).toMatchObject([{ name: 'Bad' }])
})

test('a dry run says everything and writes nothing', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  const { sweep } = await runOn(TODAY, { dryRun: true, send: true })
  expect(sweep).toMatchObject({
    dryRun: true,
    acts: 1,
    decisions: [{ name: 'Librairie', decision: { outcome: { step: 'first-reminder' } } }],
  })
  for (const table of ['decision', 'outbox', 'sweep'] as const)
    expect(await firm.store.db.selectFrom(table).selectAll().execute()).toEqual([])
})

test('after days off the next undone step comes, one step', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-01-20' }) // 49 days late, nothing done yet
  for (const on of [TODAY, '2026-03-11', '2026-03-17', '2026-03-18']) {
    await looked(firm.on(on))
    await runOn(on)
  }
  expect((await deeds(place)).map(d => `${d.doneOn} ${d.step}`)).toEqual(['2026-03-10 first-reminder', '2026-03-17 reminder-30'])
})

test('a step that is a person’s work becomes a task once, and its deed when it is done', async () => {
  await longLive(firm, '2026-03-01')
  const place = firm.on('2026-03-01')
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-01-20' })
  await record(firm.store, place.by, 'before', pen =>
    pen.add('deed', {
      clientId,
      step: 'reminder-30',
      channel: 'email',
      class: 'chase',
      doneOn: firm.on('2026-02-20').by.today,
      outcome: 'sent',
      outside: true,
    }),
  )
  for (const on of [TODAY, '2026-03-11']) {
    await looked(firm.on(on))
    await runOn(on)
  }
  const tasks = async () => (await loadClients(firm.store.db, place.workspaceId, [clientId]))[0]?.task ?? []
  expect(await tasks()).toMatchObject([{ title: 'call-45', kind: 'call', dueOn: TODAY, doneOn: null }])
  await taskDone(firm.on('2026-03-11'), { task: (await tasks())[0]?.id ?? '' })
  expect((await tasks())[0]?.doneOn).toBe('2026-03-11')
  expect((await deeds(place)).at(-1)).toMatchObject({ step: 'call-45', outcome: 'done', doneOn: '2026-03-11' })
  await runOn('2026-03-11')
  expect((await tasks()).filter(t => t.doneOn === null)).toEqual([])
})

test('a refused address is remembered, put on a list, and not tried again until it is mended', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  const { clientId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  mail.manners = { onRecipient: address => (address.startsWith('billing') ? { code: 550, text: 'no such person' } : undefined) }
  await runOn(TODAY)
  expect(await outbox(place)).toMatchObject([{ state: 'failed', lastError: expect.stringContaining('no such person') as string }])
  const [facts] = await loadClients(firm.store.db, place.workspaceId, [clientId])
  expect(facts?.bounce).toMatchObject([{ address: 'billing@librairie.example', hard: true }])
  expect(facts?.task).toMatchObject([{ kind: 'mend', doneOn: null }])
  mail.manners = {}
  await runOn(TODAY)
  expect(clientMail()).toEqual([])
  await record(firm.store, place.by, 'mended', pen => pen.amend('client', clientId, { email: 'compta@librairie.example' }))
  await taskDone(place, { task: facts?.task[0]?.id ?? '' })
  await runOn(TODAY)
  expect(clientMail().map(m => m.to)).toEqual([['compta@librairie.example']])
})

test('a server that says "later" is asked again, with the same Message-ID, and one copy arrives', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  const ids: string[] = []
  mail.manners = {
    onMessage: m =>
      m.to.includes('ada@atelier.example') ? 'take' : ids.push(m.messageId) > 0 ? { code: 451, text: 'greylisted' } : 'take',
  }
  await runOn(TODAY, { send: true })
  expect(await outbox(place)).toMatchObject([{ state: 'queued', attempts: 1, lastError: expect.stringContaining('greylisted') as string }])
  mail.manners = { onMessage: m => (ids.push(m.messageId) > 0 ? 'take' : 'drop') }
  await runOn('2026-03-10', { send: true, wholeDay: true })
  expect(clientMail()).toHaveLength(1)
  expect(new Set(ids.filter(id => clientMail().some(m => m.messageId === id))).size).toBe(1)
})

test('no server: everything stays queued and is said', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  const { performed } = await run(place, firm.config('smtp://127.0.0.1:1'), { send: true })
  expect(performed[0]).toMatchObject({ stopped: 'server', problems: [expect.stringContaining('ECONNREFUSED') as string] })
  expect(await outbox(place)).toMatchObject([{ state: 'queued' }])
  expect(await deeds(place)).toEqual([])
})

test('a connection lost after the words: unsure, listed with its Message-ID, never repeated by itself', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  mail.manners = { onMessage: m => (m.to.includes('ada@atelier.example') ? 'take' : 'drop') }
  await runOn(TODAY)
  const view = await todayView(place)
  expect(view.unsure).toMatchObject([{ name: 'Librairie', message: { state: 'unsure', messageId: clientMail()[0]?.messageId } }])
  mail.manners = {}
  await runOn(TODAY)
  await looked(firm.on('2026-03-11'))
  await runOn('2026-03-11')
  expect(clientMail()).toHaveLength(1)
  await expect(confirmSent(place, { key: view.unsure[0]?.message.key ?? '' })).rejects.toThrow('This message is unsure')
  await resolveUnsure(place, { key: view.unsure[0]?.message.key ?? '', finding: 'left' })
  expect(await deeds(place)).toMatchObject([{ outcome: 'sent', evidence: { finding: 'left' } }])
  expect((await todayView(place)).unsure).toEqual([])
})

test('an unsure message that did not leave is queued again', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  mail.manners = { onMessage: () => 'drop' }
  await runOn(TODAY)
  mail.manners = {}
  mail.received.length = 0
  const [row] = await outbox(place)
  await resolveUnsure(place, { key: row?.key ?? '', finding: 'not-left' })
  await runOn(TODAY)
  expect(clientMail().map(m => m.messageId)).toEqual([row?.messageId])
  expect((await deeds(place)).map(d => d.outcome).sort()).toEqual(['failed', 'sent'])
})

test('without a mail server a draft is laid down and counts as unsent until a person says so', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Librairie', dueOn: '2026-03-01' })
  await looked(place)
  await run(place, firm.config(), { send: true })
  const [row] = await outbox(place)
  expect(row).toMatchObject({ state: 'drafted', sendingSince: null })
  expect(await deeds(place)).toEqual([])
  const drafts = readdirSync(join(firm.folder, 'drafts'))
  const raw = drafts
    .map(name => readFileSync(join(firm.folder, 'drafts', name), 'utf8'))
    .find(text => text.includes('billing@librairie.example'))
  expect(raw).toContain('X-Unsent: 1')
  expect(header(raw ?? '', 'Message-ID')).toBe(row?.messageId)
  await confirmSent(place, { key: row?.key ?? '' })
  expect(await deeds(place)).toMatchObject([{ outcome: 'sent', evidence: { kind: 'by-hand', confirmedBy: 'ada' } }])
  expect(await outbox(place)).toMatchObject([{ state: 'sent' }])
})

test('the owner hears once a day what is due, newly late, not kept and going out; each kind can be turned off', async () => {
  await longLive(firm, TODAY)
  const place = firm.on(TODAY)
  await aDebtor(place, { name: 'Dues', dueOn: TODAY })
  await aDebtor(place, { name: 'Lates', dueOn: '2026-03-09' })
  const debtor = await aDebtor(place, { name: 'Promiser', dueOn: '2026-02-01' })
  await record(firm.store, place.by, 'promise', pen =>
    pen.add('promise', {
      clientId: debtor.clientId,
      invoiceIds: [debtor.invoiceId],
      amountMinor: 120_000n,
      currency: 'EUR',
      promisedFor: firm.on('2026-03-06').by.today,
      givenOn: firm.on('2026-02-20').by.today,
      effectiveOn: firm.on('2026-02-20').by.today,
      pauses: true,
    }),
  )
  await looked(place)
  await runOn(TODAY)
  await runOn(TODAY)
  const own = mail.received.filter(m => m.to.includes('ada@atelier.example'))
  expect(own).toHaveLength(1)
  const text = Buffer.from(own[0]?.raw ?? '')
    .toString()
    .replace(/=\r\n/g, '')
  for (const line of ['Dues: F-Dues', 'Lates: F-Lates', 'Promiser:', 'Journal: link']) expect(text).toContain(line)
  const { changeSetting } = await import('../../src/shell/acts/settings.ts')
  const off = { dueToday: false, newlyLate: false, brokenPromises: false, goingOut: false }
  await changeSetting(place, { key: 'daily-mail', value: off })
  await runOn('2026-03-11')
  expect(mail.received.filter(m => m.to.includes('ada@atelier.example'))).toHaveLength(1)
})
