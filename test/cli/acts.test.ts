import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../src/shell/clock.ts'
import { configFrom } from '../../src/shell/config.ts'
import { openApp } from '../../src/shell/http/app.ts'
import { workspaceFacts } from '../../src/shell/store/load.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { loadWords } from '../../src/shell/words.ts'
import { dunwellOn } from '../support/dunwell.ts'

// Acts of the app that the command line does as well, one firm for all.

const ON = '2026-04-13'
let folder: string
let store: string
let clientId: string
const say = (...args: string[]) => dunwellOn(store)(...args, '--on', ON, '--yes', '--json')
async function ask<T = Record<string, unknown>>(...args: string[]): Promise<T> {
  const { code, out, err } = await say(...args)
  if (code !== 0) throw new Error(`dunwell ${args.join(' ')}: ${err}`)
  return JSON.parse(out) as T // each test names what it expects
}
const refusal = async (...args: string[]) => {
  const { code, out } = await say(...args)
  expect(code).toBe(1)
  return (JSON.parse(out) as { error: { faults: { code: string; field?: string }[] } }).error.faults[0]
}
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-acts-'))
  store = join(folder, 'store.sqlite')
  await ask('init', '--name', 'Atelier', '--country', 'FR', '--currency', 'EUR', '--email', 'ada@atelier.example', '--language', 'en')
  const client = { name: 'Librairie', kind: 'business', kindConfirmedBy: 'ada', country: 'FR', email: 'billing@librairie.example' }
  ;({ id: clientId } = await ask<{ id: string }>('record', 'client', JSON.stringify(client)))
  const invoice = { clientId, number: 'F-1', issuedOn: '2026-03-02', dueOn: '2026-04-01', currency: 'EUR', total: '1200.00' }
  await ask('record', 'invoice', JSON.stringify(invoice))
  await ask('looked', ON)
  await ask('live')
  await ask('run', '--no-send')
})
afterAll(() => rmSync(folder, { recursive: true }))

interface Client {
  readonly timeline: readonly unknown[]
  readonly client?: { readonly email: string }
}
const waits = async () => (await ask<{ key: string; state: string; step: string }[]>('outbox')).map(({ key, state }) => ({ key, state }))

test('whoever goes live is told that no message names an account, until the firm has one', async () => {
  const said = () => dunwellOn(store)('live', '--on', ON)
  expect((await said()).out).toContain('Your messages name no account to pay to.')
  await ask('record', 'firm', '{"iban":"FR14 2004 1010 0505 0001 3M02 606"}')
  expect((await said()).out).not.toContain('account')
})

test('a fact is changed field by field and taken back; what left the house is not', async () => {
  const { id } = await ask<{ id: string }>('record', 'note', JSON.stringify({ clientId, text: 'rings in the morning' }))
  expect(await ask('record', 'note', '{"text":"rings at noon"}', '--id', id)).toEqual({ id })
  expect(JSON.stringify(await ask<Client>('client', 'Librairie'))).toContain('rings at noon')
  expect(await ask('record', 'note', '--id', id, '--take-back')).toEqual({ id })
  expect(JSON.stringify(await ask<Client>('client', 'Librairie'))).not.toContain('rings at noon')
  expect(await refusal('record', 'note', '--id', id, '--take-back')).toMatchObject({ code: 'not-found' })
  expect(await refusal('record', 'note', '{"words":"x"}', '--id', id)).toMatchObject({ code: 'not-found' })
  expect(await refusal('record', 'client', '{"nonsense":"x"}', '--id', clientId)).toMatchObject({
    code: 'field-unknown',
    field: 'nonsense',
  })
  expect(await refusal('record', 'deed', '--id', id, '--take-back')).toMatchObject({ code: 'noun-by-acts' })
  expect(await refusal('record', 'client', '--take-back')).toMatchObject({ field: '--id' })
  expect(await refusal('record', 'client')).toMatchObject({ field: 'JSON' })
})

