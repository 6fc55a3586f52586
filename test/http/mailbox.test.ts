import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { mailboxFromUrl, mailboxOf } from '../../src/shell/acts/mailbox.ts'
import { workspaceFacts } from '../../src/shell/store/load.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.ts'
import { aFirm, type TestFirm } from '../support/firm.ts'

const ON = '2026-03-10'
let dovecot: Dovecot | undefined
let firm: TestFirm
let app: TestApp
beforeAll(async () => {
  if (hasDovecot()) dovecot = await startDovecot()
})
afterAll(() => dovecot?.stop())
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  app = await anApp(firm, ON)
})
afterEach(() => firm.close())

const input = () => ({
  host: '127.0.0.1',
  port: dovecot?.port ?? 0,
  security: 'none',
  user: dovecot?.user ?? '',
  password: dovecot?.password ?? '',
})
const mailbox = async () => (await app.ask<{ mailbox: object }>('GET', '/settings')).mailbox
const refusal = async (body: object) => (await app.raw('POST', '/settings/mailbox', body)).json()

test.skipIf(!hasDovecot())('a mailbox is tried, kept sealed, tested, and forgotten', async () => {
  expect(await mailbox()).toMatchObject({ server: null, from: null })
  expect(await app.ask('POST', '/settings/mailbox', input())).toMatchObject({ from: 'settings', user: 'ada', inbox: 'INBOX', sent: null })
  const [kept] = (await workspaceFacts(firm.store.db, firm.on(ON).workspaceId, 'setting')).filter(s => s.key === 'mailbox')
  expect(kept?.value).toMatchObject({ server: `127.0.0.1:${dovecot?.port}` })
  expect(JSON.stringify(kept?.value)).not.toMatch(/correct horse|ada/)
  expect(JSON.stringify(await mailbox())).not.toContain('correct horse')
  expect(await app.ask('POST', '/settings/mailbox/test', {})).toMatchObject({ inbox: 'INBOX', sent: 'Sent', folders: ['INBOX', 'Sent'] })
  expect(await mailboxOf(firm.on(ON), firm.config())).toMatchObject({ password: 'correct horse' })
  await app.ask('POST', '/settings/mailbox/forget', {})
  expect(await mailbox()).toMatchObject({ server: null, from: null })
  expect(await mailboxOf(firm.on(ON), firm.config())).toBeUndefined()
})

test.skipIf(!hasDovecot())('a wrong password or folder is refused in the server’s words, and nothing is kept', async () => {
  expect(await refusal({ ...input(), password: 'wrong' })).toMatchObject({
    error: { faults: [{ code: 'mailbox-refuses', field: 'host', message: expect.stringContaining('Authentication failed') }] },
  })
  expect(await refusal({ ...input(), inbox: 'Elsewhere' })).toMatchObject({
    error: { faults: [{ field: 'inbox', message: expect.stringContaining('"Elsewhere"'), mend: 'Folders there: INBOX, Sent.' }] },
  })
  expect(await refusal({ ...input(), sent: 'Gesendet' })).toMatchObject({ error: { faults: [{ field: 'sent' }] } })
  expect(await mailbox()).toMatchObject({ from: null })
})

test('what no mailbox can be is refused by field; a server that is away is named', async () => {
  expect(await refusal({ ...input(), host: 'no server!', port: 0, user: '', password: '' })).toMatchObject({
    error: { faults: [{ field: 'host' }, { field: 'port' }, { field: 'user' }, { field: 'password' }] },
  })
  expect(await refusal({ ...input(), port: 1, user: 'ada', password: 'x' })).toMatchObject({
    error: { faults: [{ code: 'mailbox-refuses', message: expect.stringContaining('127.0.0.1:1 does not let us in') }] },
  })
  expect((await app.raw('POST', '/settings/mailbox/test', {})).status).toBe(422)
})

test.skipIf(!hasDovecot())('with another secret the settings still open, and whoever needs the mailbox is told what to do', async () => {
  await app.ask('POST', '/settings/mailbox', input())
  writeFileSync(join(firm.folder, 'secret'), 'another secret\n')
  expect(await mailbox()).toMatchObject({ server: `127.0.0.1:${dovecot?.port}`, from: 'settings', user: null })
  await expect(mailboxOf(firm.on(ON), firm.config())).rejects.toThrow('Enter the mailbox again in Settings')
})

test('the environment names a mailbox by an address', () => {
  const read = mailboxFromUrl('imaps://ada%40x.example:p%3Aw@mail.example.com?sent=Sent%20Items')
  expect(read).toEqual({
    host: 'mail.example.com',
    port: 993,
    security: 'tls',
    user: 'ada@x.example',
    password: 'p:w',
    inbox: 'INBOX',
    sent: 'Sent Items',
  })
  expect(mailboxFromUrl('imap://ada:x@mail.example.com')).toMatchObject({ port: 143, security: 'starttls' })
  expect(() => mailboxFromUrl('pop3://ada:x@mail.example.com')).toThrow('imaps://user:password@')
})
