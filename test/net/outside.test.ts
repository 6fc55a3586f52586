import { afterEach, expect, test } from 'vitest'
import { e164, segmentsOf } from '../../src/packs/sms-text/segments.ts'
import { isPublicAddress, outside } from '../../src/shell/net/outside.ts'
import { smsLine, smsProviders } from '../../src/shell/net/sms-line.ts'
import { isSigned, webhook } from '../../src/shell/net/webhook.ts'
import { type Receiver, startReceiver } from '../support/receiver.ts'

let receiver: Receiver | undefined
afterEach(async () => {
  await receiver?.stop()
  receiver = undefined
})
const ask = (url: string, within: readonly string[] = []) =>
  outside(new Set(within), 1500).ask({ method: 'POST', url, headers: {}, body: 'x' })

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '::1',
  '::',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '224.0.0.1',
  'x',
])('%s is not on the open internet', address => expect(isPublicAddress(address)).toBe(false))
test.each(['8.8.8.8', '2606:4700:4700::1111'])('%s is', address => expect(isPublicAddress(address)).toBe(true))

test('a request never leads into our own network: by address, by name, by another spelling, by plain http, by a password in it', async () => {
  receiver = await startReceiver()
  const { port } = new URL(receiver.url)
  for (const url of [
    receiver.url,
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    `https://[::1]:${port}/`,
    `https://[::ffff:127.0.0.1]:${port}/`,
    `https://2130706433:${port}/`,
    `https://0x7f.1:${port}/`,
    'https://user:pass@example.com/',
    'http://example.com/',
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'nonsense',
  ])
    expect((await ask(url)).kind, url).toBe('forbidden')
  expect(receiver.asked).toEqual([])
})

test('what the owner of the machine allows by name and port is reached, its neighbour is not; a redirect is an answer, not a way', async () => {
  receiver = await startReceiver(() => ({ status: 302, headers: { location: 'http://169.254.169.254/' } }))
  expect(await ask(`${receiver.url}/a`, [receiver.host])).toMatchObject({ kind: 'answer', status: 302 })
  expect(receiver.asked).toHaveLength(1)
  expect((await ask(`${receiver.url}/a`, ['127.0.0.1:1'])).kind).toBe('forbidden')
})

test('nobody there is told from no answer, and an endless answer is cut', async () => {
  expect((await ask('http://127.0.0.1:1/', ['127.0.0.1:1'])).kind).toBe('not-begun')
  receiver = await startReceiver(() => 'drop')
  expect((await ask(receiver.url, [receiver.host])).kind).toBe('no-answer')
  receiver.manner = () => 'silence'
  expect((await ask(receiver.url, [receiver.host])).kind).toBe('no-answer')
  receiver.manner = () => ({ status: 200, body: 'x'.repeat(1_000_000) })
  const answer = await ask(receiver.url, [receiver.host])
  expect(answer.kind === 'answer' && answer.body.length).toBeLessThanOrEqual(65_536)
})

test('data is signed so that its receiver can tell; changed or old it does not hold; no answer is tried again under the same id', async () => {
  receiver = await startReceiver(() => 'drop')
  const hook = webhook(`${receiver.url}/hook`, 'whsec_c2VjcmV0', outside(new Set([receiver.host])))
  const at = '2026-03-10T10:00:00.000Z'
  expect((await hook.send('{"a":1}', 'm-1', at)).kind).toBe('later')
  receiver.manner = () => ({ status: 200 })
  expect((await hook.send('{"a":1}', 'm-1', at)).kind).toBe('sent')
  const [first, second] = receiver.asked
  expect(first?.headers['webhook-id']).toBe(second?.headers['webhook-id'])
  const headers = second?.headers as Record<string, string>
  const now = Date.parse(at) / 1000
  expect(isSigned('whsec_c2VjcmV0', headers, '{"a":1}', now + 10)).toBe(true)
  expect(isSigned('whsec_c2VjcmV0', headers, '{"a":2}', now + 10)).toBe(false)
  expect(isSigned('whsec_other', headers, '{"a":1}', now + 10)).toBe(false)
  expect(isSigned('whsec_c2VjcmV0', headers, '{"a":1}', now + 1000)).toBe(false)
})

