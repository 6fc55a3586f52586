import { hash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cdar, ubl, ublCreditNote } from '../inbound/samples/invoices.ts'
import { type House, openHouse, owing } from './house.ts'
import { upload } from './upload.ts'

let house: House
beforeAll(async () => {
  house = await openHouse('2026-11-24')
})
afterAll(() => house.close())

const SCAN = `%PDF-1.4\n1 0 obj<</Length 60>>\nstream\nBT (Delivery note 4471, palettes de bouleau) Tj ET\nendstream\nendobj\n`

test('B6: a signed order is kept with its invoice, found by its words, downloaded unchanged, and nothing can change it', async () => {
  const { clientId, invoiceId } = await owing(house, { issuedOn: '2026-10-01', dueOn: '2026-10-31' })
  const kept = await upload<{ papers: { documentId: string; sha256: string; known: boolean }[] }>(
    house,
    '/api/v1/documents',
    [['bon 4471.pdf', SCAN]],
    { invoice: 'F-1', kind: 'delivery' },
  )
  expect(kept).toMatchObject({ status: 201, body: { papers: [{ known: false, sha256: hash('sha256', SCAN, 'hex') }] } })
  const id = kept.body.papers[0]?.documentId ?? ''
  const again = await upload(house, '/api/v1/documents', [['bon 4471.pdf', SCAN]], { invoice: 'F-1', kind: 'delivery' })
  expect(again.body).toMatchObject({ papers: [{ known: true, documentId: id }] })
  for (const words of ['bon', 'PALETTES bouleau', '4471 delivery'])
    expect(
      (await house.owner.get<{ papers: { id: string }[] }>(`/api/v1/documents?q=${encodeURIComponent(words)}`)).papers.map(p => p.id),
    ).toEqual([id])
  expect(await house.owner.get('/api/v1/documents?q=absent')).toEqual({ papers: [] })
  expect(await house.owner.get(`/api/v1/invoices/${invoiceId}`)).toMatchObject({ papers: [{ id, kind: 'delivery' }] })
  expect(await house.owner.get(`/api/v1/clients/${clientId}`)).toMatchObject({ papers: [{ id }] })
  expect((await house.owner.ask('PATCH', `/api/v1/facts/document/${id}`, { name: 'other' })).status).toBe(404)
  expect((await house.owner.ask('DELETE', `/api/v1/facts/document/${id}`)).status).toBe(404)
})

test('B6: a paper whose bytes were swapped in the store is refused, not shown', async () => {
  const { body } = await upload<{ papers: { documentId: string; sha256: string }[] }>(
    house,
    '/api/v1/documents',
    [['signed.pdf', `${SCAN}2`]],
    {
      invoice: 'F-1',
      kind: 'agreement',
    },
  )
  const [paper] = body.papers
  await house.store.db
    .updateTable('content')
    .set({ bytes: Buffer.from('%PDF-1.4 other') })
    .where('sha256', '=', paper?.sha256 ?? '')
    .execute()
  const answer = await house.owner.ask('GET', `/api/v1/documents/${paper?.documentId}`)
  expect(answer).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'paper-changed' }] } } })
})

test('B6: what is wrong with a paper is said, and nothing is kept', async () => {
  expect((await upload(house, '/api/v1/documents', [['empty.pdf', '']], { invoice: 'F-1' })).body).toMatchObject({
    error: { faults: [{ code: 'file-empty' }] },
  })
  expect((await upload(house, '/api/v1/documents', [['a.pdf', SCAN]], {})).body).toMatchObject({
    error: { faults: [{ code: 'field-missing' }] },
  })
  expect((await upload(house, '/api/v1/documents', [['a.pdf', SCAN]], { invoice: 'F-1', kind: 'poem' })).body).toMatchObject({
    error: { faults: [{ code: 'kind-unknown' }] },
  })
  expect((await upload(house, '/api/v1/documents', [['a.pdf', SCAN]], { invoice: 'F-99' })).body).toMatchObject({
    error: { faults: [{ code: 'no-such-invoice' }] },
  })
})

interface Came {
  readonly documents: readonly {
    readonly outcome: string
    readonly changes: readonly string[]
    readonly effect: string | null
    readonly findings: readonly { code: string }[]
  }[]
  readonly batchId: string | null
}
const bring = (files: readonly (readonly [string, string])[], answers: object = {}) =>
  upload<Came>(house, '/api/v1/e-invoices', files, { answers: JSON.stringify(answers) })

