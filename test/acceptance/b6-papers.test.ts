import { hash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cdar, ubl, ublCreditNote } from '../inbound/samples/invoices.ts'
import { startScanner } from '../support/escl-server.ts'
import { type House, openHouse, owing, paid } from './house.ts'
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

const scanned = (): { mime: string; bytes: Uint8Array } => ({
  mime: 'application/pdf',
  bytes: new TextEncoder().encode('%PDF-1.4\n1 0 obj<<>>\nstream\nBT (Signed order 9001) Tj ET\nendstream\n'),
})

test('B6: a paper in the scanner is kept with its client in one act; pictures become one PDF; a busy or empty scanner is said', async () => {
  const scanner = await startScanner()
  try {
    const scan = (body: object) =>
      house.owner.ask('POST', '/api/v1/acts/scan', { client: 'Librairie L’Encrier bleu', kind: 'order', ...body })
    expect((await scan({})).body).toMatchObject({ error: { faults: [{ code: 'no-scanner' }] } })
    await house.owner.post('/api/v1/settings', { key: 'papers', value: { scanner: scanner.address } })
    expect((await scan({})).body).toMatchObject({ error: { faults: [{ code: 'feeder-empty' }] } })
    scanner.load([scanned()])
    expect((await scan({ name: 'bon signé', resolution: 200 })).body).toMatchObject({ name: 'bon signé.pdf', known: false })
    expect(scanner.jobs[0]).toContain('<scan:XResolution>200</scan:XResolution>')
    const found = await house.owner.get<{ papers: { name: string }[] }>('/api/v1/documents?q=signed%209001')
    expect(found.papers.map(p => p.name)).toEqual(['bon signé.pdf'])
    const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
    scanner.load([
      { mime: 'image/png', bytes: png },
      { mime: 'image/png', bytes: png },
    ])
    const { documentId } = (await scan({ source: 'platen' })).body as { documentId: string }
    expect((await PDFDocument.load(await house.owner.raw(`/api/v1/documents/${documentId}`))).getPageCount()).toBe(2)
    scanner.state = 'Processing'
    expect((await scan({})).body).toMatchObject({ error: { faults: [{ code: 'scanner-busy' }] } })
    expect(scanner.open()).toBe(0)
  } finally {
    await scanner.stop()
  }
  expect((await house.owner.ask('POST', '/api/v1/acts/scan', { client: 'Librairie L’Encrier bleu' })).body).toMatchObject({
    error: { faults: [{ code: 'scanner-silent' }] },
  })
  await house.owner.post('/api/v1/settings', { key: 'papers', value: { scanner: 'http://93.184.216.34/eSCL' } })
  expect((await house.owner.ask('POST', '/api/v1/acts/scan', { client: 'Librairie L’Encrier bleu' })).body).toMatchObject({
    error: { faults: [{ code: 'scanner-elsewhere' }] },
  })
})

test('B6: one search finds a paper by the words in it; its preview shows it under headers that let it do nothing', async () => {
  const hits = await house.owner.get<{ kind: string; id: string; label: string }[]>('/api/v1/search?q=9001')
  expect(hits).toMatchObject([{ kind: 'paper', label: 'bon signé.pdf' }])
  const id = hits[0]?.id ?? ''
  expect(await house.owner.get(`/api/v1/documents/${id}/preview`)).toMatchObject({
    shows: 'pdf',
    words: expect.stringContaining('signed order 9001'),
  })
  expect(Buffer.from((await house.owner.raw(`/api/v1/documents/${id}/shown`)).subarray(0, 5)).toString()).toBe('%PDF-')
  const page = await upload<{ papers: { documentId: string }[] }>(house, '/api/v1/documents', [['x.html', '<script>1</script>']], {
    invoice: 'F-1',
  })
  const html = page.body.papers[0]?.documentId ?? ''
  expect((await house.owner.ask('GET', `/api/v1/documents/${html}/shown`)).body).toMatchObject({
    error: { faults: [{ code: 'not-shown' }] },
  })
})

test('B6: a paper larger than the firm’s limit is refused by name', async () => {
  await house.owner.post('/api/v1/settings', { key: 'papers', value: { sizeMaxMb: 1 } })
  const { status, body } = await upload(house, '/api/v1/documents', [['large.pdf', '%PDF-1.4 '.padEnd(1_100_000, 'x')]], { invoice: 'F-1' })
  expect({ status, body }).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'file-too-large', file: 'large.pdf' }] } } })
  await house.owner.post('/api/v1/settings', { key: 'papers', value: { sizeMaxMb: 25 } })
})

test('B6: after its years a paper may be forgotten, unless something still needs it; its name and hash stay', async () => {
  const { papers } = await house.owner.get<{ papers: { id: string }[] }>('/api/v1/documents?q=9001')
  const forget = (paper: string) => house.owner.ask('POST', '/api/v1/acts/forget-paper', { paper, reason: 'ten years are over' })
  const id = papers[0]?.id ?? ''
  expect((await forget(id)).body).toMatchObject({ error: { faults: [{ code: 'not-due' }] } })
  house.stand('2036-11-25')
  const due = await house.owner.get<{ papers: { id: string; staysFor: string | null }[] }>('/api/v1/documents/due')
  expect(due.papers.find(p => p.id === id)?.staysFor).toBe('open-invoice')
  expect((await forget(id)).body).toMatchObject({ error: { faults: [{ code: 'paper-needed' }] } })
  const invoices = await house.owner.get<{ facts: { id: string; clientId: string; totalMinor: string }[] }>('/api/v1/facts/invoice')
  for (const i of invoices.facts) await paid(house, i.clientId, i.id, '2026-12-01', i.totalMinor)
  expect((await forget(id)).status).toBe(200)
  expect((await house.owner.ask('GET', `/api/v1/documents/${id}`)).body).toMatchObject({ error: { faults: [{ code: 'paper-forgotten' }] } })
  expect((await house.owner.get<{ papers: unknown[] }>('/api/v1/documents?q=9001')).papers).toEqual([])
})
