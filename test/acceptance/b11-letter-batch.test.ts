import { PDFDocument } from '@cantoo/pdf-lib'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deeds } from './desk-house.ts'
import { type House, openHouse, owing } from './house.ts'

let house: House
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
})
afterEach(() => house.close())

/** Clients in each of the tones that come with the shipped policy, in five languages. */
async function fiveClients(): Promise<void> {
  const done = [
    [],
    [{ step: 'first-reminder', doneOn: '2026-06-12', tone: 1 }],
    [
      { step: 'reminder-30', doneOn: '2026-07-06', tone: 2 },
      { step: 'call-45', doneOn: '2026-07-20', channel: 'phone', outcome: 'done' as const },
    ],
  ]
  for (const [n, language] of ['fr', 'en', 'ro', 'pl', 'ja'].entries()) {
    const { clientId, invoiceId } = await owing(house, {
      name: `Client ${language}`,
      number: `F-${n}`,
      issuedOn: '2026-05-04',
      dueOn: '2026-06-03',
      minor: '100000',
    })
    await house.owner.patch(`/api/v1/facts/client/${clientId}`, { language, address: ['8 rue des Tanneurs', '44000 Nantes'] })
    await deeds(
      house,
      clientId,
      (done[n % 3] ?? []).map(d => ({ ...d, invoiceIds: [invoiceId] })),
    )
  }
  await house.run('2026-09-01')
}

test('B11: the letters of the day come as one print file and as separate files with the copies, the same bytes each time', async () => {
  await fiveClients()
  const print = await house.owner.raw('/api/v1/letters.pdf')
  const read = await PDFDocument.load(print)
  expect(read.getPageCount()).toBeGreaterThanOrEqual(5)
  expect(read.getTitle()).toContain('1er septembre 2026')
  expect(Buffer.from(await house.owner.raw('/api/v1/letters.pdf')).equals(Buffer.from(print))).toBe(true)

  const zip = await house.owner.raw('/api/v1/letters.zip')
  expect(Buffer.from(await house.owner.raw('/api/v1/letters.zip')).equals(Buffer.from(zip))).toBe(true)
  const files = unzipSync(zip)
  const names = Object.keys(files).sort()
  expect(names.map(n => n.slice(0, 4))).toEqual(['0001', '0002', '0003', '0004', '0005'])
  for (const name of names) {
    const bytes = files[name] ?? new Uint8Array()
    expect(bytes.byteLength, name).toBeLessThan(100_000)
    expect((await PDFDocument.load(bytes)).getPageCount(), name).toBe(1)
  }
  expect((await house.owner.ask('GET', '/api/v1/letters.zip?offset=5')).status).toBe(404)
}, 60_000)

test('B11: a letter that could not leave is left out of the batch, and said', async () => {
  await owing(house, { name: 'Bonne maison', number: 'F-1', issuedOn: '2026-05-04', dueOn: '2026-06-03' })
  const { clientId, invoiceId } = await owing(house, { name: 'Sans détour', number: 'F-2', issuedOn: '2026-05-04', dueOn: '2026-06-03' })
  await house.owner.patch(`/api/v1/facts/invoice/${invoiceId}`, { subject: 'Affaire de police' })
  await house.run('2026-09-01')
  expect((await house.today()).contacts.map(c => c.clientId)).toContain(clientId)
  const files = unzipSync(await house.owner.raw('/api/v1/letters.zip'))
  expect(strFromU8(files['lettres écartées.txt'] ?? new Uint8Array())).toMatch(/^Sans détour: « police » annonce/)
  expect(Object.keys(files).filter(n => n.endsWith('.pdf'))).toEqual(['0001 Bonne maison.pdf'])
})

test('B11: where nothing waits there is no letter', async () => {
  expect(await house.owner.ask('GET', '/api/v1/letters.pdf')).toMatchObject({
    status: 404,
    body: { error: { faults: [{ code: 'not-found' }] } },
  })
})
