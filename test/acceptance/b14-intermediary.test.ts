import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Debt, debt, triedAll } from './desk-house.ts'
import { type House, invoice, openHouse } from './house.ts'

let house: House
let owed: Debt
let second: string
let handOver: string
async function prepare(publicUrl?: string): Promise<void> {
  house = await openHouse('2026-09-01', { live: true, ...(publicUrl ? { publicUrl } : {}) })
  owed = await debt(house)
  second = await invoice(house, owed.clientId, { number: 'F-2', issuedOn: '2026-05-20', dueOn: '2026-06-19', minor: '33333' })
  await triedAll(house, owed)
  await house.owner.post('/api/v1/facts/intermediary', {
    name: 'Ponant',
    kind: 'agency',
    currency: 'EUR',
    feePercent: '22.5',
    taxPercent: '20',
    conductRules: 'Jamais le soir.',
  })
  const made = await house.owner.post<{ id: string }>('/api/v1/acts/prepare-hand-over', { client: owed.clientId, to: 'Ponant' })
  handOver = made.id
  await house.owner.post('/api/v1/acts/accept-rules', { handOver, by: 'M. Le Goff' })
  await house.owner.post('/api/v1/acts/hand-over', { handOver })
}
/** The same firm once more, reached from outside. */
async function again(publicUrl: string): Promise<void> {
  await house.close()
  await prepare(publicUrl)
}
beforeEach(() => prepare())
afterEach(() => house.close())

const act = (name: string, body: object) => house.owner.ask('POST', `/api/v1/acts/${name}`, { handOver, ...body })
const open = async (id: string): Promise<string> => (await house.owner.get<{ openMinor: string }>(`/api/v1/invoices/${id}`)).openMinor

test('B14: a remittance is reconciled to the cent: collected = commission + its tax + what reached us, set against the invoices in their order', async () => {
  const booked = await act('remit', { gross: '1100.01' })
  expect(booked.body).toMatchObject({
    gross: '1100.01',
    commission: '247.50', // 22.5 % of 1,100.01
    feeTax: '49.50',
    net: '803.01',
    split: [
      { number: 'F-1', amount: '1000.00' },
      { number: 'F-2', amount: '100.01' },
    ],
    unapplied: '0.00',
  })
  expect([await open(owed.invoiceId), await open(second)]).toEqual(['0', '23332'])
  const { facts } = await house.owner.get<{
    facts: { grossMinor: string; commissionMinor: string; feeTaxMinor: string; netMinor: string }[]
  }>('/api/v1/facts/remittance')
  for (const f of facts) expect(BigInt(f.grossMinor)).toBe(BigInt(f.commissionMinor) + BigInt(f.feeTaxMinor) + BigInt(f.netMinor))
})

test('B14: from the net alone the gross is found; a net that does not fit the mandate is refused and nothing is booked', async () => {
  expect((await act('remit', { net: '73.00' })).body).toMatchObject({ gross: '100.00', net: '73.00' })
  const wrong = await act('remit', { gross: '100.00', net: '75.00' })
  expect(wrong).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'remittance-differs', field: 'net' }] } } })
  expect(await open(owed.invoiceId)).toBe('90000')
})

test('B14: what the agency reports comes in as a file, all or nothing, and twice is once; proposals get our answer', async () => {
  const csv =
    'kind;on;words;amount;by\ncontact;2026-08-28;"Appel, promis de rappeler";;\nproposal;2026-08-31;En deux fois;900.00;2026-10-15\n'
  expect((await act('import-report', { csv })).body).toMatchObject({ added: 2, known: 0 })
  expect((await act('import-report', { csv })).body).toMatchObject({ added: 0, known: 2 })
  const bad = await act('import-report', {
    csv: 'kind,on,words,amount,by\nnote,2026-08-30,ok,,\ncontact,2027-01-01,too early,,\nproposal,2026-08-30,no amount,,\n',
    file: 'ponant.csv',
  })
  expect(bad).toMatchObject({
    status: 422,
    body: {
      error: {
        faults: [
          { file: 'ponant.csv', line: 3, field: 'on' },
          { file: 'ponant.csv', line: 4, field: 'amount' },
        ],
      },
    },
  })
  for (const hostile of [
    'kind,on\n"note,2026-08-30',
    '\0\u0001\u0002',
    'kind;on;amount\nproposal;2026-08-30;-5',
    'on,words\n2026-08-30,x',
    '',
  ])
    expect((await act('import-report', { csv: hostile })).status, JSON.stringify(hostile)).toBe(422)
  const { facts } = await house.owner.get<{ facts: { id: string; kind: string; answer: string | null }[] }>('/api/v1/facts/report')
  expect(facts).toHaveLength(2)
  const proposal = facts.find(f => f.kind === 'proposal')?.id
  await house.owner.post('/api/v1/acts/answer-proposal', { handOver, report: proposal ?? '', answer: 'refused' })
  expect(await act('answer-proposal', { report: proposal, answer: 'accepted' })).toMatchObject({ status: 409 })
})

