import { afterEach, beforeEach, expect, test } from 'vitest'
import { askedForCodes, askNoCode } from '../../src/shell/auth/second-factor-store.ts'
import { openHouse } from '../acceptance/house.ts'
import { totp } from '../support/totp.ts'

const ORIGIN = 'http://127.0.0.1:4747'
type House = Awaited<ReturnType<typeof openHouse>>
let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01')
})
afterEach(() => house.close())

/** A browser: it keeps its cookies, and forgets those that have ended. */
function browser() {
  const cookies = new Map<string, string>()
  const ask = async (method: string, path: string, body?: object): Promise<Response> => {
    const headers = { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; '), origin: ORIGIN, host: '127.0.0.1:4747' }
    const answer = await house.app.fetch(
      new Request(`${ORIGIN}${path}`, {
        method,
        redirect: 'manual',
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        ...(body ? { body: JSON.stringify(body) } : {}),
      }),
    )
    for (const cookie of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = cookie.split(';', 1)[0]?.split(/=(.*)/) ?? []
      if (/max-age=0/i.test(cookie)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }
  const enter = async (): Promise<string> => (await ask('GET', await house.app.enterPath())).headers.get('location') ?? ''
  const isIn = async (): Promise<boolean> => (await ask('GET', '/api/v1/clients')).status === 200
  return { ask, enter, isIn }
}
const json = async (answer: Response) => (await answer.json()) as never // each test names what it expects
const faultOf = async (answer: Response): Promise<string> =>
  ((await json(answer)) as { error: { faults: { code: string }[] } }).error.faults[0]?.code ?? ''

interface Setup {
  readonly svg: string
  readonly secret: string
  readonly codes: readonly string[]
}
async function setUp(): Promise<Setup & { person: ReturnType<typeof browser> }> {
  const person = browser()
  expect(await person.enter()).toBe('/')
  const setup: Setup = await json(await person.ask('POST', '/api/v1/second-factor', {}))
  expect(setup.svg).toContain('<svg')
  expect(setup.codes).toHaveLength(10)
  expect((await person.ask('POST', '/api/v1/second-factor/confirm', { code: totp(setup.secret) })).status).toBe(200)
  return { ...setup, person }
}

test('as long as no first code was given, the link alone signs in', async () => {
  const person = browser()
  await person.enter()
  await person.ask('POST', '/api/v1/second-factor', {})
  expect(await faultOf(await person.ask('POST', '/api/v1/second-factor/confirm', { code: '12 34' }))).toBe('code-wrong')
  const other = browser()
  expect(await other.enter()).toBe('/')
  expect(await json(await other.ask('GET', '/api/v1/second-factor'))).toEqual({ on: false })
})

test('once set up, the link alone lets nobody in; the code after it does', async () => {
  const { secret } = await setUp()
  const other = browser()
  expect(await other.enter()).toBe('/sign-in?code=asked')
  expect(await other.isIn()).toBe(false)
  expect(await faultOf(await other.ask('POST', '/api/v1/enter-code', { code: '000000' }))).toBe('code-wrong')
  expect(await other.isIn()).toBe(false)
  const code = totp(secret)
  expect((await other.ask('POST', '/api/v1/enter-code', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).status).toBe(200)
  expect(await other.isIn()).toBe(true)
})

test('a spare code opens once; without the link before it no code opens anything', async () => {
  const { codes, secret } = await setUp()
  const [spare = ''] = codes
  expect(await faultOf(await browser().ask('POST', '/api/v1/enter-code', { code: totp(secret) }))).toBe('code-late')
  const first = browser()
  await first.enter()
  expect((await first.ask('POST', '/api/v1/enter-code', { code: spare })).status).toBe(200)
  expect(await first.isIn()).toBe(true)
  const second = browser()
  await second.enter()
  expect(await faultOf(await second.ask('POST', '/api/v1/enter-code', { code: spare }))).toBe('code-wrong')
})

test('wrong codes end the sign-in; a session by itself cannot switch it off, read the secret, or set up another', async () => {
  const { secret, person } = await setUp()
  const guess = browser()
  await guess.enter()
  for (let tries = 0; tries < 5; tries++) await guess.ask('POST', '/api/v1/enter-code', { code: '000000' })
  expect(await faultOf(await guess.ask('POST', '/api/v1/enter-code', { code: totp(secret) }))).toBe('code-late')
  for (const path of ['enable', 'disable', 'get-totp-uri', 'generate-backup-codes'])
    expect((await person.ask('POST', `/api/auth/two-factor/${path}`, {})).status, path).toBe(404)
  expect(await faultOf(await person.ask('POST', '/api/v1/second-factor/off', { code: '000000' }))).toBe('code-wrong')
  expect(await faultOf(await person.ask('POST', '/api/v1/second-factor', {}))).toBe('second-factor-on')
  expect((await person.ask('POST', '/api/v1/second-factor/off', { code: totp(secret) })).status).toBe(200)
  expect(await browser().enter()).toBe('/')
})

test('whoever lost phone and spare codes is let in again from the machine', async () => {
  await setUp()
  expect(await askedForCodes(house.store)).toEqual([{ email: 'owner@dunwell.invalid', name: 'Owner' }])
  await expect(askNoCode(house.store, 'nobody@x.example')).rejects.toThrow('Nobody signs in as "nobody@x.example"')
  await askNoCode(house.store, 'owner@dunwell.invalid')
  expect(await browser().enter()).toBe('/')
  expect(await askedForCodes(house.store)).toEqual([])
  await expect(askNoCode(house.store, 'owner@dunwell.invalid')).rejects.toThrow('is not asked for a code')
})
