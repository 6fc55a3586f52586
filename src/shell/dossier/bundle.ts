import { hash } from 'node:crypto'
import { PDFDocument } from '@cantoo/pdf-lib'
import type { Fact } from '../../core/facts/nouns.ts'
import { openPress } from '../message/render.ts'
import { readContent } from '../store/contents.ts'
import type { Words } from '../words.ts'
import type { Place } from '../workspace.ts'
import { amountIn, type DossierData, dayIn } from './content.ts'
import type { ZipEntry } from './zip.ts'

/** A paper with its bytes. */
export interface Original {
  readonly paper: Fact<'document'>
  readonly file: string
  readonly bytes: Uint8Array
  /** None: it cannot be bound into the bundle. Read PDFs are not held: five hundred of them would be. */
  readonly pages: number | null
}

/** The bytes of some papers. */
export async function originalsOf(place: Place, papers: readonly Fact<'document'>[]): Promise<Original[]> {
  const out: Original[] = []
  for (const [at, paper] of papers.entries()) {
    const content = await readContent(place.store, place.workspaceId, paper.sha256)
    if (!content) continue
    const file = `originals/${String(at + 1).padStart(3, '0')} ${safeName(paper.name)}`
    out.push({ paper, file, bytes: content, pages: paper.mime === 'application/pdf' ? await pagesOf(content) : null })
  }
  return out
}

const safeName = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '_').slice(-80)

/** Pages of a PDF that can be bound in; none where it is broken or encrypted: its original lies beside the bundle all the same. */
async function pagesOf(bytes: Uint8Array): Promise<number | null> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    return pdf.getPageCount() || null
  } catch {
    return null // named in the dossier’s notes by the caller
  }
}

type Data = Omit<DossierData, 'documents'>

/** The PDF bundle: cover with contents and page numbers, the parts, then every readable PDF bound in. */
export async function bundlePdf(place: Place, data: Data, originals: readonly Original[], language: string): Promise<Uint8Array> {
  const { words, pdfs } = await openPress()
  const bound = originals.filter(o => o.pages !== null)
  const front = (first: number, pages: number) =>
    pdfs.make('dossier', contentOf(words, place, data, originals, language, first, pages), place.by.today)
  const draft = await PDFDocument.load(await front(1, 1), { updateMetadata: false })
  const ownPages = draft.getPageCount()
  const total = ownPages + bound.reduce((sum, o) => sum + (o.pages ?? 0), 0)
  const bundle = await PDFDocument.load(await front(ownPages + 1, total), { updateMetadata: false })
  for (const { bytes } of bound) {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
    for (const page of await bundle.copyPages(pdf, pdf.getPageIndices())) bundle.addPage(page)
  }
  return bundle.save({ addDefaultPage: false })
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

/** The files of the dossier besides the bundle. */
export const entriesOf = (originals: readonly Original[]): ZipEntry[] => originals.map(o => ({ name: o.file, bytes: o.bytes }))

export const documentsOf = (originals: readonly Original[]): DossierData['documents'] =>
  originals.map(o => ({
    file: o.file,
    name: o.paper.name,
    kind: o.paper.kind,
    sha256: hash('sha256', o.bytes),
    readable: o.pages !== null,
  }))