test('B5: an e-invoice comes in with its lines, its file and its time sheet; the same file twice changes nothing; a corrected one amends', async () => {
  const preview = await upload<Came>(house, '/api/v1/e-invoices/preview', [['u.xml', ubl()]], {})
  expect(preview.body.documents).toMatchObject([{ outcome: 'new', amount: { minor: '24000', currency: 'EUR' } }])
  expect(await house.owner.get('/api/v1/invoices?show=all&q=U-2026-001')).toMatchObject({ rows: [] })
  const first = await bring([['u.xml', ubl()]])
  expect(first.body).toMatchObject({ documents: [{ outcome: 'new', isNewClient: true, dueOn: '2026-04-01', lines: 2 }] })
  const list = await house.owner.get<{ rows: { id: string }[] }>('/api/v1/invoices?show=all&q=U-2026-001')
  const id = list.rows[0]?.id ?? ''
  const view = await house.owner.get<{ papers: { name: string }[] }>(`/api/v1/invoices/${id}`)
  expect(view).toMatchObject({
    totalMinor: '24000',
    iban: 'DE89370400440532013000',
    lines: [{ text: 'Workshop 1', unitPrice: '50.0000', netMinor: '10000' }, { text: 'Workshop 2' }],
  })
  expect(view.papers.map(p => p.name).sort()).toEqual(['hours.csv', 'u.xml'])
  expect((await bring([['u.xml', ubl()]])).body).toMatchObject({ batchId: null, documents: [{ outcome: 'same' }] })
  const corrected = await bring([['u2.xml', ubl({ lines: 3 })]])
  expect(corrected.body).toMatchObject({ documents: [{ outcome: 'corrected', changes: ['totalMinor', 'taxMinor'] }] })
  expect(await house.owner.get(`/api/v1/invoices/${id}`)).toMatchObject({ totalMinor: '36000', lines: [{}, {}, {}] })
  const undone = await house.owner.post<{ reopened: number }>('/api/v1/imports/undo', { batchId: corrected.body.batchId })
  expect(undone.reopened).toBeGreaterThan(0)
  expect(await house.owner.get(`/api/v1/invoices/${id}`)).toMatchObject({ totalMinor: '24000', lines: [{}, {}] })
})

test('B5: a changed bank account is found before anything goes out, per invoice and in the list', async () => {
  const list = await house.owner.get<{ rows: { id: string }[] }>('/api/v1/invoices?show=all&q=U-2026-001')
  const id = list.rows[0]?.id ?? ''
  const { findings } = await house.owner.get<{ findings: { code: string; mend: string }[] }>(`/api/v1/preflight/${id}`)
  expect(findings.find(f => f.code === 'account-changed')?.mend).toContain('Confirm the new account')
  const { rows } = await house.owner.get<{ rows: { number: string }[] }>('/api/v1/preflight')
  expect(rows.map(r => r.number)).toContain('U-2026-001')
})

test('B5: a credit note and a disputed status land on the invoice they name; an unknown one is refused by name', async () => {
  const credit = await bring([['c.xml', ublCreditNote()]])
  expect(credit.body).toMatchObject({ documents: [{ kind: 'credit-note', outcome: 'new' }] })
  await house.owner.post('/api/v1/facts/invoice', {
    clientId: (await owing(house, { name: 'Acheteur SA', number: 'F-77', issuedOn: '2026-06-01', dueOn: '2026-07-01' })).clientId,
    number: 'F-78',
    issuedOn: '2026-06-01',
    dueOn: '2026-07-01',
    currency: 'EUR',
    totalMinor: '1000',
  })
  expect((await bring([['cdar.xml', cdar('207')]])).body).toMatchObject({ documents: [{ kind: 'status', effect: 'dispute' }] })
  const { rows } = await house.owner.get<{ rows: { id: string }[] }>('/api/v1/invoices?show=all&q=F-77')
  expect(await house.owner.get(`/api/v1/invoices/${rows[0]?.id}`)).toMatchObject({ disputes: [{ cause: 'other', closedOn: null }] })
  expect((await bring([['cdar2.xml', cdar('212')]])).body).toMatchObject({ documents: [{ effect: 'hold' }] })
  expect((await bring([['cdar2.xml', cdar('212')]])).body).toMatchObject({ documents: [{ outcome: 'same' }] })
  const strange = await bring([['x.xml', cdar('207').replaceAll('F-77', 'F-404')]])
  expect(strange).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'no-such-invoice', file: 'x.xml' }] } } })
})
