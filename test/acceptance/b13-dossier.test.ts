import { PDFDocument } from '@cantoo/pdf-lib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../src/core/fault.ts'
import { readPaper } from '../../src/shell/acts/attach.ts'
import { makeDossier } from '../../src/shell/acts/dossier.ts'
import { verifyDossier } from '../../src/shell/dossier/seal.ts'
import { unzip, zip } from '../support/archive.ts'
import { type Debt, debt, deskOf, paper, placeOn, triedAll } from './desk-house.ts'
import { type House, openHouse } from './house.ts'

let house: House
let owed: Debt
beforeEach(async () => {
  house = await openHouse('2026-09-01', { live: true })
  owed = await debt(house)
})
afterEach(() => house.close())

async function pdfOf(pages: number, words: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let n = 1; n <= pages; n += 1) pdf.addPage().drawText(`${words} ${n}`)
  return pdf.save()
}

async function dossier(without: readonly string[] = []) {
  const place = await placeOn(house, '2026-09-01')
  const made = await makeDossier(place, { client: owed.clientId, without })
  return { ...made, bytes: (await readPaper(place, made.documentId)).bytes }
}
const entry = (bytes: Uint8Array, name: string): Uint8Array => {
  const found = unzip(bytes).find(e => e.name === name)
  if (!found) throw new Error(`${name} is not in the dossier`)
  return found.bytes
}
const jsonIn = (bytes: Uint8Array) => JSON.parse(Buffer.from(entry(bytes, 'dossier.json')).toString('utf8'))

test('B13: one dossier holds everything: bundle with page numbers, data, tables and originals; a broken PDF is named and nothing is lost', async () => {
  await triedAll(house, owed)
  await paper(house, owed.clientId, 'invoice', 'Facture F-1.pdf', await pdfOf(2, 'Facture'), owed.invoiceId)
  await paper(house, owed.clientId, 'other', 'Scan.pdf', new TextEncoder().encode('%PDF-1.7 cut off'))
  const { bytes, seal, unreadable } = await dossier()
  expect(unreadable).toContain('Scan.pdf')
  const manifest = await verifyDossier(bytes, 'd.zip', seal)
  expect(manifest.files.map(f => f.name)).toEqual(expect.arrayContaining(['dossier.pdf', 'dossier.json', 'invoices.csv', 'history.csv']))
  const data = jsonIn(bytes)
  expect(data.claim).toMatchObject([{ currency: 'EUR', principal: '1000.00' }])
  expect(Number(data.claim[0].interest)).toBeGreaterThan(0)
  expect(data.claim[0].compensation).toBe('40.00')
  const segments: { amount: string }[] = data.invoices[0].segments
  expect(segments.reduce((sum, s) => sum + Number(s.amount), 0)).toBeCloseTo(Number(data.invoices[0].interest), 1)
  expect(data.events.map((e: { what: string }) => e.what)).toEqual(['first-reminder', 'call-45', 'cash-flow', 'letter-60', 'another-way'])
  expect(data.documents.map((d: { name: string; readable: boolean }) => [d.name, d.readable])).toEqual(
    expect.arrayContaining([['Facture F-1.pdf', true], ['Scan.pdf', false]]), // biome-ignore format: one line
  )
  const bundle = await PDFDocument.load(entry(bytes, 'dossier.pdf'))
  const { documents } = data
  expect(bundle.getPageCount()).toBeGreaterThanOrEqual(5 + 2)
  const scan = documents.find((d: { name: string }) => d.name === 'Scan.pdf').file
  expect(Buffer.from(entry(bytes, scan)).toString()).toBe('%PDF-1.7 cut off')
})