/** What each provider answers, by its own reference, and what that means. */
const ANSWERS: Readonly<Record<string, readonly (readonly [status: number, body: string, kind: string])[]>> = {
  twilio: [
    [201, '{"sid":"SM1","status":"queued"}', 'sent'],
    [400, '{"code":21610,"message":"unsubscribed"}', 'refused recipient'],
    [400, '{"code":21617,"message":"too long"}', 'refused message'],
    [401, '{"code":20003,"message":"Authenticate"}', 'later'],
    [429, '{"code":20429}', 'later'],
    [503, 'busy', 'later'],
  ],
  vonage: [
    [200, '{"messages":[{"status":"0","message-id":"A"}]}', 'sent'],
    [200, '{"messages":[{"status":"6","error-text":"unroutable"}]}', 'refused recipient'],
    [200, '{"messages":[{"status":"3","error-text":"invalid"}]}', 'refused message'],
    [200, '{"messages":[{"status":"9","error-text":"no credit"}]}', 'later'],
    [200, 'not json', 'later'],
  ],
  smsapi: [
    [200, '{"count":1,"list":[{"id":"7","points":0.1}]}', 'sent'],
    [200, '{"error":13,"message":"no valid number"}', 'refused recipient'],
    [200, '{"error":11,"message":"too long"}', 'refused message'],
    [200, '{"error":101,"message":"authorisation"}', 'later'],
  ],
  gateway: [
    [202, '{"id":"9"}', 'sent'],
    [404, '', 'refused recipient'],
    [422, 'too long', 'refused message'],
    [500, '', 'later'],
  ],
}
const providers = await smsProviders()

test('every provider is described here', () => expect([...providers.keys()].sort()).toEqual(Object.keys(ANSWERS).sort()))

test.each(Object.entries(ANSWERS).flatMap(([name, rows]) => rows.map(row => [name, ...row] as const)))(
  '%s answers %i %s: %s',
  async (name, status, body, kind) => {
    receiver = await startReceiver(() => ({ status, body }))
    const provider = providers.get(name)
    if (!provider) throw new Error(name)
    const line = smsLine(provider, { user: 'u', secret: 'geheim', from: 'Atelier', base: receiver.url }, outside(new Set([receiver.host])))
    const answer = await line.send('+33 6 39 98 00 17', 'Zażółć 🙂', 'ref-1')
    expect(answer.kind === 'refused' ? `refused ${answer.stage}` : answer.kind).toBe(kind)
    const [asked] = receiver.asked
    expect(decodeURIComponent((asked?.body ?? '').replaceAll('+', ' '))).toContain('Zażółć 🙂')
    expect(asked?.body).toContain('33639980017')
  },
)

test('a number without a country code is given up before anybody is asked', async () => {
  receiver = await startReceiver()
  const provider = providers.get('gateway')
  const line = provider && smsLine(provider, { user: '', secret: 'k', from: 'A', base: receiver.url }, outside(new Set([receiver.host])))
  expect(await line?.send('06 39 98 00 17', 'x', 'r')).toMatchObject({ kind: 'refused', stage: 'recipient', rejected: ['06 39 98 00 17'] })
  expect(receiver.asked).toEqual([])
  expect([e164('0033 6 39 98 00 17'), e164('+1 (555) 010-0199'), e164('+33'), e164('tel')]).toEqual([
    '+33639980017',
    '+15550100199',
    undefined,
    undefined,
  ])
})

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  ['a'.repeat(306), 2],
  ['€'.repeat(80), 1],
  ['€'.repeat(81), 2],
  ['ż'.repeat(70), 1],
  ['ż'.repeat(71), 2],
  ['🙂'.repeat(35), 1],
  ['🙂'.repeat(36), 2],
  ['', 1],
] as const)('a text is charged by its parts', (text, parts) => expect(segmentsOf(text)).toBe(parts))
