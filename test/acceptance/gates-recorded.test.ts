import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gates } from '../../src/core/decide/gates.ts'
import { type NewFact, record } from '../../src/shell/store/record.ts'
import type { ExplainView } from '../../src/shell/views/explain.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { asked } from '../support/cli.ts'
import { putEnvironment } from '../support/environment.ts'
import { type House, openHouse } from './house.ts'

/** A Wednesday on which nothing else holds the first reminder of what fell due on the first. */
const TODAY = '2026-09-09'
const OWN_IBAN = 'FR1420041010050500013M02606'
const SATURDAY = '2026-09-12'

interface Said {
  /** Fields of the client and of its invoice that differ from the usual. */
  readonly client?: object
  readonly invoice?: object
  /** What is recorded: noun and fields. `$client` and `$invoice` are put in; amounts are decimal text. */
  readonly facts?: readonly (readonly [noun: string, fields: Readonly<Record<string, unknown>>])[]
  readonly on?: string
}
const hold = (kind: string, more: object = {}): Said => ({ facts: [['hold', { clientId: '$client', kind, reason: 'said so', ...more }]] })
const sent = (step: string, doneOn: string, more: object = {}): readonly [string, Record<string, unknown>] => [
  'deed',
  { clientId: '$client', step, channel: 'email', tone: 1, class: 'chase', outcome: 'sent', doneOn, outside: true, ...more },
]

/** For every code of every gate the fact that brings it about, as anybody may record it. */
const RECORDED: Readonly<Record<string, Said>> = {
  'nothing-open': {
    facts: [['payment', { clientId: '$client', amount: '1200.00', currency: 'EUR', paidOn: '2026-09-02', kind: 'payment' }]],
  },
  'not-due': { invoice: { dueOn: '2026-11-01' } },
  'extension-granted': { facts: [['extension', { clientId: '$client', invoiceId: '$invoice', newDueOn: '2026-12-01' }]] },
  grace: { invoice: { dueOn: '2026-09-06' } },
  insolvency: hold('insolvency'),
  'legal-hold': hold('legal'),
  'vulnerable-person': hold('vulnerable'),
  'mutual-balance': hold('mutual-balance'),
  'important-client': hold('vip'),
  'sensitive-day': hold('sensitive-day', { until: '2026-09-20' }),
  'paused-by-us': hold('paused-by-us'),
  snoozed: hold('snooze', { until: '2026-10-01' }),
  'assigned-to-factor': hold('factor', { invoiceId: '$invoice' }),
  'payment-under-way': hold('payment-under-way', { until: '2026-09-14' }),
  'collection-under-way': { invoice: { collection: 'direct-debit', dueOn: '2026-09-08' } },
  'channel-forbidden': hold('channel-forbidden', { channel: 'email' }),
  'time-barred': { invoice: { issuedOn: '2018-08-01', dueOn: '2018-09-01' } },
  'law-forbids': {
    facts: [
      [
        'law-override',
        { jurisdiction: 'FR', key: 'consumer.forbiddenChannels', value: 'email', writtenIn: 'Art. 1', effectiveOn: '2026-01-01' },
      ],
    ],
    client: { kind: 'consumer' },
  },
  'handed-over': {
    facts: [['hand-over', { clientId: '$client', kind: 'lawyer', to: 'Cabinet Roy', invoiceIds: ['$invoice'], startedOn: '2026-09-05' }]],
  },
  'promise-running': {
    facts: [
      [
        'promise',
        {
          ...{ clientId: '$client', invoiceIds: ['$invoice'], amount: '1200.00', currency: 'EUR' },
          ...{ promisedFor: '2026-09-18', givenOn: '2026-09-08', pauses: true },
        },
      ],
    ],
  },
  'our-part-open': {
    facts: [
      [
        'promise',
        {
          ...{ clientId: '$client', invoiceIds: ['$invoice'], amount: '1200.00', currency: 'EUR' },
          ...{ promisedFor: '2026-09-18', givenOn: '2026-09-02', pauses: true, ourPart: [{ what: 'x', by: '2026-09-04', doneOn: null }] },
        },
      ],
    ],
  },
  'plan-on-track': {
    facts: [
      [
        'plan',
        {
          ...{ clientId: '$client', invoiceIds: ['$invoice'], currency: 'EUR', total: '1200.00' },
          ...{ agreedOn: '2026-09-03', graceDays: 3 },
        },
      ],
      ['instalment', { clientId: '$client', planId: '$plan', position: 1, dueOn: '2026-10-01', amount: '1200.00' }],
    ],
  },
  disputed: { facts: [['dispute', { clientId: '$client', invoiceId: '$invoice', cause: 'quality' }]] },
  'correction-not-announced': {
    facts: [
      ['correction', { clientId: '$client', currency: 'EUR', difference: '100.00', foundOn: '2026-09-01', invoiceIds: ['$invoice'] }],
    ],
  },
  'never-delivered': { facts: [['arrival', { clientId: '$client', invoiceId: '$invoice', state: 'never-received' }]] },
  'total-wrong': { invoice: { tax: '1200.00' } },
  'due-before-issue': { invoice: { issuedOn: '2026-09-02' } },
  'duplicate-number': {
    facts: [
      [
        'invoice',
        {
          ...{ clientId: '$client', number: '$number', issuedOn: '2026-08-01', dueOn: '2026-09-01', currency: 'EUR', total: '5.00' },
        },
      ],
    ],
  },
  'order-number-missing': { client: { wantsOrderNumber: true } },
  'reference-wrong': { invoice: { reference: 'RF00539007547034' } },
  'bank-details-differ': { invoice: { iban: 'DE89370400440532013000' } },
  'unread-reply': { facts: [['reply', { clientId: '$client', channel: 'email', receivedOn: '2026-09-08', kind: 'human' }]] },
  'contact-to-mend': { facts: [['lateness-reason', { clientId: '$client', reason: 'wrong-contact', expiresOn: '2027-09-01' }]] },
  'talk-first': { facts: [['lateness-reason', { clientId: '$client', reason: 'unappreciated', expiresOn: '2027-09-01' }]] },
  'address-missing': { client: { email: null } },
  'address-bounced': { facts: [['bounce', { clientId: '$client', address: '$email', hard: true }]] },
  'notice-first': {
    client: { kind: 'consumer', country: 'BE' },
    invoice: { issuedOn: '2026-05-20', dueOn: '2026-06-20' },
    facts: [sent('reminder-30', '2026-09-01'), sent('call-45', '2026-09-02', { channel: 'phone', outcome: 'done' })],
  },
  'deadline-running': { invoice: { issuedOn: '2026-06-01', dueOn: '2026-07-01' }, facts: [sent('reminder-30', '2026-09-01')] },
  'small-balance': { invoice: { total: '9.90' } },
  'minimum-gap': { facts: [sent('by-hand', '2026-09-07', { outside: null })] },
  'contact-cap': {
    facts: [
      sent('by-hand', '2026-09-08'),
      sent('by-hand', '2026-09-05'),
      ['contact-limit', { clientId: '$client', gapDays: 1, contactsPerWeek: 2, reason: 'x' }],
    ],
    invoice: { issuedOn: '2026-04-01', dueOn: '2026-05-01' },
  },
  weekend: { on: SATURDAY },
  holiday: { facts: [['calendar-day', { on: '2026-09-14', country: 'FR', closed: true }]], on: '2026-09-14' },
  'named-holiday': { facts: [['calendar-day', { on: '2026-09-11', country: 'FR', closed: true, label: 'x' }]], on: '2026-09-11' },
  'quiet-hours': { facts: [['contact-limit', { clientId: '$client', hoursFrom: 18, hoursTo: 9, reason: 'x' }]] },
  'step-later': { facts: [sent('first-reminder', '2026-09-08')] },
}

