import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { readFailure } from '../../src/shell/mail/smtp.ts'
import { loadClients } from '../../src/shell/store/load.ts'
import { todayView } from '../../src/shell/views/today.ts'
import { aDebtor, aFirm, longLive, looked, outbox, paid, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const TODAY = '2026-03-10'
const NAMES = ['Alpha', 'Beta', 'Gamma', 'Delta', 'Epsilon']
let firm: TestFirm
let mail: MailServer
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
  await longLive(firm, TODAY)
  for (const name of NAMES) await aDebtor(firm.on(TODAY), { name, dueOn: '2026-03-01' })
  await looked(firm.on(TODAY))
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})
const isOwner = (to: string | undefined) => to === 'ada@atelier.example'
const tries = async () => (await outbox(firm.on(TODAY))).map(row => `${row.state} ${row.attempts}`).sort()

test('a server that puts one recipient off keeps nobody else waiting', async () => {
  mail.manners = { onRecipient: to => (to.startsWith('billing@alpha') ? { code: 451, text: '4.7.1 greylisted' } : undefined) }
  const { performed } = await run(firm.on(TODAY), firm.config(mail.url), { send: true })
  expect(performed).toMatchObject([{ stopped: null, counts: { sent: 4, later: 1 } }])
  expect(await tries()).toEqual(['queued 1', 'sent 1', 'sent 1', 'sent 1', 'sent 1'])
  mail.manners = {}
  await run(firm.on(TODAY), firm.config(mail.url), { send: true, wholeDay: true })
  expect(await tries()).toEqual(['sent 1', 'sent 1', 'sent 1', 'sent 1', 'sent 2'])
  expect(
    mail.received
      .filter(m => !isOwner(m.to[0]))
      .map(m => m.to[0])
      .sort(),
  ).toEqual(NAMES.map(name => `billing@${name.toLowerCase()}.example`).sort())
})

test('a server that puts off one after the other takes none now: the rest is left as it is', async () => {
  mail.manners = { onMessage: m => (isOwner(m.to[0]) ? 'take' : { code: 452, text: '4.3.1 no room' }) }
  const { performed } = await run(firm.on(TODAY), firm.config(mail.url), { send: true })
  expect(performed).toMatchObject([{ stopped: 'server', counts: { sent: 0, later: 3 } }])
  expect(await tries()).toEqual(['queued 0', 'queued 0', 'queued 1', 'queued 1', 'queued 1'])
})

test('a server that says it is closing is down at once', async () => {
  mail.manners = { onRecipient: to => (isOwner(to) ? undefined : { code: 421, text: '4.3.2 closing' }) }
  const { performed } = await run(firm.on(TODAY), firm.config(mail.url), { send: true })
  expect(performed).toMatchObject([{ stopped: 'server', counts: { later: 1 } }])
})

test('what a refusal for now is about', () => {
  const said = (responseCode: number, command: string) =>
    Object.assign(new Error('no'), { responseCode, command, response: `${responseCode}` })
  expect(readFailure(said(450, 'RCPT TO'), false, ['a@b.example'])).toEqual({ kind: 'later', reason: '450', about: 'message' })
  expect(readFailure(said(452, 'DATA'), true, ['a@b.example'])).toEqual({ kind: 'later', reason: '452', about: 'message' })
  expect(readFailure(said(450, 'MAIL FROM'), false, ['a@b.example'])).toEqual({ kind: 'later', reason: '450' })
  expect(readFailure(said(421, 'RCPT TO'), false, ['a@b.example'])).toEqual({ kind: 'later', reason: '421' })
})

test('a reminder that failed stands to be mended until it is, or until nothing is left to ask', async () => {
  const { clientId, invoiceId } = await aDebtor(firm.on(TODAY), { name: 'Zeta', dueOn: '2026-03-01' })
  const zeta = async () => (await outbox(firm.on(TODAY), clientId)).map(row => `${row.act.step} ${row.state}`)
  const mends = async () => {
    const [facts] = await loadClients(firm.store.db, firm.on(TODAY).workspaceId, [clientId])
    return facts?.task.filter(t => t.kind === 'mend' && t.doneOn === null).length
  }
  const runOn = async (on: string) => {
    await looked(firm.on(on))
    await run(firm.on(on), firm.config(mail.url), { send: true, wholeDay: true })
  }
  mail.manners = { onMessage: m => (m.to[0] === 'billing@zeta.example' ? { code: 554, text: '5.7.1 not liked' } : 'take') }
  await runOn(TODAY)
  await runOn('2026-03-31') // the step was not done: none comes after it
  expect(await zeta()).toEqual(['first-reminder failed'])
  expect(await mends()).toBe(1)
  expect((await todayView(firm.on('2026-03-31'))).failed).toMatchObject([{ name: 'Zeta' }])
  await paid(firm.on('2026-04-01'), { clientId, invoiceId })
  await runOn('2026-04-01')
  expect(await zeta()).toContain('first-reminder withdrawn')
  expect(await mends()).toBe(0)
  expect((await todayView(firm.on('2026-04-01'))).failed).toEqual([])
})
