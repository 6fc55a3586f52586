import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from '@cantoo/pdf-lib'
import { expect, test } from 'vitest'
import type { Fact } from '../../src/core/facts/nouns.ts'
import { attach, openPaper } from '../../src/shell/acts/attach.ts'
import { verifyDossier } from '../../src/shell/dossier/seal.ts'
import { factsOf } from '../../src/shell/store/load.ts'
import { verifyChain } from '../../src/shell/store/record.ts'
import { openFileStore } from '../../src/shell/store/store.ts'
import { enterWorkspace } from '../../src/shell/workspace.ts'
import { aDebtor, aFirm, type TestFirm } from '../support/firm.ts'

const ON = '2026-03-10'
const PROGRAM = fileURLToPath(new URL('../../src/bin/dunwell.ts', import.meta.url))
const PAPERS = 16
const PAPER_BYTES = 400_000
/** When the process is killed, as shares of what it takes undisturbed: the reading of papers, the binding, the packing, the store, the file. */
const KILLED_AT = [0.45, 0.7, 0.88]
/** A machine that grew faster meanwhile ends before the kill: then once more, by its new pace. */
const TRIES = 6

async function withPapers(firm: TestFirm): Promise<void> {
  const place = firm.on(ON)
  const { invoiceId } = await aDebtor(place, { name: 'Librairie', dueOn: '2026-01-20' })
  for (let n = 0; n < PAPERS; n += 1) {
    const pdf = await PDFDocument.create()
    pdf.addPage().drawText(`Paper ${n}`)
    const isPdf = n % 2 === 0
    const bytes = isPdf ? await pdf.save() : Uint8Array.from([0xff, 0xd8, 0xff, ...randomBytes(PAPER_BYTES)])
    await attach(place, { name: `Paper ${n}.${isPdf ? 'pdf' : 'jpg'}`, bytes }, { invoice: invoiceId })
  }
  await firm.store.close()
}

interface Ground {
  readonly file: string
  /** Where the process may write for a while, and where its dossier goes. */
  readonly scratch: string
  readonly out: string
}

/** Makes a dossier in a process of its own, killed after so long. @returns whether it was killed, and how long it took. */
async function made({ file, scratch, out }: Ground, killAfter?: number): Promise<{ killed: boolean; took: number; code: number | null }> {
  const began = performance.now()
  const env = { ...process.env, DUNWELL_STORE: file, TMPDIR: scratch }
  const args = [PROGRAM, 'dossier', 'Librairie', '--out', join(out, 'd.zip'), '--on', ON]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] })
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter)
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  clearTimeout(timer)
  return { killed: signal === 'SIGKILL', took: performance.now() - began, code }
}

/** Whatever stands in the store is whole: the journal, every dossier to its last byte, and no content that belongs to nothing. @returns how many dossiers. */
async function dossiersIn({ file }: Ground, firm: TestFirm): Promise<number> {
  const store = await openFileStore(file)
  try {
    const place = await enterWorkspace(store, firm.on(ON).clock, 'audit', 'audit')
    expect(await verifyChain(store.db, place.workspaceId)).toBeUndefined()
    const papers = (await factsOf(store.db, place.workspaceId, 'document').execute()) as unknown as Fact<'document'>[] // its own columns
    const dossiers = papers.filter(p => p.kind === 'dossier')
    for (const { id } of dossiers) {
      const bytes = Buffer.concat(await Array.fromAsync((await openPaper(place, id)).pieces))
      expect((await verifyDossier(bytes, 'd.zip')).files.filter(f => f.name.startsWith('originals/'))).toHaveLength(PAPERS)
    }
    const kept = await store.db.selectFrom('content').select(['sha256', 'pieces']).execute()
    const needed = new Set([...papers.map(p => p.sha256), ...kept.flatMap(k => k.pieces ?? [])])
    expect(kept.filter(k => !needed.has(k.sha256))).toEqual([])
    return dossiers.length
  } finally {
    await store.close()
  }
}

test(`a dossier of ${PAPERS} papers, killed ${KILLED_AT.length} times on the way: whole or not there, no scratch is left, and the next try works`, async () => {
  const firm = await aFirm('2026-01-05')
  const root = mkdtempSync(join(tmpdir(), 'dunwell-killed-'))
  let kills = 0
  const ground: Ground = { file: firm.file, scratch: join(root, 'tmp'), out: join(root, 'out') }
  for (const folder of [ground.scratch, ground.out]) mkdirSync(folder)
  try {
    await withPapers(firm)
    expect((await made(ground)).code).toBe(0)
    expect(await dossiersIn(ground, firm)).toBe(1)
    rmSync(join(ground.out, 'd.zip'))
    let { took } = await made(ground) // the first one was slower: it read the program
    for (const share of KILLED_AT) {
      let killed = false
      for (let tries = 0; tries < TRIES && !killed; tries += 1) {
        rmSync(join(ground.out, 'd.zip'), { force: true })
        const before = await dossiersIn(ground, firm)
        const round = await made(ground, share * took)
        killed = round.killed
        if (!killed) took = round.took
        expect([0, 1]).toContain((await dossiersIn(ground, firm)) - before)
        expect(readdirSync(ground.scratch).filter(name => name.startsWith('dunwell-'))).toEqual([])
        for (const name of readdirSync(ground.out)) if (name === 'd.zip') await verifyDossier(join(ground.out, name), name)
      }
      kills += killed ? 1 : 0
    }
    expect(kills).toBeGreaterThanOrEqual(KILLED_AT.length - 1)
    rmSync(join(ground.out, 'd.zip'), { force: true })
    expect((await made(ground)).code).toBe(0)
    expect(readdirSync(ground.out)).toEqual(['d.zip'])
    await verifyDossier(join(ground.out, 'd.zip'), 'd.zip')
  } finally {
    rmSync(root, { recursive: true })
    rmSync(firm.folder, { recursive: true })
  }
}, 240_000)