/** The same of what is about the firm, or is said beside a step that comes. In this order: each leaves the firm as it makes it. */
const OF_THE_FIRM: readonly (readonly [code: string, said: Said])[] = [
  ['needs-approval', {}],
  ['roles-not-turned', { invoice: { issuedOn: '2026-05-20', dueOn: '2026-06-20' }, facts: [sent('reminder-30', '2026-08-01')] }],
  [
    'unmatched-money',
    {
      facts: [
        [
          'bank-entry',
          {
            ...{ key: 'k-1', account: 'FR1', bookedOn: '2026-09-08', valueOn: '2026-09-08', amount: '50.00', currency: 'EUR' },
            ...{ text: 'VIR', guessClientId: '$client' },
          },
        ],
      ],
    },
  ],
  [
    'ladder-ended',
    { client: { policy: 'short' }, invoice: { issuedOn: '2026-05-20', dueOn: '2026-06-20' }, facts: [sent('only', '2026-08-01')] },
  ],
  ['rehearsal', {}],
  ['bank-details-changed', {}],
  ['money-not-fresh', { on: '2026-10-14' }],
]
const BEFORE_ALL = 'money-never-seen'

/** One way of recording and asking: the API, or the command line. */
interface Way {
  record(noun: string, fields: object): Promise<string>
  /** Our account changes. */
  ownIban(iban: string): Promise<unknown>
  rehearse(): Promise<unknown>
  explain(invoice: string, on: string): Promise<ExplainView>
}

const filled = (fields: object, values: Readonly<Record<string, string>>): object =>
  JSON.parse(JSON.stringify(fields).replaceAll(/\$(client|invoice|plan|number|email)/g, (_, name: string) => values[name] ?? '')) as object // what was an object

