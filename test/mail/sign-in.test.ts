import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { setMailServer } from '../../src/shell/acts/mail-server.ts'
import { meansFor, run } from '../../src/shell/acts/run.ts'
import { setDkim } from '../../src/shell/acts/ways.ts'
import { channels } from '../../src/shell/run/channel.ts'
import { aDebtor, aFirm, longLive, looked, outbox } from '../support/firm.ts'
import { header, startMailServer } from '../support/mail-server.ts'
import { startTokenServer } from '../support/token-mail-server.ts'
import { startProvider } from '../support/token-provider.ts'

const ON = '2026-03-10'
let undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const work of undo.reverse()) await work()
  undo = []
})

const tokenServer = async (valid: Set<string>) => {
  const server = await startTokenServer(valid, 'ada@atelier.example')
  undo.push(server.stop)
  return server
}

const provider = async () => {
  const tokens = await startProvider()
  undo.push(tokens.stop)
  return tokens
}

test('sign-in by token: renewed where the server no longer takes it, and the newest refresh token is kept', async () => {
  const tokens = await provider()
  const server = await tokenServer(tokens.valid)
  const firm = await aFirm('2026-01-05')
  undo.push(() => firm.close())
  await longLive(firm, ON)
  const place = firm.on(ON)
  const oauth = { tokenUrl: tokens.url, clientId: 'dunwell', clientSecret: 's', refreshToken: 'refresh-0' }
  await setMailServer(place, firm.config(), { host: '127.0.0.1', port: server.port, security: 'none', user: 'ada@atelier.example', oauth })
  expect([server.seen, tokens.state.refresh]).toEqual([['token-1'], 'refresh-1'])
  const kept = JSON.stringify(await place.store.db.selectFrom('setting').selectAll().execute())
  expect(kept).not.toContain('refresh-')
  tokens.valid.clear() // the provider ended every token: the server says no, the line asks for another and gets in
  await looked(place)
  await aDebtor(place, { name: 'Halles', dueOn: '2026-03-01' })
  await run(place, firm.config(), { send: true, wholeDay: true })
  expect(await outbox(place)).toMatchObject([{ state: 'sent' }])
  expect([server.seen.at(-1), tokens.state.refresh, server.received.length > 0]).toEqual(['token-2', 'refresh-2', true])
})

test('a provider that gives no token keeps the message in the queue, and says why', async () => {
  const tokens = await provider()
  const server = await tokenServer(tokens.valid)
  const firm = await aFirm('2026-01-05', { email: 'bo@atelier.example' })
  undo.push(() => firm.close())
  await longLive(firm, ON)
  const place = firm.on(ON)
  const oauth = { tokenUrl: tokens.url, clientId: 'other', clientSecret: 's', refreshToken: 'refresh-0' }
  const input = { host: '127.0.0.1', port: server.port, security: 'none' as const, user: 'ada@atelier.example', oauth }
  await setMailServer(place, firm.config(), input)
  tokens.state.refuse = true
  tokens.valid.clear()
  await looked(place)
  await aDebtor(place, { name: 'Halles', dueOn: '2026-03-01' })
  await run(place, firm.config(), { send: true, wholeDay: true })
  expect(await outbox(place)).toMatchObject([{ state: 'queued', lastError: expect.stringContaining('invalid_grant') }])
  await expect(setMailServer(place, firm.config(), { ...input, oauth: { ...oauth, tokenUrl: 'nowhere' } })).rejects.toThrow('renews tokens')
})

/** DKIM as a receiver checks it (RFC 6376, relaxed/relaxed), for the one signature of a message. */
function dkimHolds(raw: string, publicKey: string): boolean {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = `${rest
    .join('\r\n\r\n')
    .replace(/[ \t]+(?=\r\n)/g, '')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)+$/, '')}\r\n`
  const fields = head.split(/\r\n(?![ \t])/)
  const relaxed = (field: string): string => {
    const at = field.indexOf(':')
    return `${field.slice(0, at).trim().toLowerCase()}:${field
      .slice(at + 1)
      .replace(/\r\n/g, '')
      .replace(/[ \t]+/g, ' ')
      .trim()}`
  }
  const own = fields.find(f => /^dkim-signature:/i.test(f)) ?? ''
  const tag = (name: string): string => new RegExp(`[;:]\\s*${name}=([^;]*)`).exec(own)?.[1]?.replace(/\s/g, '') ?? ''
  if (createHash('sha256').update(body).digest('base64') !== tag('bh')) return false
  const named = tag('h')
    .split(':')
    .map(h => fields.find(f => f.toLowerCase().startsWith(`${h.toLowerCase()}:`)))
    .filter(f => f !== undefined)
  const text = [...named.map(f => `${relaxed(f)}\r\n`), relaxed(own.replace(/([;\s]b=)[^;]*/, '$1'))].join('')
  const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  return verify('sha256', Buffer.from(text), key, Buffer.from(tag('b'), 'base64'))
}