test('words are kept while a message waits, and an approval is taken back', async () => {
  const [{ key } = { key: '' }] = await waits()
  expect(await ask('approve', key, '--keep', '--subject', 'F-1')).toMatchObject({ faults: [] })
  expect(await waits()).toEqual([{ key, state: 'waiting' }])
  await ask('approve', key)
  expect(await waits()).toEqual([{ key, state: 'queued' }])
  expect(await ask('approve', key, '--back')).toEqual({ key })
  expect(await waits()).toEqual([{ key, state: 'waiting' }])
  expect(await refusal('approve', key, '--back')).toMatchObject({ code: 'left-already' })
  expect(await refusal('approve', key, '--keep', '--back')).toMatchObject({ code: 'one-at-a-time' })
})

test('a value of the law is said better, and taken back', async () => {
  interface Law {
    readonly law: string
    readonly values: readonly { readonly key: string; readonly value: string }[]
    readonly overrides: readonly { readonly id: string; readonly field: string; readonly value: string }[]
  }
  expect(await ask<Law>('law', 'Librairie')).toMatchObject({ law: 'FR', overrides: [] })
  const said = await ask<Law>('law', 'Librairie', '--say', 'rate', '--value', '12', '--source', 'terms 2026, 7')
  expect(said.overrides).toMatchObject([{ field: 'rate', value: '12' }])
  expect((await ask<Law>('law', '--drop', said.overrides[0]?.id ?? '')).overrides).toEqual([])
  expect(await refusal('law', '--say', 'rate', '--value', '12')).toMatchObject({ field: '--source' })
  expect(await refusal('law', '--say', 'colour', '--value', '12', '--source', 'x')).toMatchObject({ field: 'field' })
  expect(await refusal('rates', 'drop', 'nothing')).toMatchObject({ code: 'not-found' })
})

test('the parts of a plan are shown before it is agreed, and our own part of a promise is done', async () => {
  const shown = await ask('plan', 'F-1', '--parts', '3', '--first', '2026-04-20', '--preview')
  expect(shown).toMatchObject({
    currency: 'EUR',
    total: '1200.00',
    parts: [{ amount: '400.00' }, { amount: '400.00' }, { amount: '400.00' }],
  })
  expect(await ask('plans')).toMatchObject({})
  const ours = [{ what: 'send the copy', by: '2026-04-15' }]
  const [invoiceId] = (await ask<{ id: string }[]>('invoices')).map(i => i.id)
  const promise = {
    clientId,
    invoiceIds: [invoiceId],
    amount: '1200.00',
    currency: 'EUR',
    promisedFor: '2026-04-20',
    givenOn: ON,
    pauses: true,
    ourPart: ours,
  }
  const { id } = await ask<{ id: string }>('record', 'promise', JSON.stringify(promise))
  expect(await ask('done', id, '--ours', '1')).toMatchObject({ id })
  expect(await refusal('done', id, '--ours', '2')).toMatchObject({ code: 'not-found' })
  expect(await refusal('done', 'nobody', '--ours', '1')).toMatchObject({ code: 'not-found' })
})

test('what has an end is ended; unknown names are refused by name', async () => {
  expect(await refusal('dispute', '--close-ask', 'nothing')).toMatchObject({ field: 'ask' })
  expect(await refusal('dispute', '--told', 'nothing', '--finding', 'right', '--words', 'as ordered')).toMatchObject({ field: 'ask' })
  expect(await refusal('hand-over', 'nothing', '--follow-up', '2026-05-01')).toMatchObject({ code: 'not-found' })
  expect(await refusal('hand-over', 'nothing', '--reported', 'contact', '--said', 'rang')).toMatchObject({ code: 'not-found' })
  expect(await refusal('hand-over', 'nothing', '--close-room', 'nothing')).toMatchObject({ code: 'not-found' })
  expect(await refusal('correction', 'draft', 'nothing')).toMatchObject({ code: 'not-found' })
  expect(await refusal('correction', 'looked-back', 'nothing', '--months', '3')).toMatchObject({ code: 'not-found' })
  expect(await refusal('call', 'excuse', 'nothing', '--came-true')).toMatchObject({ code: 'not-found' })
  expect(await refusal('mail-server', 'test')).toMatchObject({ code: 'no-smtp' })
})