test('B13: a PDF that is broken, locked with a password or no PDF at all is named; its bytes are enclosed as they are and the rest is bound in', async () => {
  await triedAll(house, owed)
  const locked = await PDFDocument.load(await pdfOf(1, 'Secret'))
  locked.encrypt({ userPassword: 'geheim', ownerPassword: 'geheim' })
  const kept: Record<string, Uint8Array> = {
    'Verrouillé.pdf': await locked.save(),
    'Coupé.pdf': (await pdfOf(3, 'Coupé')).slice(0, 60),
    'Vide.pdf': new Uint8Array(0),
    'Texte.pdf': new TextEncoder().encode('no PDF at all'),
  }
  for (const [name, bytes] of Object.entries(kept)) await paper(house, owed.clientId, 'other', name, bytes)
  await paper(house, owed.clientId, 'other', 'Lisible.pdf', await pdfOf(2, 'Lisible'))
  const { bytes, seal, unreadable } = await dossier()
  expect(unreadable).toEqual(expect.arrayContaining(Object.keys(kept)))
  expect(unreadable).not.toContain('Lisible.pdf')
  await verifyDossier(bytes, 'd.zip', seal)
  const documents: { name: string; file: string; readable: boolean }[] = jsonIn(bytes).documents
  for (const [name, original] of Object.entries(kept)) {
    const listed = documents.find(d => d.name === name)
    expect(listed).toMatchObject({ readable: false })
    expect(Buffer.from(entry(bytes, listed?.file ?? '')).equals(Buffer.from(original)), name).toBe(true)
  }
  expect((await PDFDocument.load(entry(bytes, 'dossier.pdf'))).getPageCount()).toBeGreaterThanOrEqual(2)
})

test('B13: a byte altered, a file missing or added, a list made anew: each is named', async () => {
  const { bytes, seal } = await dossier()
  const files = unzip(bytes)
  const faults = async (made: Uint8Array, told?: string): Promise<string[]> => {
    try {
      await verifyDossier(made, 'd.zip', told)
      return []
    } catch (error) {
      return error instanceof Refusal ? error.faults.map(f => f.code) : ['thrown']
    }
  }
  expect(await faults(bytes, seal)).toEqual([])
  expect(await faults(bytes, 'a'.repeat(64))).toEqual(['seal-other'])
  const changed = files.map(f => (f.name === 'invoices.csv' ? { ...f, bytes: f.bytes.map((b, at) => (at === 20 ? b ^ 1 : b)) } : f))
  const packed = (entries: Parameters<typeof zip>[0]): Uint8Array => zip(entries, { deflate: false })
  expect(await faults(packed(changed))).toEqual(['file-changed'])
  expect(await faults(packed(files.filter(f => f.name !== 'dossier.pdf')))).toEqual(['file-missing'])
  expect(await faults(packed([...files, { name: 'extra.txt', bytes: new Uint8Array([1]) }]))).toEqual(['file-added'])
  // two files under one name: whoever unpacks it may see the false one
  const doubled = [...changed.filter(f => f.name === 'invoices.csv'), ...files]
  expect(await faults(packed(doubled))).toEqual(['file-added'])
  const text = Buffer.from(files[0]?.bytes ?? []).toString('utf8')
  const retold = files.map((f, at) => (at === 0 ? { ...f, bytes: new TextEncoder().encode(text.replace('Atelier', 'Ateller')) } : f))
  expect(await faults(packed(retold))).toEqual(['seal-broken'])
  const spaced = files.map((f, at) => (at === 0 ? { ...f, bytes: new TextEncoder().encode(text.replace('{', '{ ')) } : f))
  expect(await faults(packed(spaced))).toEqual(['archive-repacked'])
  expect(await faults(Buffer.concat([bytes, Buffer.from([0])]))).toEqual(['archive-broken'])
})

