import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addMonths, day } from '../../../../src/core/day/day.ts'
import { Refusal } from '../../../../src/core/fault.ts'
import { attach, openPaper, readPaper } from '../../../../src/shell/acts/attach.ts'
import { backup } from '../../../../src/shell/acts/backup.ts'
import { makeDossier } from '../../../../src/shell/acts/dossier.ts'
import { exportAll } from '../../../../src/shell/acts/export.ts'
import { forgetPaper } from '../../../../src/shell/acts/forget-paper.ts'
import { clockOn } from '../../../../src/shell/clock.ts'
import { configFrom } from '../../../../src/shell/config.ts'
import { bind, pagesOf } from '../../../../src/shell/dossier/binder.ts'
import { openScratch } from '../../../../src/shell/dossier/scratch.ts'
import { verifyDossier } from '../../../../src/shell/dossier/seal.ts'
import { offloadPapers } from '../../../../src/shell/papers/offload.ts'
import { vaultFrom } from '../../../../src/shell/papers/vault.ts'
import { keepPieces, withVault } from '../../../../src/shell/store/contents.ts'
import { record } from '../../../../src/shell/store/record.ts'
import { openFileStore, type Store } from '../../../../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../../../../src/shell/workspace.ts'

const ON = day('2026-09-01')
const FIRM = { name: 'A', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] }
const SCANS = 3
const SCAN_BYTES = 900_000

let folder: string
let store: Store
let place: Place
const inFolder = (name: string): string => join(folder, name)
const config = () => configFrom({ DUNWELL_STORE: inFolder('s.sqlite'), DUNWELL_PAPERS: inFolder('papers') })

const on = (at: typeof ON): Promise<Place> =>
  enterWorkspace(withVault(store, vaultFrom(config())), clockOn(at, 'Europe/Paris'), 'test', 'test')

