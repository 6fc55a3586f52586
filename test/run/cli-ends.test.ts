import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Day, day, isWeekend } from '../../src/core/day/day.ts'
import { plain } from '../../src/shell/cli/print.ts'
import { configFrom } from '../../src/shell/config.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import type { TodayView } from '../../src/shell/views/today-view.ts'
import { anApp } from '../support/app.ts'
import { asked, dunwell } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

// From a list of invoices to every invoice's end, by the command line alone and a mail server that does not take everything.

const CLIENTS = [
  { name: 'Payer', country: 'FR', currency: 'EUR', total: '1200.00', end: 'paid' },
  { name: 'Late Payer', country: 'JP', currency: 'JPY', total: '331000', end: 'paid' },
  { name: 'Disputer', country: 'DE', currency: 'EUR', total: '980.10', end: 'credited' },
  { name: 'Settler', country: 'PL', currency: 'PLN', total: '4000.00', end: 'settled' },
  { name: 'Agency Case', country: 'GB', currency: 'GBP', total: '2400.00', end: 'handed over' },
  { name: 'Silent', country: 'RO', currency: 'RON', total: '5011.11', end: 'written off' },
  { name: 'Bouncer', country: 'US', currency: 'USD', total: '1579.00', end: 'paid' },
] as const
type Name = (typeof CLIENTS)[number]['name']
const numberOf = (name: Name) => `F-${name.replace(' ', '-')}`
const mailOf = (name: Name) => `${name.toLowerCase().replace(' ', '.')}@client.example`
const DUE = day('2025-07-03')
const OWNER = 'ada@atelier.example'

let folder: string
let mail: MailServer
const environment = { ...process.env }
let on: Day
const left: { on: Day; to: string; raw: string; messageId: string }[] = []
/** Whom Today named on a day before anything left. */
const contacts = new Map<Day, readonly string[]>()
const say = <T = Record<string, unknown>>(...args: string[]) => asked<T>(...args, '--on', on, '--yes')
const todayNow = () => say<TodayView>('today')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-ends-'))
  mail = await startMailServer()
  Object.assign(process.env, { DUNWELL_STORE: join(folder, 'store.sqlite'), DUNWELL_SMTP_URL: mail.url, DUNWELL_USER: 'ada' })
  mail.manners = {
    onRecipient: to => (to === mailOf('Bouncer') ? { code: 550, text: '5.1.1 no such user' } : undefined),
    onMessage: m => {
      left.push({ on, to: m.to[0] ?? '', raw: m.raw, messageId: m.messageId })
      return 'take'
    },
  }
})
afterEach(async () => {
  await mail.stop()
  putEnvironment(environment)
  rmSync(folder, { recursive: true })
})

/** A working day as a script does it: looked, run, approved (with a look from their side where that is asked), run. */
async function workOn(at: string): Promise<TodayView> {
  on = day(at)
  await say('looked', on)
  await say('run')
  const { faulty } = await say<{ faulty: { key: string; faults: { code: string }[] }[] }>('approve', '--all')
  if (faulty.length > 0) {
    expect(new Set(faulty.flatMap(f => f.faults.map(x => x.code)))).toEqual(new Set(['roles-not-turned']))
    const rows = await say<{ key: string; client: string }[]>('outbox', '--state', 'waiting')
    for (const { key } of faulty)
      await say('turn', rows.find(r => r.key === key)?.client ?? '', '--found', 'arrived=fine', '--offer', 'parts')
    expect(await say('approve', '--all')).toMatchObject({ faulty: [] })
  }
  const before = await todayNow()
  contacts.set(
    on,
    before.contacts.map(c => c.name),
  )
  await say('run')
  return todayNow()
}
const contact = (view: TodayView, name: Name) => view.contacts.find(c => c.name === name)
/** A call: nobody decides yet, and that is its end. */
async function call(name: Name): Promise<void> {
  const { id } = await say<{ id: string }>('call', 'start', name)
  const file = join(folder, 'notes.json')
  writeFileSync(
    file,
    JSON.stringify({ notes: 'accounts will look', whyNone: 'must-check', again: 'no', reason: 'unknown', readBack: 'agreed' }),
  )
  await say('call', 'notes', id, file)
  await say('call', 'close', id)
}
async function leaveUntriedOut(name: Name): Promise<void> {
  const { checks } = await say<{ checks: { code: string; state: string }[] }>('desk', name)
  for (const { code, state } of checks)
    if (state === 'open') await say('untried', name, code, '--by', 'Ada', '--reason', 'no answer to anything')
}

