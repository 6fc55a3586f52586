import { afterEach, beforeEach, expect, test } from 'vitest'
import { openRoom } from '../../src/shell/acts/room.ts'
import { type Debt, debt, placeOn, triedAll } from './desk-house.ts'
import { type House, invoice, openHouse } from './house.ts'

let house: House
let owed: Debt
let second: string
let handOver: string
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
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
})
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
  const { facts } = await house.owner.get<{ facts: { id: string; kind: string; answer: string | null }[] }>('/api/v1/facts/report')
  expect(facts).toHaveLength(2)
  const proposal = facts.find(f => f.kind === 'proposal')?.id
  await house.owner.post('/api/v1/acts/answer-proposal', { handOver, report: proposal ?? '', answer: 'refused' })
  expect(await act('answer-proposal', { report: proposal, answer: 'accepted' })).toMatchObject({ status: 409 })
})

const visit = async (link: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> => {
  const path = new URL(link).pathname
  const request = new Request(`http://127.0.0.1:4747${path}`, {
    headers: { host: '127.0.0.1:4747', ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    ...(form ? { method: 'POST', body: new URLSearchParams(form).toString() } : {}),
  })
  const answer = await house.app.fetch(request)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

test('B14: the joint room opens by its link alone, without script; guessed, expired and recalled links find nothing', async () => {
  expect(await act('open-room', {})).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'no-public-address' }] } } })
  const room = await openRoom(await placeOn(house, '2026-09-01'), 'https://dunwell.example', { handOver, days: 30 })
  const page = await visit(room.link)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Jamais le soir.')
  expect(page.text).not.toContain('<script')
  const file = await visit(`${room.link}/dossier`)
  expect(file.headers.get('content-type')).toBe('application/zip')
  const words = 'Rappel <b>promis</b>'
  expect((await visit(room.link, { kind: 'contact', on: '2026-09-01', words })).status).toBe(303)
  expect((await visit(room.link, { kind: 'remittance', on: '2026-09-01', amount: '200.00' })).status).toBe(303)
  const after = await visit(room.link)
  expect(after.text).toContain('Rappel &lt;b&gt;promis&lt;/b&gt;')
  expect(await open(owed.invoiceId)).toBe('80000')
  expect((await visit(room.link, { kind: 'proposal', on: '2026-09-01' })).status).toBe(422)
  const last = room.link.at(-1) === 'A' ? 'B' : 'A'
  expect((await visit(`${room.link.slice(0, -1)}${last}`)).status).toBe(404)
  house.stand('2026-10-02')
  expect((await visit(room.link)).status).toBe(404)
  house.stand('2026-09-20')
  expect((await visit(room.link)).status).toBe(200)
  await act('recall', { reason: 'Accord direct.' })
  expect((await visit(room.link)).status).toBe(404)
})
