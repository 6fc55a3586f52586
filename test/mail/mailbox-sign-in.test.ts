import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fetchMail } from '../../src/shell/acts/fetch-mail.ts'
import { setMailServer } from '../../src/shell/acts/mail-server.ts'
import { oauthKept } from '../../src/shell/acts/mail-sign-in.ts'
import { mailboxView, setMailbox } from '../../src/shell/acts/mailbox.ts'
import { forgetTokens } from '../../src/shell/mail/oauth.ts'
import { anApp } from '../support/app.ts'
import { type Dovecot, hasDovecot, startDovecot } from '../support/dovecot.ts'
import { aDebtor, aFirm, longLive, type TestFirm } from '../support/firm.ts'
import { aMail } from '../support/mails.ts'
import { startTokenServer } from '../support/token-mail-server.ts'
import { startProvider, type TokenProvider } from '../support/token-provider.ts'

const ON = '2026-03-11'

describe.skipIf(!hasDovecot())('a mailbox opened by token, at a real Dovecot', () => {
  let firm: TestFirm
  let tokens: TokenProvider
  let dovecot: Dovecot
  beforeEach(async () => {
    firm = await aFirm('2026-01-05')
    await longLive(firm, ON)
    tokens = await startProvider('ada')
    dovecot = await startDovecot(tokens.introspectUrl)
  })
  afterEach(async () => {
    await dovecot.stop()
    await tokens.stop()
    await firm.close()
  })
  const oauth = (refreshToken = 'refresh-0') => ({ tokenUrl: tokens.url, clientId: 'dunwell', clientSecret: 's', refreshToken })
  const box = () => ({ host: '127.0.0.1', port: dovecot.port, security: 'none' as const, user: 'ada', password: '' })
  const place = () => firm.on(ON)
  const sealedRefresh = async () => (await oauthKept(place(), firm.config(), 'mailbox'))?.refreshToken

  test('is tried, kept sealed, and reads replies; a token that ended is renewed, and the newest refresh token is kept', async () => {
    const app = await anApp(firm, ON)
    expect(await app.ask('POST', '/settings/mailbox', { ...box(), oauth: oauth() })).toMatchObject({
      from: 'settings',
      signIn: 'token',
      user: 'ada',
    })
    expect(JSON.stringify(await place().store.db.selectFrom('setting').selectAll().execute())).not.toContain('refresh-')
    expect(await sealedRefresh()).toBe('refresh-1')
    await aDebtor(place(), { name: 'Alpha', dueOn: '2026-03-01' })
    dovecot.file('INBOX', aMail({ text: 'We will pay by 20 March.' }).toString())
    expect((await fetchMail(place(), firm.config())).received.map(r => r.reading)).toEqual(['promise'])
    expect(tokens.state.given).toBe(1) // one token serves every look
    tokens.valid.clear() // the provider ended it before its time
    dovecot.file('INBOX', aMail({ text: 'Transfer was made this morning.' }).toString())
    expect((await fetchMail(place(), firm.config())).received.map(r => r.reading)).toEqual(['paid-already'])
    expect([tokens.state.given, await sealedRefresh()]).toEqual([2, 'refresh-2'])
    forgetTokens({ ...oauth(), user: 'ada' }) // as after a restart: what is sealed still opens it
    expect(await fetchMail(place(), firm.config())).toMatchObject({ looked: 0 })
    expect(await sealedRefresh()).toBe('refresh-3')
  })

  test('shares the token by which mail is sent, and its renewals', async () => {
    const smtp = await startTokenServer(tokens.valid, 'ada')
    try {
      await expect(setMailbox(place(), firm.config(), { ...box(), user: '', asSending: true })).rejects.toMatchObject({ faults: [{ code: 'sign-in-missing', field: 'asSending' }] }) // biome-ignore format: one refusal
      await setMailServer(place(), firm.config(), { host: '127.0.0.1', port: smtp.port, security: 'none', user: 'ada', oauth: oauth() })
      expect(await setMailbox(place(), firm.config(), { ...box(), user: '', asSending: true })).toMatchObject({
        user: 'ada',
        signIn: 'token',
      })
      tokens.valid.clear()
      await fetchMail(place(), firm.config())
      const kept = async (key: 'mail-server' | 'mailbox') => (await oauthKept(place(), firm.config(), key))?.refreshToken
      expect([await kept('mail-server'), await kept('mailbox')]).toEqual([tokens.state.refresh, tokens.state.refresh])
    } finally {
      await smtp.stop()
    }
  })

  test('by command line: what the provider gave comes from standard input, for sending and for reading', async () => {
    const smtp = await startTokenServer(tokens.valid, 'ada')
    const store = join(firm.folder, 'by-command.sqlite')
    const cli = async (args: string, stdin = ''): Promise<string> => {
      const child = spawn(process.execPath, ['src/bin/dunwell.ts', ...args.split(' '), '--json'], {
        env: { ...process.env, DUNWELL_STORE: store },
      })
      child.stdin.end(stdin)
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
      return out + err
    }
    try {
      await cli('init --name Atelier --country FR --currency EUR --language fr --zone Europe/Paris')
      const server = `mail-server set --host 127.0.0.1 --port ${smtp.port} --security none --user ada --oauth`
      expect(await cli(server, 'not json')).toContain('This is not JSON')
      expect(JSON.parse(await cli(server, JSON.stringify(oauth())))).toEqual({
        server: `127.0.0.1:${smtp.port}`,
        from: 'settings',
        signIn: 'token',
      })
      const opened = await cli(`mailbox set --host 127.0.0.1 --port ${dovecot.port} --security none --as-sending`)
      expect(JSON.parse(opened)).toMatchObject({ user: 'ada', signIn: 'token' })
      expect(await cli('mailbox test')).toContain('"sent":"Sent"')
      expect(await cli('mail-server forget')).toContain('"server":null')
    } finally {
      await smtp.stop()
    }
  }, 60_000)

  test('a provider that gives no token, a token for nobody and half a sign-in are refused in words, and nothing is kept', async () => {
    const refused = (input: object) => setMailbox(place(), firm.config(), { ...box(), oauth: oauth(), ...input })
    await expect(refused({ oauth: oauth('stolen') })).rejects.toThrow(/gives no token: invalid_grant/)
    await expect(refused({ user: 'somebody' })).rejects.toMatchObject({ faults: [{ code: 'mailbox-refuses', field: 'host' }] })
    await expect(
      refused({ user: '', oauth: { tokenUrl: 'nowhere', clientId: '', clientSecret: '', refreshToken: '' } }),
    ).rejects.toMatchObject({
      faults: [{ field: 'user' }, { field: 'tokenUrl' }, { field: 'clientId' }, { field: 'refreshToken' }],
    })
    expect(await mailboxView(place(), firm.config())).toMatchObject({ server: null, signIn: null })
  })
})