/** The page’s own answers are the command line’s, word for word. */
async function sameByApi(name: Name): Promise<void> {
  const [today, explained] = [await todayNow(), await say('explain', numberOf(name), '--why-not', 'letter-60')]
  const file = join(folder, 'store.sqlite')
  const store = await openFileStore(file)
  try {
    const config = () => configFrom({ DUNWELL_STORE: file, DUNWELL_SMTP_URL: mail.url })
    const app = await anApp(
      {
        folder,
        file,
        store,
        config,
        on: () => {
          throw new Error('not asked')
        },
        close: () => store.close(),
      },
      on,
    )
    expect(plain(await app.ask('GET', '/today'))).toEqual(today)
    expect(plain(await app.ask('GET', `/explain?invoice=${numberOf(name)}&whyNot=letter-60`))).toEqual(explained)
  } finally {
    await store.close()
  }
}

const ANY_DAY_OFF = ['2025-07-14', '2025-08-15', '2025-07-04', '2025-09-01', '2025-07-21', '2025-08-11'] as const
const OFF: Readonly<Record<string, readonly string[]>> = {
  FR: ANY_DAY_OFF.slice(0, 2),
  US: [ANY_DAY_OFF[2], ANY_DAY_OFF[3]],
  JP: ANY_DAY_OFF.slice(4),
  PL: [ANY_DAY_OFF[1]],
}

/** Once each, on nobody’s day off, in the client’s language, and nothing after its end. */
async function mechanically(ends: ReadonlyMap<Name, Day>): Promise<void> {
  const rows = await say<{ key: string; messageId: string | null; class: string; client: Name; step: string; state: string }[]>('outbox')
  const toClients = left.filter(m => m.to !== OWNER)
  expect(new Set(toClients.map(m => m.messageId)).size).toBe(toClients.length)
  const chases = toClients.flatMap(m => rows.flatMap(r => (r.messageId === m.messageId && r.class === 'chase' ? [{ ...r, ...m }] : [])))
  expect(new Set(chases.map(c => `${c.client} ${c.step}`)).size).toBe(chases.length)
  expect(chases.length).toBeGreaterThan(20)
  for (const { client, on: at, step, raw } of chases) {
    const { country, currency } = CLIENTS.find(c => c.name === client) ?? CLIENTS[0]
    expect({ client, at, step, off: isWeekend(at) || (OFF[country] ?? []).includes(at) }).toMatchObject({ off: false })
    expect({ client, step, isOver: at > (ends.get(client) ?? '') }).toMatchObject({ isOver: false })
    const text = (await PostalMime.parse(raw)).text ?? ''
    expect(text).toContain(numberOf(client))
    expect({ client, step, text }).toMatchObject({ text: expect.stringMatching(GREETING[country] ?? GREETING.FR ?? /./) })
    expect({ client, step, text }).toMatchObject({ text: expect.stringMatching(SIGN[currency]) })
  }
}
const GREETING: Readonly<Record<string, RegExp>> = {
  FR: /Bonjour/,
  DE: /Bonjour/,
  PL: /Dzień dobry/,
  RO: /Bună ziua/,
  GB: /^Dear/,
  US: /^Dear/,
  JP: /ご担当者様/,
}
const SIGN = { EUR: /€/, PLN: /zł/, RON: /lei/, GBP: /£/, USD: /\$/, JPY: /￥/ }