test('mail is signed by the firm’s key, and the signature holds only for these words', async () => {
  const mail = await startMailServer()
  undo.push(mail.stop)
  const firm = await aFirm('2026-01-05')
  undo.push(() => firm.close())
  await longLive(firm, ON)
  const place = firm.on(ON)
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } }) // biome-ignore format: one key
  const { dkim } = await setDkim(place, firm.config(), { domain: 'atelier.example', selector: 'dunwell', privateKey })
  expect(dkim?.record).toMatch(/^v=DKIM1; k=rsa; p=/)
  await looked(place)
  await aDebtor(place, { name: 'Halles', dueOn: '2026-03-01' })
  await run(place, firm.config(mail.url), { send: true, wholeDay: true })
  const raw = mail.received.find(m => m.to.includes('billing@halles.example'))?.raw ?? ''
  expect(header(raw, 'DKIM-Signature')).toContain('d=atelier.example')
  const publicKey = dkim?.record.replace('v=DKIM1; k=rsa; p=', '') ?? ''
  expect(dkimHolds(raw, publicKey)).toBe(true)
  expect(dkimHolds(raw.replace('Atelier', 'Atelje'), publicKey)).toBe(false)
  await expect(setDkim(place, firm.config(), { domain: 'atelier', selector: 'x y', privateKey: 'no key' })).rejects.toMatchObject({ faults: [{ field: 'domain' }, { field: 'selector' }, { field: 'privateKey' }] }) // biome-ignore format: one refusal
})

test('what leaves in one run of being late is one conversation; another run begins anew', async () => {
  const mail = await startMailServer()
  undo.push(mail.stop)
  const firm = await aFirm('2026-01-05')
  undo.push(() => firm.close())
  await longLive(firm, ON)
  await aDebtor(firm.on(ON), { name: 'Halles', dueOn: '2026-03-01' })
  for (const on of ['2026-03-10', '2026-03-31']) {
    const place = firm.on(on)
    await looked(place)
    await run(place, firm.config(mail.url), { send: true, wholeDay: true })
  }
  const [first, second] = mail.received.filter(m => m.to.includes('billing@halles.example'))
  expect(header(first?.raw ?? '', 'In-Reply-To')).toBe('')
  expect(header(second?.raw ?? '', 'In-Reply-To')).toBe(first?.messageId)
  expect(header(second?.raw ?? '', 'References')).toContain(first?.messageId)
})

test('bad input: a header cannot be forged, and an address that is none is refused, whatever the channel', async () => {
  const firm = await aFirm('2026-01-05')
  undo.push(() => firm.close())
  const place = firm.on(ON)
  const [means] = await meansFor(place, firm.config('smtp://127.0.0.1:1'))
  const email = (await channels()).get('email')
  const outgoing = { language: 'en', subject: 'Hello', text: 'x', html: '', to: ['a@b.example'], cc: [], attachments: [], firm: place.firm, messageId: '<x@y.example>', at: place.by.at } // biome-ignore format: one message
  if (!means || !email?.deliver) throw new Error('no e-mail')
  for (const bad of [
    { subject: 'Hello\r\nBcc: all@evil.example' },
    { subject: 'Hello\u2028X: y' },
    { to: ['a@b.example\r\nRCPT TO:<c@d.example>'] },
    { to: ['not an address'] },
    { to: ['a@b@c.example'] },
    { cc: ['<a@b.example>, c@d.example'] },
    { earlier: ['<x@y.example>\r\nX-Evil: 1'] },
    { messageId: '<x@y.example>\r\nX-Evil: 1' },
    { attachments: [{ filename: 'a\r\nb.pdf', contentType: 'application/pdf', content: new Uint8Array() }] },
    { firm: { ...place.firm, name: 'Atelier\r\nBcc: x@y.example' } },
  ])
    await expect(email.deliver({ ...outgoing, ...bad }, means), JSON.stringify(bad)).rejects.toMatchObject({ name: 'Refusal' })
})