const PUBLIC = 'https://dunwell.example'
/** As somebody outside visits it: by the second listener, the only one that the public address reaches. */
const visit = async (link: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> => {
  const pages = house.app.publicFetch
  if (!pages) throw new Error('no public pages')
  const answer = await pages(new Request(link, form ? { method: 'POST', body: new URLSearchParams(form) } : {}))
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const rooms = async (days?: number): Promise<{ id: string; link: string; expiresOn: string }> =>
  (await act('open-room', days === undefined ? {} : { days })).body as { id: string; link: string; expiresOn: string } // as openRoom answers

test('B14: without a public address no room is opened, and a report file does instead', async () => {
  expect(await act('open-room', {})).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'no-public-address' }] } } })
  expect((await act('import-report', { csv: '\uFEFFKind,On, Words\r\nnote,2026-08-31,Reçu\r\n' })).body).toMatchObject({ added: 1 })
})

test('B14: the joint room opens on the public address by its link alone, without script, and shows this one claim', async () => {
  await again(PUBLIC)
  const other = await debt(house, '4200', 'Autre débiteur')
  const room = await rooms(30)
  expect(room).toMatchObject({ expiresOn: '2026-10-01' })
  expect(room.link.startsWith(`${PUBLIC}/room/`)).toBe(true)
  const page = await visit(room.link)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Jamais le soir.')
  expect(page.text).not.toContain('<script')
  expect(page.text).not.toContain('Autre débiteur')
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect((await visit(`${PUBLIC}/room/page.css`)).headers.get('content-type')).toContain('text/css')
  expect((await visit(`${room.link}/dossier`)).headers.get('content-type')).toBe('application/zip')
  const words = 'Rappel <b>promis</b>'
  expect((await visit(room.link, { kind: 'contact', on: '2026-09-01', words })).status).toBe(303)
  expect((await visit(room.link, { kind: 'remittance', on: '2026-09-01', amount: '200.00' })).status).toBe(303)
  expect((await visit(room.link)).text).toContain('Rappel &lt;b&gt;promis&lt;/b&gt;')
  expect([await open(owed.invoiceId), await open(other.invoiceId)]).toEqual(['80000', '4200'])
  expect((await visit(room.link, { kind: 'proposal', on: '2026-09-01' })).status).toBe(422)
  // the app itself, and with it everything else of the firm, is not on that address
  for (const path of ['/api/v1/clients', '/', '/room/']) expect((await visit(`${PUBLIC}${path}`)).status).toBe(404)
  expect((await house.app.fetch(new Request(`http://127.0.0.1:4747${new URL(room.link).pathname}`))).status).not.toBe(200)
})

test('B14: a guessed, an expired, a closed and a recalled link find nothing, and what they post is not kept', async () => {
  await again(PUBLIC)
  const room = await rooms(30)
  const last = room.link.at(-1) === 'A' ? 'B' : 'A'
  for (const guessed of [`${room.link.slice(0, -1)}${last}`, `${PUBLIC}/room/x`, `${room.link}x`]) {
    expect((await visit(guessed)).status).toBe(404)
    expect((await visit(guessed, { kind: 'note', on: '2026-09-01', words: 'guessed' })).status).toBe(404)
  }
  house.stand('2026-10-01')
  expect((await visit(room.link)).status).toBe(200)
  house.stand('2026-10-02')
  expect((await visit(room.link)).status).toBe(404)
  expect((await visit(room.link, { kind: 'note', on: '2026-10-02', words: 'too late' })).status).toBe(404)
  house.stand('2026-09-20')
  await house.owner.post('/api/v1/acts/close-room', { room: room.id })
  expect((await visit(room.link)).status).toBe(404)
  const second = await rooms()
  expect((await visit(second.link)).status).toBe(200)
  await act('recall', { reason: 'Accord direct.' })
  expect((await visit(second.link)).status).toBe(404)
  expect((await visit(`${second.link}/dossier`)).status).toBe(404)
  expect(await house.owner.get('/api/v1/facts/report')).toMatchObject({ facts: [] })
})