/** Interest of the French law for a creditor in France, by hand: the ECB’s 2.15 % of 1 July 2025 and ten points, by days of 365, cut to the cent once an invoice. */
const byHand = (total: number, days: number, places: number) => ((total * 0.1215 * days) / 365).toFixed(places)

/** What late costs are said to be, in the letter after sixty days. */
async function lateCosts(name: Name): Promise<string> {
  const letter = left.findLast(m => m.to === mailOf(name) && m.on === '2025-09-01')
  return ((await PostalMime.parse(letter?.raw ?? '')).text ?? '').replace(/[\u00a0\u202f]/g, ' ')
}

test('each invoice comes to its end: paid, credited, settled, handed over, written off', async () => {
  on = day('2025-06-02')
  await say(
    'init',
    '--name',
    'Atelier',
    '--country',
    'FR',
    '--currency',
    'EUR',
    '--language',
    'fr',
    '--email',
    OWNER,
    '--person',
    'Ada Roy',
  )
  await say('live', '--ceiling', '60')
  await say('intermediary', 'Ponant', '--kind', 'agency', '--fee', '25', '--currency', 'GBP', '--rules', 'No calls after 19:00')
  const list = join(folder, 'list.csv')
  const rows = CLIENTS.map(c => [c.name, mailOf(c.name), c.country, numberOf(c.name), '2025-06-03', DUE, c.currency, c.total].join(','))
  writeFileSync(list, ['Client,Email,Country,Invoice Number,Invoice Date,Due Date,Currency,Total', ...rows, ''].join('\n'))
  on = day('2025-06-03')
  await say('import', list, '--kind', 'business', '--nothing-sent')

  // before it is due, on the day, after eight days: in each client's language, with each client's amount
  const first = await workOn('2025-06-23')
  expect(first.failed.map(m => m.name)).toEqual(['Bouncer'])
  await workOn('2025-07-03')
  await say('dispute', numberOf('Disputer'), '--cause', 'quality', '--words', 'scratched')
  await sameByApi('Disputer')
  await workOn('2025-07-11')
  expect(await asked('pay', numberOf('Payer'), '500.00', '--today', on)).toMatchObject({ clientOpen: '700.00' })
  await say('dispute', numberOf('Disputer'), '--answer', 'we look into it')

  // an address that refuses is on Today, in the doctor's words and on the list of tasks, until it is mended: then the step goes out
  const { code, out } = await dunwell('doctor', '--json')
  expect({ code, outbox: (JSON.parse(out) as { what: string }[]).find(c => c.what === 'outbox') }).toEqual({
    code: 1,
    outbox: { what: 'outbox', fine: false, says: expect.stringMatching(/^\d failed$/) },
  })
  const { id: clientId = '' } = (await say<{ id: string; name: string }[]>('clients')).find(c => c.name === 'Bouncer') ?? {}
  const mending = async () =>
    (await say<{ id: string; kind: string; clientId: string; doneOn: Day | null }[]>('tasks')).filter(
      t => t.kind === 'mend' && t.clientId === clientId && t.doneOn === null,
    )
  expect((await mending()).length).toBeGreaterThan(0)
  await say('record', 'client', '{"email":"found@client.example"}', '--id', clientId)
  for (const task of await mending()) await say('done', task.id)

  await workOn('2025-08-04')
  expect(left.filter(m => m.to === 'found@client.example').map(m => m.on)).toEqual(['2025-08-04'])
  await say('dispute', numberOf('Disputer'), '--close', 'credited', '--credit-number', 'CN-1', '--words', 'it was scratched')
  await asked('pay', numberOf('Bouncer'), '--today', on)

  // the time after 30 days: a call, two sharper letters that say what lateness costs, the decision
  const calls = await workOn('2025-08-20')
  for (const name of ['Late Payer', 'Settler', 'Agency Case', 'Silent'] as const) {
    expect(contact(calls, name)).toMatchObject({ byPerson: true, act: { step: 'call-45' } })
    await call(name)
  }
  await workOn('2025-09-01')
  await sameByApi('Silent')
  // sixty days late: interest to the cent in the invoice’s own currency, the fixed sum where the law counts in it
  expect(await lateCosts('Silent')).toContain(`${byHand(5011.11, 60, 2).replace('.', ',')} lei`)
  expect(await lateCosts('Settler')).toContain(`${byHand(4000, 60, 2).replace('.', ',')} zł`)
  expect(await lateCosts('Agency Case')).toContain(`£${byHand(2400, 60, 2)}`)
  expect(await lateCosts('Late Payer')).toContain(`￥${Number(byHand(331_000, 60, 0)).toLocaleString('en')}`)
  expect(await lateCosts('Payer')).toContain('40,00 €')
  await asked('pay', numberOf('Late Payer'), '--today', on)
  await asked('pay', numberOf('Payer'), '--today', on)
  await workOn('2025-09-16')
  const decision = await workOn('2025-10-01')
  for (const name of ['Settler', 'Agency Case', 'Silent'] as const) expect(contact(decision, name)?.act.step).toBe('decide-90')
  for (const name of ['Settler', 'Agency Case'] as const) await leaveUntriedOut(name)

  const offer = await say<{ id: string; pay: string }>(
    'settle',
    'Settler',
    '--discount',
    '15',
    '--by',
    '2025-10-15',
    '--override',
    'Ada',
    '--reason',
    'season',
  )
  expect(offer.pay).toBe('3400.00')
  const out1 = await say<{ id: string }>('hand-over', 'Agency Case', '--to', 'Ponant')
  await say('hand-over', out1.id, '--rules', 'Mr Ponant')
  await say('hand-over', out1.id, '--final')
  await say('write-off', numberOf('Silent'), '--reason', 'nothing is to be had')
  const after = await workOn('2025-10-06')
  expect(after.contacts).toEqual([])
  expect(after.silent.map(s => [s.name, s.obstacles.map(o => o.code)])).toEqual([
    ['Agency Case', expect.arrayContaining(['handed-over'])],
    ['Settler', expect.arrayContaining(['snoozed'])],
  ])
  for (const line of after.silent) expect(line.reviewOn ?? '').toMatch(/^\d{4}/)
  await say('settle', offer.id, '--accept', '--name', 'Pani Nowak')
  await asked('pay', 'Settler', offer.pay, '--today', on)
  await workOn('2025-10-20')
  expect(await say('hand-over', out1.id, '--gross', '2400.00')).toMatchObject({})
  await sameByApi('Agency Case')

  // the ends
  await workOn('2025-11-03')
  expect(await say('invoices', '--open')).toEqual([])
  expect(await todayNow()).toMatchObject({ contacts: [], silent: [], failed: [], unsure: [] })
  await mechanically(
    new Map<Name, Day>([
      ['Payer', day('2025-09-01')],
      ['Late Payer', day('2025-09-01')],
      ['Disputer', day('2025-07-03')],
      ['Settler', day('2025-10-06')],
      ['Agency Case', day('2025-09-16')],
      ['Silent', day('2025-09-16')],
      ['Bouncer', day('2025-08-04')],
    ]),
  )
  // the owner’s mail: once a day, and it names whom Today would contact
  const mails = left.filter(m => m.to === OWNER)
  expect(new Set(mails.map(m => m.on)).size).toBe(mails.length)
  for (const [at, names] of contacts) {
    const text = (await PostalMime.parse(mails.find(m => m.on === at)?.raw ?? '')).text ?? ''
    for (const name of names) expect({ at, text }).toMatchObject({ text: expect.stringContaining(name) })
  }
}, 60_000)
