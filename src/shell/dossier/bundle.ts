import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Fact } from '../../core/facts/nouns.ts'
import { refuse } from '../../core/fault.ts'
import { openPress } from '../message/render.ts'
import { readContent } from '../store/contents.ts'
import type { Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { bind, pagesOf } from './binder.ts'
import { amountIn, type DossierData, dayIn } from './content.ts'
import { openScratch, type Scratch } from './scratch.ts'
import type { DossierFile } from './seal.ts'

/** A paper that goes into the dossier. Its bytes are read when they are wanted: hundreds of scans are never held at once. */
export interface Original {
  readonly paper: Fact<'document'>
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
    originals.push({ paper, file, size: bytes.byteLength, crc: crc32(bytes), pages })
  }
  return { originals, gone }
}

const safeName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').slice(-80)

type Data = Omit<DossierData, 'documents'>

/** The PDF bundle: cover with contents and page numbers, the parts, then every readable PDF bound in. Whoever asks closes it. */
export async function bundlePdf(place: Place, data: Data, originals: readonly Original[], language: string): Promise<Scratch> {
  const { words, pdfs } = await openPress()
  const bound = originals.filter(o => o.pages !== null)
  const front = (first: number, pages: number) =>
    pdfs.make('dossier', contentOf(words, place, data, originals, language, first, pages), place.by.today)
  const ownPages = (await PDFDocument.load(await front(1, 1), { updateMetadata: false })).getPageCount()
  const total = ownPages + bound.reduce((sum, o) => sum + (o.pages ?? 0), 0)
  const papers = async function* () {
    for (const original of bound) yield* bytesOf(place, original)
  }
  const scratch = await openScratch()
  try {
    await bind(await front(ownPages + 1, total), papers(), scratch)
    return scratch
  } catch (error) {
    await scratch.close()
    throw error
  }
}

/** What the template prints. @param first the page on which the first annex begins. */
function contentOf(words: Words, place: Place, data: Data, originals: readonly Original[], language: string, first: number, pages: number) {
  const say = (key: string, params: Parameters<Words['say']>[2] = {}): string => words.say(language, `decision.dossier.${key}`, params)
  const unread = originals.filter(o => o.pages === null).map(o => o.paper.name)
  let page = first
  const annexes = originals.flatMap((o, at) => {
    if (o.pages === null) return []
    const line = { name: say('annex', { n: at + 1, name: o.paper.name }), page: String(page) }
    page += o.pages
    return [line]
  })
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
    total: data.claim.map(c => amountIn(language, c.principal, c.currency)).join(' + '),
    notes: [
      say('advice'),
      ...(data.redacted.length > 0 ? [say('redacted', { list: data.redacted.join(', ') })] : []),
      ...(unread.length > 0 ? [say('unreadable', { list: unread.join(', ') })] : []),
      ...(data.forgotten.length > 0 ? [say('forgotten', { list: data.forgotten.join(', ') })] : []),
    ],
    annexes,
    sections: sectionsOf(say, data, originals, language),
  }
}

const linesOf = (address: readonly string[], ...ids: readonly (string | null)[]): string[] => {
  const lines = [...address, ids.filter(Boolean).join(', ')].filter(Boolean)
  return lines.length > 0 ? lines : ['–']
}

type Say = (key: string, params?: Parameters<Words['say']>[2]) => string
const head = (say: Say, ...keys: readonly string[]): string[] => keys.map(key => say(`columns.${key}`))

const papersOf = (say: Say, originals: readonly Original[]) => ({
  title: say('papers'),
  paragraphs: [],
  tables: [
    {
      caption: '',
      columns: ['wide', 'text', 'text'],
      head: head(say, 'file', 'kind', 'evidence'),
      rows: originals.map(o => [o.file, o.paper.kind, `sha256 ${o.paper.sha256.slice(0, 16)}…`]),
    },
  ],
})

function sectionsOf(say: Say, data: Data, originals: readonly Original[], language: string) {
  const claim = {
    title: say('claim'),
    paragraphs: [],
    tables: [
      {
        caption: '',
        columns: ['wide', 'amount', 'amount', 'amount', 'amount'],
        head: head(say, 'currency', 'principal', 'interest', 'compensation', 'sum'),
        rows: data.claim.map(c =>
          [c.currency, c.principal, c.interest, c.compensation, c.total].map((v, at) => (at === 0 ? v : amountIn(language, v, c.currency))),
        ),
      },
      {
        caption: '',
        columns: ['wide', 'text', 'text', 'amount', 'amount', 'text'],
        head: head(say, 'invoice', 'issued', 'due', 'total', 'open', 'basis'),
        rows: data.invoices.map(i => [
          i.number,
          dayIn(language, i.issuedOn),
          dayIn(language, i.dueOn),
          amountIn(language, i.total, i.currency),
          amountIn(language, i.open, i.currency),
          i.compensationBasis,
        ]),
      },
    ],
  }
  const interest = {
    title: say('interest'),
    paragraphs: [...new Set(data.invoices.map(i => i.interestBasis).filter(Boolean))],
    tables: data.invoices
      .filter(i => i.segments.length > 0)
      .map(i => ({
        caption: i.number,
        columns: ['text', 'text', 'amount', 'amount', 'amount', 'amount'],
        head: head(say, 'from', 'to', 'days', 'base', 'rate', 'amount'),
        rows: i.segments.map(s => [s.from, s.to, String(s.days), s.base, s.percent, s.amount]),
      })),
  }
  const history = {
    title: say('history'),
    paragraphs: [],
    tables: [
      {
        caption: '',
        columns: ['text', 'text', 'text', 'wide', 'wide'],
        head: head(say, 'day', 'what', 'outcome', 'text', 'evidence'),
        rows: data.events.map(e => [e.on, [e.what, e.channel].filter(Boolean).join(', '), e.outcome, e.text, e.evidence]),
      },
    ],
  }
  const agreements = data.agreements.map(a => [a.title, a.number, a.signedBy].filter(Boolean).join(', '))
  return [
    claim,
    interest,
    ...(agreements.length > 0 ? [{ title: say('agreements'), paragraphs: agreements, tables: [] }] : []),
    history,
    papersOf(say, originals),
  ]
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