interface Reported {
  readonly handOvers: readonly {
    readonly state: string
    readonly reports: readonly { id: string; kind: string; became: string | null }[]
  }[]
}
const proposals = async (): Promise<readonly { id: string; kind: string; became: string | null }[]> => {
  const { handOvers } = await house.owner.get<Reported>(`/api/v1/clients/${owed.clientId}/hand-overs`)
  return handOvers[0]?.reports.filter(r => r.kind === 'proposal') ?? []
}
const accept = async (): Promise<{ status: number; body: unknown }> =>
  act('answer-proposal', { report: (await proposals()).at(-1)?.id ?? '', answer: 'accepted' })

test('B14: all of it in parts, proposed in the joint room and accepted, is a real plan: its parts, its days, watched', async () => {
  await again(PUBLIC)
  const room = await rooms()
  const form = { kind: 'proposal', on: '2026-09-01', words: 'En trois fois', amount: '1333.33', parts: '3', by: '2026-09-15' }
  expect((await visit(room.link, form)).status).toBe(303)
  expect((await accept()).body).toMatchObject({ became: { what: 'plan' } })
  expect((await visit(room.link)).text).toContain('acceptée')
  const { facts: plans } = await house.owner.get<{ facts: { id: string; totalMinor: string; agreedWith: string }[] }>('/api/v1/facts/plan')
  expect(plans).toMatchObject([{ totalMinor: '133333', agreedWith: expect.stringContaining('Ponant') }])
  const { facts: parts } = await house.owner.get<{ facts: { dueOn: string; amountMinor: string }[] }>('/api/v1/facts/instalment')
  expect(parts.map(p => p.dueOn).sort()).toEqual(['2026-09-15', '2026-10-15', '2026-11-16'])
  expect(parts.reduce((sum, p) => sum + BigInt(p.amountMinor), 0n)).toBe(133_333n)
  // the agency remits the first part: the plan is on track; the second stays away: it is missed
  house.stand('2026-09-15')
  await act('remit', { gross: '444.45' })
  const states = async (): Promise<string[]> =>
    (await house.owner.get<{ plans: { state: string }[] }>('/api/v1/plans')).plans.map(p => p.state)
  expect(await states()).toEqual(['on-track'])
  house.stand('2026-10-30')
  expect(await states()).toEqual(['missed'])
})

test('B14: less than all of it, from a report file, is a settlement once accepted: paid in time, the rest is let go', async () => {
  const line = 'proposal;2026-08-31;Solde de tout compte;1000.00;2026-10-15;'
  await act('import-report', { csv: `kind;on;words;amount;by;parts\n${line}\n` })
  expect((await accept()).body).toMatchObject({ became: { what: 'settlement' } })
  const { facts } = await house.owner.get<{ facts: object[] }>('/api/v1/facts/settlement-offer')
  expect(facts).toMatchObject([{ payMinor: '100000', discountMinor: '33333', deadline: '2026-10-15', acceptedOn: '2026-09-01' }])
  await act('import-report', { csv: 'kind;on;words;amount;by\nproposal;2026-09-01;Encore;500.00;2026-10-20\n' })
  expect(await accept()).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'offer-stands' }] } } })
  house.stand('2026-10-10')
  await act('remit', { gross: '1000.00' })
  expect([await open(owed.invoiceId), await open(second)]).toEqual(['0', '0'])
})

test('B14: all of it by one day is a promise; a day that is over, more than is open, and parts that are none are refused', async () => {
  const propose = (amount: string, by: string, parts = '') => act('report', { kind: 'proposal', on: '2026-08-31', amount, by, parts })
  expect(await propose('100.00', '2026-10-01', '99')).toMatchObject({
    body: { error: { faults: [{ code: 'parts-wrong', field: 'parts' }] } },
  })
  await propose('5000.00', '2026-10-01')
  expect(await accept()).toMatchObject({ body: { error: { faults: [{ code: 'amount-too-high' }] } } })
  await propose('1333.33', '2026-08-31')
  expect(await accept()).toMatchObject({ body: { error: { faults: [{ code: 'day-past', field: 'by' }] } } })
  expect(await house.owner.get('/api/v1/facts/plan')).toMatchObject({ facts: [] })
  await propose('1333.33', '2026-09-30')
  expect((await accept()).body).toMatchObject({ became: { what: 'promise' } })
  expect(await house.owner.get('/api/v1/facts/promise')).toMatchObject({ facts: [{ amountMinor: '133333', promisedFor: '2026-09-30' }] })
})