test('a colleague is invited, is given work, and may no longer enter; the firm still gets its owner when the app opens', async () => {
  const { link, userId } = await ask<{ link: string; userId: string }>('members', '--invite', 'Bo Hart', '--email', 'Bo@Atelier.example')
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enter\/\S+$/)
  expect(await ask('members')).toMatchObject([{ userId, name: 'Bo Hart', email: 'bo@atelier.example', role: 'collector' }])
  expect(await ask('assign', 'Librairie', '--to', 'Bo Hart')).toMatchObject({ toUser: userId })
  expect(await refusal('members', '--invite', 'Bo', '--email', 'bo@atelier.example')).toMatchObject({ code: 'already-done' })
  expect(await refusal('members', '--invite', 'Bo', '--email', 'nowhere')).toMatchObject({ field: 'email' })
  expect(await refusal('members', '--invite', 'Bo', '--email', 'b@b.example', '--role', 'king')).toMatchObject({ field: 'role' })
  const open = await openFileStore(store)
  try {
    const settings = {
      origin: 'http://127.0.0.1:4747',
      config: configFrom({ DUNWELL_STORE: store }),
      clock: systemClock,
      words: await loadWords(),
    }
    await openApp(open, { ...settings, secretFile: join(folder, 'secret'), isSample: false, runsByItself: false })
    const [{ id = '' } = {}] = await open.db.selectFrom('workspace').select('id').execute()
    const all = await workspaceFacts(open.within(id).db, id, 'membership')
    expect(all.map(m => [m.name, m.role]).sort()).toEqual([
      ['Atelier', 'owner'],
      ['Bo Hart', 'collector'],
    ])
  } finally {
    await open.close()
  }
  await ask('members', '--end', 'Bo Hart')
  expect((await ask<{ name: string }[]>('members')).map(m => m.name)).toEqual(['Atelier'])
})

test('a slip of the pen leaves nobody in peace for ever; what is not there is named', async () => {
  for (const path of [
    ['snooze', 'Librairie', '--until', '2206-05-01'],
    ['extend', 'F-1', '--to', '2206-05-01'],
    ['promise', 'F-1', '--by', '2206-05-01'],
    ['postpone', 'Librairie', '--to', '2206-05-01', '--reason', 'x'],
  ])
    expect({ path, code: (await refusal(...path))?.code }).toEqual({ path, code: 'day-far' })
  for (const path of [
    ['policy', 'save', join(folder, 'nothing.yaml')],
    ['policy', 'save', folder],
    ['text', 'save', 'tone1', 'fr', join(folder, 'nothing.txt')],
    ['statement', 'Librairie', '--pdf', join(folder, 'nowhere', 'x.pdf')],
  ]) {
    const { code, out } = await dunwellOn(store)(...path, '--yes', '--json')
    expect({ path, code, told: (JSON.parse(out) as { error: { faults: { code: string }[] } }).error.faults[0]?.code }).toEqual({
      path,
      code: 1,
      told: 'file-unreadable',
    })
  }
  expect(await refusal('run', '--workers', '1,5')).toMatchObject({ field: '--workers' })
  expect(await refusal('outbox', '--state', 'nonsense')).toMatchObject({ field: '--state' })
  expect(await refusal('today', '--language', 'xx')).toMatchObject({ field: '--language' })
  expect(await refusal('explain', 'F-1', '--language', 'xx')).toMatchObject({ field: '--language' })
})
