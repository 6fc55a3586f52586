import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import { addDays, day } from '../src/core/day/day.ts'
import { makeDossier } from '../src/shell/acts/dossier.ts'
import { clockOn } from '../src/shell/clock.ts'
import { keepPaper } from '../src/shell/desk/papers.ts'
import { verifyDossier } from '../src/shell/dossier/seal.ts'
import { contentPieces } from '../src/shell/store/contents.ts'
import { record } from '../src/shell/store/record.ts'
import { openFileStore } from '../src/shell/store/store.ts'
import { createWorkspace, enterWorkspace, type Place } from '../src/shell/workspace.ts'

/** A large dossier, made in a process of its own: its memory is what is measured. */
export const name = 'dossier'

const DOCUMENTS = 500
/** Of one paper: an invoice as its tool makes it or a page scanned in black and white, and a page scanned in colour. */
const SCAN_BYTES = [50_000, 300_000] as const
const ON = day('2026-09-01')

/** The frame of a JPEG around noise: as heavy as a scan, and it cannot be packed any smaller. */
function scan(bytes: number): Uint8Array {
  const frame = [
    0xff, 0xd8, 0xff, 0xc0, 0x00, 0x11, 0x08, 0x03, 0x20, 0x02, 0x58, 0x03, 0x01, 0x11, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01,
  ]
  return Uint8Array.from([...frame, ...randomBytes(bytes), 0xff, 0xd9])
}

async function page(n: number, scanBytes: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.setTitle(`Paper ${n}`)
  pdf.addPage().drawImage(await pdf.embedJpg(scan(scanBytes)), { x: 20, y: 20, width: 500, height: 700 })
  return pdf.save()
}

async function papers(place: Place, scanBytes: number): Promise<string> {
  const clientId = await record(place.store, place.by, 'a claim', async pen => {
    const id = await pen.add('client', { name: 'Many papers', kind: 'business', country: 'FR' })
    const issuedOn = addDays(ON, -120)
    const invoice = { effectiveOn: issuedOn, number: 'P-1', issuedOn, dueOn: addDays(issuedOn, 30), currency: 'EUR', totalMinor: 500_000n }
    await pen.add('invoice', { clientId: id, ...invoice })
    return id
  })
  for (let n = 0; n < DOCUMENTS; n += 1) {
    const bytes = await page(n, scanBytes)
    await record(place.store, place.by, 'paper', pen =>
      keepPaper(pen, clientId, bytes, { name: `Paper ${n}.pdf`, mime: 'application/pdf', kind: 'other' }),
    )
  }
  return clientId
}

const seconds = (from: number): string => `${((performance.now() - from) / 1000).toFixed(2)} s`
const clock = clockOn(ON, 'Europe/Paris')

interface Made {
  readonly took: string
  /** The highest that the process which made it ever held, its own start included. */
  readonly most_mb: number
  readonly size_mb: number
  readonly verified: string
}

/** Makes the dossier of the one client in a store: in a process that does nothing else. */
async function make(file: string, clientId: string): Promise<Made> {
  const store = await openFileStore(file)
  const place = await enterWorkspace(store, clock, 'bench', 'bench')
  const from = performance.now()
  const { documentId, seal } = await makeDossier(place, { client: clientId })
  const took = seconds(from)
  const most_mb = Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)
  const kept = await store.db.selectFrom('document').select('sha256').where('id', '=', documentId).executeTakeFirstOrThrow()
  const pieces = await contentPieces(store, place.workspaceId, kept.sha256)
  if (!pieces) throw new Error('the dossier is gone')
  const zip = `${file}.zip`
  await writeFile(zip, pieces)
  const check = performance.now()
  await verifyDossier(zip, 'dossier.zip', seal)
  const verified = seconds(check)
  await store.close()
  return { took, most_mb, size_mb: Math.round(statSync(zip).size / 1e6), verified }
}

const [, , asked, ofClient] = process.argv
if (process.send && asked && ofClient) process.send(await make(asked, ofClient))

function apart(file: string, clientId: string): Promise<Made> {
  const { promise, resolve, reject } = Promise.withResolvers<Made>()
  fork(import.meta.filename, [file, clientId])
    .once('message', made => resolve(made as Made)) // as it is sent above
    .once('exit', code => reject(new Error(`the process that makes it ended with ${code}`)))
  return promise
}

async function measured(scanBytes: number): Promise<{ what: string; value: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'dunwell-bench-'))
  const file = join(folder, 'store.sqlite')
  try {
    const store = await openFileStore(file)
    const firm = { name: 'Bench', country: 'FR', language: 'fr', zone: 'Europe/Paris', currency: 'EUR', address: ['1 rue Haute'] }
    await createWorkspace(store, firm, clock, 'bench')
    const clientId = await papers(await enterWorkspace(store, clock, 'bench', 'bench'), scanBytes)
    await store.close()
    const { took, most_mb, size_mb, verified } = await apart(file, clientId)
    const value = `${took}, ${most_mb} MB at most in its process, verified in ${verified}`
    return { what: `dossier of ${DOCUMENTS} scans of ${scanBytes / 1000} kB, ${size_mb} MB`, value }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export async function run(): Promise<{ what: string; value: string }[]> {
  const rows = []
  for (const scanBytes of SCAN_BYTES) rows.push(await measured(scanBytes))
  return rows
}