async function pdfOf(pages: number, words: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  for (let n = 1; n <= pages; n += 1) pdf.addPage([300, 400]).drawText(`${words} ${n}`)
  return pdf.save()
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dunwell-pieces-'))
  store = await openFileStore(inFolder('s.sqlite'))
  await createWorkspace(store, FIRM, clockOn(ON, 'Europe/Paris'), 'test')
  place = await on(ON)
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

const rows = () => store.db.selectFrom('content').select(['sha256', 'bytes', 'keptIn', 'pieces']).execute()
const all = async (id: string): Promise<Buffer> => Buffer.concat(await Array.fromAsync((await openPaper(place, id)).pieces))

/** A claim with some heavy scans, and its dossier. */
async function heavy(): Promise<{ documentId: string; seal: string }> {
  await record(store, place.by, 'a claim', async pen => {
    const clientId = await pen.add('client', { name: 'C', kind: 'business', country: 'FR' })
    const issuedOn = addMonths(ON, -4)
    const invoice = { number: 'F-1', issuedOn, dueOn: addMonths(ON, -3), currency: 'EUR', totalMinor: 500_000n, effectiveOn: issuedOn }
    await pen.add('invoice', { clientId, ...invoice })
  })
  for (let n = 0; n < SCANS; n += 1)
    await attach(place, { name: `Scan ${n}.jpg`, bytes: Uint8Array.from([0xff, 0xd8, 0xff, ...randomBytes(SCAN_BYTES)]) }, { client: 'C' })
  return makeDossier(place, { client: 'C' })
}

test('a large dossier is kept in pieces, handed out a piece at a time, and is the same in the vault, in a backup and in an export', async () => {
  const { documentId, seal } = await heavy()
  const cut = (await rows()).find(r => r.pieces !== null)
  expect(cut?.pieces?.length).toBeGreaterThanOrEqual(2)
  const bytes = await all(documentId)
  expect((await verifyDossier(bytes, 'd.zip', seal)).files).toHaveLength(
    ['dossier.pdf', 'dossier.json', 'invoices.csv', 'interest.csv', 'history.csv'].length + SCANS,
  )
  expect(Buffer.from((await readPaper(place, documentId)).bytes).equals(bytes)).toBe(true)
  const { tables } = await exportAll(place, { folder: inFolder('export') })
  expect(tables.content).toBe((await rows()).length)

  await offloadPapers(place)
  expect((await rows()).every(r => r.bytes.length === 0)).toBe(true)
  expect((await all(documentId)).equals(bytes)).toBe(true)
  await backup(config(), { file: inFolder('backup.sqlite') })
  const copy = await openFileStore(inFolder('backup.sqlite'))
  const there = { ...place, store: copy } // without a vault
  expect(Buffer.from((await readPaper(there, documentId)).bytes).equals(bytes)).toBe(true)
  await copy.close()
})

test('a piece that was changed or went away in the store is never handed out as if it were the dossier', async () => {
  const { documentId } = await heavy()
  await offloadPapers({ ...place, store }) // no vault: stays
  const pieces = (await rows()).find(r => r.pieces !== null)?.pieces ?? []
  const change = (bytes: Uint8Array) =>
    store.db
      .updateTable('content')
      .set({ bytes })
      .where('sha256', '=', pieces.at(-1) ?? '')
      .execute()
  await change(new Uint8Array([1]))
  await expect(all(documentId)).rejects.toThrow(/no longer what was kept/)
  await expect(readPaper(place, documentId)).rejects.toThrow(Refusal)
  await store.db
    .deleteFrom('content')
    .where('sha256', '=', pieces[1] ?? '')
    .execute()
  await expect(all(documentId)).rejects.toThrow(/piece .* is gone/)
})

test('a dossier that is forgotten takes its pieces with it, but not those another one is made of', async () => {
  const first = await heavy()
  const second = await makeDossier(place, { client: 'C' })
  const kept = await all(second.documentId)
  const { id, clientId } = await store.db.selectFrom('invoice').select(['id', 'clientId']).executeTakeFirstOrThrow()
  const payment = { kind: 'payment' as const, clientId, paidOn: ON, effectiveOn: ON, amountMinor: 500_000n, currency: 'EUR' }
  await record(store, place.by, 'paid', async pen => {
    await pen.add('allocation', {
      clientId,
      paymentId: await pen.add('payment', payment),
      invoiceId: id,
      amountMinor: 500_000n,
      effectiveOn: ON,
    })
  })
  const later = await on(addMonths(ON, 12 * 40))
  await forgetPaper(later, { paper: first.documentId, reason: 'its years are over' })
  expect((await all(second.documentId)).equals(kept)).toBe(true)
  await forgetPaper(later, { paper: second.documentId, reason: 'its years are over' })
  expect((await rows()).filter(r => r.pieces !== null)).toEqual([])
  expect((await rows()).length).toBe(SCANS)
})

test('what fails on the way leaves nothing of a large paper behind', async () => {
  const before = await rows()
  const broken = async function* () {
    yield new Uint8Array([1, 2, 3])
    throw new Error('the disk is full')
  }
  await expect(record(store, place.by, 'a paper', pen => keepPieces(pen.tx, place.workspaceId, broken()))).rejects.toThrow('full')
  expect(await rows()).toEqual(before)
})

test('PDFs are bound as they come, one in memory at a time: pages, sizes and words of each, whatever their own tree says', async () => {
  const front = await pdfOf(2, 'Front')
  const nested = await PDFDocument.load(await pdfOf(1, 'Turned'))
  nested.getPage(0).setRotation({ type: 'degrees', angle: 90 } as Parameters<ReturnType<typeof nested.getPage>['setRotation']>[0])
  const papers = [await pdfOf(3, 'Plain'), await nested.save({ useObjectStreams: false }), await pdfOf(1, 'Last')]
  const out = await openScratch()
  await bind(front, (async function* () { yield* papers })(), out) // biome-ignore format: the papers one by one
  const bytes = Buffer.concat(await Array.fromAsync(out.pieces()))
  await out.close()
  const bound = await PDFDocument.load(bytes)
  expect(bound.getPages().map(p => [p.getWidth(), p.getRotation().angle])).toEqual([0, 0, 0, 0, 0, 90, 0].map(angle => [300, angle]))
  expect(await pagesOf(bytes)).toBe(7)
  expect(await pagesOf(bytes.subarray(0, 400))).toBeNull()
})
