import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/shell/acts/run.ts'
import { workspaceFacts } from '../../src/shell/store/load.ts'
import { anApp, type TestApp } from '../support/app.ts'
import { aDebtor, aFirm, longLive, looked, type TestFirm } from '../support/firm.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const ON = '2026-03-10'
let firm: TestFirm
let mail: MailServer
let app: TestApp
beforeEach(async () => {
  firm = await aFirm('2026-01-05')
  mail = await startMailServer()
  app = await anApp(firm, ON)
})
afterEach(async () => {
  await mail.stop()
  await firm.close()
})
const server = () => ({ host: '127.0.0.1', port: Number(new URL(mail.url).port), security: 'none', user: '', password: '' })
const sending = async () => (await app.ask<{ sending: object }>('GET', '/settings')).sending

test('a mail server set in the app is tried, kept sealed, and sends; forgotten, messages become drafts again', async () => {
  expect(await sending()).toMatchObject({ by: 'draft', from: null })
  await app.ask('POST', '/settings/mail-server', server())
  expect(await sending()).toMatchObject({ by: 'smtp', from: 'settings', server: `127.0.0.1:${server().port}` })
  const [kept] = (await workspaceFacts(firm.store.db, firm.on(ON).workspaceId, 'setting')).filter(s => s.key === 'mail-server')
  expect(kept?.value).toHaveProperty('sealed')
  expect(JSON.stringify(kept?.value)).not.toContain('smtp:')
  await app.ask('POST', '/settings/test-mail', { to: 'me@own.example' })
  expect(mail.received.map(m => m.to)).toContainEqual(['me@own.example'])
  await app.ask('POST', '/settings/mail-server/forget', {})
  expect(await sending()).toMatchObject({ by: 'draft', from: null })
})

test('the daily run sends by it too, with no mail server in the environment', async () => {
  await longLive(firm, ON)
  await aDebtor(firm.on(ON), { name: 'Late', dueOn: '2026-02-20' })
  await looked(firm.on(ON))
  await app.ask('POST', '/settings/mail-server', server())
  await app.ask('POST', '/acts/run', {})
  await app.ask('POST', '/acts/approve', {})
  await run(firm.on(ON), firm.config(), { send: true, wholeDay: true })
  expect(mail.received.filter(m => m.to.includes('billing@late.example'))).toHaveLength(1)
})

test('a server that does not answer, or a name that is none, is refused and nothing is kept', async () => {
  const refusal = async (body: object) => (await app.raw('POST', '/settings/mail-server', body)).json()
  expect(await refusal({ ...server(), host: 'no server!' })).toMatchObject({ error: { faults: [{ code: 'host-wrong', field: 'host' }] } })
  expect(await refusal({ ...server(), port: 70_000 })).toMatchObject({ error: { faults: [{ code: 'port-wrong', field: 'port' }] } })
  await mail.stop()
  const answer = await refusal(server())
  expect(answer).toMatchObject({ error: { faults: [{ code: 'mail-server-refuses', field: 'host' }] } })
  mail = await startMailServer()
  expect(await sending()).toMatchObject({ from: null })
})

test('with another secret the address cannot be opened, and that is said with what to do', async () => {
  await app.ask('POST', '/settings/mail-server', server())
  writeFileSync(join(firm.folder, 'secret'), 'another secret\n')
  await expect(run(firm.on(ON), firm.config(), { send: true })).rejects.toThrow('Enter the mail server again in Settings')
})
