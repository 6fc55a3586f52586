import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openPress } from '../message/render.ts'
import { readContent } from '../store/contents.ts'
import type { Place } from '../workspace.ts'
import { bind, pagesOf } from './binder.ts'
import type { DossierData } from './content.ts'
import { openScratch, type Scratch } from './scratch.ts'
import type { DossierFile } from './seal.ts'
import { sectionsOf } from './sections.ts'
import { type Data, type Enclosed, type Voice, voiceOf } from './voice.ts'

/** A paper that goes into the dossier. Its bytes are read when they are wanted: hundreds of scans are never held at once. */
export interface Original {
  readonly paper: Fact<'document'>
  /** Its number among the papers. */
  readonly n: number
  readonly file: string
  readonly size: number
  readonly crc: number
  /** None: it cannot be bound into the bundle. */
  readonly pages: number | null
}

/** A paper’s bytes; undefined where they were forgotten. @throws Refusal where they are no longer what was kept. */
async function read(place: Place, paper: Fact<'document'>): Promise<Uint8Array | undefined> {
  const bytes = await readContent(place.store, place.workspaceId, paper.sha256)
  if (bytes && hash('sha256', bytes) !== paper.sha256)
    refuse('paper-changed', 'It is no longer what was kept: its content was changed in the store.', {
      file: paper.name,
      mend: 'Bring it back from a backup.',
    })
  return bytes
}

async function* bytesOf(place: Place, { paper }: Original): AsyncGenerator<Uint8Array> {
  const bytes = await read(place, paper)
  if (!bytes) throw new Error(`the paper "${paper.name}" went away while the dossier was made`)
  yield bytes
}

/** What is known of some papers, and the names of those that were forgotten when their years were over. */
export async function originalsOf(
  place: Place,
  papers: readonly Fact<'document'>[],
): Promise<{ readonly originals: Original[]; readonly gone: string[] }> {
  const originals: Original[] = []
  const gone: string[] = []
  for (const [at, paper] of papers.entries()) {
    const bytes = await read(place, paper)
    if (!bytes) {
      gone.push(paper.name)
      continue
    }
    const file = `originals/${String(at + 1).padStart(3, '0')} ${safeName(paper.name)}`
    const pages = paper.mime === 'application/pdf' ? await pagesOf(bytes) : null
    originals.push({ paper, n: at + 1, file, size: bytes.byteLength, crc: crc32(bytes), pages })
  }
  return { originals, gone }
}

const safeName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').slice(-80)

/** A front that grows by a page as its page numbers grow longer is made once more. */
const TRIES = 4

/** The PDF bundle: cover with contents and page numbers, the parts, then every readable PDF bound in. Whoever asks closes it. */
export async function bundlePdf(place: Place, data: Data, originals: readonly Original[], language: string): Promise<Scratch> {
  const { words, pdfs } = await openPress()
  const voice = voiceOf(words, language)
  const bound = originals.filter(o => o.pages !== null)
  const boundPages = bound.reduce((sum, o) => sum + (o.pages ?? 0), 0)
  let [front, ownPages]: [Uint8Array, number] = [new Uint8Array(), 0]
  for (let tries = 0, isRight = false; !isRight && tries < TRIES; tries += 1) {
    front = await pdfs.make(
      'dossier',
      contentOf(voice, place, data, enclosedFrom(originals, ownPages + 1), ownPages + boundPages),
      place.by.today,
    )
    const pages = (await PDFDocument.load(front, { updateMetadata: false })).getPageCount()
    isRight = pages === ownPages
    ownPages = pages
  }
  const papers = async function* () {
    for (const original of bound) yield* bytesOf(place, original)
  }
  const scratch = await openScratch()
  try {
    await bind(front, papers(), scratch)
    return scratch
  } catch (error) {
    await scratch.close()
    throw error
  }
}

/** The papers with the page on which each begins. @param first the page of the first one that is bound in. */
function enclosedFrom(originals: readonly Original[], first: number): Enclosed[] {
  let next = first
  return originals.map(({ n, file, paper: { name, kind, sha256 }, pages }) => {
    const page = pages === null ? null : next
    next += pages ?? 0
    return { n, file, name, kind, sha256, page }
  })
}

/** What the template prints. */
function contentOf(voice: Voice, place: Place, data: Data, enclosed: readonly Enclosed[], pages: number) {
  const { say, language, amount } = voice
  const unread = enclosed.filter(e => e.page === null).map(e => e.name)
  return {
    language,
    on: place.by.today,
    firm: place.firm.name,
    title: say('title', { client: data.client.name }),
    lead: say('lead', { onDay: place.by.today }),
    pages: String(pages),
    contents: say('contents'),
    parties: [
      {
        role: say('creditor'),
        name: data.creditor.name,
        lines: linesOf(data.creditor.address, data.creditor.companyId, data.creditor.vatId, data.creditor.iban),
      },
      { role: say('client'), name: data.client.name, lines: linesOf(data.client.address, data.client.companyId, data.client.vatId, null) },
    ],
    total: data.claim.map(c => amount(c.principal, c.currency)).join(' + '),
    notes: [
      say('advice'),
      ...(data.redacted.length > 0
        ? [say('redacted', { list: data.redacted.map(part => voice.speak(`app.dossierPart.${part}`)).join(', ') })]
        : []),
      ...(unread.length > 0 ? [say('unreadable', { list: unread.join(', ') })] : []),
      ...(data.forgotten.length > 0 ? [say('forgotten', { list: data.forgotten.join(', ') })] : []),
    ],
    annexes: enclosed.flatMap(e => (e.page === null ? [] : [{ name: say('annex', { n: e.n, name: e.name }), page: String(e.page) }])),
    sections: sectionsOf(voice, data, enclosed),
  }
}

const linesOf = (address: readonly string[], ...ids: readonly (string | null)[]): string[] => {
  const lines = [...address, ids.filter(Boolean).join(', ')].filter(Boolean)
  return lines.length > 0 ? lines : ['–']
}

/** The papers as files of the dossier. */
export const filesOf = (place: Place, originals: readonly Original[]): DossierFile[] =>
  originals.map(o => ({ name: o.file, size: o.size, crc: o.crc, sha256: o.paper.sha256, pieces: () => bytesOf(place, o) }))

export const documentsOf = (originals: readonly Original[]): DossierData['documents'] =>
  originals.map(o => ({
    file: o.file,
    name: o.paper.name,
    kind: o.paper.kind,
    sha256: o.paper.sha256,
    readable: o.pages !== null,
  }))
