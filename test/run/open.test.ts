import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../src/core/fault.ts'
import { init } from '../../src/shell/acts/init.ts'
import { openPlace, openStore } from '../../src/shell/cli/open.ts'
import { fixedClock } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const config = () => configFrom({ DUNWELL_STORE: join(folder, 'store.sqlite') })
const clock = fixedClock('2026-11-21T09:00:00Z')
const FIRM = { name: 'Atelier', country: 'FR', language: 'fr', currency: 'EUR' }

async function makeFirm(input: Partial<typeof FIRM> & { zone?: string } = {}) {
  const store = await openStore(config(), 'test')
  try {
    return await init(store, clock, 'ada', { ...FIRM, ...input })
  } finally {
    await store.close()
  }
}

const HOLDER = `
import { openStore } from ${JSON.stringify(new URL('../../src/shell/cli/open.ts', import.meta.url).href)}
await openStore(undefined, 'the app')
console.log('open')
setInterval(() => {}, 1000)
`
async function holdInAnotherProcess() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER], {
    env: { ...process.env, DUNWELL_STORE: join(folder, 'store.sqlite') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return child
}

test('a second process on the same file is refused by name', async () => {
  const child = await holdInAnotherProcess()
  await expect(openStore(config(), 'today')).rejects.toThrow(
    new RegExp(`in use by process ${child.pid} \\(the app, since \\d{4}-.*Wait until it is done, stop it, or use the running app`),
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
})

test('a lock whose process was killed is taken over', async () => {
  const child = await holdInAnotherProcess()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const store = await openStore(config(), 'today')
  await expect(openStore(config(), 'again')).rejects.toThrow(`process ${process.pid} (today`)
  await store.close()
  await (await openStore(config(), 'after')).close()
})

test('a place is opened on a civil day of the firm', async () => {
  await makeFirm({ country: 'JP' })
  const place = await openPlace({ on: '2027-02-28' }, config())
  expect(place.firm.zone).toBe('Asia/Tokyo')
  expect(place.by).toMatchObject({ today: '2027-02-28', at: '2027-02-28T01:00:00.000Z' })
  expect(place.clock.today('Asia/Tokyo')).toBe('2027-02-28')
  await place.close()
})

test('a store without a firm, or a day that is none, is refused and the store is free again', async () => {
  await expect(openPlace({}, config())).rejects.toThrow('Run: dunwell init')
  await makeFirm()
  await expect(openPlace({ on: '2027-02-29' }, config())).rejects.toThrow('field "--on": "2027-02-29" is not a day')
  await (await openPlace({}, config())).close()
})

test('a firm starts in rehearsal; every wrong field is named at once and nothing is made', async () => {
  const wrong = makeFirm({ name: ' ', country: 'fr', currency: 'Euro', zone: 'Mars/Olympus' })
  await expect(wrong).rejects.toThrow(Refusal)
  await expect(wrong).rejects.toMatchObject({ faults: [{ field: 'name' }, { field: 'country' }, { field: 'currency' }, { field: 'zone' }] })
  await expect(makeFirm({ country: 'XX' })).rejects.toThrow('time zone of "XX" is not known')
  await makeFirm()
  await expect(makeFirm()).rejects.toThrow('There is a firm "Atelier"')
})
