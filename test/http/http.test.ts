import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/core/day/day.ts'
import { kebab, nounNames } from '../../src/core/facts/nouns.ts'
import { clockOn } from '../../src/shell/clock.ts'
import { listen } from '../../src/shell/http/serve.ts'
import { type Running, start } from '../../src/shell/start.ts'

let folder: string
let running: Running
let cookie: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-http-'))
  const clock = clockOn(day('2026-11-24'), 'Europe/Paris')
  running = await start(['--port', '0'], { DUNWELL_STORE: join(folder, 'd.sqlite') }, () => undefined, clock)
  cookie = await enter(running.link)
}, 120_000)
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true })
})

async function enter(link: string): Promise<string> {
  const answer = await fetch(link, { redirect: 'manual' })
  return answer.headers
    .getSetCookie()
    .map(c => c.split(';', 1)[0])
    .join('; ')
}

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & {
    readonly error?: { readonly faults: readonly { code: string; field?: string; message: string }[] }
  }
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { cookie, origin: running.origin },
): Promise<Answer> {
  const answer = await fetch(`${running.origin}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as Answer['body'] } // every route answers with an object or a list
}

const FIRM = { name: 'Atelier', country: 'FR', currency: 'EUR', language: 'fr', email: 'ada@atelier.example' }

test('a link works once; the second time it leads to the page that says so', async () => {
  const again = await fetch(running.link, { redirect: 'manual' })
  expect(again.headers.get('location')).toBe('/sign-in?link=used')
  expect(again.headers.getSetCookie()).toEqual([])
})

test('without sign-in nothing is told, in the one shape of errors', async () => {
  const { status, body } = await ask('GET', '/api/v1/clients', undefined, {})
  expect([status, body.error?.faults[0]?.code]).toEqual([401, 'sign-in-first'])
})

test('a first firm is made once, and its IBAN must be one', async () => {
  const before = await ask('GET', '/api/v1/clients')
  expect([before.status, before.body.error?.faults[0]?.code]).toEqual([404, 'no-workspace'])
  const wrong = await ask('POST', '/api/v1/firm', { ...FIRM, iban: 'FR00 1234' })
  expect([wrong.status, wrong.body.error?.faults[0]?.field]).toEqual([422, 'iban'])
  expect((await ask('POST', '/api/v1/firm', FIRM)).status).toBe(201)
  expect((await ask('POST', '/api/v1/firm', FIRM)).status).toBe(409)
})

test('every noun of the catalogue can be read, and stands in the description of the API', async () => {
  const { body } = await ask('GET', '/api/openapi.json')
  const paths = Object.keys(body.paths as object)
  for (const noun of nounNames) {
    expect((await ask('GET', `/api/v1/facts/${kebab(noun)}`)).status, noun).toBe(200)
    expect(paths).toContain(`/api/v1/facts/${kebab(noun)}`)
  }
  expect(body.openapi).toBe('3.1.0')
})

test('facts are recorded, changed and taken back; amounts travel as text of minor units; the actor is the user', async () => {
  const { body: session } = await ask('GET', '/api/v1/session')
  const client = await ask('POST', '/api/v1/facts/client', { name: 'Librairie', kind: 'business' })
  const clientId = String(client.body.id)
  const invoice = { clientId, number: 'F-1', issuedOn: '2026-10-01', dueOn: '2026-10-31', currency: 'EUR', totalMinor: '9007199254740993' }
  const { status, body } = await ask('POST', '/api/v1/facts/invoice', invoice)
  expect(status).toBe(201)
  const read = await ask('GET', `/api/v1/facts/invoice/${String(body.id)}`)
  expect(read.body).toMatchObject({ totalMinor: '9007199254740993', actor: (session.user as { id: string }).id, source: 'app' })
  await ask('PATCH', `/api/v1/facts/invoice/${String(body.id)}`, { totalMinor: '120000' })
  const view = await ask('GET', `/api/v1/clients/${clientId}`)
  expect(view.body.balances).toMatchObject([{ currency: 'EUR', open: { minor: '120000' }, late: { minor: '120000' } }])
  await ask('POST', '/api/v1/facts/payment', { clientId, amountMinor: '20000', currency: 'EUR', paidOn: '2026-11-20', kind: 'payment' })
  expect((await ask('GET', `/api/v1/invoices/${String(body.id)}`)).body).toMatchObject({ openMinor: '100000', state: 'late', lateDays: 24 })
  await ask('DELETE', `/api/v1/facts/invoice/${String(body.id)}`)
  expect((await ask('GET', `/api/v1/facts/invoice/${String(body.id)}`)).status).toBe(404)
})

test('bad input is answered with its field and changes nothing', async () => {
  const { status, body } = await ask('POST', '/api/v1/facts/client', { name: 'Half', kind: 'friend' })
  expect([status, body.error?.faults[0]?.field]).toEqual([422, 'kind'])
  const orphan = await ask('POST', '/api/v1/facts/note', { clientId: 'nobody', text: 'x' })
  expect([orphan.status, orphan.body.error?.faults[0]?.field]).toEqual([422, 'clientId'])
  const found = await ask('GET', '/api/v1/clients?show=all&q=half')
  expect(found.body.total).toBe(0)
  const cut = await fetch(`${running.origin}/api/v1/facts/client`, {
    method: 'POST',
    headers: { cookie, origin: running.origin, 'content-type': 'application/json' },
    body: '{"name":',
  })
  expect(cut.status).toBe(400)
  expect((await ask('GET', '/api/v1/no-such-thing')).status).toBe(404)
})

test('what left the house cannot be written by hand', async () => {
  expect((await ask('POST', '/api/v1/facts/deed', {})).status).toBe(404)
})

test('a write from another origin, and a foreign host name, are turned away', async () => {
  const note = { clientId: 'x', text: 'x' }
  expect((await ask('POST', '/api/v1/facts/note', note, { cookie, origin: 'http://elsewhere.example' })).status).toBe(403)
  expect((await ask('POST', '/api/v1/facts/note', note, { cookie })).status).toBe(403)
  const page = await fetch(running.origin)
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(page.headers.get('x-frame-options')).not.toBeNull()
})

test('an API key works in its owner’s name, needs no cookie, and ends when removed', async () => {
  const { body } = await ask('POST', '/api/v1/keys', { name: 'script' })
  const bearer = { authorization: `Bearer ${String(body.key)}` }
  const made = await ask('POST', '/api/v1/facts/client', { name: 'By key', kind: 'unknown' }, bearer)
  expect(made.status).toBe(201)
  expect((await ask('GET', `/api/v1/facts/client/${String(made.body.id)}`, undefined, bearer)).body.source).toBe('api')
  await ask('DELETE', `/api/v1/keys/${String(body.id)}`)
  expect((await ask('GET', '/api/v1/clients', undefined, bearer)).status).toBe(401)
})

test('roles hold on writes: a reader reads, a collector works, only the owner invites', async () => {
  const invite = async (role: string): Promise<Record<string, string>> => {
    const { body } = await ask('POST', '/api/v1/members', { name: role, email: `${role}@atelier.example`, role })
    return { cookie: await enter(String(body.link)), origin: running.origin }
  }
  const reader = await invite('reader')
  expect((await ask('GET', '/api/v1/clients', undefined, reader)).status).toBe(200)
  expect((await ask('POST', '/api/v1/facts/client', { name: 'No', kind: 'unknown' }, reader)).status).toBe(403)
  expect((await ask('POST', '/api/v1/acts/approve', {}, reader)).status).toBe(403)
  const collector = await invite('collector')
  expect((await ask('POST', '/api/v1/facts/client', { name: 'Yes', kind: 'unknown' }, collector)).status).toBe(201)
  expect((await ask('POST', '/api/v1/acts/live', {}, collector)).status).toBe(403)
  expect((await ask('POST', '/api/v1/members', { name: 'x', email: 'x@atelier.example', role: 'owner' }, collector)).status).toBe(403)
})

test('a taken port says so and takes the next; a wrong one is refused', async () => {
  const said: string[] = []
  const port = new URL(running.origin).port
  const second = await start(['--port', port], { DUNWELL_STORE: join(folder, 'second.sqlite') }, line => said.push(line))
  expect(said.join()).toContain(`Port ${port} is taken`)
  expect((await fetch(`${second.origin}/`)).status).toBe(200)
  await second.stop()
  await expect(start(['--port', 'x'], {}, () => undefined)).rejects.toThrow('"x" is not a port')
  await expect(start(['--help'], {}, () => undefined)).rejects.toMatchObject({ faults: [{ code: 'option-unknown' }] })
})

test('a store that cannot be opened leaves nothing listening', async () => {
  const free = await listen(0, () => undefined)
  await free.stop()
  const noStore = join(folder, 'no-store.sqlite')
  writeFileSync(noStore, 'these are no pages of a database, whatever the name says')
  const said: string[] = []
  for (let twice = 0; twice < 2; twice++)
    await expect(start(['--port', String(free.port)], { DUNWELL_STORE: noStore }, line => said.push(line))).rejects.toThrow()
  expect(said).toEqual([]) // the second found the port free again
})