let made = 0
async function codesOf(way: Way, { client = {}, invoice = {}, facts = [], on = TODAY }: Said): Promise<string[]> {
  const number = `G-${++made}`
  const email = `${number.toLowerCase()}@client.example`
  const usual = { name: `Client ${made}`, kind: 'business', kindConfirmedBy: 'ada', country: 'FR', email }
  const clientId = await way.record('client', { ...usual, ...client })
  const billed = { clientId, number, issuedOn: '2026-08-01', dueOn: '2026-09-01', currency: 'EUR', total: '1200.00' }
  const invoiceId = await way.record('invoice', { ...billed, ...invoice })
  const values: Record<string, string> = { client: clientId, invoice: invoiceId, number, email }
  for (const [noun, fields] of facts) {
    const id = await way.record(noun, filled(fields, values))
    if (noun === 'plan') values.plan = id
  }
  const { obstacles, decision } = await way.explain(invoiceId, on)
  const { outcome } = decision
  return [...obstacles, ...(outcome.kind === 'act' ? [...outcome.reasons, ...outcome.leftOut] : outcome.obstacles)].map(o => o.code)
}

/** A ladder of one step that never comes again. */
const SHORT_POLICY = readFileSync(join(import.meta.dirname, '../../src/packs/policies/gentle-30-60-90.yaml'), 'utf8')
  .replace(/^name: .*$/m, 'name: short')
  .replace(/^ {2}- .*\n?/gm, '')
  .concat('  - { id: only, days: 8, channel: email, tone: 1 }\n')

let house: House
let folder: string
const environment = { ...process.env }
beforeAll(async () => {
  house = await openHouse(TODAY, { live: true })
  folder = mkdtempSync(join(tmpdir(), 'dunwell-gates-'))
  process.env.DUNWELL_STORE = join(folder, 'store.sqlite')
  process.env.DUNWELL_USER = 'ada'
  await asked('init', '--name', 'Atelier', '--country', 'FR', '--language', 'en', '--currency', 'EUR', '--iban', OWN_IBAN, '--on', TODAY)
  await asked('live', '--on', TODAY)
})
afterAll(async () => {
  await house.close()
  putEnvironment(environment)
  rmSync(folder, { recursive: true })
})

/** The API carries minor units as text under the column’s own name, the command line decimal text. */
const asMinor = (fields: object): object =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) =>
      ['amount', 'total', 'tax', 'difference'].includes(name) ? [`${name}Minor`, String(value).replace('.', '')] : [name, value],
    ),
  )

const deedsBy = async () => (await enterWorkspace(house.store, house.app.deps.clock, 'test', 'test')).by

const byApi: Way = {
  record: async (noun, fields) => {
    // what was done is no fact that anybody may claim there: it stands as the run leaves it
    if (noun === 'deed') return record(house.store, await deedsBy(), 'done', pen => pen.add('deed', fields as NewFact<'deed'>))
    return (await house.owner.post<{ id: string }>(`/api/v1/facts/${noun}`, asMinor(fields))).id
  },
  ownIban: async iban => {
    const { facts } = await house.owner.get<{ facts: { id: string }[] }>('/api/v1/facts/firm')
    return house.owner.patch(`/api/v1/facts/firm/${facts[0]?.id}`, { iban })
  },
  rehearse: () => house.owner.post('/api/v1/acts/rehearsal', {}),
  explain: (invoice, on) => house.owner.get<ExplainView>(`/api/v1/explain?invoice=${invoice}&on=${on}`),
}
const byCommand: Way = {
  record: async (noun, fields) => (await asked<{ id: string }>('record', noun, JSON.stringify(fields), '--on', TODAY)).id,
  ownIban: iban => asked('record', 'firm', JSON.stringify({ iban }), '--on', TODAY),
  rehearse: () => asked('rehearsal', '--on', TODAY),
  explain: (invoice, on) => asked<ExplainView>('explain', invoice, '--on', on),
}
const codes = gates.flatMap(gate => gate.codes)

test('no gate is left out', () => {
  const said = [...Object.keys(RECORDED), ...OF_THE_FIRM.map(([code]) => code), BEFORE_ALL]
  expect(said.sort()).toEqual([...codes].sort())
})

describe.each([
  ['the API', byApi],
  ['the command line', byCommand],
])('by %s', (_, way) => {
  test('nobody has looked at the bank yet', async () => {
    expect(await codesOf(way, {})).toContain(BEFORE_ALL)
    await way.record('looked', { upTo: '2026-09-14' })
    expect(await codesOf(way, {})).not.toContain(BEFORE_ALL)
  })

  test.each(Object.entries(RECORDED))('%s', async (code, said) => {
    expect(await codesOf(way, said)).toContain(code)
    if (said.on === undefined) expect(await codesOf(way, {})).not.toContain(code)
  })

  test.each(OF_THE_FIRM)('%s', async (code, said) => {
    if (code === 'ladder-ended') await way.record('policy-text', { name: 'short', yaml: SHORT_POLICY, hash: 'x' })
    if (code === 'bank-details-changed') await way.ownIban('FR7630006000011234567890189')
    if (code === 'rehearsal') await way.rehearse()
    expect(await codesOf(way, said)).toContain(code)
  })
})
