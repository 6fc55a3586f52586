import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, type Day, day, isWeekend } from '../../src/core/day/day.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

let folder: string
let mail: MailServer
const environment = { ...process.env }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-year-'))
  mail = await startMailServer()
  process.env.DUNWELL_STORE = join(folder, 'store.sqlite')
  process.env.DUNWELL_SMTP_URL = mail.url
  process.env.DUNWELL_USER = 'ada'
})
afterEach(async () => {
  await mail.stop()
  putEnvironment(environment)
  rmSync(folder, { recursive: true })
})
const clientMail = (to: string) => mail.received.filter(m => m.to.includes(to))

test('a whole year driven from the command line: each client is treated as it should be', async () => {
  const firm = ['--name', 'Atelier', '--country', 'FR', '--language', 'en', '--currency', 'EUR', '--email', 'ada@atelier.example']
  await asked('init', ...firm)
  const clients = new Map<string, string>()
  for (const name of ['Payer', 'Silent', 'Promiser', 'Disputer', 'Sleeper', 'Extended']) {
    const fact = { name, kind: 'business', kindConfirmedBy: 'ada', country: 'FR', email: `${name.toLowerCase()}@client.example` }
    const { id } = await asked<{ id: string }>('record', 'client', JSON.stringify(fact), '--on', '2026-01-02')
    clients.set(name, id)
    const invoice = { clientId: id, number: `F-${name}`, issuedOn: '2026-01-05', dueOn: '2026-02-04', currency: 'EUR', total: '1200.00' }
    await asked('record', 'invoice', JSON.stringify(invoice), '--on', '2026-01-05')
  }
  await asked('live', '--on', '2026-01-02', '--ceiling', '50')
  const doings: Readonly<Record<string, () => Promise<unknown>>> = {
    '2026-02-20': () =>
      asked(
        'record',
        'payment',
        JSON.stringify({ clientId: clients.get('Payer'), amount: '1200.00', currency: 'EUR', paidOn: '2026-02-20', kind: 'payment' }),
        '--on',
        '2026-02-20',
      ),
    '2026-02-23': () => asked('promise', 'F-Promiser', '--by', '2026-03-10', '--on', '2026-02-23'),
    '2026-02-24': () => asked('dispute', 'F-Disputer', '--cause', 'quality', '--words', 'scratched', '--on', '2026-02-24'),
    '2026-02-25': () => asked('snooze', 'Sleeper', '--until', '2026-05-31', '--on', '2026-02-25'),
    // so late, somebody looks at it from their side before the sharper letters may be approved
    '2026-03-20': () => asked('turn', 'Silent', '--found', 'arrived=fine', '--on', '2026-03-20'),
    '2026-02-26': () => asked('extend', 'F-Extended', '--to', '2026-06-30', '--on', '2026-02-26'),
  }
  for (let on: Day = day('2026-02-02'); on < '2027-01-05'; on = addDays(on, on < '2026-03-15' ? 1 : 5)) {
    await asked('record', 'looked', JSON.stringify({ upTo: on }), '--on', on)
    await asked('run', '--on', on)
    await asked('approve', '--all', '--on', on)
    await asked('run', '--on', on)
    await doings[on]?.()
  }
  // the snoozed one is as late, and nobody has looked from their side: the letter keeps waiting, and that is said
  const still = await dunwell('approve', '--all', '--on', '2027-01-04')
  expect(still.out).toMatch(/Approved: 0\nStill waiting: \d+\n {2}\S+\/letter-60\/email\/1\n {4}\w+: nobody has looked yet from their side/)
  const rows = await asked<{ client: string; state: string; doneOn: Day; key: string }[]>('outbox')
  const stepsOf = (name: string) =>
    rows.flatMap(r => (r.client === name && r.state === 'sent' && !r.key.includes('/thanks/') ? [r.doneOn] : [])).sort()
  // due on 4 February: asked once beforehand whether it came, a word on the day, then after eight days; the payer paid after that
  expect(stepsOf('Payer')).toEqual(['2026-02-02', '2026-02-04', '2026-02-12'])
  // dated like the ladder, one step at a time, the sharper ones after their days
  expect(stepsOf('Silent').slice(0, 4)).toEqual(['2026-02-02', '2026-02-04', '2026-02-12', '2026-03-06'])
  expect(clientMail('silent@client.example').length).toBeGreaterThanOrEqual(5)
  // held until the promised day, then resumed by itself
  const promiser = stepsOf('Promiser')
  expect(promiser.filter(on => on > '2026-02-23' && on <= '2026-03-11')).toEqual([])
  expect(promiser.find(on => on > '2026-03-11')).toBeDefined()
  expect(stepsOf('Disputer').filter(on => on > '2026-02-24')).toEqual([])
  const sleeper = stepsOf('Sleeper')
  expect(sleeper.filter(on => on > '2026-02-25' && on <= '2026-05-31')).toEqual([])
  expect(sleeper.some(on => on > '2026-05-31')).toBe(true)
  expect(stepsOf('Extended').filter(on => on > '2026-02-26' && on < '2026-06-30')).toEqual([])
  // no message ever left twice, none on a weekend
  const ids = mail.received.map(m => m.messageId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(rows.filter(r => r.state === 'sent' && isWeekend(r.doneOn))).toEqual([])
  expect(rows.filter(r => r.state === 'unsure' || r.state === 'failed')).toEqual([])
  expect(await asked<unknown[]>('invoices', '--open', '--on', '2027-01-04')).toHaveLength(5)
}, 240_000)

test('today and explain say the same, and why not another step', async () => {
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
  const { id } = await asked<{ id: string }>(
    'record',
    'client',
    JSON.stringify({ name: 'Librairie', kind: 'business', email: 'a@b.example' }),
  )
  const invoice = { clientId: id, number: 'F-1', issuedOn: '2026-01-05', dueOn: '2026-02-04', currency: 'EUR', total: '1200.00' }
  await asked('record', 'invoice', JSON.stringify(invoice))
  const stale = await asked<{ silent: { obstacles: { code: string }[]; reviewOn: string }[] }>('today', '--on', '2026-02-13')
  const held = await asked<{ obstacles: { code: string }[]; decision: { reviewOn: string } }>('explain', 'F-1', '--on', '2026-02-13')
  expect(stale.silent[0]?.obstacles).toEqual(held.obstacles)
  expect(stale.silent[0]?.reviewOn).toBe(held.decision.reviewOn)
  await asked('record', 'looked', '{"upTo":"2026-02-13"}')
  const act = await asked<{ contacts: { act: { step: string }; open: unknown }[] }>('today', '--on', '2026-02-13')
  expect(act.contacts).toMatchObject([{ act: { step: 'first-reminder' }, open: [{ amount: '1200.00', currency: 'EUR' }] }])
  const why = await asked('explain', 'F-1', '--on', '2026-02-13', '--why-not', 'reminder-30')
  expect(why).toMatchObject({
    thisInvoice: 'listed',
    law: 'FR',
    whyNot: { step: 'reminder-30', instead: 'first-reminder', comesOn: '2026-03-06' },
  })
  const text = await dunwell('explain', 'F-1', '--on', '2026-02-13', '--why-not', 'reminder-30')
  expect(text.out).toContain('first-reminder comes first; it comes on 2026-03-06')
  expect((await dunwell('explain', 'F-9')).err).toContain('There is no invoice "F-9"')
})

test('a step given to a colleague stands on their own list', async () => {
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
  await asked('record', 'membership', '{"userId":"u-bo","name":"Bo","role":"collector"}', '--on', '2026-02-01')
  for (const name of ['One', 'Two']) {
    const { id } = await asked<{ id: string }>(
      'record',
      'client',
      JSON.stringify({ name, kind: 'business', email: 'a@b.example' }),
      '--on',
      '2026-02-01',
    )
    const invoice = { clientId: id, number: `F-${name}`, issuedOn: '2026-01-05', dueOn: '2026-02-04', currency: 'EUR', total: '1200.00' }
    await asked('record', 'invoice', JSON.stringify(invoice), '--on', '2026-02-01')
  }
  await asked('record', 'looked', '{"upTo":"2026-02-13"}', '--on', '2026-02-01')
  await asked('assign', 'Two', '--to', 'Bo', '--note', 'knows them', '--on', '2026-02-13')
  const own = await asked<{ contacts: { name: string }[] }>('today', '--for', 'Bo', '--on', '2026-02-13')
  expect(own.contacts.map(c => c.name)).toEqual(['Two'])
  expect((await dunwell('assign', 'Two', '--to', 'Nobody')).err).toContain('There is no colleague "Nobody"')
})

test.each([
  [['record', 'invoice', '{"clientId":"x","number":"1"}'], /There is no client "x"/],
  [['record', 'nonsense', '{}'], /"nonsense" is nothing Dunwell keeps/],
  [['record', 'looked', '[1]'], /not one JSON object/],
  [['record', 'looked', '{"upTo":"2026-02-30"}'], /"2026-02-30" is not a day/],
  [['record', 'payment', '{"amount":"12,50","currency":"EUR"}'], /"12,50" is not an amount in EUR/],
  [['approve'], /Name one message, or say --all/],
  [['approve', 'no/such/key'], /There is no message "no\/such\/key"/],
  [['live', '--ceiling', '0'], /is not a number of messages a day/],
  [['settings', 'set', 'run-at', '{"hour":25}'], /An hour is a whole number/],
  [['settings', 'set', 'nonsense', '{}'], /There is no setting "nonsense"/],
  [['today', '--on', 'yesterday'], /"yesterday" is not a day/],
] as const)('%j is refused in words and nothing is written', async (args, words) => {
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'fr', '--currency', 'EUR')
  const said = await dunwell(...args)
  expect(said.code).toBe(1)
  expect(said.err).toMatch(words)
})