test('B13: a sealed dossier with one byte altered fails, whichever byte it is: content, name, date, list or end', async () => {
  const { bytes, seal } = await dossier()
  const heads = [...bytes.keys()]
    .filter(at => bytes[at] === 0x50 && bytes[at + 1] === 0x4b)
    .flatMap(at => [...Array(60).keys()].map(n => at + n))
  const spread = [...Array(60).keys()].map(n => Math.floor((n * bytes.length) / 60))
  for (const at of new Set([...heads, ...spread, bytes.length - 1]))
    if (at < bytes.length)
      for (const bit of [0x01, 0x80]) {
        const one = bytes.slice()
        one[at] = (one[at] ?? 0) ^ bit
        await expect(verifyDossier(one, 'd.zip', seal), `byte ${at}`).rejects.toThrow(Refusal)
      }
  expect((await verifyDossier(bytes, 'd.zip', seal)).seal).toBe(seal)
})

test('B13: what the receiver need not see is left out whole, and the dossier says so', async () => {
  await triedAll(house, owed)
  const { bytes } = await dossier(['reasons', 'calls'])
  const data = jsonIn(bytes)
  expect(data.redacted).toEqual(['reasons', 'calls'])
  expect(JSON.stringify(data)).not.toContain('cash-flow')
  expect(data.events.map((e: { what: string }) => e.what)).not.toContain('call-45')
  const wrong = await house.owner.ask('POST', '/api/v1/acts/make-dossier', { client: owed.clientId, without: ['invoices'] })
  expect(wrong).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'part-unknown' }] } } })
})

async function agency(): Promise<void> {
  await house.owner.post('/api/v1/facts/intermediary', {
    name: 'Recouvrement du Ponant',
    kind: 'agency',
    currency: 'EUR',
    feePercent: '25',
    taxPercent: '20',
    conductRules: 'Un appel par semaine au plus, jamais le soir.',
  })
}

test('B13: conduct rules come first; then nobody else contacts the client, who stays a client; a breach can take the case back', async () => {
  await agency()
  const early = await house.owner.ask('POST', '/api/v1/acts/prepare-hand-over', { client: owed.clientId, to: 'Recouvrement du Ponant' })
  expect(early).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'untried' }] } } })
  await triedAll(house, owed)
  const { id } = await house.owner.post<{ id: string }>('/api/v1/acts/prepare-hand-over', {
    client: owed.clientId,
    to: 'Recouvrement du Ponant',
  })
  expect((await deskOf(house, owed.clientId)).out).toMatchObject([{ draft: true }]) // a draft holds nothing
  const unruled = await house.owner.ask('POST', '/api/v1/acts/hand-over', { handOver: id })
  expect(unruled).toMatchObject({ status: 422, body: { error: { faults: [{ code: 'rules-not-accepted' }] } } })
  await house.owner.post('/api/v1/acts/accept-rules', { handOver: id, by: 'M. Le Goff' })
  const out = await house.owner.post<{ seal: string; dossierId: string }>('/api/v1/acts/hand-over', { handOver: id })
  expect(out.seal).toMatch(/^[0-9a-f]{64}$/)
  await house.run('2026-09-02')
  const silent = (await house.today()).silent.find(s => s.clientId === owed.clientId)
  expect(silent?.obstacles.map(o => o.code)).toContain('handed-over')
  const client = await house.owner.get<{ balances: { open: { minor: string } }[]; papers: { kind: string }[] }>(
    `/api/v1/clients/${owed.clientId}`,
  )
  expect(client.balances[0]?.open.minor).toBe('100000')
  expect(client.papers.map(p => p.kind)).toContain('dossier')
  const broken = await house.owner.post<{ breaches: number }>('/api/v1/acts/breach', {
    handOver: id,
    what: 'Appel à 21 h 40',
    recall: true,
  })
  expect(broken.breaches).toBe(1)
  await house.run('2026-09-03')
  const after = (await house.today()).silent.find(s => s.clientId === owed.clientId)
  expect(after?.obstacles.map(o => o.code) ?? []).not.toContain('handed-over')
  expect((await deskOf(house, owed.clientId)).owed.minor).toBe('100000')
})
